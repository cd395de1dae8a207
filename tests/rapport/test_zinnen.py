"""Sentences of a case in another language: by patterns, with the system's own words left as they are, and never slow."""

import re
import time
import tomllib
from importlib import resources

import pytest

from pytest_draaiboek.rapport.taal import Taal, kies_taal
from pytest_draaiboek.rapport.zinnen import LANGSTE, MEESTE_PROEVEN, TEKSTEN, Patroon, Zinnen, soort_van
from pytest_draaiboek.standaarden.regelvertalingen import regelvertalingen

GRENS_S = 1.0  # for one text, however it was made; a usual one takes microseconds
MEGA = 1_000_000


@pytest.fixture
def taal() -> Taal:
    return kies_taal("en").met(regelvertalingen("iwmo"))


@pytest.mark.parametrize(
    ("nederlands", "engels"),
    [
        ("verzend WMO305", "send WMO305"),
        ("ontvang JW301 in 3.0, antwoord", "receive JW301 in 3.0, answer"),
        ("niets", "nothing"),
        ("WMO305 in 3.0, WMO307 in 3.1", "WMO305 in 3.0, WMO307 in 3.1"),
        ("WMO305 in 3.1, geldig, of niets", "WMO305 in 3.1, valid, or nothing"),
        ("vóór 31-03 13:00 beantwoord met WMO302 in 3.0", "answered with WMO302 in 3.0 before 31 Mar 13:00"),
        (
            "WMO302 in 3.1, alleen de kop, met 0001, of met 0233 bij Client of Prestatie",
            "WMO302 in 3.1, only the Header, with 0001, or with 0233 at Client or Prestatie",
        ),
        (
            "WMO305: 30-03-2022 17:00:00: verzend WMO305: verwacht niets, gezien WMO305 in 3.0",
            "WMO305: 30 Mar 2022 17:00:00: send WMO305: expected nothing, seen WMO305 in 3.0",
        ),
        (
            "WMO301 CD025 /Bericht/Client/Adres[2] (regel 24): gevonden is 'NL; wat'; een adres met LandCode NL heeft een Huisnummer. Vul Huis/Huisnummer aan.",
            "WMO301 CD025 /Bericht/Client/Adres[2] (line 24): found is 'NL; wat'; an address with LandCode NL has a Huisnummer. Add Huis/Huisnummer.",
        ),
        (
            "WMO301 RS036 /Bericht/A (regel 3): de waarde 'a\\'b' heeft niet de juiste vorm; verwacht wordt precies 8 cijfers, en is te lang (9 tekens); verwacht wordt ten hoogste 8 (LDT_AgbCode). Verbeter de waarde.",
            "WMO301 RS036 /Bericht/A (line 3): the value 'a\\'b' does not have the right form; expected is exactly 8 digits, and is too long (9 characters); expected is at most 8 (LDT_AgbCode). Correct the value.",
        ),
        (
            "De adapter brak af in verzend(...) met ValueError: dat gaat mis.\nWat te doen: dit is geen oordeel over het systeem; herstel de adapter (zie de traceback hierboven).",
            "The adapter broke off in verzend(...) with ValueError: dat gaat mis.\nWhat to do: this is no verdict on the system; mend the adapter (see the traceback above).",
        ),
        ("voldoet niet aan CD005, XSD-dubbel en 24 andere", "does not meet CD005, XSD-dubbel and 24 more"),
    ],
)
def test_wat_de_kit_zegt(taal: Taal, nederlands: str, engels: str) -> None:
    assert taal.zin(nederlands) == (engels, "en")
    assert kies_taal("nl").zin(nederlands) == (nederlands, "nl")


@pytest.mark.parametrize(
    ("gezegd", "engels"),
    [
        ("geweigerd [STOP] Het verkeer ligt stil.", "refused [STOP] Het verkeer ligt stil."),
        ("aanvaard niets", "accepted niets"),
        ("uitgesteld {zin} {0} %s", "put off {zin} {0} %s"),
    ],
)
def test_wat_het_systeem_zegt_blijft_staan(taal: Taal, gezegd: str, engels: str) -> None:
    assert taal.zin(gezegd) == (engels, "en")


