"""The schema of one message type in a user's own files: brought into one form, compiled, and its structure read."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from typing import cast

from lxml import etree

from pytest_draaiboek.fouten import OngeldigSchema
from pytest_draaiboek.standaarden.bouwstenen import PLEK, SOORTEN, XS, XSD, Naam, plek_van, soort_van, weiger
from pytest_draaiboek.standaarden.eigen_bestanden import Onderdeel
from pytest_draaiboek.standaarden.schemalezer import lees_structuur
from pytest_draaiboek.standaarden.structuur import Datatype, Deel, Groep, Knoop, Waardetoets

_GENOEMD = ("type", "ref", "base", "itemType", "memberTypes", "refer")
_SLEUTELS = ("key", "keyref", "unique")


class EigenSchema:
    """The schema of one message type in one release.

    Args:
        berichttype: in full.
        onderdelen: the files that it is in, that of the message first.
        ruimten: the namespaces of the message and of the basisschema.
        waarden: by the end of a path of element names: the values to choose from.

    Raises:
        OngeldigSchema: for a schema that is wrong, or of which the kit cannot make or read the messages.

    """

    def __init__(
        self,
        berichttype: str,
        onderdelen: Sequence[Onderdeel],
        ruimten: tuple[str, str],
        waarden: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.berichttype = berichttype
        self._onderdelen = onderdelen
        self._documenten = dict(_gelijkgetrokken(onderdelen))
        self.schema = self._compileer(self._documenten["0.xsd"], "0.xsd")
        alle = list(ruimten)
        self._toetsen = _Toetsen(self)
        roots = [etree.fromstring(tekst) for tekst in self._documenten.values()]
        gelezen = lees_structuur(roots, alle, self._toetsen.voor)
        self.naamruimten = tuple(alle)
        """The namespaces of its elements, by `Knoop.ruimte`."""
        self.structuur = _met_waarden(gelezen, waarden, berichttype)
        """What may stand where."""

    @property
    def teksten(self) -> tuple[str, ...]:
        """The schemas as text, each after those it imports, and without saying where those are."""
        teksten = []
        for tekst in reversed(self._documenten.values()):
            root = etree.fromstring(tekst)
            for verwijzing in root.iterchildren(f"{XS}import"):
                verwijzing.attrib.pop("schemaLocation", "")
            teksten.append(etree.tostring(root, encoding="unicode"))
        return tuple(teksten)

    def _compileer(self, hoofd: bytes, naam: str) -> etree.XMLSchema:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        parser.resolvers.add(_AlleenDeze(self._documenten))
        try:
            return etree.XMLSchema(etree.fromstring(hoofd, parser, base_url=naam).getroottree())
        except etree.XMLSchemaParseError as fout:
            melding = fout.error_log.last_error if fout.error_log is not None else None
            waar = self._waar(melding.filename, melding.line) if melding is not None else ""
            wat = melding.message if melding is not None else str(fout)
            raise OngeldigSchema(
                f"{waar or plek_van(self._onderdelen[0].root)}: dit schema deugt niet ({wat}).\n"
                "Wat te doen: verbeter die plek, of neem het bestand opnieuw van de bron."
            ) from fout

    def _waar(self, bestand: str | None, regel: int) -> str:
        """Return the place in a user's file of a line of a document that was made of it."""
        tekst = self._documenten.get(bestand or "0.xsd", next(iter(self._documenten.values())))
        delen = etree.fromstring(tekst).iter(f"{XS}*")
        eerder = [deel for deel in delen if cast(int, deel.sourceline) <= regel and deel.get(PLEK)]
        return eerder[-1].get(PLEK, "") if eerder else ""


