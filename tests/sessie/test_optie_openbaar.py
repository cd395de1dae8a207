"""--draaiboek-openbaar: a public address is used only when that is meant."""

import pytest

OPENBAAR = "http://203.0.113.7:1"


@pytest.mark.parametrize("ini", ["", "draaiboek_openbaar = false\n"])
def test_een_openbaar_adres(pytester: pytest.Pytester, ini: str) -> None:
    pytester.makeini(f"[pytest]\n{ini}")
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", f"--draaiboek-systeem={OPENBAAR}")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            f"*--draaiboek-systeem: {OPENBAAR} is een openbaar adres (203.0.113.7); zonder meer worden alleen dit apparaat en private netwerken gebruikt,",
            "zodat niemand per ongeluk testberichten de keten in stuurt.",
            "Wat te doen: is dit echt een testsysteem, geef dan --draaiboek-openbaar mee.",
        ]
    )


@pytest.mark.parametrize("hoe", ["optie", "ini"])
def test_een_openbaar_adres_dat_bedoeld_is(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, hoe: str
) -> None:
    from pytest_draaiboek.systemen.afstand import opening

    geprobeerd: list[str] = []
    monkeypatch.setattr(opening, "_luistert", lambda adres: bool(geprobeerd.append(adres)))
    monkeypatch.setattr(opening, "GEDULD_ZONDER_START_S", 0.0)
    pytester.makeini("[pytest]\ndraaiboek_openbaar = true\n" if hoe == "ini" else "[pytest]\n")
    opties = ["--draaiboek-openbaar"] if hoe == "optie" else []
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", f"--draaiboek-systeem={OPENBAAR}", *opties)
    assert set(geprobeerd) == {OPENBAAR}
    uitslag.stderr.fnmatch_lines([f"*Op {OPENBAAR} luistert niemand, ook niet na 0 seconden."])


@pytest.mark.parametrize(
    ("adres", "melding"),
    [
        ("http://jan:geheim@127.0.0.1:1", "*in het adres 'http://127.0.0.1:1' staat een naam of wachtwoord*"),
        (
            "http://127.0.0.1:1/?sleutel=geheim",
            "*is geen adres van een systeem. Schrijf bijvoorbeeld http://127.0.0.1:8080.",
        ),
        ("http://127.0.0.1:poort", "*is geen adres van een systeem*"),
        ("http://[::1", "*is geen adres van een systeem*"),
        ("http://", "*is geen adres van een systeem*"),
    ],
)
def test_wat_geen_adres_is(pytester: pytest.Pytester, adres: str, melding: str) -> None:
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", f"--draaiboek-systeem={adres}", "--draaiboek-openbaar")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])
    uitslag.stdout.no_fnmatch_line("*jan:geheim*")
    uitslag.stderr.no_fnmatch_line("*jan:geheim*")
