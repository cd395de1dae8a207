"""The messages in a result: all that went in or out, exactly, and each observation points at those that it is about."""

import base64
import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.rapport.bestand import lees
from pytest_draaiboek.rapport.melding import GEVALVELD
from pytest_draaiboek.rapport.resultaat import (
    Berichtgegevens,
    Draaiboekgegevens,
    Geval,
    Resultaat,
    Technischgeval,
    Waarneming,
)

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

BERICHT = re.compile(r"([A-Z]+\d{3}) in (\d\.\d)")
AANGEBODEN = re.compile(r"(?:ontvang|indienen) (?:opnieuw )?(?:een )?(?:goede )?([A-Z]+\d{3}) in (\d\.\d)")
# What is told of these is all that left; of others it may be less than what left at the same time.
PRECIES = re.compile(r"verzend [A-Z]+\d{3}|ontvang .*(?:, antwoord| breekt| goede .*)|indienen .*")

# What goes wrong in each: answers and orders that leave late, twice, by themselves or at night; and what a hub makes of them.
FOUTE_SYSTEMEN = (
    ("aanbieders_in", "LateRetour", "kalender"),
    ("aanbieders_in", "SpoedOud", "kalender"),
    ("aanbieders_in", "VerwerktOudAlsNieuw", "kalender"),
    ("knooppunten", "Verminkt", "kalender"),
    ("knooppunten", "LevertNa", "kalender"),
    ("techniek_later", "KeurtGoedeLaterAf, BeantwoordtSchemafoutLater, KomtTerugOpAfkeuring", "techniek"),
)

ONLEESBAAR = """
GEEN_XML = b"\\x00\\xff geen bericht"
GEEN_KOP = "<x>é</x>".encode()
LATIJN = "<?xml version='1.0' encoding='ISO-8859-1'?>"
class Ons(VoorbeeldAanbieder):
    def verzend(self, opdracht):
        if self.klok().year == 2022 and self.klok().month == 4 and opdracht.berichttype == "WMO305":
            goed = opdracht.als_bericht("3.1")
            return Uitkomst(Status.AANVAARD, [goed.xml, GEEN_XML, GEEN_KOP])
        uitkomst = super().verzend(opdracht)
        if opdracht.berichttype == "WMO307":
            latijn = [
                (LATIJN + b.xml.decode().partition("?>")[2]).replace("<", "<!-- é --><", 1).encode("latin-1")
                for b in uitkomst.berichten
            ]
            latijn = [x.replace(b"<!-- \\xe9 --><?xml", b"<?xml").replace(b"?>", b"?><!-- \\xe9 -->", 1) for x in latijn]
            return Uitkomst(uitkomst.status, latijn, uitkomst.code, uitkomst.melding)
        return uitkomst
"""


def gevallen_in(resultaat: Resultaat) -> Iterator[Geval | Technischgeval]:
    for oordeel in resultaat.draaiboeken:
        for eis in oordeel.eisen:
            yield from eis.gevallen
        for regel in oordeel.techniek.regels if oordeel.techniek else ():
            yield from regel.gevallen


def rauw(bericht: Berichtgegevens) -> bytes:
    return base64.b64decode(bericht.tekst) if bericht.codering == "base64" else bericht.tekst.encode()


def klopt(resultaat: Resultaat) -> tuple[int, int]:
    """Hold every observation against the messages it points at; the number of observations, and of messages offered or sent."""
    waarnemingen = berichten = 0
    for geval in gevallen_in(resultaat):
        for w in geval.waarnemingen:
            uit, in_ = aangewezen(resultaat, geval, w, "uit"), aangewezen(resultaat, geval, w, "in")
            verteld = Counter(BERICHT.findall(w.gezien)) + Counter({("", ""): w.gezien.count("onleesbaar: ")})
            assert verteld <= uit, (geval.berichttype, w)
            if PRECIES.fullmatch(w.handeling) and "gewijzigd" not in w.gezien and not verteld[("", "")]:
                assert verteld == uit, (geval.berichttype, w)
            if aangeboden := AANGEBODEN.match(w.handeling):
                assert in_[aangeboden.groups()], (geval.berichttype, w)
            if w.handeling.startswith("meld fout op "):
                assert any(type_ == geval.berichttype for type_, _ in uit), (geval.berichttype, w)
            waarnemingen += 1
            berichten += sum(uit.values()) + sum(in_.values())
        momenten = [v.moment for v in geval.verkeer]
        assert momenten == sorted(momenten)
    return waarnemingen, berichten


