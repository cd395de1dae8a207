"""From how each case ended to the verdict: over what should have run."""

from dataclasses import replace
from datetime import date

import pytest

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.rapport.melding import Bewijsmelding, Gevalmelding, lees_bewijs, lees_geval, naar_gegevens
from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Eindoordeel,
    Schemagegevens,
    Systeemgegevens,
    Verdict,
    Verklaring,
)
from pytest_draaiboek.rapport.terminal import regels
from pytest_draaiboek.rapport.vaststelling import stel_vast

DRAAIBOEK = laad("iwmo-3.1")
SYSTEEM = Systeemgegevens(rol="aanbieder", naam="Ons", versie="1", anker="tests/conftest.py")
SCHEMAS = Schemagegevens(standaard="iwmo", herkomst="eigen", sha256="0" * 64, opmerkingen=[])
EISEN = [eis for eis in DRAAIBOEK.eisen_voor("aanbieder") if eis.toets]
VERWACHT = [(eis.id, "WMO305") for eis in EISEN]


def melding(eis: str, soort: str = "voldoet", reden: str = "", bekend: str = "") -> Gevalmelding:
    return Gevalmelding(
        draaiboek="iwmo-3.1", anker=SYSTEEM.anker, rol="aanbieder", systeem="Ons", systeemversie="1",
        eis=eis, berichttype="WMO305", soort=soort, reden=reden, bekend=bekend,
    )  # fmt: skip


def oordeel(
    *anders: Gevalmelding, weg: str = "", bewijs: tuple[Bewijsmelding, ...] = (), streng: bool = False
) -> Draaiboekresultaat:
    """Return the verdict when every case voldoet but these, and one did not run."""
    meldingen = {m.eis: m for m in (*(melding(eis.id) for eis in EISEN), *anders)}
    meldingen.pop(weg, None)
    return stel_vast(DRAAIBOEK, SYSTEEM, VERWACHT, meldingen.values(), bewijs, schemas=SCHEMAS, streng=streng)


def verdict(resultaat: Draaiboekresultaat, eis: str) -> Verdict:
    return next(e.verdict for e in resultaat.eisen if e.id == eis)


def test_alles_goed_is_conform() -> None:
    resultaat = oordeel()
    assert (resultaat.eindoordeel, resultaat.gedraaid, resultaat.verwacht) == (
        Eindoordeel.CONFORM,
        len(EISEN),
        len(EISEN),
    )
    assert verdict(resultaat, "2.4") is Verdict.NIET_VAN_TOEPASSING


@pytest.mark.parametrize(
    ("soort", "gevonden", "eind"),
    [
        ("afwijking", Verdict.VOLDOET_NIET, Eindoordeel.NIET_CONFORM),
        ("aandachtspunt", Verdict.AANDACHTSPUNT, Eindoordeel.CONFORM),
        ("niet getoetst", Verdict.NIET_GETOETST, Eindoordeel.ONVOLLEDIG),
        ("adapterfout", Verdict.NIET_GETOETST, Eindoordeel.ONVOLLEDIG),
        ("onbereikbaar", Verdict.NIET_GETOETST, Eindoordeel.ONVOLLEDIG),
        ("kitfout", Verdict.NIET_GETOETST, Eindoordeel.ONVOLLEDIG),
        ("iets nieuws", Verdict.NIET_GETOETST, Eindoordeel.ONVOLLEDIG),
    ],
)
def test_een_geval_bepaalt_de_eis_en_het_geheel(soort: str, gevonden: Verdict, eind: Eindoordeel) -> None:
    resultaat = oordeel(melding("3.1.2", soort, "17:00:00: mis"))
    assert (verdict(resultaat, "3.1.2"), resultaat.eindoordeel) == (gevonden, eind)


def test_wat_niet_draaide_telt_mee() -> None:
    resultaat = oordeel(weg="3.1.2")
    assert resultaat.eindoordeel is Eindoordeel.ONVOLLEDIG
    assert resultaat.reden == "niet getoetst: 3.1.2"
    assert (resultaat.gedraaid, resultaat.verwacht) == (len(EISEN) - 1, len(EISEN))
    tekst = [regel for regel, _ in regels(resultaat, 80, 0)]
    assert f"{len(EISEN) - 1} van {len(EISEN)} gevallen getoetst ({100 * (len(EISEN) - 1) // len(EISEN)}%)." in tekst


