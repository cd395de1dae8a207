"""The structure of a message read from its schema; what cannot be told by element name is refused, with file and line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from lxml import etree

from pytest_draaiboek.standaarden.bouwstenen import XS, XSD, Bouwstenen, Naam, soort_van, weiger
from pytest_draaiboek.standaarden.datatypelezer import Datatypelezer, Toetsmaker
from pytest_draaiboek.standaarden.structuur import ATTRIBUUT, Datatype, Deel, Groep, Knoop

WORTEL = "Bericht"
MEESTE_KNOPEN = 20_000
DIEPSTE = 60
_DEELTJES = ("element", "sequence", "choice", "all", "group", "any")
# What only says more about what is there, and changes nothing of what a message holds.
_TERZIJDE = ("annotation", "anyAttribute", "attribute", "attributeGroup", "simpleType", "complexType")
_LEEG = Datatype("", "string", max_lengte=0, codes=("",))


def lees_structuur(roots: Sequence[etree._Element], ruimten: list[str], toets: Toetsmaker = lambda _: None) -> Knoop:
    """Return the structure of a message.

    Args:
        roots: of its schema, and of those that it imports; each with all its namespaces declared at the root.
        ruimten: the namespaces of the message and of the basisschema; others that its elements are in are put behind those.
        toets: gives what tells whether a value is one of a type.

    Raises:
        OngeldigSchema: for what the kit cannot make or read by element name.

    """
    return _Lezer(roots, ruimten, toets).wortel()


@dataclass(slots=True)
class _Inhoud:
    """What a complex type holds."""

    delen: tuple[Deel, ...] = ()
    attributen: tuple[Knoop, ...] = ()
    datatype: Datatype | None = None


class _Lezer:
    def __init__(self, roots: Sequence[etree._Element], ruimten: list[str], toets: Toetsmaker) -> None:
        self.bouwstenen = Bouwstenen(roots)
        self.ruimten = ruimten
        self.typen = Datatypelezer(self.bouwstenen, toets)
        self.knopen = 0
        self.boven: list[object] = []

    def wortel(self) -> Knoop:
        naam = Naam(self.ruimten[0], WORTEL)
        element = self.bouwstenen.deel("element", naam)
        if element is None:
            root = next((r for r in self.bouwstenen.roots if r.get("targetNamespace", "") == naam.ruimte), None)
            weiger(
                self.bouwstenen.roots[0] if root is None else root,
                f"er is geen element {WORTEL!r} in naamruimte {naam.ruimte!r}",
                f"laat het schema met {WORTEL!r} beginnen, of verbeter de naamruimte",
            )
        return self.knoop(element)

    # Elements

    def knoop(self, plaats: etree._Element) -> Knoop:
        """Return the element of a declaration, or of a reference to one, at its place."""
        element = plaats
        if plaats.get("ref"):
            naam = self.bouwstenen.naam(plaats, "ref")
            element = self._moet_er_zijn(plaats, "element", naam)
        self._tel(element)
        for vreemd in ("substitutionGroup", "abstract"):
            if element.get(vreemd, "false") not in ("false", "0"):
                weiger(
                    element,
                    f"element {element.get('name')!r} heeft {vreemd}; wat er dan staat, zegt het schema niet",
                    "schrijf de elementen uit die er kunnen staan, bijvoorbeeld in een xs:choice",
                )
        inhoud, type_ = self._inhoud_van(element)
        minste, meeste = _aantal(plaats, "minOccurs"), _aantal(plaats, "maxOccurs")
        vast = element.get("fixed")
        return Knoop(
            naam=element.get("name", ""),
            type=type_,
            ruimte=self._ruimte(self.bouwstenen.ruimte_van(element)),
            verplicht=minste != 0,
            herhaalbaar=meeste is None or meeste > 1,
            kinderen=tuple(_kinderen(inhoud.delen, altijd=True)),
            datatype=inhoud.datatype,
            minste=max(minste or 0, 1),
            meeste=meeste,
            attributen=inhoud.attributen,
            model=None if all(isinstance(deel, Knoop) for deel in inhoud.delen) else Groep("reeks", True, inhoud.delen),
            waarden=() if vast is None else (vast,),
        )

    def _inhoud_van(self, element: etree._Element) -> tuple[_Inhoud, str]:
        """Return what an element holds, and the name of its type."""
        binnen = next(element.iterchildren(f"{XS}simpleType", f"{XS}complexType"), None)
        if binnen is not None:
            if soort_van(binnen) == "complexType":
                return self._in(binnen, lambda: self._complex(binnen)), ""
            datatype = self.typen.van(binnen)
            return _Inhoud(datatype=datatype), datatype.naam
        naam = self.bouwstenen.naam(element, "type")
        if not naam.lokaal or naam == Naam(XSD, "anyType"):
            weiger(
                element,
                f"element {element.get('name')!r} heeft geen type, en mag dus alles bevatten",
                "geef het een type, of maak er een facultatieve xs:any van",
            )
        declaratie = self.bouwstenen.deel("complexType", naam)
        if declaratie is not None:
            return self._in(declaratie, lambda: self._complex(declaratie)), naam.lokaal
        return _Inhoud(datatype=self.typen.genoemd(element, naam)), naam.lokaal

    def _in(self, type_: etree._Element, lees: Callable[[], _Inhoud]) -> _Inhoud:
        """Read a complex type, unless it is being read already."""
        if type_ in self.boven:
            weiger(
                type_,
                f"type {type_.get('name') or 'zonder naam'!r} bevat zichzelf; hoe diep dat gaat, zegt het schema niet",
                "schrijf het zo vaak uit als het voorkomt",
            )
        if len(self.boven) > DIEPSTE:
            weiger(type_, f"de elementen gaan dieper dan {DIEPSTE}", "maak het schema platter")
        self.boven.append(type_)
        try:
            return lees()
        finally:
            self.boven.pop()

    # Complex types

    def _complex(self, type_: etree._Element) -> _Inhoud:
        """Return what a complex type holds, with what it extends before it."""
        if type_.get("mixed", "false") in ("true", "1"):
            weiger(
                type_,
                "dit type mengt tekst met elementen (mixed); die tekst heeft geen naam",
                "zet de tekst in een eigen element",
            )
        if type_.get("abstract", "false") in ("true", "1"):
            weiger(type_, "dit type is abstract", "schrijf een type dat zegt wat er staat")
        afgeleid = type_.find(f"{XS}complexContent")
        if afgeleid is not None:
            return self._afgeleid(afgeleid)
        simpel = type_.find(f"{XS}simpleContent")
        if simpel is not None:
            return self._simpel(simpel)
        return self._eigen(type_)

    def _eigen(self, houder: etree._Element) -> _Inhoud:
        """Return what stands in a complex type, extension or restriction itself; of one that holds nothing the value is empty."""
        delen = tuple(self._deeltjes(houder))
        _eenduidig(houder, delen)
        return _Inhoud(delen, tuple(self._attributen(houder)), None if delen else _LEEG)

    def _afgeleid(self, inhoud: etree._Element) -> _Inhoud:
        afleiding = _afleiding(inhoud)
        basis = self.bouwstenen.naam(afleiding, "base")
        eigen = self._eigen(afleiding)
        if soort_van(afleiding) == "restriction" or basis == Naam(XSD, "anyType"):
            return eigen
        type_ = self._moet_er_zijn(afleiding, "complexType", basis)
        onder = self._in(type_, lambda: self._complex(type_))
        delen = (*onder.delen, *eigen.delen)
        _eenduidig(afleiding, delen)
        attributen = {knoop.naam: knoop for knoop in (*onder.attributen, *eigen.attributen)}
        return _Inhoud(delen, tuple(attributen.values()), None if delen else onder.datatype)

    def _simpel(self, inhoud: etree._Element) -> _Inhoud:
        afleiding = _afleiding(inhoud)
        naam = self.bouwstenen.naam(afleiding, "base")
        type_ = self.bouwstenen.deel("complexType", naam)
        onder = _Inhoud() if type_ is None else self._in(type_, lambda: self._complex(type_))
        datatype = onder.datatype or self.typen.genoemd(afleiding, naam)
        if soort_van(afleiding) == "restriction":
            # What it asks of the value is looked at in the schema itself when a message is made.
            datatype = self.typen.beperkt(afleiding, datatype, "", datatype.toets)
        attributen = {knoop.naam: knoop for knoop in (*onder.attributen, *self._attributen(afleiding))}
        return _Inhoud((), tuple(attributen.values()), datatype)

    def _deeltjes(self, houder: etree._Element) -> Iterator[Deel]:
        """Yield what stands in a type or a group, as it hangs together."""
        for deel in houder.iterchildren(f"{XS}*"):
            soort = soort_van(deel)
            if soort in _TERZIJDE or _aantal(deel, "maxOccurs") == 0:
                continue
            if soort not in _DEELTJES:
                weiger(deel, f"xs:{soort} kent de kit hier niet", "schrijf anders wat er kan staan")
            yield from self._deeltje(deel, soort)

    def _deeltje(self, deel: etree._Element, soort: str) -> Iterator[Deel]:
        minste = _aantal(deel, "minOccurs") or 0
        if soort == "any":
            if minste:
                weiger(
                    deel,
                    "hier moet iets staan waarvan het schema niet zegt wat (xs:any)",
                    'noem het element dat er moet staan, of maak het facultatief (minOccurs="0")',
                )
            return
        if soort == "element":
            yield self.knoop(deel)
            return
        if minste > 1:
            weiger(
                deel,
                f"deze groep elementen (xs:{soort}) moet er minstens {minste} keer staan; welke bij elkaar horen, is per naam niet te zeggen",
                "zet de groep in een eigen element dat zich herhaalt",
            )
        if soort == "group":
            naam = self.bouwstenen.naam(deel, "ref")
            groep = self._moet_er_zijn(deel, "group", naam)
            if groep in self.boven:
                weiger(groep, f"groep {naam.lokaal!r} bevat zichzelf", "schrijf de groep uit")
            self.boven.append(groep)
            delen = tuple(self._deeltjes(groep))
            self.boven.pop()
        else:
            self._tel(deel)
            delen = tuple(self._deeltjes(deel))
        if _aantal(deel, "maxOccurs") != 1:
            delen = tuple(map(_herhaald, delen))
        if soort == "choice":
            yield Groep("keuze", minste == 1 and bool(delen), delen)
        elif minste == 1 and soort_van(_houder(deel)) != "choice":
            yield from delen
        elif delen:
            yield Groep("reeks", minste == 1, delen)

    # Attributes

    def _attributen(self, houder: etree._Element) -> Iterator[Knoop]:
        for deel in houder.iterchildren(f"{XS}attribute", f"{XS}attributeGroup"):
            if soort_van(deel) == "attributeGroup":
                naam = self.bouwstenen.naam(deel, "ref")
                groep = self._moet_er_zijn(deel, "attributeGroup", naam)
                yield from self._in_groep(groep)
            elif deel.get("use") != "prohibited":
                yield self._attribuut(deel)

    def _in_groep(self, groep: etree._Element) -> list[Knoop]:
        if groep in self.boven:
            weiger(groep, f"groep {groep.get('name')!r} bevat zichzelf", "schrijf de groep uit")
        self.boven.append(groep)
        attributen = list(self._attributen(groep))
        self.boven.pop()
        return attributen

    def _attribuut(self, plaats: etree._Element) -> Knoop:
        attribuut = plaats
        if plaats.get("ref"):
            attribuut = self._moet_er_zijn(plaats, "attribute", self.bouwstenen.naam(plaats, "ref"))
        naam, verplicht = attribuut.get("name", ""), plaats.get("use") == "required"
        if verplicht and (attribuut is not plaats or plaats.get("form") == "qualified"):
            weiger(
                plaats,
                f"attribuut {naam!r} is verplicht en staat in een naamruimte; zulke attributen schrijft de kit niet",
                'geef het attribuut form="unqualified", of maak het facultatief',
            )
        binnen = attribuut.find(f"{XS}simpleType")
        if binnen is not None:
            datatype = self.typen.van(binnen)
        else:
            type_ = self.bouwstenen.naam(attribuut, "type") if attribuut.get("type") else Naam(XSD, "string")
            datatype = self.typen.genoemd(attribuut, type_)
        vast = plaats.get("fixed") or attribuut.get("fixed")
        waarden = () if vast is None else (vast,)
        return Knoop(ATTRIBUUT + naam, datatype.naam, 0, verplicht, False, (), datatype, waarden=waarden)

    # What keeps it within bounds

    def _moet_er_zijn(self, bij: etree._Element, soort: str, naam: Naam) -> etree._Element:
        deel = self.bouwstenen.deel(soort, naam)
        if deel is None:
            _ontbreekt(bij, soort, naam)
        return deel

    def _ruimte(self, ruimte: str) -> int:
        if ruimte not in self.ruimten:
            self.ruimten.append(ruimte)
        return self.ruimten.index(ruimte)

    def _tel(self, bij: etree._Element) -> None:
        self.knopen += 1
        if self.knopen > MEESTE_KNOPEN:
            weiger(
                bij,
                f"het bericht heeft meer dan {MEESTE_KNOPEN:,} plaatsen voor elementen",
                "maak het schema kleiner; zo groot is een bericht nooit",
            )


def _ontbreekt(bij: etree._Element, soort: str, naam: Naam) -> NoReturn:
    weiger(
        bij,
        f"{soort} {naam.lokaal!r} bestaat niet in naamruimte {naam.ruimte!r}",
        "voeg het toe aan het schema, of verbeter de verwijzing",
    )


def _aantal(deel: etree._Element, grens: str) -> int | None:
    """Return how often something may stand somewhere; None for no bound."""
    tekst = deel.get(grens, "1").strip()
    if tekst == "unbounded":
        return None
    if not tekst.isdecimal() or len(tekst) > 9:
        weiger(deel, f"{grens} is {tekst[:20]!r}; verwacht wordt een aantal", "verbeter de waarde")
    return int(tekst)


def _houder(deel: etree._Element) -> etree._Element:
    houder = deel.getparent()
    assert houder is not None  # no group is the root
    return houder


def _afleiding(inhoud: etree._Element) -> etree._Element:
    afleiding = next(inhoud.iterchildren(f"{XS}extension", f"{XS}restriction"), None)
    if afleiding is None:
        weiger(inhoud, "hier ontbreekt waarvan dit type is afgeleid", "geef een xs:extension of xs:restriction")
    return afleiding


def _kinderen(delen: Sequence[Deel], *, altijd: bool) -> Iterator[Knoop]:
    """Yield the elements in a content model, in order; what need not be there because of a choice is not obliged."""
    for deel in delen:
        if isinstance(deel, Knoop):
            yield deel if altijd or not deel.verplicht else replace(deel, verplicht=False)
        else:
            yield from _kinderen(deel.delen, altijd=altijd and deel.soort == "reeks" and deel.verplicht)


def _herhaald(deel: Deel) -> Deel:
    """Return a part of a group that may repeat: there may be more of it, but one of each is what surely can be."""
    if isinstance(deel, Groep):
        return replace(deel, delen=tuple(map(_herhaald, deel.delen)))
    return deel if deel.herhaalbaar else replace(deel, herhaalbaar=True, meeste=1)


def _eenduidig(houder: etree._Element, delen: Sequence[Deel]) -> None:
    """Refuse an element that may stand in more than one place: by its name it cannot be told which."""
    gezien: set[str] = set()
    for knoop in _kinderen(delen, altijd=True):
        if knoop.naam in gezien:
            weiger(
                houder,
                f"element {knoop.naam!r} kan hier op meer dan één plaats staan; per naam is niet te zeggen welke bedoeld is",
                "geef het op elke plaats een eigen naam",
            )
        gezien.add(knoop.naam)
