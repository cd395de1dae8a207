"""--draaiboek: which calendar to judge by."""

from pathlib import Path

import pytest

import pytest_draaiboek.draaiboeken

BESTAND = Path(pytest_draaiboek.draaiboeken.__file__).parent / "wmo-jw-2022.toml"


def test_twee_draaiboeken_geven_elk_een_oordeel(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.2,ijw-3.2", "--draaiboek-systeem=voorbeeld:gemeente", "--draaiboek-onderdeel=kalender"
    )
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-3.2 als gemeente: CONFORM", "ijw-3.2 als gemeente: CONFORM"])


def test_een_onbekend_draaiboek_is_een_gebruiksfout(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.9", "--draaiboek-systeem=voorbeeld:gemeente")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*geen draaiboek 'iwmo-3.9'*Bedoelt u*"])


def test_een_draaiboek_twee_keer(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1,iwmo-3.1")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*--draaiboek noemt iwmo-3.1 meer dan eens. Noem elk draaiboek één keer.*"])


def test_een_eigen_bestand(pytester: pytest.Pytester) -> None:
    (pytester.path / "eigen.toml").write_bytes(BESTAND.read_bytes())
    uitslag = pytester.runpytest("--draaiboek=eigen.toml", "--draaiboek-systeem=voorbeeld:knooppunt", "-k", "3.2.1")
    uitslag.stdout.fnmatch_lines(["*ijw-3.1 als knooppunt: ONVOLLEDIG*"])


def test_een_bestand_dat_er_niet_is(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest("--draaiboek=weg.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*weg.toml*"])


def test_een_bestand_met_een_tegenspraak(pytester: pytest.Pytester) -> None:
    tekst = BESTAND.read_text(encoding="utf-8").replace('toets = "fasegrens"', 'toets = "fasegrenz"')
    (pytester.path / "eigen.toml").write_text(tekst, encoding="utf-8")
    uitslag = pytester.runpytest("--draaiboek=eigen.toml", "--draaiboek-systeem=voorbeeld:knooppunt")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*eigen.toml: eis 1.1.toets: er is geen toets 'fasegrenz'. Bedoelt u 'fasegrens'?*"])


