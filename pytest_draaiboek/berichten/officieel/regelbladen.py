"""Official rule sheets (XSLT 1.0): run without any access to files, network or extensions, and what they report."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from lxml import etree

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import XSLT, Bevinding
from pytest_draaiboek.berichten.officieel.bestanden import (
    AlleenDeze,
    Bronbestand,
    lees_bronbestand,
    veilige_parser,
    vind,
)
from pytest_draaiboek.berichten.officieel.samenvoegen import Gemeld
from pytest_draaiboek.berichten.plek import element_op, pad_van
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.standaarden import alle_standaarden, laad_standaard
from pytest_draaiboek.standaarden.laden import naamruimtevormen

XSL = "{http://www.w3.org/1999/XSL/Transform}"
EXTENSIES = {".xsl", ".xslt"}
RAAD = "Neem het regelblad opnieuw van de bron, of laat het weg."
RETOURCODE = "0001"  # what a rule sheet stands for when it names none

_Toegang: Any = etree.XSLTAccessControl  # lxml-stubs leaves its arguments out
_UITBREIDING = re.compile(
    r"http://exslt\.org/|http://xmlsoft\.org/|http://icl\.com/saxon|http://xml\.apache\.org/xalan"
)
# A sheet may look things up in itself; lxml takes that for reading a file, and would refuse it along with the rest.
_ZICHZELF = re.compile(r"document\(\s*(''|\"\")\s*\)")


class OfficieelRegelblad:
    """One rule sheet.

    Args:
        bestand: that was given, or found in the directory that was.
        onderdelen: what it includes or imports, and in turn.
        verwijst: the same, as bytes, by the names that libxslt asks for them by.

    """

    def __init__(self, bestand: Bronbestand, onderdelen: "list[Bronbestand]", verwijst: "dict[str, bytes]") -> None:
        self.bestand = bestand
        self.onderdelen = onderdelen
        self.releases = {release for deel in (bestand, *onderdelen) for release in _releases(deel)}
        for deel in (bestand, *onderdelen):
            _weiger_uitbreidingen(deel)
        self._xslt: Any = self._compileer(verwijst)

    def geldt_voor(self, bericht: Bericht) -> bool:
        """Whether it is about the release that a message is of."""
        return (bericht.standaard, bericht.versie) in self.releases

    def fouten(self, bericht: Bericht) -> list[Gemeld]:
        """Return what it reports on a message.

        Raises:
            OngeldigeInstelling: when it breaks off or gives no Rapport: that says nothing about the message.

        """
        try:
            rapport = self._xslt(bericht.root).getroot()
        except (etree.XSLTError, etree.XMLSyntaxError, OngeldigeInstelling, ValueError) as fout:
            reden = str(fout) if isinstance(fout, OngeldigeInstelling) else _reden(self._xslt, fout)
            raise self._fout(f"brak af bij {bericht!r}: {reden}") from fout
        if rapport is None or etree.QName(rapport).localname != "Rapport" or not len(rapport):
            wat = "niets" if rapport is None else f"{etree.QName(rapport).localname}"
            raise self._fout(
                f"geeft bij {bericht!r} geen Rapport maar {wat}; verwacht wordt Rapport met Header en Fouten. Dit is geen regelblad van de "
                "standaard"
            )
        return [self._gemeld(bericht, fout) for fout in rapport.iter("{*}Fout")]

    def _gemeld(self, bericht: Bericht, fout: etree._Element) -> Gemeld:
        code = _tekst(fout, "Code")
        if not code:
            raise self._fout(f"meldt bij {bericht!r} een Fout zonder Code")
        uitleg = _tekst(fout, "Details") or f"regel {code} is gebroken"
        genoemd = [(deel.text or "").strip() for deel in fout.iterchildren("{*}Locatie")]
        elementen = [element for plek in genoemd if (element := element_op(bericht.root, plek)) is not None]
        plekken = tuple(dict.fromkeys(pad_van(element) for element in elementen))
        ook = f" Het gaat ook om {', '.join(plekken[1:])}." if plekken[1:] else ""
        bevinding = Bevinding(
            code,
            _tekst(fout, "Retourcode") or _retourcodes(bericht.standaard).get(code, RETOURCODE),
            (*plekken, *genoemd, "/Bericht")[0] or "/Bericht",
            f"{uitleg.rstrip('.')}.{ook} Dit meldt het regelblad {self.bestand.naam}; pas het bericht aan deze regel aan.",
            regel=cast(int, elementen[0].sourceline) if elementen else 0,
            bron=(XSLT,),
        )
        return Gemeld(bevinding, plekken)

    def _compileer(self, verwijst: "dict[str, bytes]") -> etree.XSLT:
        parser = veilige_parser()
        parser.resolvers.add(AlleenDeze(verwijst))
        zichzelf = any(
            _ZICHZELF.search(str(waarde))
            for deel in (self.bestand, *self.onderdelen)
            for element in deel.root.iter(etree.Element)
            for waarde in element.attrib.values()
        )
        # When it may, files come from the resolver above, which has none but those of the sheet itself.
        toegang = _Toegang(
            read_file=zichzelf, write_file=False, create_dir=False, read_network=False, write_network=False
        )
        try:
            root = etree.fromstring(self.bestand.inhoud, parser, base_url=self.bestand.naam)
            return etree.XSLT(root, regexp=False, access_control=toegang)
        except (etree.XSLTParseError, OngeldigeInstelling) as fout:
            raise self._fout(f"is niet te gebruiken ({fout})") from fout

    def _fout(self, wat: str) -> OngeldigeInstelling:
        return OngeldigeInstelling(f"{self.bestand.pad}: dit regelblad {wat}. {RAAD}")


class Regelbladmap:
    """The rule sheets that the user gave.

    Args:
        pad: of one sheet, or of a directory of them.

    Raises:
        OngeldigeInstelling: when there is none that can be used, or one that is not safe.

    """

    def __init__(self, pad: Path) -> None:
        if not pad.exists():
            raise OngeldigeInstelling(f"{pad}: dit regelblad of deze map bestaat niet. Controleer het pad.")
        self.map = pad if pad.is_dir() else pad.parent
        bestanden = [lees_bronbestand(een, self.map) for een in (vind(pad, EXTENSIES) if pad.is_dir() else [pad])]
        if not bestanden:
            raise OngeldigeInstelling(f"{pad}: in deze map staat geen regelblad (*.xsl, *.xslt). Controleer het pad.")
        gelezen = [(bestand, *self._onderdelen(bestand)) for bestand in bestanden]
        gebruikt = {deel.pad for _, delen, _ in gelezen for deel in delen}
        self.regelbladen: list[OfficieelRegelblad] = []
        self.ongebruikt: list[Bronbestand] = []
        for bestand, delen, verwijst in gelezen:
            blad = OfficieelRegelblad(bestand, delen, verwijst)
            if bestand.pad in gebruikt:
                continue
            if blad.releases:
                self.regelbladen.append(blad)
            else:
                self.ongebruikt.append(bestand)
        if not self.regelbladen:
            raise OngeldigeInstelling(
                f"{pad}: hier staat geen regelblad van een standaard die de kit kent: geen naamruimte ervan komt erin voor. Controleer het pad."
            )

    def _onderdelen(self, bestand: Bronbestand) -> tuple[list[Bronbestand], dict[str, bytes]]:
        """Return what a sheet includes and imports, in turn; and the same by the names that libxslt asks for it by."""
        if bestand.root.tag not in (f"{XSL}stylesheet", f"{XSL}transform"):
            raise OngeldigeInstelling(
                f"{bestand.pad}: dit is geen regelblad: de wortel is {bestand.root.tag}, verwacht wordt {XSL}stylesheet. Controleer het bestand."
            )
        if not bestand.root.get("version", "").startswith("1."):
            raise OngeldigeInstelling(
                f"{bestand.pad}: dit regelblad is XSLT {bestand.root.get('version')}; de kit leest XSLT 1.0. Neem het regelblad in die versie."
            )
        delen: dict[Path, Bronbestand] = {}
        verwijst: dict[str, bytes] = {}
        te_doen = [(bestand, bestand.naam)]
        while te_doen:
            van, naam = te_doen.pop()
            for verwijzing in van.root.iterchildren(f"{XSL}import", f"{XSL}include"):
                doel = verwijzing.get("href", "")
                pad = van.pad.parent / doel
                if ":" in doel or not pad.is_file() or not pad.resolve().is_relative_to(self.map.resolve()):
                    raise OngeldigeInstelling(
                        f"{van.pad}: dit regelblad gebruikt {doel!r}; dat staat niet in {self.map}, en daarbuiten wordt niet gekeken. Zet het erbij."
                    )
                boven = naam.rpartition("/")[0]
                gevraagd = f"{boven}/{doel}" if boven else doel
                if pad.resolve() not in delen:
                    delen[pad.resolve()] = lees_bronbestand(pad, self.map)
                    te_doen.append((delen[pad.resolve()], gevraagd))
                verwijst[_zonder_punten(gevraagd)] = delen[pad.resolve()].inhoud
        return list(delen.values()), verwijst


def _zonder_punten(pad: str) -> str:
    """Return a relative address as libxml2 makes it, without the steps that cancel out."""
    stappen: list[str] = []
    for stap in pad.split("/"):
        if stap == ".." and stappen and stappen[-1] != "..":
            stappen.pop()
        elif stap != ".":
            stappen.append(stap)
    return "/".join(stappen)


def _releases(bestand: Bronbestand) -> Iterator[tuple[str, str]]:
    """Yield the standards and releases whose namespaces a sheet is bound to, wherever in it."""
    tekst = etree.tostring(bestand.root, encoding="unicode")
    for standaard in alle_standaarden():
        for vorm in naamruimtevormen(standaard):
            for release in {gevonden["release"] for gevonden in re.finditer(vorm, tekst)}:
                yield standaard.naam, release.replace("_", ".")


def _weiger_uitbreidingen(bestand: Bronbestand) -> None:
    """Refuse a sheet that has elements which do more than make a report.

    Raises:
        OngeldigeInstelling: names the element.

    """
    prefixen = {
        element.nsmap.get(None if prefix == "#default" else prefix)
        for element in bestand.root.iter(etree.Element)
        for naam in ("extension-element-prefixes", f"{XSL}extension-element-prefixes")
        for prefix in element.get(naam, "").split()
    }
    for element in bestand.root.iter(etree.Element):
        ruimte = etree.QName(element).namespace or ""
        if element.tag == f"{XSL}document" or ruimte in prefixen or _UITBREIDING.match(ruimte):
            raise OngeldigeInstelling(
                f"{bestand.pad}: regel {element.sourceline}: dit regelblad gebruikt het uitbreidingselement {element.tag}; dat wordt niet "
                f"uitgevoerd. {RAAD}"
            )


def _reden(xslt: Any, fout: Exception) -> str:
    """Return the first thing that libxslt says and that tells something."""
    zinnen = [melding.message.splitlines()[0] for melding in xslt.error_log if melding.message]
    zinnen = [zin for zin in zinnen if zin != "unknown error" and not zin.startswith("runtime error")]
    reden = zinnen[0] if zinnen else str(fout)
    return "een sjabloon herhaalt zichzelf zonder einde" if "infinite template recursion" in reden else reden


def _tekst(fout: etree._Element, naam: str) -> str:
    deel = next(fout.iterchildren("{*}" + naam), None)
    return "" if deel is None else " ".join("".join(str(stuk) for stuk in deel.itertext()).split())


def _retourcodes(standaard: str) -> dict[str, str]:
    return {regel.code: regel.retourcode for regel in laad_standaard(standaard).regels}