def _gelijkgetrokken(onderdelen: Sequence[Onderdeel]) -> Iterator[tuple[str, bytes]]:
    """Yield one document for each namespace, under a name, all with the same prefixes, and every part marked with where it came from."""
    ruimten = list(dict.fromkeys(onderdeel.ruimte for onderdeel in onderdelen))
    prefixen = {ruimte: f"n{nr}" for nr, ruimte in enumerate(ruimten) if ruimte}
    for nr, ruimte in enumerate(ruimten):
        root = etree.Element(f"{XS}schema", nsmap={"xs": XSD, **{prefix: uri for uri, prefix in prefixen.items()}})
        if ruimte:
            root.set("targetNamespace", ruimte)
        for ander_nr, ander in enumerate(ruimten):
            if ander_nr != nr:
                verwijzing = etree.SubElement(root, f"{XS}import", schemaLocation=f"{ander_nr}.xsd")
                if ander:
                    verwijzing.set("namespace", ander)
        for onderdeel in onderdelen:
            if onderdeel.ruimte == ruimte:
                _neem_over(onderdeel, root, prefixen)
        etree.indent(root)
        etree.cleanup_namespaces(root, keep_ns_prefixes=["xs", *prefixen.values()])
        yield f"{nr}.xsd", etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _neem_over(onderdeel: Onderdeel, root: etree._Element, prefixen: Mapping[str, str]) -> None:
    """Put what a file declares into a document."""
    eigen = onderdeel.root
    vormen = {soort: eigen.get(f"{soort}FormDefault", "unqualified") for soort in ("element", "attribute")}
    for deel in eigen.iterchildren(*(XS + soort for soort in SOORTEN)):
        kopie = deepcopy(deel)
        for bron, element in zip(deel.iter(f"{XS}*"), kopie.iter(f"{XS}*"), strict=True):
            soort = soort_van(element)
            if soort in _SLEUTELS:
                weiger(
                    bron,
                    f"xs:{soort} stelt een eis over meer elementen tegelijk; daar maakt de kit geen berichten bij",
                    "laat die eis uit deze kopie van het schema weg",
                )
            if element.get(PLEK) is None:
                element.set(PLEK, f"{onderdeel.naam}, regel {bron.sourceline}")
            for attribuut in _GENOEMD:
                if element.get(attribuut) is not None:
                    namen = [_hernoemd(bron, naam, onderdeel, prefixen) for naam in element.get(attribuut, "").split()]
                    element.set(attribuut, " ".join(namen))
            if soort in vormen and element is not kopie and not element.get("ref") and not element.get("form"):
                element.set("form", vormen[soort])
        kopie.tail = None
        root.append(kopie)


def _hernoemd(bij: etree._Element, naam: str, onderdeel: Onderdeel, prefixen: Mapping[str, str]) -> str:
    """Return a name that a part of a file refers to, as the documents call it."""
    voor, _, lokaal = naam.rpartition(":")
    ruimte = bij.nsmap.get(voor or None)
    if voor and ruimte is None:
        weiger(
            bij,
            f"de naam {naam[:100]!r} heeft een prefix die nergens verklaard is",
            "voeg een xmlns toe, of verbeter de naam",
        )
    if ruimte is None and not onderdeel.root.get("targetNamespace"):
        ruimte = onderdeel.ruimte  # of one that takes on the namespace of what includes it
    if ruimte == XSD:
        return f"xs:{lokaal}"
    if ruimte and ruimte not in prefixen:
        weiger(
            bij,
            f"de naam {naam[:100]!r} is van naamruimte {ruimte!r}, en die wordt niet geïmporteerd",
            "voeg een xs:import toe",
        )
    return f"{prefixen[ruimte]}:{lokaal}" if ruimte else lokaal


class _AlleenDeze(etree.Resolver):
    """Hands libxml2 the documents of the schema; nothing is ever looked for on disk or on the network."""

    def __init__(self, documenten: Mapping[str, bytes]) -> None:
        super().__init__()
        self.documenten = documenten

    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]  # lxml passes a context that its stubs leave out
        return self.resolve_string(self.documenten.get(system_url, b"<geen/>"), context, base_url=system_url)