def test_de_ini_waarde(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ndraaiboek = iwmo-3.1\ndraaiboek_systeem = voorbeeld:aanbieder\n")
    uitslag = pytester.runpytest("-k", "3.1.2")
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG*"])


# A draaiboek of one's own that builds on another

EIGEN = """
basis = "iwmo-3.1"
[uitgave.eigen]
standaard = "iwmo"
voorvoegsel = "WMO"
titel = "iWmo {van} naar {naar}, bij ons"
"""
KNOOPPUNT = "--draaiboek-systeem=voorbeeld:knooppunt"
EEN_EIS = ("--draaiboek-onderdeel=kalender", "-k", "3.2.1-WMO323 or 3.2.1-WMO319")


def schrijf(pytester: pytest.Pytester, erbij: str = "", naam: str = "eigen.toml") -> Path:
    pad = pytester.path / naam
    pad.parent.mkdir(exist_ok=True)
    pad.write_text(f"{EIGEN}\n{erbij}", encoding="utf-8")
    return pad


def test_met_een_basis_wordt_net_zo_getoetst(pytester: pytest.Pytester) -> None:
    schrijf(pytester)
    uitslag = pytester.runpytest("--draaiboek=./eigen.toml", KNOOPPUNT, *EEN_EIS)
    uitslag.assert_outcomes(passed=2)
    uitslag.stdout.fnmatch_lines(["eigen als knooppunt: ONVOLLEDIG*"])


def test_andere_momenten_geven_een_ander_oordeel(pytester: pytest.Pytester) -> None:
    """The example system keeps to the dates of 2022: by a draaiboek that closes an hour earlier it is late."""
    schrijf(pytester, '[[mijlpaal]]\nnr = "3.2.1"\nmoment = 2022-03-30T16:00:00\n')
    uitslag = pytester.runpytest("--draaiboek=eigen.toml", KNOOPPUNT, *EEN_EIS)
    uitslag.assert_outcomes(failed=2)
    uitslag.stdout.fnmatch_lines(
        ["*Blokkeert de heenberichten vanaf 30 maart 16.00 uur*", "eigen als knooppunt: NIET CONFORM*"]
    )


def test_een_facultatief_paar_heeft_geen_gevallen(pytester: pytest.Pytester) -> None:
    schrijf(pytester, '[[paar]]\nheen = "319"\nfacultatief = true\n')
    uitslag = pytester.runpytest("--draaiboek=eigen.toml", KNOOPPUNT, *EEN_EIS)
    uitslag.assert_outcomes(passed=1)
    schrijf(pytester, '[[paar]]\nheen = "319"\nfacultatief = true\n', "deels.toml")
    eigen = EIGEN.replace("iwmo-3.1", "deels.toml").replace("uitgave.eigen", "uitgave.weer")
    (pytester.path / "weer.toml").write_text(f'{eigen}[[paar]]\nheen = "319"\nfacultatief = false\n', encoding="utf-8")
    pytester.runpytest("--draaiboek=weer.toml", KNOOPPUNT, *EEN_EIS).assert_outcomes(passed=2)


def test_in_de_ini_is_een_pad_gezien_vanaf_de_wortel(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    schrijf(pytester, naam="sub/eigen.toml")
    pytester.makeini("[pytest]\ndraaiboek = sub/eigen.toml\ndraaiboek_systeem = voorbeeld:knooppunt\n")
    (pytester.path / "sub" / "test_iets.py").write_text("def test_niets(): pass\n", encoding="utf-8")
    monkeypatch.chdir(pytester.path / "sub")
    uitslag = pytester.runpytest(*EEN_EIS)
    uitslag.stdout.fnmatch_lines(["eigen als knooppunt: ONVOLLEDIG*"])
    # On the command line, from where one stands.
    uitslag = pytester.runpytest("--draaiboek=eigen.toml", *EEN_EIS)
    uitslag.stdout.fnmatch_lines(["eigen als knooppunt: ONVOLLEDIG*"])


@pytest.mark.parametrize("pad", [".\\sub\\Eigen.TOML", "sub/Eigen.TOML"], ids=["windows", "elders"])
def test_een_pad_zoals_windows_het_schrijft(pytester: pytest.Pytester, pad: str) -> None:
    schrijf(pytester, naam="sub/Eigen.TOML")
    uitslag = pytester.runpytest(f"--draaiboek={pad}", KNOOPPUNT, "--collect-only", "-q", *EEN_EIS)
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["*eigen-3.2.1-WMO323*"])


def test_alles_wat_er_mis_is_in_een_keer(pytester: pytest.Pytester) -> None:
    pad = schrijf(
        pytester,
        '[[mijlpaal]]\nnr = "3.1.2"\nmoment = 2022-03-27T02:30:00\n[[eis]]\nid = "3.1.2"\nrollen = ["aanbeider"]\n[vervalt]\neis = ["9"]\n',
    )
    uitslag = pytester.runpytest(f"--draaiboek={pad}", KNOOPPUNT)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            "*eigen.toml: regel 10: mijlpaal 3.1.2.moment: 2022-03-27 02:30:00 bestaat niet in Europe/Amsterdam*",
            "Wat te doen: kies een moment dat er precies één keer is.",
            "*eigen.toml: regel 13: eis 3.1.2.rollen: rol 'aanbeider' bestaat niet; bedoelt u 'aanbieder'?",
            "Wat te doen: kies uit gemeente, aanbieder, knooppunt.",
            "*eigen.toml: regel 15: vervalt.eis: '9' is niet in de basis.",
        ]
    )


def test_een_bestand_dat_zichzelf_tot_basis_heeft(pytester: pytest.Pytester) -> None:
    (pytester.path / "eigen.toml").write_text(EIGEN.replace("iwmo-3.1", "eigen.toml"), encoding="utf-8")
    uitslag = pytester.runpytest("--draaiboek=eigen.toml", KNOOPPUNT)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*eigen.toml: regel 2: basis: de bases bijten in hun staart: *"])
