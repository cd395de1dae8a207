"""What is wrong with a message: its release, its form, its schema, and the technical rules."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from lxml import etree

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.standaarden import Release, laad_standaard

Zwaarte = Literal["fout", "waarschuwing"]

# Schema findings that are a rule of their own, by the element they are about.
VERSIEREGELS = {"BerichtVersie": "CS025", "BerichtSubversie": "CS015"}


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding about a message.

    Args:
        code: rule code of the standard ("CS015", "OP192"), or XSD or RELEASE.
        retourcode: what a receiver must answer; empty when the message cannot be answered at all.
        pad: where in the message, as an XPath by local names.
        melding: what was found, what was expected, and what to do, in Dutch.
        ernst: "fout", or "waarschuwing" for what does not make the message invalid.
        regel: line in the file; 0 when it is about the whole.

    """

    code: str
    retourcode: str
    pad: str
    melding: str
    ernst: Zwaarte = "fout"
    regel: int = 0

    def __str__(self) -> str:
        waar = f"{self.pad} (regel {self.regel})" if self.regel else self.pad
        return f"{self.code} {waar}: {self.melding}"


def controleer(bericht: Bericht) -> list[Bevinding]:
    """Return everything that is wrong with a message; an empty list when nothing is.

    Args:
        bericht: read or made.

    """
    return [*_fouten(bericht), *_vorm(bericht)]


def fouten_in(bericht: Bericht) -> list[str]:
    """Return what makes a message invalid, as text; warnings left out."""
    return [str(bevinding) for bevinding in _fouten(bericht)]


def is_geldig(bericht: Bericht) -> bool:
    """Whether nothing makes a message invalid."""
    return next(_fouten(bericht), None) is None


def _fouten(bericht: Bericht) -> Iterator[Bevinding]:
    standaard = laad_standaard(bericht.standaard)
    release = standaard.releases.get(bericht.versie)
    if release is None:
        *eerder, laatste = standaard.versies
        wel = f"{', '.join(eerder)} en {laatste}"
        yield Bevinding(
            "RELEASE",
            "",
            "/Bericht",
            f"het bericht is van {standaard.titel} {bericht.versie}; bekend zijn {wel}. Neem een bericht van die releases.",
            regel=1,
        )
    elif bericht.berichttype not in release.berichttypen:
        yield Bevinding(
            "RELEASE",
            "",
            "/Bericht",
            f"een {bericht.berichttype} bestaat niet in {standaard.titel} {bericht.versie}.",
            regel=1,
        )
    else:
        # The rules are about what a schema accepts; a receiver too tests them in this order (IV032).
        schema = list(_schemafouten(bericht, release))
        yield from schema or _regelfouten(bericht, release)


def _schemafouten(bericht: Bericht, release: Release) -> Iterator[Bevinding]:
    schema = release.schema(bericht.berichttype)
    if schema.validate(bericht.root):
        return
    gemeld = set()
    for fout in cast(Iterable[etree._LogEntry], schema.error_log):
        element = _element(bericht.root, fout.path)
        pad = pad_van(element)
        # libxml2 reports a failed facet, and then once more that the value is not valid.
        if (pad, fout.line) in gemeld:
            continue
        gemeld.add((pad, fout.line))
        naam, waarde = etree.QName(element).localname, element.text or ""
        if naam in VERSIEREGELS:
            verwacht = release.hoofdversie if naam == "BerichtVersie" else release.subversie
            melding = (
                f"{naam} is {waarde!r}, maar de naamruimte is van release {release.versie}, waarbij {verwacht!r} hoort. "
                "Maak naamruimte en kop gelijk."
            )
            yield Bevinding(VERSIEREGELS[naam], "", pad, melding, regel=fout.line)
        else:
            yield Bevinding("XSD", "", pad, _vertaal(fout.type_name, fout.message, waarde), regel=fout.line)