def aangewezen(
    resultaat: Resultaat, geval: Geval | Technischgeval, w: Waarneming, richting: str
) -> Counter[tuple[str, ...]]:
    verkeer = [geval.verkeer[nr] for nr in w.verkeer]
    gevonden = [resultaat.berichten[v.bericht] for v in verkeer if v.richting == richting]
    return Counter((b.berichttype, b.versie) for b in gevonden)


@pytest.fixture
def toets(draai: Draai, pytester: pytest.Pytester) -> Callable[..., Resultaat]:
    def doe(*opties: str, onderdeel: str = "kalender,techniek", draaiboek: str = "iwmo-3.1") -> Resultaat:
        draai(*opties, "--draaiboek-rapport=uit", onderdeel=onderdeel, draaiboek=draaiboek)
        return lees(pytester.path / "uit" / "resultaat.json")

    return doe


Toets = Callable[..., Resultaat]


@pytest.mark.parametrize("rol", ["gemeente", "aanbieder", "knooppunt"])
def test_elke_waarneming_wijst_haar_berichten_aan(toets: Toets, rol: str) -> None:
    resultaat = toets(f"--draaiboek-systeem=voorbeeld:{rol}")
    waarnemingen, berichten = klopt(resultaat)
    assert waarnemingen > 500
    assert berichten > 500
    assert {v.richting for geval in gevallen_in(resultaat) for v in geval.verkeer} == {"in", "uit"}


@pytest.mark.parametrize(("module", "klassen", "onderdeel"), FOUTE_SYSTEMEN)
def test_ook_bij_een_systeem_dat_afwijkt(
    toets: Toets, project: Project, pytester: pytest.Pytester, module: str, klassen: str, onderdeel: str
) -> None:
    pytester.syspathinsert(Path(__file__).parents[1] / "toetsing")
    project(f"from foute_systemen.{module} import {klassen}\nclass Ons({klassen}):\n    pass\n")
    resultaat = toets(onderdeel=onderdeel)
    klopt(resultaat)
    assert any(not w.deugt for geval in gevallen_in(resultaat) for w in geval.waarnemingen)


def test_de_sleutels_zijn_die_van_de_bytes_en_alles_wordt_gebruikt(toets: Toets) -> None:
    resultaat = toets("--draaiboek-systeem=voorbeeld:aanbieder", "-k", "3.1.2 or CD005")
    assert {sleutel: hashlib.sha256(rauw(b)).hexdigest() for sleutel, b in resultaat.berichten.items()} == {
        sleutel: sleutel for sleutel in resultaat.berichten
    }
    assert {v.bericht for geval in gevallen_in(resultaat) for v in geval.verkeer} == set(resultaat.berichten)
    assert {b.codering for b in resultaat.berichten.values()} == {"utf-8"}


def test_wat_geen_leesbaar_bericht_is_blijft_precies_bewaard(toets: Toets, project: Project) -> None:
    project(ONLEESBAAR)
    resultaat = toets("-k", "5.1a-WMO305 or 3.1.2-WMO307", onderdeel="kalender")
    klopt(resultaat)
    zonder_type = {rauw(b): b.codering for b in resultaat.berichten.values() if not b.berichttype}
    assert zonder_type == {b"\x00\xff geen bericht": "base64", "<x>é</x>".encode(): "utf-8"}
    latijn = [b for b in resultaat.berichten.values() if b.berichttype == "WMO307" and b.codering == "base64"]
    assert latijn
    assert all(b"encoding='ISO-8859-1'?><!-- \xe9 -->" in rauw(b) for b in latijn)
    # What left in the same breath as the unreadable is evidence as well.
    (geval,) = (g for g in gevallen_in(resultaat) if g.berichttype == "WMO305" and g.verkeer)
    april = [resultaat.berichten[v.bericht].berichttype for v in geval.verkeer if v.moment.month == 4]
    assert "".join(april).count("WMO305") == len(april) // 3 > 0


