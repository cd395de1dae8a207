"""The migration of 2023: every moment as the overview gives it, the rest as in 2022, and nothing of 303 and 304."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from pytest_draaiboek.draaiboeken import Draaiboek, laad

SECONDE = timedelta(seconds=1)
# UTC, so that not even the zone arithmetic is shared with the package.
M22_23 = datetime(2023, 3, 22, 22, 0, tzinfo=UTC)
M29_17 = datetime(2023, 3, 29, 15, 0, tzinfo=UTC)
M30_13 = datetime(2023, 3, 30, 11, 0, tzinfo=UTC)
A03_13 = datetime(2023, 4, 3, 11, 0, tzinfo=UTC)
GRENZEN = (M22_23, M29_17, M30_13, A03_13)
HEEN = "301 305 307 315 317 319".split()
RETOUR = "302 306 308 316 318 320 325".split()
TYPEN = sorted([*HEEN, *RETOUR, "323"])
DAGEN = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()


@pytest.fixture(params=["iwmo-3.2", "ijw-3.2"])
def draaiboek(request: pytest.FixtureRequest) -> Draaiboek:
    return laad(request.param)


# What the overview says: number, day of the week, local time with its offset.
OVERZICHT = {
    "3.1.1": ("woensdag", "2023-03-22T23:00:00+01:00"),
    "3.1.2": ("woensdag", "2023-03-29T17:00:00+02:00"),
    "3.1.3": ("woensdag", "2023-03-29T17:00:00+02:00"),
    "3.2.1": ("woensdag", "2023-03-29T17:00:00+02:00"),
    "3.1.4": ("donderdag", "2023-03-30T13:00:00+02:00"),
    "3.1.5": ("donderdag", "2023-03-30T13:00:00+02:00"),
    "3.2.2": ("donderdag", "2023-03-30T13:00:00+02:00"),
    "3.2.3": ("donderdag", "2023-03-30T13:00:00+02:00"),
    "3.2.4": ("maandag", "2023-04-03T13:00:00+02:00"),
    "4.1.1": ("maandag", "2023-04-03T13:00:00+02:00"),
    "4.1.2": ("maandag", "2023-04-03T13:00:00+02:00"),
    "4.1.3": ("maandag", "2023-04-03T13:00:00+02:00"),
    "5.1": ("maandag", "2023-04-03T13:00:00+02:00"),
}
# What is as in 2022: the same hours, a day of the overview.
ANALOGIE = {
    "3.1.6": ("donderdag", "2023-03-30T14:00:00+02:00"),
    "3.1.7": ("donderdag", "2023-03-30T14:00:00+02:00"),
    "2.4": ("maandag", "2023-04-03T12:00:00+02:00"),
    "5.2": ("maandag", "2023-04-03T13:00:00+02:00"),
}
TOT = {
    "3.2.3": ("maandag", "2023-04-03T13:00:00+02:00"),
    "3.1.6": ("donderdag", "2023-03-30T23:00:00+02:00"),
    "3.1.7": ("donderdag", "2023-03-30T23:00:00+02:00"),
    "5.2": ("maandag", "2023-05-01T13:00:00+02:00"),
}


def dag_en_moment(moment: datetime) -> tuple[str, str]:
    return DAGEN[moment.weekday()], moment.isoformat()


def test_elk_moment_op_zijn_dag_en_in_zijn_tijd(draaiboek: Draaiboek) -> None:
    assert {nr: dag_en_moment(m.moment) for nr, m in draaiboek.mijlpalen.items()} == OVERZICHT | ANALOGIE
    assert {nr: dag_en_moment(m.tot) for nr, m in draaiboek.mijlpalen.items() if m.tot} == TOT
    assert draaiboek.live.nr == "3.2.4"


def test_de_fasen_sluiten_op_die_momenten_aan(draaiboek: Draaiboek) -> None:
    assert [(fase.nr, fase.begin, fase.einde) for fase in draaiboek.fasen] == [
        (0, None, M22_23),
        (1, M22_23, M30_13),
        (2, M30_13, A03_13),
        (3, A03_13, None),
    ]
    assert [fase.naam for fase in draaiboek.fasen] == [fase.naam for fase in laad("iwmo-3.1").fasen]


def test_de_zomertijd_begint_voor_de_stops_en_na_de_afspraak(draaiboek: Draaiboek) -> None:
    begin = datetime(2023, 3, 26, 3, tzinfo=draaiboek.zone)
    assert draaiboek.mijlpaal("3.1.1").moment < begin < draaiboek.mijlpaal("3.1.2").moment
    assert (begin.astimezone(UTC) - SECONDE).astimezone(draaiboek.zone).utcoffset() == timedelta(hours=1)
    assert begin.utcoffset() == timedelta(hours=2)


def met_de_hand(nummer: str, versie: str, m: datetime) -> str:
    if versie == "3.2":
        return "geblokkeerd" if m < A03_13 else "toegestaan"
    if nummer == "323":
        if m < M22_23:
            return "toegestaan"
        return "afgeraden" if m < M29_17 else "geblokkeerd"
    return "toegestaan" if m < (M29_17 if nummer in HEEN else M30_13) else "geblokkeerd"


def test_elk_type_in_elke_versie_rond_elke_grens(draaiboek: Draaiboek) -> None:
    voorvoegsel = draaiboek.typen[0][:-3]
    assert sorted(draaiboek.typen) == [voorvoegsel + nummer for nummer in TYPEN]
    assert draaiboek.versies == ("3.1", "3.2")
    afstanden = [timedelta(seconds=s) for s in (-90_000, -86_400, -3_600, -1, 0, 1, 3_600, 86_400)]
    ver = [datetime(2022, 3, 31, tzinfo=UTC), datetime(2022, 4, 4, 11, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)]
    momenten = [*ver, *(grens + afstand for grens in GRENZEN for afstand in afstanden)]
    verschillen = [
        (nummer, versie, moment)
        for nummer, versie, moment in product(TYPEN, ("3.1", "3.2"), momenten)
        if draaiboek.oordeel(voorvoegsel + nummer, versie, moment).soort != met_de_hand(nummer, versie, moment)
    ]
    assert not verschillen


def test_wat_uit_het_overzicht_komt_en_wat_naar_analogie_is(draaiboek: Draaiboek) -> None:
    assert {nr for nr, m in draaiboek.mijlpalen.items() if m.herkomst == "bron"} == set(OVERZICHT)
    assert {nr for nr, m in draaiboek.mijlpalen.items() if m.herkomst == "analogie"} == set(ANALOGIE)
    assert {eis.herkomst for eis in draaiboek.eisen.values()} == {"analogie"}
    assert {oordeel.herkomst for strook in draaiboek.stroken.values() for oordeel in strook.oordelen} == {"bron"}
    assert "gepubliceerd overzicht" in draaiboek.bron
    assert "analogie" in draaiboek.bron


def test_de_eisen_zijn_die_van_2022_zonder_wat_over_303_en_304_gaat(draaiboek: Draaiboek) -> None:
    toen = laad(draaiboek.naam.replace("3.2", "3.1")).eisen
    vervallen = {"3.3.1", "3.3.2", "3.3.3"}
    assert list(draaiboek.eisen) == [naam for naam in toen if naam not in vervallen]
    for naam, eis in draaiboek.eisen.items():
        # All but the texts, which name moments and versions, and the milestones, which have other moments.
        anders = [
            (e.paragraaf, e.rollen, e.ernst, e.toets, e.typen, [m.nr for m in e.mijlpalen]) for e in (eis, toen[naam])
        ]
        assert anders[0] == anders[1]


def alle_teksten(draaiboek: Draaiboek, taal: str) -> dict[str, str]:
    vertaald = draaiboek.vertalingen["en"]
    nl = {f"eis {naam}": eis.tekst for naam, eis in draaiboek.eisen.items()}
    nl |= {f"mijlpaal {nr}": m.wat for nr, m in draaiboek.mijlpalen.items()} | {"titel": draaiboek.titel}
    return nl if taal == "nl" else {sleutel: vertaald[sleutel] for sleutel in nl}


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_de_teksten_spreken_van_2023(draaiboek: Draaiboek, taal: str) -> None:
    teksten = alle_teksten(draaiboek, taal)
    samen = "\n".join(teksten.values())
    assert not re.search(r"\b3\.0\b", samen)
    for verkeerd in ("303", "304", "31 maart", "31 March", "4 april", "4 April", "23 maart", "23 March", "2022", "{"):
        assert verkeerd not in samen
    for goed in ("22 ma", "29 ma", "30 ma", "3 april") if taal == "nl" else ("22 Mar", "29 Mar", "30 Mar", "3 April"):
        assert goed in samen


@pytest.mark.parametrize(
    ("sleutel", "nl", "en"),
    [
        (
            "eis 1.3a",
            "Verzendt geen nieuwe 323 tussen 22 maart 23.00 uur en 30 maart 13.00 uur: tot 29 maart 17.00 uur een afspraak, daarna een blokkade.",
            "Sends no new 323 between 22 March 23:00 and 30 March 13:00: until 29 March 17:00 an agreement, after that a block.",
        ),
        (
            "eis 3.1.6",
            "Leest op 30 maart tussen 14.00 en 23.00 uur nog 3.1-berichten van het portaal in, zonder antwoord te verzenden.",
            "On 30 March between 14:00 and 23:00 still reads in 3.1 messages from the portal, without sending an answer.",
        ),
        (
            "eis 3.2.4",
            "Geeft vanaf 3 april 13.00 uur alle veertien berichten in 3.2 door, en geen 3.1.",
            "From 3 April 13:00 passes on all fourteen messages in 3.2, and no 3.1.",
        ),
        (
            "eis 2.4",
            "Er is geen go/no-go-moment; dat de infrastructuur niet beschikbaar is, wordt uiterlijk 3 april 12.00 uur gemeld.",
            "There is no go/no-go moment; that the infrastructure is not available is reported by 3 April 12:00 at the latest.",
        ),
        (
            "eis 2.2b",
            "Verzendt vanaf 3 april 13.00 uur geen retourbericht meer (in 3.1 noch 3.2) op een heenbericht in 3.1 van vóór de transitie.",
            "From 3 April 13:00 sends no reply message (retourbericht) any more, neither in 3.1 nor in 3.2, to a message (heenbericht) in 3.1 from before the transition.",
        ),
        ("mijlpaal 3.2.3", "De keten gaat over naar 3.2.", "The chain moves to 3.2."),
    ],
)
def test_een_tekst_die_momenten_of_versies_noemt(draaiboek: Draaiboek, sleutel: str, nl: str, en: str) -> None:
    assert (alle_teksten(draaiboek, "nl")[sleutel], alle_teksten(draaiboek, "en")[sleutel]) == (nl, en)


def test_veertien_berichten_zijn_het_er_ook_nu(draaiboek: Draaiboek) -> None:
    assert len(draaiboek.eis("3.2.4").typen) == len(draaiboek.eis("4.1.1").typen) == len(draaiboek.typen) == 14


def test_de_titels(draaiboek: Draaiboek) -> None:
    naam = {"iwmo-3.2": "iWmo", "ijw-3.2": "iJw"}[draaiboek.naam]
    assert draaiboek.titel == f"{naam} 3.1 naar 3.2"
    assert draaiboek.vertalingen["en"]["titel"] == f"{naam} 3.1 to 3.2"