@pytest.mark.parametrize(
    "tekst",
    [
        "Iets dat de kit nooit zegt.",
        "verzend",
        "verzend WMO305 en nog iets",
        "niets, of toch iets",
        "30-03-2022 17:00:00: verzend WMO305: verwacht niets, gezien iets anders",
        # Of what is half a sentence of the kit nothing is translated.
        "WMO301 CD025 /Bericht (regel 24): iets anders",
    ],
)
def test_wat_niet_bekend_is_blijft_nederlands(taal: Taal, tekst: str) -> None:
    assert taal.zin(tekst) == (tekst, "nl")


def test_waar_niets_staat_is_geen_andere_taal(taal: Taal) -> None:
    assert taal.zin("") == ("", "en")


def test_wat_een_regel_zegt_komt_uit_het_resultaat() -> None:
    regel = "een product met een Budget heeft een einddatum. Vul de einddatum aan."
    assert kies_taal("en").regel("CD075", regel) == (regel, "nl")
    met = kies_taal("en").met({"en": {regel: "a product with a Budget has an end date. Add the end date."}, "fy": {}})
    assert met.regel("CD075", regel) == ("a product with a Budget has an end date. Add the end date.", "en")
    assert kies_taal("nl").met({"en": {regel: "?"}}).regel("CD075", regel) == (regel, "nl")