def test_zonder_rapport_reizen_er_geen_berichten_mee(pytester: pytest.Pytester) -> None:
    class Meelezer:
        def __init__(self) -> None:
            self.velden: list[dict[str, object]] = []

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            self.velden += [vars(report)[GEVALVELD]] if GEVALVELD in vars(report) else []

    opties = ("--draaiboek=iwmo-3.1", "--draaiboek-systeem=voorbeeld:aanbieder", "-k", "3.1.2-WMO305")
    for rapport in ((), ("--draaiboek-rapport=uit",)):
        meelezer = Meelezer()
        pytester.inline_run(*opties, *rapport, plugins=[meelezer])
        assert meelezer.velden
        assert {bool(veld["verkeer"]) for veld in meelezer.velden} == {bool(rapport)}
        assert {bool(veld["berichten"]) for veld in meelezer.velden} == {bool(rapport)}
        assert all(veld["waarnemingen"] for veld in meelezer.velden)


def test_verdeeld_over_werkers_is_het_hetzelfde(toets: Toets) -> None:
    opties = ("--draaiboek-systeem=voorbeeld:gemeente", "-k", "3.1.5 or 2.2 or CD041")
    alleen, verdeeld = toets(*opties), toets(*opties, "-n2")
    assert verdeeld.draaiboeken == alleen.draaiboeken
    assert verdeeld.berichten == alleen.berichten
    klopt(verdeeld)


@pytest.mark.parametrize("naam", ["iwmo-3.1", "ijw-3.1"])
def test_de_kalender_in_het_resultaat_is_die_van_het_draaiboek(toets: Toets, naam: str) -> None:
    resultaat = toets("--draaiboek-systeem=voorbeeld:knooppunt", "-k", "3.2.4", draaiboek=naam)
    draaiboek = laad(naam)
    gegevens = resultaat.draaiboeken[0].draaiboek
    kans = random.Random(naam)
    begin, einde = datetime(2021, 11, 1, tzinfo=draaiboek.zone), datetime(2022, 6, 1, tzinfo=draaiboek.zone)
    momenten = {begin + (einde - begin) * kans.random() for _ in range(200)}
    momenten |= {m.moment + timedelta(seconds=s) for m in draaiboek.mijlpalen.values() for s in (-1, 0, 1)}
    assert {(s.berichttype, s.versie) for s in gegevens.kalender.stroken} == set(draaiboek.stroken)
    for type_, versie in draaiboek.stroken:
        for moment in momenten:
            oordeel = draaiboek.oordeel(type_, versie, moment)
            nr = oordeel.mijlpaal.nr if oordeel.mijlpaal else ""
            assert volgens(gegevens, type_, versie, moment) == (oordeel.soort, nr, oordeel.paragraaf)
    fasen = gegevens.kalender.fasen
    for moment in momenten:
        (fase,) = (f for f in fasen if (f.begin or moment) <= moment and (f.einde is None or moment < f.einde))
        assert fase.nr == draaiboek.fase(moment).nr
    assert {m.nr: m.moment for m in gegevens.kalender.mijlpalen} == {
        m.nr: m.moment for m in draaiboek.mijlpalen.values()
    }
    assert (gegevens.kalender.zone, gegevens.kalender.live) == ("Europe/Amsterdam", draaiboek.live.nr)


def volgens(gegevens: Draaiboekgegevens, type_: str, versie: str, moment: datetime) -> tuple[str, str, str]:
    """What a reader of the result sees: the last part of the lane that began."""
    (strook,) = (s for s in gegevens.kalender.stroken if (s.berichttype, s.versie) == (type_, versie))
    deel = [d for d in strook.delen if d.vanaf is None or d.vanaf <= moment][-1]
    return deel.soort, deel.mijlpaal, deel.paragraaf
