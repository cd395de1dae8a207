"""Every error that the kit raises ends with what to do: the last sentence of its text is an instruction."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import pytest_draaiboek
from pytest_draaiboek import fouten

PAKKET = Path(pytest_draaiboek.__file__).parent
KLASSEN = {
    naam for naam, wat in vars(fouten).items() if isinstance(wat, type) and issubclass(wat, fouten.DraaiboekFout)
}
# What else ends up before the eyes of a user: how tests and commands are ended. What NietGetoetst is given last, it ends with.
AANROEPEN = KLASSEN | {"UsageError", "NietGetoetst", "skip", "fail", "error", "exit"}

GEBIEDEND = """
    antwoord begin controleer draai eindig erf geef haal herstel installeer kies kijk laat maak meld neem noem pak pas probeer schrijf sluit start stop verbeter
    verdeel vergelijk voeg vraag vul zet zie zorg
""".split()
# In a sentence that tells what to do, some clause begins with an instruction: "is dit een testsysteem, geef dan ...".
INSTRUCTIE = re.compile(rf"(?:^|[,;:.] |\n)(?:of |en )?(?:{'|'.join(GEBIEDEND)}|pip install) ", re.IGNORECASE)
RAAD = "Wat te doen: "


class Plek(NamedTuple):
    """Where an error is raised: module and function, and its text, with {…} for what is filled in."""

    module: str
    functie: str
    naam: str
    tekst: str


# By module and function: why an error there need not end with an instruction in its own words.
DOORGEGEVEN = "passes on an error of the kit, which ends with what to do"
GEEN_VERB = "the reason that a verb is not there, as adapters give it too; Beproeving.roep adds what to do"
ELDERS = "the text comes from a function or field that is looked at by itself"
UITZONDERINGEN: dict[tuple[str, str], str] = {
    ("__main__.py", ""): "an exit status, no text",
    ("berichten/bericht.py", "_lees_bestand"): DOORGEGEVEN,
    ("draaiboeken/draaiboek.py", "mijlpaal"): ELDERS,
    ("draaiboeken/draaiboek.py", "eis"): ELDERS,
    ("draaiboeken/draaiboek.py", "_onbekend"): ELDERS,
    ("draaiboeken/basis.py", "_open_basis"): DOORGEGEVEN,
    ("draaiboeken/basis.py", "_weiger"): ELDERS,
    ("draaiboeken/bronnen.py", "_onleesbaar"): ELDERS,
    ("draaiboeken/erven.py", "_meld"): ELDERS,
    ("draaiboeken/gebrek.py", "meld"): ELDERS,
    ("draaiboeken/bouwen.py", "_herbouw"): ELDERS,
    ("draaiboeken/uitstel.py", "_lees"): ELDERS,
    ("draaiboeken/teksten.py", "_veld"): ELDERS,
    ("draaiboeken/vormcontrole.py", "waarde"): ELDERS,
    ("draaiboeken/vormcontrole.py", "_lijst"): ELDERS,
    ("draaiboeken/laden.py", "lees"): ELDERS,
    ("draaiboeken/laden.py", "_draaiboeken"): ELDERS,
    ("draaiboeken/proeven_lezen.py", "weiger"): ELDERS,
    ("draaiboeken/proeven_lezen.py", "_waar"): ELDERS,
    ("draaiboeken/plaatsen.py", "gebreken_in"): ELDERS,
    ("opdrachtregel/__init__.py", "hoofd"): "Ontleder.error adds what to do",
    ("opdrachtregel/bestanden.py", "_uitgeschreven"): ELDERS,
    ("opdrachtregel/nakijken.py", "kijk_na"): DOORGEGEVEN,
    ("opdrachtregel/ontleder.py", "error"): "an exit status comes first; its text is tested with the command",
    ("rapport/bewijs/bundel.py", "maak"): DOORGEGEVEN,
    ("sessie/__init__.py", "begin"): DOORGEGEVEN,
    ("sessie/beproeven.py", "_eindig"): ELDERS,
    ("sessie/beproeven.py", "_eindig_bekend"): ELDERS,
    ("sessie/beproeven.py", "_xfail"): ELDERS,
    ("sessie/diagnosticeren.py", "diagnosticeer"): DOORGEGEVEN,
    ("sessie/verzameling.py", "_controleer_rol"): DOORGEGEVEN,
    ("sessie/slot.py", "pytest_sessionstart"): DOORGEGEVEN,
    ("sessie/verloop.py", "_controleer_eis"): DOORGEGEVEN,
    ("standaarden/bouwstenen.py", "weiger"): ELDERS,
    ("standaarden/eigen.py", "_weiger"): ELDERS,
    ("systemen/afstand/lijn.py", "meld"): GEEN_VERB,
    ("systemen/afstand/lijn_http.py", "_beoordeel"): f"{GEEN_VERB}; and what to do by status is in a table",
    ("systemen/afstand/lijn_proces.py", "vraag"): ELDERS,
    ("systemen/afstand/lijn_proces.py", "_weg_door"): ELDERS,
    ("systemen/afstand/opening.py", "vraag"): DOORGEGEVEN,
    ("systemen/afstand/systeem.py", "_vraag"): GEEN_VERB,
    ("systemen/afstand/systeem.py", "tekst_van"): GEEN_VERB,
    ("systemen/contract.py", "verzend"): GEEN_VERB,
    ("systemen/contract.py", "stand"): GEEN_VERB,
    ("systemen/contract.py", "meld_fout"): GEEN_VERB,
    ("systemen/contract.py", "registreer_spoed"): GEEN_VERB,
    ("systemen/contract.py", "stel_uit"): GEEN_VERB,
    ("toetsing/beproeving.py", "_klokproef"): ELDERS,
    ("toetsing/keuring.py", "eis_toetsbaar"): ELDERS,
    ("toetsing/aanzegging.py", "zeg_aan"): GEEN_VERB,
}
# The argument of functions that put it after "Wat te doen:" themselves, by the first part of the module. What a diagnosis says is pinned word by word.
RAADGEVERS = {
    ("standaarden", "weiger"): 2,
    ("standaarden", "_weiger"): 2,
    ("draaiboeken", "weiger"): 2,
    ("draaiboeken", "meld"): 2,
    ("draaiboeken", "_meld"): 3,
    ("draaiboeken", "mis"): 1,
    ("draaiboeken", "_weiger"): 2,
    ("draaiboeken", "_onleesbaar"): 3,
    ("draaiboeken", "Gebrek"): 4,
    ("systemen", "_weg_door"): 1,
    ("systemen", "_wijs_af"): 2,
}


def teksten_in(pad: Path) -> Iterator[Plek]:
    """Yield the text of every error that a module makes."""
    module = pad.relative_to(PAKKET).as_posix()
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    for functie, knoop in _met_functie(boom, ""):
        if isinstance(knoop, ast.Call) and (naam := _naam(knoop.func)) in AANROEPEN and knoop.args:
            yield Plek(module, functie, naam, _tekst(knoop.args[-1 if naam == "NietGetoetst" else 0], pad))
        elif isinstance(knoop, ast.Call) and (plaats := RAADGEVERS.get((module.split("/")[0], _naam(knoop.func)))):
            yield Plek(module, functie, _naam(knoop.func), RAAD + _tekst(knoop.args[plaats], pad))


def _met_functie(knoop: ast.AST, functie: str) -> Iterator[tuple[str, ast.AST]]:
    for kind in ast.iter_child_nodes(knoop):
        binnen = kind.name if isinstance(kind, ast.FunctionDef | ast.ClassDef) else functie
        yield binnen, kind
        yield from _met_functie(kind, binnen)


def _naam(functie: ast.expr) -> str:
    return functie.attr if isinstance(functie, ast.Attribute) else functie.id if isinstance(functie, ast.Name) else ""


def _tekst(knoop: ast.expr, pad: Path) -> str:
    match knoop:
        case ast.Constant(value=str(tekst)):
            return tekst
        case ast.JoinedStr():
            return "".join(_tekst(deel, pad) for deel in knoop.values)
        case ast.FormattedValue():
            return _tekst(knoop.value, pad)
        case ast.BinOp(op=ast.Add()):
            return _tekst(knoop.left, pad) + _tekst(knoop.right, pad)
        case ast.Name(id=naam) if (vast := constante(pad, naam)) is not None:
            return vast
        case ast.Call(func=ast.Name(id="in_een_regel" | "leesbaar"), args=[binnen]):
            return _tekst(binnen, pad)
    return f"{{{ast.unparse(knoop)}}}"


@cache
def constante(pad: Path, naam: str) -> str | None:
    """Return the text of a constant of a module, or of one that it imports from the kit."""
    for knoop in ast.parse(pad.read_text(encoding="utf-8")).body:
        if isinstance(knoop, ast.Assign) and any(isinstance(d, ast.Name) and d.id == naam for d in knoop.targets):
            return _tekst(knoop.value, pad)
        if isinstance(knoop, ast.ImportFrom) and (knoop.module or "").startswith("pytest_draaiboek."):
            for alias in knoop.names:
                bron = PAKKET.parent / f"{(knoop.module or '').replace('.', '/')}.py"
                if (alias.asname or alias.name) == naam and bron.is_file():
                    return constante(bron, alias.name)
    return None


def eindigt_met_raad(tekst: str) -> bool:
    """Whether a text ends with an instruction: its last sentence begins with one, or has one in what follows "Wat te doen:"."""
    if RAAD in tekst:
        return bool(INSTRUCTIE.search(tekst[tekst.rindex(RAAD) + len(RAAD) :]))
    *_, laatste = re.split(r"(?<=[.?!])\s+|\n", tekst.strip())
    return laatste[:1].isupper() and bool(INSTRUCTIE.match(laatste))


ALLES = [plek for pad in sorted(PAKKET.rglob("*.py")) for plek in teksten_in(pad)]


@pytest.mark.parametrize(
    ("tekst", "goed"),
    [
        ("Er is geen draaiboek 'x'.", False),
        ("Er is geen draaiboek 'x'. Kies uit a, b.", True),
        ("Er is geen draaiboek 'x'.\nKies uit a, b.", True),
        ("Kies een draaiboek. Er is er geen.", False),
        ("Er is geen draaiboek; kies er een.", False),
        ("Er is geen draaiboek, geef dat.", False),
        ("verwacht wordt een getal, zoals 7.", False),
        ("Er is geen draaiboek.\nWat te doen: kies uit a, b.", True),
        ("Er is geen draaiboek.\nWat te doen: is het er wel, noem dan het pad.", True),
        ("Er is geen draaiboek.\nWat te doen: dit is geen oordeel.", False),
        ("Er is geen draaiboek.\nWat te doen: wat hierna komt is niet getoetst; zie het eerste geval.", True),
        ("Er is geen draaiboek.\nWat te doen: {raad}", False),
        ("Geefster.", False),
        ("{fout}", False),
        ("", False),
    ],
)
def test_wat_een_instructie_is(tekst: str, goed: bool) -> None:
    assert eindigt_met_raad(tekst) is goed


@pytest.mark.parametrize("plek", ALLES, ids=lambda plek: f"{plek.module}-{plek.functie}-{plek.naam}")
def test_een_fout_zegt_wat_te_doen(plek: Plek) -> None:
    assert eindigt_met_raad(plek.tekst) or (plek.module, plek.functie) in UITZONDERINGEN, plek.tekst


def test_elke_uitzondering_is_er_een() -> None:
    """An exception that is no longer needed goes."""
    nodig = {(plek.module, plek.functie) for plek in ALLES if not eindigt_met_raad(plek.tekst)}
    assert UITZONDERINGEN.keys() - nodig == set()


def test_er_wordt_echt_gekeken() -> None:
    assert len(ALLES) > 150
    assert {plek.naam for plek in ALLES} > {"OngeldigeInstelling", "UsageError", "AdapterFout", "NietGetoetst", "error"}
    # What is put together elsewhere, in a constant of another module, is read too.
    assert any("pip install" not in plek.tekst and "zoek" in plek.tekst for plek in ALLES)


def test_elke_fout_wordt_met_tekst_gemaakt() -> None:
    """An error without a text would not be seen here."""
    for pad in PAKKET.rglob("*.py"):
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Raise):
                kale = knoop.exc if isinstance(knoop.exc, ast.Name) else getattr(knoop.exc, "func", None)
                zonder = isinstance(knoop.exc, ast.Name) or (isinstance(knoop.exc, ast.Call) and not knoop.exc.args)
                assert not (zonder and kale is not None and _naam(kale) in KLASSEN), (pad, knoop.lineno)


if __name__ == "__main__":
    for plek in ALLES:
        if not eindigt_met_raad(plek.tekst):
            print(plek)
