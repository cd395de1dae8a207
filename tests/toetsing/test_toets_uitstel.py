"""Moved moments: a system is told in time and once, and judged by where they are now; one that cannot be told is not judged."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from engels_delen import kalenderzinnen_van, onvertaald
from foute_systemen.keuze import voorbeelden_voor

from pytest_draaiboek import NietOndersteund, Opdracht, Status, Uitkomst, Uitstel
from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.draaiboeken import Draaiboek, laad, namen
from pytest_draaiboek.klok import Klok, Motor, kies_motor
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN, VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.kalender import Kalender, Migratie
from pytest_draaiboek.toetsing.beproeving import Beproeving, Opstelling
from pytest_draaiboek.toetsing.geval import Geval, beproef, gevallen
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag

IWMO = laad("iwmo-3.1")
DAG, WEEK, UUR = timedelta(days=1), timedelta(weeks=1), timedelta(hours=1)
EEN_DAG, EEN_WEEK = IWMO.uitgesteld(DAG), IWMO.uitgesteld(WEEK)


def later(duur: timedelta, *nummers: str) -> Mapping[str, datetime]:
    momenten: dict[str, datetime] = {}
    for nr in nummers:
        mijlpaal = IWMO.mijlpalen[nr.removesuffix(".tot")]
        moment = mijlpaal.tot if nr.endswith(".tot") else mijlpaal.moment
        assert moment
        momenten[nr] = moment + duur
    return momenten


# The stops move too: a file can say so, and then it is told before the first of them.
HEEN = ("3.1.2", "3.1.3", "3.2.1")
RETOUR = ("3.1.4", "3.1.5", "3.2.2", "3.3.2", "3.3.3", "3.2.3", "3.1.6", "3.1.7")
STOPS = IWMO.verzet(later(UUR, *HEEN, *RETOUR))
VROEG = IWMO.verzet({"3.3.1": IWMO.mijlpaal("3.1.2").moment - DAG})
VERZET = {"een dag": EEN_DAG, "een week": EEN_WEEK, "de stops een uur": STOPS, "een vroege mijlpaal": VROEG}


@pytest.fixture(scope="module")
def motor() -> Iterator[Motor]:
    gekozen = kies_motor("freezegun")
    yield gekozen
    gekozen.stop()


def opstelling(systeem: Any, motor: Motor) -> Opstelling:
    klok = Klok(motor)
    return Opstelling(systeem, str(systeem.rol), klok, Berichten(vandaag=klok.vandaag))


def een_per_eis(draaiboek: Draaiboek, rol: str) -> dict[str, Geval]:
    """Return one case of each eis: with a heenbericht that the role sends, where there is one."""
    heen = {type_ for type_ in draaiboek.verzendt(rol) if not draaiboek.is_retour(type_)}
    return {g.eis.id: g for g in sorted(gevallen(draaiboek, rol), key=lambda g: g.berichttype in heen)}


def toets(systeem: Any, draaiboek: Draaiboek, motor: Motor) -> dict[str, Uitslag]:
    """Let a system go through one case of each eis."""
    met = opstelling(systeem, motor)
    uitslagen = {eis: beproef(geval, met) for eis, geval in een_per_eis(draaiboek, met.rol).items()}
    met.klok.laat_los()
    return uitslagen


# Right


@pytest.mark.parametrize("hoe", VERZET)
@pytest.mark.parametrize("rol", ["gemeente", "aanbieder", "knooppunt"])
def test_wie_zich_aan_wat_verzet_is_houdt_voldoet(hoe: str, rol: str, motor: Motor) -> None:
    uitslagen = toets(VOORBEELDEN[rol](), VERZET[hoe], motor)
    assert {eis: u.reden for eis, u in uitslagen.items() if u.soort is not Bevindingsoort.VOLDOET} == {}


def test_wie_doet_wat_eerst_gold_doet_dan_iets_anders(motor: Motor) -> None:
    """The same system, not told: so what it is told makes the difference."""
    for draaiboek in (EEN_DAG, STOPS):
        uitslagen = toets(VoorbeeldAanbieder(), replace(draaiboek, uitstel=None), motor)
        assert Bevindingsoort.AFWIJKING in {u.soort for u in uitslagen.values()}


ALLE = [(naam, rol) for naam in namen() for rol in voorbeelden_voor(laad(naam))]


@pytest.mark.parametrize(("naam", "rol"), ALLE)
def test_elk_draaiboek_kan_verzet_worden_en_wie_dat_negeert_valt_op(naam: str, rol: str, motor: Motor) -> None:
    draaiboek, klasse = laad(naam).uitgesteld(DAG), voorbeelden_voor(laad(naam))[rol]
    uitslagen = toets(klasse(), draaiboek, motor)
    # What only a person can say has nothing to do with it.
    van_het_systeem = {u.soort for eis, u in uitslagen.items() if draaiboek.eis(eis).toets != "attest"}
    assert van_het_systeem == {Bevindingsoort.VOLDOET}

    class NegeertHet(klasse):  # type: ignore[misc, valid-type]  # a class that is only known here
        def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
            return Uitkomst(Status.AANVAARD)

    assert Bevindingsoort.AFWIJKING in {u.soort for u in toets(NegeertHet(), draaiboek, motor).values()}


# Wrong


class Negeert(VoorbeeldAanbieder):
    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        return Uitkomst(Status.AANVAARD, melding="De migratie is verzet.")


class Weigert(VoorbeeldAanbieder):
    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Daar is het te laat voor.")


def met(verander: Callable[[Migratie, Uitstel], Migratie]) -> type[VoorbeeldAanbieder]:
    """A system that makes something else of it for the migration that is at hand."""

    class Anders(VoorbeeldAanbieder):
        def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
            super().stel_uit(uitstel)
            eerste, *rest = self.kalender.migraties
            self.kalender = Kalender((verander(eerste, uitstel), *rest))
            return Uitkomst(Status.AANVAARD)

    return Anders


def stops_mee(m: Migratie, uitstel: Uitstel) -> Migratie:
    duur = uitstel.live - IWMO.live.moment
    return replace(m, stop_heen=m.stop_heen + duur, stop_retour=m.stop_retour + duur)


class SchuiftElkeKeerVerder(VoorbeeldAanbieder):
    """Remembers over a reset how much it was moved, and adds to that."""

    keer = 0

    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        self.keer += 1
        return super().stel_uit(Uitstel(uitstel.live + (self.keer - 1) * DAG, uitstel.mijlpalen))


class AntwoordtMetEenBericht(VoorbeeldAanbieder):
    """Sends everybody what it sent last, when it hears of it."""

    laatste: Uitkomst | None = None

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        self.laatste = uitkomst if uitkomst.berichten else self.laatste
        return uitkomst

    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        super().stel_uit(uitstel)
        return Uitkomst(Status.AANVAARD, self.laatste.berichten if self.laatste else ())


# What each makes of one draaiboek, and the eisen that it fails then; what cannot be shown of it is left out.
OPENT_TE_VROEG = "1.1 1.3c 2.1a 2.1b 2.3a"
FOUTEN: dict[str, tuple[type[VoorbeeldAanbieder], Draaiboek, str]] = {
    "negeert het": (Negeert, EEN_DAG, OPENT_TE_VROEG),
    "weigert het, en negeert het dan": (Weigert, EEN_DAG, OPENT_TE_VROEG),
    "opent een seconde te vroeg": (
        met(lambda m, u: replace(m, live=u.live - timedelta(seconds=1))),
        EEN_DAG,
        OPENT_TE_VROEG,
    ),
    "opent een uur te laat": (met(lambda m, u: replace(m, live=u.live + UUR)), EEN_DAG, "1.1 1.3c 4.1.3"),
    "blijft voorgoed dicht": (
        met(lambda m, u: replace(m, live=u.live + 50 * WEEK)),
        EEN_DAG,
        "1.1 1.3c 2.2a 2.3b 4.1.3 5.2",
    ),
    "schuift de stops mee": (met(stops_mee), EEN_WEEK, "2.3a"),
    "schuift elke keer verder": (SchuiftElkeKeerVerder, EEN_DAG, "1.3c 2.2a 2.3b 4.1.3 5.2"),
    "antwoordt met een bericht": (
        AntwoordtMetEenBericht,
        EEN_DAG,
        "1.1 1.2 1.3a 1.3c 2.1a 2.1b 2.2a 2.2b 2.3a 2.3b 3.3.1 4.1.3 5.1a 5.1b 5.2",
    ),
    "vergeet de stop die mee verzet is": (met(lambda m, u: replace(m, stop_heen=m.stop_heen - UUR)), STOPS, "3.1.2"),
    "houdt de retouren te lang open": (met(lambda m, u: replace(m, stop_retour=m.stop_retour + UUR)), STOPS, "3.1.4"),
}


@pytest.mark.parametrize("naam", FOUTEN)
def test_een_fout_systeem_wordt_betrapt(naam: str, motor: Motor) -> None:
    klasse, draaiboek, eisen = FOUTEN[naam]
    uitslagen = toets(klasse(), draaiboek, motor)
    faalt = {eis for eis, uitslag in uitslagen.items() if uitslag.soort is Bevindingsoort.AFWIJKING}
    assert faalt == set(eisen.split())
    assert onvertaald(kalenderzinnen_van(draaiboek, "aanbieder", {eis: [u] for eis, u in uitslagen.items()})) == []


def test_een_bericht_op_de_aanzegging_wordt_gewogen_op_het_moment_daarvan(motor: Motor) -> None:
    uitslag = toets(AntwoordtMetEenBericht(), EEN_DAG, motor)["2.1a"]
    fout = next(w for w in uitslag.waarnemingen if not w.deugt)
    assert fout.moment == IWMO.mijlpaal("2.4").moment
    assert fout.handeling == "stel_uit: de nieuwe versie is live op 05-04-2022 13:00"
    assert (fout.verwacht, fout.gezien[:3]) == ("niets dat dan niet verzonden mag worden", "WMO")
    # While the traffic is open, a message is nothing strange.
    vroeg = toets(AntwoordtMetEenBericht(), STOPS, motor)["3.1.2"]
    assert [w.deugt for w in vroeg.waarnemingen if w.handeling.startswith("stel_uit")] == [True]


# Not judged


class Kan(VoorbeeldAanbieder):
    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        raise NietOndersteund("dit systeem kan dat nog niet")


class Los:
    """An object with the members of a system, from before there was a verb for this."""

    def __init__(self) -> None:
        self._systeem = VoorbeeldAanbieder()

    def __getattr__(self, naam: str) -> Any:
        if naam == "stel_uit":
            raise AttributeError(naam)
        return getattr(self._systeem, naam)


class BreektAf(VoorbeeldAanbieder):
    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        raise KeyError("live")


class GeeftNiets(VoorbeeldAanbieder):
    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        return None  # type: ignore[return-value]  # that is what is wrong with it


@pytest.mark.parametrize(
    ("klasse", "soort", "reden"),
    [
        (
            Kan,
            Bevindingsoort.NIET_GETOETST,
            "het systeem ondersteunt stel_uit niet: dit systeem kan dat nog niet. Vul stel_uit aan in de adapter.",
        ),
        (
            Los,
            Bevindingsoort.NIET_GETOETST,
            "het systeem ondersteunt stel_uit niet: Los heeft geen stel_uit(uitstel). Vul stel_uit aan in de adapter.",
        ),
        (
            BreektAf,
            Bevindingsoort.ADAPTERFOUT,
            "De adapter brak af in stel_uit(...) met KeyError: 'live'.\n"
            "Wat te doen: dit is geen oordeel over het systeem; herstel de adapter (zie de traceback hierboven).",
        ),
        (
            GeeftNiets,
            Bevindingsoort.ADAPTERFOUT,
            "De adapter gaf op stel_uit(...) None; verwacht wordt een Uitkomst.\n"
            "Wat te doen: geef Uitkomst(Status..., berichten) terug, ook als er niets verzonden is.",
        ),
    ],
)
def test_wie_het_niet_hoort_wordt_voorbij_de_aanzegging_niet_beoordeeld(
    klasse: type[Any], soort: Bevindingsoort, reden: str, motor: Motor
) -> None:
    uitslagen = toets(klasse(), EEN_DAG, motor)
    ervoor = {eis for eis, uitslag in uitslagen.items() if uitslag.soort is Bevindingsoort.VOLDOET}
    assert {(u.soort, u.reden) for eis, u in uitslagen.items() if eis not in ervoor} == {(soort, reden)}
    # Those are over before it is told.
    assert all(max(w.moment for w in uitslagen[eis].waarnemingen) < IWMO.mijlpaal("2.4").moment for eis in ervoor)
    assert len(ervoor) < len(uitslagen) / 2


# In time, and once


class Luistert(VoorbeeldAanbieder):
    def __init__(self) -> None:
        self.gehoord: list[tuple[str, datetime]] = []
        super().__init__()

    def reset(self) -> None:
        super().reset()
        self.gehoord.append(("reset", self.klok()))

    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        self.gehoord.append(("stel_uit", self.klok()))
        self.uitstel = uitstel
        return super().stel_uit(uitstel)

    def verwerk(self) -> Uitkomst:
        self.gehoord.append(("verwerk", self.klok()))
        return super().verwerk()


def test_het_wordt_op_tijd_gezegd_en_een_keer_per_reset(motor: Motor) -> None:
    systeem = Luistert()
    met_ = opstelling(systeem, motor)
    b = Beproeving(met_, EEN_DAG, "proef")
    gemeld_op, live = IWMO.mijlpaal("2.4").moment, IWMO.live.moment
    momenten = (gemeld_op - timedelta(seconds=1), live + UUR, live + DAG)
    for _ in range(2):
        b.begin()
        systeem.gehoord.clear()
        for moment in momenten:
            b.zet(moment)
        voor, na, later_ = momenten
        assert systeem.gehoord == [("verwerk", voor), ("stel_uit", gemeld_op), ("verwerk", na), ("verwerk", later_)]
    assert systeem.uitstel.live == live + DAG
    assert systeem.uitstel.mijlpalen["5.2.tot"] == IWMO.mijlpaal("5.2").tot + DAG  # type: ignore[operator]
    assert "3.1.2" not in systeem.uitstel.mijlpalen
    met_.klok.laat_los()


def test_wie_verder_terug_hoort_dat_er_iets_verzet_is_begint_daar(motor: Motor) -> None:
    """What is told before the past of clients begins is not told later than that."""
    systeem = Luistert()
    met_ = opstelling(systeem, motor)
    b = Beproeving(met_, VROEG, "proef")
    gemeld_op = IWMO.mijlpaal("3.3.1").moment - UUR
    assert VROEG.uitstel
    assert VROEG.uitstel.gemeld_op == gemeld_op < b.verleden
    systeem.gehoord.clear()
    b.begin()
    assert systeem.gehoord == [("reset", gemeld_op), ("stel_uit", gemeld_op), ("verwerk", b.verleden)]
    met_.klok.laat_los()


def test_zonder_uitstel_wordt_er_niets_gezegd(motor: Motor) -> None:
    systeem = Luistert()
    toets(systeem, IWMO, motor)
    assert "stel_uit" not in {wat for wat, _ in systeem.gehoord}
