"""--draaiboek: which calendar to judge by."""

from pathlib import Path

import pytest

import pytest_draaiboek.draaiboeken

BESTAND = Path(pytest_draaiboek.draaiboeken.__file__).parent / "wmo-jw-2022.toml"


@pytest.mark.parametrize(
    ("rol", "techniek"), [("gemeente", "VOLDOET"), ("aanbieder", "VOLDOET"), ("knooppunt", "NIET VAN TOEPASSING*")]
)
def test_twee_draaiboeken_geven_elk_een_oordeel(pytester: pytest.Pytester, rol: str, techniek: str) -> None:
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.2,ijw-3.2", f"--draaiboek-systeem=voorbeeld:{rol}")
    assert uitslag.ret == 0
    for naam in ("iwmo-3.2", "ijw-3.2"):
        regels = [f"{naam} als {rol}: CONFORM", f"{naam} als {rol}, techniek: {techniek}"]
        uitslag.stdout.fnmatch_lines(regels)


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