def _regelfouten(bericht: Bericht, release: Release) -> Iterator[Bevinding]:
    for overtreding in release.regelblad(bericht.berichttype).toets(bericht.root):
        regel, element = overtreding.regel, overtreding.element
        gevonden = f"gevonden is {element.tekst!r}; " if element.tekst.strip() else ""
        yield Bevinding(
            regel.code,
            regel.retourcode,
            pad_van(element.bron),
            gevonden + regel.melding,
            regel=cast(int, element.bron.sourceline),
        )


def _vorm(bericht: Bericht) -> Iterator[Bevinding]:
    """Find what is not as the chain wants a file, though it can be read."""
    if bericht.xml.startswith(b"\xef\xbb\xbf"):
        yield _waarschuwing("OP192", "het bestand begint met een BOM; verwacht wordt UTF-8 zonder. Laat de BOM weg.")
    codering = bericht.root.getroottree().docinfo.encoding or "UTF-8"
    if codering.upper() not in {"UTF-8", "ASCII"}:
        yield _waarschuwing("OP192", f"de codering is {codering}; verwacht wordt UTF-8. Schrijf het bestand als UTF-8.")
    if re.search(rb"(?<!\r)\n", bericht.xml):
        yield _waarschuwing(
            "OP192", "regels eindigen op alleen LF; verwacht wordt CR/LF. Schrijf het bestand met CR/LF."
        )


def _waarschuwing(code: str, melding: str) -> Bevinding:
    return Bevinding(code, "", "/Bericht", melding, "waarschuwing")


def _element(root: etree._Element, pad: str | None) -> etree._Element:
    """Return the element that libxml2 reports on, by its path; the root when that leads nowhere."""
    ruimten = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    gevonden = root.getroottree().xpath(pad, namespaces=ruimten) if pad else []
    eerste = gevonden[0] if isinstance(gevonden, list) and gevonden else root
    return eerste if isinstance(eerste, etree._Element) else root


def pad_van(element: etree._Element) -> str:
    """Return a path by local names, with a number only where there is more than one of that name."""
    return "/" + "/".join(_stap(stap) for stap in reversed([element, *element.iterancestors()]))


def _stap(element: etree._Element) -> str:
    naam = etree.QName(element).localname
    ouder = element.getparent()
    gelijken = [] if ouder is None else [kind for kind in ouder if kind.tag == element.tag]
    return f"{naam}[{gelijken.index(element) + 1}]" if len(gelijken) > 1 else naam


_NAAMRUIMTE = re.compile(r"\{[^}]*\}")
_VERWACHT = re.compile(r"Expected is (?:one of )?\( ?(.*?) ?\)")
_FACET = {
    "SCHEMAV_CVC_ENUMERATION_VALID": "staat niet in de codelijst",
    "SCHEMAV_CVC_PATTERN_VALID": "heeft niet de vorm die het gegevenstype vraagt",
    "SCHEMAV_CVC_MINLENGTH_VALID": "is te kort",
    "SCHEMAV_CVC_MAXLENGTH_VALID": "is te lang",
    "SCHEMAV_CVC_MININCLUSIVE_VALID": "is te klein",
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": "is te groot",
}


def _vertaal(soort: str, melding: str, waarde: str) -> str:
    """Say in Dutch what libxml2 found."""
    kaal = _NAAMRUIMTE.sub("", melding)
    if soort == "SCHEMAV_ELEMENT_CONTENT":
        verwacht = _VERWACHT.search(kaal)
        wat = verwacht[1].replace(", ", " of ") if verwacht else "niets"
        if "Missing child" in kaal:
            return f"er ontbreekt een element: {wat}. Vul het aan."
        if "No matching global declaration" in kaal:
            return "deze wortel hoort niet bij dit bericht."
        return f"dit element wordt hier niet verwacht; wel {wat}. Controleer naam, naamruimte en volgorde."
    if soort == "SCHEMAV_CVC_ELT_1":
        return "deze wortel hoort niet bij dit bericht."
    if soort in _FACET:
        return f"de waarde {waarde!r} {_FACET[soort]}. Controleer de waarde."
    if soort.startswith("SCHEMAV_CVC_DATATYPE_VALID"):
        return f"de waarde {waarde!r} is van een ander gegevenstype dan hier hoort. Controleer de waarde."
    return f"het bericht voldoet niet aan het schema: {kaal}"
