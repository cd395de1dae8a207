"""The command speaks Dutch throughout, and every error ends with what to do."""

import argparse
import inspect
import re

import pytest

from pytest_draaiboek.opdrachtregel import hoofd, ontleder

OPDRACHTEN = tuple(
    "lijst toon nieuw controleer-draaiboek schema vormen bericht keten controleer attest rapport bewijs vergelijk diagnose".split()
)
ENGELS = re.compile(r"\b(usage|error|argument|arguments|required|options?|show|choose|expected|invalid|value)\b:?")


def gezegd(capsys: pytest.CaptureFixture[str], *argumenten: str) -> tuple[int, str]:
    """Return the exit status and what was said."""
    with pytest.raises(SystemExit) as einde:
        hoofd(argumenten)
    return int(einde.value.code or 0), "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("argumenten", "melding", "raad"),
    [
        ("", "draaiboek: er ontbreekt OPDRACHT.", "draaiboek"),
        ("contr", "draaiboek: OPDRACHT is 'contr'; bekend zijn lijst, toon, *.", "draaiboek"),
        ("lijst --foo bar", "draaiboek: onbekend: --foo bar.", "draaiboek"),
        ("keten x --standa iwmo", "draaiboek: onbekend: --standa iwmo.", "draaiboek"),
        ("controleer", "draaiboek controleer: er ontbreekt BESTAND.", "draaiboek controleer"),
        ("controleer x --xsd", "draaiboek controleer: bij --xsd hoort één waarde.", "draaiboek controleer"),
        (
            "controleer --json=3 x",
            "draaiboek controleer: bij --json hoort geen waarde, en er staat '3'.",
            "draaiboek controleer",
        ),
        (
            "bericht WMO305 --aantal drie",
            "draaiboek bericht: --aantal is 'drie'; verwacht wordt een geheel getal.",
            "draaiboek bericht",
        ),
        ("toon x --color=paars", "draaiboek toon: --color is 'paars'; bekend zijn yes, no, auto.", "draaiboek toon"),
    ],
)
def test_wie_het_verkeerd_vraagt_leest_wat_te_doen(
    argumenten: str, melding: str, raad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, tekst = gezegd(capsys, *argumenten.split())
    assert status == 2
    *gebruik, fout, wat_te_doen = tekst.splitlines()
    assert gebruik[0].startswith("gebruik: draaiboek ")
    assert re.fullmatch(re.escape(melding).replace(r"\*", ".*"), fout)
    assert wat_te_doen == f"Wat te doen: kijk met {raad} --help wat er kan."
    assert not ENGELS.search(tekst)


@pytest.mark.parametrize("opdracht", ["", *OPDRACHTEN])
def test_de_uitleg_is_nederlands(opdracht: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, tekst = gezegd(capsys, *opdracht.split(), "--help")
    assert status == 0
    assert tekst.startswith(f"gebruik: {' '.join(['draaiboek', *opdracht.split()])} ")
    assert "\nopties:\n  -h, --help" in tekst
    assert not ENGELS.search(tekst)


def test_elke_opdracht_is_geprobeerd(capsys: pytest.CaptureFixture[str]) -> None:
    _, tekst = gezegd(capsys, "--help")
    assert set(re.findall(r"^    ([\w-]+)(?: |$)", tekst, re.MULTILINE)) == set(OPDRACHTEN)


def test_wat_argparse_kan_zeggen_is_bekend() -> None:
    """A later argparse that says something else in place of what is translated is seen here."""
    bron = inspect.getsource(argparse)
    for engels in (
        "the following arguments are required: %s",
        "expected one argument",
        "expected at least one argument",
        "ignored explicit argument %r",
        "argument %(argument_name)s: %(message)s",
    ):
        assert engels in bron
    assert len(ontleder._VERTALING) == 5