def test_een_afwijking_gaat_voor_op_wat_open_is() -> None:
    assert oordeel(melding("1.1", "afwijking", "mis"), weg="3.1.2").eindoordeel is Eindoordeel.NIET_CONFORM


def test_een_procedurele_eis_die_niet_getoetst_is_houdt_conform_niet_tegen() -> None:
    assert oordeel(weg="3.3.1").eindoordeel is Eindoordeel.CONFORM


@pytest.mark.parametrize("streng", [False, True])
@pytest.mark.parametrize(
    ("soort", "gevonden"),
    [
        ("voldoet", Verdict.VOLDOET),
        ("afwijking", Verdict.AANDACHTSPUNT),
        ("aandachtspunt", Verdict.AANDACHTSPUNT),
        ("niet getoetst", Verdict.NIET_GETOETST),
        ("adapterfout", Verdict.NIET_GETOETST),
    ],
)
def test_een_advies_dat_getoetst_wordt_houdt_conform_nooit_tegen(soort: str, gevonden: Verdict, streng: bool) -> None:
    meldingen = [*(melding(eis.id) for eis in EISEN), melding("2.4", soort, "mis")]
    verwacht = [*VERWACHT, ("2.4", "WMO305")]
    resultaat = stel_vast(DRAAIBOEK, SYSTEEM, verwacht, meldingen, (), schemas=SCHEMAS, streng=streng)
    assert (verdict(resultaat, "2.4"), resultaat.eindoordeel) == (gevonden, Eindoordeel.CONFORM)


def test_wat_op_een_verklaring_berust_zegt_dat() -> None:
    verklaring = Verklaring(akkoord=True, naam="P. Voorbeeld", functie="directeur", datum=date(2026, 1, 2))
    reden = "berust op een verklaring van P. Voorbeeld (directeur), 02-01-2026"
    gemeld = replace(melding("3.1.2", "voldoet", reden), verklaring=verklaring)
    resultaat = oordeel(lees_geval(naar_gegevens(gemeld)))
    (eis,) = [eis for eis in resultaat.eisen if eis.id == "3.1.2"]
    assert (eis.verdict, eis.reden, eis.gevallen[0].verklaring) == (Verdict.VOLDOET, reden, verklaring)


def test_streng_weegt_een_afspraak_als_een_plicht() -> None:
    assert oordeel(melding("3.3.1", "aandachtspunt", "mis"), streng=True).eindoordeel is Eindoordeel.NIET_CONFORM


def test_een_bekende_afwijking_blijft_een_afwijking() -> None:
    assert oordeel(melding("3.1.2", "afwijking", "mis", bekend="komt nog")).eindoordeel is Eindoordeel.NIET_CONFORM


def test_eigen_bewijs() -> None:
    def bewijs(uitkomst: str) -> tuple[Bewijsmelding, ...]:
        return (Bewijsmelding(draaiboeken=["iwmo-3.1"], eisen=["3.1.2"], nodeid="t", uitkomst=uitkomst, reden="kassa"),)

    assert oordeel(bewijs=bewijs("geslaagd")).eindoordeel is Eindoordeel.CONFORM
    assert oordeel(bewijs=bewijs("gefaald")).eindoordeel is Eindoordeel.NIET_CONFORM
    assert oordeel(bewijs=bewijs("geslaagd"), weg="3.1.2").eindoordeel is Eindoordeel.ONVOLLEDIG


def test_zonder_een_enkel_geval_is_niets_bewezen() -> None:
    leeg = stel_vast(DRAAIBOEK, SYSTEEM, [], [], [], schemas=SCHEMAS, streng=False)
    assert leeg.eindoordeel is Eindoordeel.ONVOLLEDIG
    assert (leeg.gedraaid, leeg.verwacht) == (0, 0)


def test_een_melding_reist_als_gewone_gegevens() -> None:
    heen = melding("3.1.2", "afwijking", "mis")
    assert lees_geval(naar_gegevens(heen)) == heen
    bewijs = Bewijsmelding(draaiboeken=["a"], eisen=["b"], nodeid="c", uitkomst="geslaagd", reden="")
    assert lees_bewijs(naar_gegevens(bewijs)) == bewijs


@pytest.mark.parametrize("breedte", [80, 132])
def test_de_tabel_past_in_de_terminal(breedte: int) -> None:
    resultaat = oordeel(melding("3.1.2", "afwijking", "30-03-2022 17:00:00: " + "heel lang " * 60))
    assert max(len(regel) for regel, _ in regels(resultaat, breedte, 0)) <= breedte