VIJANDIG = [
    "x" * MEGA,
    "niets, " * (MEGA // 7),
    "; " * (MEGA // 2),
    "niets; " * (MEGA // 7),
    "de waarde '" + "\\" * MEGA,
    "de waarde '" + "a" * MEGA,
    "WMO301 CD005 /" + ":" * MEGA,
    "voldoet niet aan " + "a, " * (MEGA // 3),
    "onleesbaar: " * (MEGA // 12),
    "30-03-2022 17:00:00: " * (MEGA // 21),
    "WMO305: " * (MEGA // 8),
    ": verwacht , gezien " * (MEGA // 20),
    " Ook " * (MEGA // 5),
    "\nWat te doen: " * (MEGA // 14),
    "er ontbreekt een element: " + "een ander element, " * (MEGA // 19),
]


@pytest.mark.parametrize("lengte", [MEGA, LANGSTE], ids=["megabyte", "zo lang als het mag"])
@pytest.mark.parametrize("tekst", VIJANDIG, ids=range(len(VIJANDIG)))
def test_een_vijandige_tekst_kost_geen_tijd(taal: Taal, tekst: str, lengte: int) -> None:
    for staart in (
        "",
        ".",
        " Verbeter de waarde.",
        "; zolang dit niet kan, bewijst het uitblijven elders niets. Kijk waarom het systeem dit niet doet.",
    ):
        begin = time.perf_counter()
        gevonden = taal.zin(tekst[: lengte - len(staart)] + staart)
        assert time.perf_counter() - begin < GRENS_S
        assert gevonden[1] in ("nl", "en")
    if len(tekst) > LANGSTE and lengte == MEGA:
        assert taal.zin(tekst) == (tekst, "nl")


def test_er_wordt_niet_eindeloos_geprobeerd() -> None:
    """Patterns that fit everything, in every order, stop at the number of tries that one text may take."""
    patronen = [Patroon.lees(f"{{zin1}}{teken}{{zin2}}", "{zin1} {zin2}") for teken in "abcdefghij"]
    zinnen = Zinnen(patronen=patronen, vast={}, velden={}, voegen={}, scheiden={}, maanden=())
    begin = time.perf_counter()
    assert zinnen.vertaal("abcdefghij" * 100) is None
    assert time.perf_counter() - begin < GRENS_S
    assert MEESTE_PROEVEN < 10_000


def test_een_tweede_keer_kost_niets(taal: Taal) -> None:
    teksten = [f"{d:02}-03-2022 17:00:00: verzend WMO305: verwacht niets, gezien WMO305 in 3.0" for d in range(1, 29)]
    for tekst in teksten:
        taal.zin(tekst)
    begin = time.perf_counter()
    for _ in range(1_000):
        for tekst in teksten:
            taal.zin(tekst)
    assert (time.perf_counter() - begin) / (1_000 * len(teksten)) < 20e-6


def test_elk_patroon_noemt_aan_beide_kanten_dezelfde_velden_van_een_bekende_soort() -> None:
    bron = resources.files("pytest_draaiboek.rapport").joinpath("talen", "en.toml")
    gegevens = tomllib.loads(bron.read_text(encoding="utf-8"))
    for rij in gegevens["zin"]:
        velden = re.findall(r"\{(\w+)\}", rij["nl"])
        assert sorted(velden) == sorted(set(velden)) == sorted(re.findall(r"\{(\w+)\}", rij["zin"])), rij
        assert {soort_van(veld) for veld in velden} <= {*TEKSTEN, *gegevens["veld"]}, rij
        patroon = Patroon.lees(rij["nl"], rij["zin"])
        # Two fields next to each other could not be told apart.
        assert all(patroon.woorden[1:-1]), rij
    assert len({rij["nl"] for rij in gegevens["zin"]}) == len(gegevens["zin"])
    for soort in gegevens["veld"].values():
        re.compile(soort["vorm"])


@pytest.mark.parametrize(
    ("nederlands", "engels"),
    [
        (
            "Het systeem http://127.0.0.1:8000 antwoordde niet binnen 30 seconden op verzend.\nWat te doen: kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd.",
            "The system http://127.0.0.1:8000 did not answer verzend within 30 seconds.\nWhat to do: see what it is waiting for, or give it more time with --draaiboek-tijdslimiet.",
        ),
        (
            "Het systeem proces:node x.mjs eindigde met exitstatus 1 tijdens ontvang.\nDe laatste regels van stderr:\n  Error: niets\n  at x\nWat te doen: Dit is geen oordeel over het systeem. Herstel de adapter; hij leest regels tot stdin eindigt.",
            "The system proces:node x.mjs ended with exit status 1 during ontvang.\nThe last lines of stderr:\n  Error: niets\n  at x\nWhat to do: This is no verdict on the system. Mend the adapter; it reads lines until stdin ends.",
        ),
        (
            "het systeem ondersteunt stand niet: Het systeem http://127.0.0.1:8000 heeft geen stand. Vul stand aan in de adapter.",
            "the system does not support stand: The system http://127.0.0.1:8000 has no stand. Add stand to the adapter.",
        ),
    ],
)
def test_over_een_systeem_in_een_ander_proces(taal: Taal, nederlands: str, engels: str) -> None:
    assert taal.zin(nederlands) == (engels, "en")


def test_boven_het_aantal_proeven_blijft_het_nederlands(monkeypatch: pytest.MonkeyPatch, taal: Taal) -> None:
    tekst = "WMO305: 30-03-2022 17:00:00: verzend WMO305: verwacht niets, gezien WMO305 in 3.0"
    assert taal.zin(tekst)[1] == "en"
    monkeypatch.setattr("pytest_draaiboek.rapport.zinnen.MEESTE_PROEVEN", 3)
    assert taal.met({"en": {"vers": "fresh"}}).zin(tekst) == (tekst, "nl")


def test_een_zin_in_een_zin_mag_bevatten_wat_hem_scheidt(taal: Taal) -> None:
    nederlands = "onleesbaar: Regel 1: er staat niets; verwacht wordt een XML-bericht.; niets"
    assert taal.zin(nederlands) == ("unreadable: Line 1: there is nothing; expected is an XML message.; nothing", "en")
