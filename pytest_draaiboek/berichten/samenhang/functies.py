"""The rules across messages that no look back can say: named functions, which the data name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from pytest_draaiboek.berichten.bedragen import CREDIT, als_getal
from pytest_draaiboek.berichten.samenhang.antwoord import vergelijk_retour
from pytest_draaiboek.berichten.samenhang.geheugen import Feit, Geheugen, Stuk
from pytest_draaiboek.berichten.samenhang.volume import Toegewezen
from pytest_draaiboek.standaarden.aanzicht import Element, afstammelingen, kind_van, tekst_van
from pytest_draaiboek.standaarden.begrippen import HULPMIDDELEN, gelijk_product


@dataclass(frozen=True, slots=True)
class Vraag:
    """What a function is asked about.

    Args:
        element: in the message.
        geheugen: of the messages before.
        partijen: the kring of this gemeente and aanbieder.
        heen: the message that this one answers; None when it answers none that is known.

    """

    element: Element
    geheugen: Geheugen
    partijen: tuple[object, ...]
    heen: Stuk | None

    def feiten(self, soort: str, paden: tuple[str, ...], waarden: tuple[str, ...]) -> list[Feit]:
        """Return the facts of a kind with these values."""
        naam = (soort, "partijen", *paden)
        return list(self.geheugen.zoek(naam, self.partijen, waarden))

    def toewijzing(self, nummer: str) -> Feit | None:
        """Return the newest version of an assigned product."""
        return next(iter(self.feiten("toewijzing", ("ToewijzingNummer",), (nummer,))), None)


Bezwaar = tuple[Element | None, str, Feit | Stuk | None]
Antwoord = Iterable[Bezwaar]


@dataclass(frozen=True, slots=True)
class Functie:
    """A test: returns what is wrong, each with the element to report on (None for that of the data), what was found, and what it conflicts with.

    Args:
        toets: what it does.
        zoekt: the kinds of facts that it looks for, each with the paths by which.

    """

    toets: Callable[[Vraag], Antwoord]
    zoekt: tuple[tuple[str, tuple[str, ...]], ...] = ()


def _declaratiemaand(vraag: Vraag) -> Iterator[Bezwaar]:
    """TR318: decided only where the messages show it: months out of order, or care declared in a month that was left out."""
    periode = kind_van(vraag.element, "DeclaratiePeriode")
    begin = _dag(periode, "Begindatum")
    for vorige in vraag.feiten("declaratieperiode", (), ()):
        na, voor = _dag(vorige.element, "Einddatum"), _dag(vorige.element, "Begindatum")
        if begin is None or na is None or voor is None:
            continue
        if begin <= voor:
            yield None, f"de vorige DeclaratiePeriode begint op {voor}, deze op {begin}", vorige
        for prestatie in afstammelingen(vraag.element, "Prestatie"):
            geleverd = kind_van(prestatie, "ProductPeriode")
            van, tot = _dag(geleverd, "Begindatum"), _dag(geleverd, "Einddatum")
            if van and tot and na < van and tot < begin and _debet(prestatie):
                gevonden = f"hier is zorg geleverd na de vorige DeclaratiePeriode (tot en met {na}) en voor deze"
                yield geleverd, gevonden, vorige
                return


def _volume_in_periode(vraag: Vraag) -> Iterator[Bezwaar]:
    toewijzing = _toewijzing(vraag)
    toegewezen = _toegewezen(toewijzing)
    periode = kind_van(vraag.element, "ProductPeriode")
    begin, eind = _dag(periode, "Begindatum"), _dag(periode, "Einddatum")
    grens = toegewezen.in_periode(begin, eind) if toegewezen and begin and eind else None
    yield from _te_veel(toewijzing, toegewezen, _geleverd(vraag.element), grens)


def _volume_in_looptijd(vraag: Vraag) -> Iterator[Bezwaar]:
    toewijzing = _toewijzing(vraag)
    toegewezen = _toegewezen(toewijzing)
    volumes = dict(vraag.geheugen.totaal(vraag.partijen, tekst_van(vraag.element, "ToewijzingNummer")).volumes)
    for eenheid, volume in _geleverd(vraag.element).items():
        volumes[eenheid] = volumes.get(eenheid, 0) + volume
    yield from _te_veel(toewijzing, toegewezen, volumes, toegewezen.in_looptijd() if toegewezen else None)


def _bedrag_in_budget(vraag: Vraag) -> Iterator[Bezwaar]:
    """TR369: of amounts, since volumes only compare with money when they are money."""
    nummer, toewijzing = tekst_van(vraag.element, "ToewijzingNummer"), _toewijzing(vraag)
    budget = tekst_van(toewijzing.element, "Budget") if toewijzing else ""
    bedrag = als_getal(tekst_van(vraag.element, "IngediendBedrag", "Bedrag"))
    samen = vraag.geheugen.totaal(vraag.partijen, nummer).bedrag + bedrag
    if budget and samen > als_getal(budget):
        yield None, f"samen {samen} eurocent, en het Budget is {budget}", toewijzing


def _overlap_na_wijziging(vraag: Vraag) -> Iterator[Bezwaar]:
    """TR361; two new products are left to TR410, which needs no other message."""
    straks: list[tuple[Element, tuple[str, str], Element, str, Feit | None]] = []
    for naam in ("OngewijzigdProduct", "TeWijzigenProduct"):
        for element in afstammelingen(vraag.element, naam):
            toewijzing = vraag.toewijzing(tekst_van(element, "ToewijzingNummer"))
            if toewijzing is not None:
                wie, begin = (
                    (toewijzing.element, "Ingangsdatum")
                    if naam == "OngewijzigdProduct"
                    else (element, "GewensteIngangsdatum")
                )
                straks.append((element, _product(toewijzing.element), wie, begin, toewijzing))
    for element in afstammelingen(vraag.element, "NieuwProduct"):
        straks.append((element, _product(element), element, "GewensteIngangsdatum", None))
    for (eerste, product, periode, begin, toegewezen), (tweede, ander, andere, anders, _) in combinations(straks, 2):
        if eerste.naam == tweede.naam == "NieuwProduct" or {product[0], ander[0]} & HULPMIDDELEN:
            continue
        if gelijk_product(product, ander) and _overlapt(periode, begin, andere, anders):
            met = tekst_van(eerste, "ToewijzingNummer")
            yield tweede, f"de periode overlapt die van toewijzing {met!r}", toegewezen


def _retour_bij_heen(vraag: Vraag) -> Iterator[Bezwaar]:
    for waar, gevonden in vergelijk_retour(vraag.element, vraag.heen):
        yield waar, gevonden, vraag.heen


FUNCTIES: Mapping[str, Functie] = {
    "declaratiemaand": Functie(_declaratiemaand, (("declaratieperiode", ()),)),
    "volume_in_periode": Functie(_volume_in_periode, (("toewijzing", ("ToewijzingNummer",)),)),
    "volume_in_looptijd": Functie(_volume_in_looptijd, (("toewijzing", ("ToewijzingNummer",)),)),
    "bedrag_in_budget": Functie(_bedrag_in_budget, (("toewijzing", ("ToewijzingNummer",)),)),
    "overlap_na_wijziging": Functie(_overlap_na_wijziging, (("toewijzing", ("ToewijzingNummer",)),)),
    "retour_bij_heen": Functie(_retour_bij_heen),
}


def _toewijzing(vraag: Vraag) -> Feit | None:
    return vraag.toewijzing(tekst_van(vraag.element, "ToewijzingNummer"))


def _toegewezen(feit: Feit | None) -> Toegewezen | None:
    toewijzing = feit.element if feit else None
    begin = _dag(toewijzing, "Ingangsdatum")
    volume = tekst_van(toewijzing, "Omvang", "Volume")
    if begin is None or not volume.isdigit():
        return None
    return Toegewezen(
        volume=int(volume),
        eenheid=tekst_van(toewijzing, "Omvang", "Eenheid"),
        frequentie=tekst_van(toewijzing, "Omvang", "Frequentie"),
        categorie=tekst_van(toewijzing, "Product", "Categorie"),
        begin=begin,
        eind=_dag(toewijzing, "Einddatum"),
    )


def _geleverd(prestatie: Element) -> dict[str, int]:
    return {tekst_van(prestatie, "Eenheid"): als_getal(tekst_van(prestatie, "GeleverdVolume"))}


def _te_veel(
    toewijzing: Feit | None, toegewezen: Toegewezen | None, volumes: Mapping[str, int], grens: int | None
) -> Iterator[Bezwaar]:
    gemeten = toegewezen.uitgedrukt(volumes, grens) if toegewezen and grens is not None else None
    if gemeten and gemeten[0] > gemeten[1]:
        yield None, f"geleverd is {gemeten[0]}, en het meeste is {gemeten[1]}", toewijzing


def _overlapt(a: Element | None, begin_a: str, b: Element | None, begin_b: str) -> bool:
    eerste, tweede = _dag(a, begin_a), _dag(b, begin_b)
    if eerste is None or tweede is None:
        return False
    einde_a, einde_b = _dag(a, "Einddatum") or date.max, _dag(b, "Einddatum") or date.max
    return eerste <= einde_b and tweede <= einde_a


def _product(element: Element) -> tuple[str, str]:
    return tekst_van(element, "Product", "Categorie"), tekst_van(element, "Product", "Code")


def _debet(prestatie: Element) -> bool:
    return tekst_van(prestatie, "IngediendBedrag", "DebetCredit") != CREDIT


def _dag(element: Element | None, naam: str) -> date | None:
    try:
        return date.fromisoformat(tekst_van(element, naam))
    except ValueError:
        return None
