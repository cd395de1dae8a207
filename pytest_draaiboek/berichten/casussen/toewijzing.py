"""What a client is assigned: a product, how much of it, for how long, and what may be declared on it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from pytest_draaiboek.berichten.casussen.lezen import Vormnaam, alle_producten
from pytest_draaiboek.berichten.eenheden import MINUTEN_PER_UUR, MINUUT, PER_DAG, PER_WEEK, TOTAAL, UUR
from pytest_draaiboek.berichten.gegevens import Gegevens, Product
from pytest_draaiboek.fouten import OngeldigeInstelling

Inhoud = dict[str, Any]

DAG = timedelta(days=1)
KORTSTE_LOOPTIJD_DAGEN, LANGSTE_LOOPTIJD_DAGEN = 180, 364
MEESTE_MAANDEN = 6  # no casus declares as many, so that a share of the whole each month keeps within it
MEESTE_PRODUCTEN = 3
KANS_OP_EINDE, KANS_OP_MINUTEN = 0.6, 0.3
INGANG_NA_DAGEN = (0, 7)
LOS_VOLUME, LOS_BEDRAG_CENT = (1, 60), (5_000, 100_000)
ZONDAG = 7


@dataclass(slots=True)
class Toewijzing:
    """A product of a client, as it stands now; asked for first, or assigned.

    Args:
        product: what is delivered, with its code.
        vorm: Product, Omvang and Budget as they stand in the messages, as far as it has them.
        van: the first day.
        tot: the last day; None while it is open.
        eenheid: in which it is declared.
        tarief_cent: of one; None when it is declared in euros.
        nummer: the ToewijzingNummer; empty until it is assigned.
        referentie: the ReferentieAanbieder of the request that led to it, while the gemeente still says so.
        toegewezen: the Toewijzingsdatum and Toewijzingstijd.
        reden: the RedenWijziging, while it has changed since it was last sent.
        begonnen: the Begindatum of its current start; None when there is none.
        begindatums: every Begindatum that was ever delivered, since none is used again (TR074).
        gestopt: the last day of every delivery that was stopped.
        gedeclareerd_tot: the last day that was declared.

    """

    product: Product
    vorm: Inhoud
    van: date
    tot: date | None
    eenheid: str
    tarief_cent: int | None
    nummer: str = ""
    referentie: str | None = None
    toegewezen: tuple[date, str] | None = None
    reden: str | None = None
    begonnen: date | None = None
    begindatums: set[date] = field(default_factory=set)
    gestopt: list[date] = field(default_factory=list)
    gedeclareerd_tot: date | None = None

    @property
    def moet_eindigen(self) -> bool:
        """Whether it may not stay open: with a Budget (CD075), or by the week (CD076, also for a release in which more must)."""
        omvang = self.vorm.get("Omvang")
        return "Budget" in self.vorm or (omvang is not None and omvang["Frequentie"] in (PER_WEEK, TOTAAL))

    def ruimte(self, begin: date, einde: date) -> int:
        """Return the most that may be declared of a period within one month, in its own unit (IV077, TR321, TR322, TR369)."""
        if budget := self.vorm.get("Budget"):
            return int(budget) // MEESTE_MAANDEN // (self.tarief_cent or 1)
        omvang = self.vorm.get("Omvang")
        if omvang is None:
            return (LOS_VOLUME if self.tarief_cent else LOS_BEDRAG_CENT)[1]
        volume = int(omvang["Volume"])
        if omvang["Eenheid"] == UUR and self.eenheid == MINUUT:
            volume *= MINUTEN_PER_UUR
        dagen = [begin + DAG * nr for nr in range((einde - begin).days + 1)]
        if omvang["Frequentie"] == PER_DAG:
            return volume * len(dagen)
        if omvang["Frequentie"] == PER_WEEK:
            # Whether a part of a week counts is for the contract; whole weeks are allowed by every reading.
            return volume * max(1, sum(dag.isoweekday() == ZONDAG for dag in dagen))
        return volume // MEESTE_MAANDEN if omvang["Frequentie"] == TOTAAL else volume


def nieuwe_toewijzingen(
    kans: Random,
    gegevens: Gegevens,
    van: date,
    *,
    vormen: tuple[Vormnaam, ...],
    tarief: bool,
    minste: int,
    vrij: int,
    meeste: int,
) -> list[Toewijzing]:
    """Return products for a client: none the same as another, each begins within a week of a day.

    Args:
        kans: the source of chance.
        gegevens: the codes to stay within, of one standard.
        van: the day from which they begin.
        vormen: what the first may be; empty for anything.
        tarief: whether the first must have a tarief.
        minste: the fewest that are wanted.
        vrij: how many products to keep for later.
        meeste: the most that are wanted.

    Raises:
        OngeldigeInstelling: when the codes hold too few products.

    """
    categorieen = sorted({product.categorie for product in gegevens.producten})
    if len(categorieen) < minste + vrij:
        raise OngeldigeInstelling(
            f"Deze casus vraagt producten van minstens {minste + vrij} categorieën; de gegevens van het systeem hebben er {len(categorieen)}: "
            f"{', '.join(categorieen)}.\nWat te doen: voeg aan draaiboek_gegevens een product van een andere categorie toe."
        )
    aantal = kans.randint(minste, min(meeste, len(categorieen) - vrij))
    gekozen = kans.sample(categorieen, aantal)
    alleen = aantal == 1 and not vrij
    return [
        nieuwe_toewijzing(
            kans,
            kans.choice([product for product in gegevens.producten if product.categorie == categorie]),
            van + DAG * kans.randint(*INGANG_NA_DAGEN),
            vormen=_mogelijk(vormen if nr == 0 else (), alleen),
            tarief=tarief and nr == 0,
        )
        for nr, categorie in enumerate(gekozen)
    ]


def _mogelijk(vormen: tuple[Vormnaam, ...], alleen: bool) -> tuple[Vormnaam, ...]:
    return tuple(naam for naam in vormen or alle_producten().vormen if alleen or naam != "generiek")


def nieuwe_toewijzing(
    kans: Random, product: Product, van: date, *, vormen: tuple[Vormnaam, ...], tarief: bool = False
) -> Toewijzing:
    """Return one product for a client, in one of some forms."""
    bron = alle_producten()
    vorm = bron.vormen[kans.choices(vormen, [bron.vormen[naam].gewicht for naam in vormen])[0]]
    eenheden = [
        code
        for code, eenheid in bron.eenheden.items()
        if (eenheid.tarief_cent or not tarief)
        and (not vorm.frequenties or eenheid.volumes.keys() & set(vorm.frequenties))
    ]
    eenheid = kans.choice(eenheden)
    inhoud: Inhoud = {}
    if "Product" in vorm.delen:
        inhoud["Product"] = {"Categorie": product.categorie} | ({"Code": product.code} if "Code" in vorm.delen else {})
    if "Omvang" in vorm.delen:
        volumes = bron.eenheden[eenheid].volumes
        frequentie = kans.choice([f for f in vorm.frequenties if f in volumes])
        inhoud["Omvang"] = {
            "Volume": str(kans.randint(*volumes[frequentie])),
            "Eenheid": eenheid,
            "Frequentie": frequentie,
        }
    if "Budget" in vorm.delen:
        inhoud["Budget"] = str(kans.randint(bron.budget_cent.van, bron.budget_cent.tot))
    prijs = bron.eenheden[eenheid].tarief_cent
    tarief_cent = kans.randrange(prijs[0], prijs[1] + 1, prijs[2]) if prijs else None
    if eenheid == UUR and tarief_cent and kans.random() < KANS_OP_MINUTEN:
        eenheid, tarief_cent = MINUUT, tarief_cent // MINUTEN_PER_UUR  # TR341
    nieuw = Toewijzing(product, inhoud, van, None, eenheid, tarief_cent)
    if nieuw.moet_eindigen or kans.random() < KANS_OP_EINDE:
        nieuw.tot = looptijd(kans, van)
    return nieuw


def looptijd(kans: Random, van: date) -> date:
    """Return a last day for what begins on a day."""
    return van + DAG * kans.randint(KORTSTE_LOOPTIJD_DAGEN, LANGSTE_LOOPTIJD_DAGEN)


def ander_volume(kans: Random, omvang: Inhoud) -> Inhoud:
    """Return an Omvang of another Volume, as usual in its unit."""
    van, tot = alle_producten().eenheden[omvang["Eenheid"]].volumes[omvang["Frequentie"]]
    return omvang | {"Volume": str(anders(kans, int(omvang["Volume"]), van, tot))}


def ander_budget(kans: Random, budget: str) -> str:
    """Return another Budget."""
    bron = alle_producten().budget_cent
    return str(anders(kans, int(budget), bron.van, bron.tot))


def anders(kans: Random, oud: int, van: int, tot: int) -> int:
    """Return a number within bounds other than an old one; the old one when there is no other."""
    if van == tot:
        return oud
    nieuw = kans.randint(van, tot - 1)
    return nieuw + 1 if nieuw >= oud else nieuw