class _Toetsen:
    """Tells of values whether they are of a type, by one schema of all those types that is made when that is first asked."""

    def __init__(self, schema: EigenSchema) -> None:
        self._bij = schema
        self._typen: list[etree._Element | Naam] = []

    def voor(self, type_: etree._Element | Naam) -> Waardetoets:
        nummer = len(self._typen)
        self._typen.append(type_)

        def toets(waarde: str) -> bool:
            element = etree.Element(f"w{nummer}")
            try:
                element.text = waarde
            except ValueError:
                return False  # no XML has such a character
            return self._schema.validate(element)

        return toets

    @cached_property
    def _schema(self) -> etree.XMLSchema:
        eerste = etree.fromstring(next(iter(self._bij._documenten.values())))
        root = etree.Element(f"{XS}schema", nsmap={prefix: uri for prefix, uri in eerste.nsmap.items() if prefix})
        for nr, tekst in enumerate(self._bij._documenten.values()):
            ruimte = etree.fromstring(tekst).get("targetNamespace")
            if ruimte:
                etree.SubElement(root, f"{XS}import", schemaLocation=f"{nr}.xsd", namespace=ruimte)
            else:
                etree.SubElement(root, f"{XS}include", schemaLocation=f"{nr}.xsd")
        for nummer, type_ in enumerate(self._typen):
            element = etree.SubElement(root, f"{XS}element", name=f"w{nummer}")
            if isinstance(type_, Naam):
                element.set("type", f"xs:{type_.lokaal}")
            elif type_.get("name"):
                ruimte = type_.getroottree().getroot().get("targetNamespace")
                prefix = next((p for p, uri in eerste.nsmap.items() if uri == ruimte), None)
                element.set("type", f"{prefix}:{type_.get('name')}" if prefix else type_.get("name", ""))
            else:
                element.append(deepcopy(type_))
        return self._bij._compileer(etree.tostring(root), "toets.xsd")


def _met_waarden(structuur: Knoop, waarden: Mapping[str, tuple[str, ...]], berichttype: str) -> Knoop:
    """Return a structure with the values that a user gives.

    Raises:
        OngeldigSchema: for a path that leads nowhere, and for a value that its data type refuses.

    """
    gebruikt: set[str] = set()

    def geef(knoop: Knoop, pad: str) -> Knoop:
        sleutel = next((naam for naam in waarden if f"/{pad}".endswith(f"/{naam}")), None)
        if sleutel is not None and knoop.datatype is not None:
            gebruikt.add(sleutel)
            _keur(knoop.datatype, waarden[sleutel], f"{berichttype}/{sleutel}")
            return replace(knoop, waarden=waarden[sleutel])
        kinderen = tuple(geef(kind, f"{pad}/{kind.naam}") for kind in knoop.kinderen)
        if all(nieuw is oud for nieuw, oud in zip(kinderen, knoop.kinderen, strict=True)):
            return knoop
        return _vervangen(knoop, {nieuw.naam: nieuw for nieuw in kinderen})

    nieuw = geef(structuur, structuur.naam) if waarden else structuur
    for sleutel in waarden.keys() - gebruikt:
        raise OngeldigSchema(
            f"[standaard.waarde] noemt '{berichttype}/{sleutel}', en dat is geen element met een waarde in {berichttype}.\n"
            "Wat te doen: verbeter het pad; het eindigt op de naam van een element zonder onderdelen."
        )
    return nieuw


def _vervangen(knoop: Knoop, nieuw: Mapping[str, Knoop]) -> Knoop:
    """Return an element with other children, where it holds those itself and where its content model does."""

    def vervang(deel: Deel) -> Deel:
        if isinstance(deel, Groep):
            return replace(deel, delen=tuple(map(vervang, deel.delen)))
        return replace(nieuw[deel.naam], verplicht=deel.verplicht)

    model = None if knoop.model is None else replace(knoop.model, delen=tuple(map(vervang, knoop.model.delen)))
    return replace(knoop, kinderen=tuple(nieuw.values()), model=model)


def _keur(type_: Datatype, waarden: tuple[str, ...], waar: str) -> None:
    for waarde in waarden:
        if type_.toets is not None and not type_.toets(waarde):
            raise OngeldigSchema(
                f"[standaard.waarde] geeft '{waar}' de waarde {waarde[:60]!r}, en die past niet bij gegevenstype {type_.naam or type_.basis!r}.\n"
                "Wat te doen: geef waarden die het schema toestaat."
            )
