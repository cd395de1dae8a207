"""Nothing is special-cased: what judges, plays the chain, reports and plugs in names no standard, message type, role, draaiboek or year.

The names come from the data of the kit, so a new draaiboek or standard is watched as soon as it is there. Comments and docstrings may give examples.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import pytest_draaiboek
from pytest_draaiboek.draaiboeken import laad, namen
from pytest_draaiboek.rollen import Rol
from pytest_draaiboek.standaarden import alle_standaarden

PAKKET = Path(pytest_draaiboek.__file__).parent
KAMERS = ("toetsing", "keten", "rapport", "plugin.py")
TEKST = {".j2", ".css", ".js", ".toml", ".json", ".txt", ".html", ".svg"}

# By file and word as it stands there: why it may. What is in the public contract keeps its name.
CONTRACT = "the fixture and the class of the public contract, and the module that holds it"
BREEDTE = "the width of a character, in thousandths"
UITZONDERINGEN: dict[tuple[str, str], str] = {
    ("plugin.py", "draaiboek_knooppunt"): CONTRACT,
    ("keten/__init__.py", "Knooppunt"): CONTRACT,
    ("keten/__init__.py", "knooppunt"): CONTRACT,
    ("keten/knooppunt.py", "Knooppunt"): CONTRACT,
    ("rapport/tekenbreedten.toml", "318"): BREEDTE,
}

# Names that are words of the language too: looked for by the other name of what they name.
GEWONE_WOORDEN = {"zin": "a sentence"}


class Vondst(NamedTuple):
    """A name where none belongs: the file, the line, the word as it stands there, and what it names."""

    bestand: str
    regel: int
    woord: str
    noemt: str


@cache
def _namen() -> dict[str, str]:
    """Return every name there is, in lower case, and what it is a name of."""
    gevonden: dict[str, str] = {str(rol): "rol" for rol in Rol}
    for standaard in alle_standaarden():
        gevonden |= {standaard.naam.lower(): "standaard", standaard.titel.lower(): "standaard"}
        gevonden |= {berichttype.lower(): "berichttype" for berichttype in standaard.berichtsoorten}
    for naam in namen():
        draaiboek = laad(naam)
        gevonden |= {naam.lower(): "draaiboek", draaiboek.standaard.lower(): "standaard"}
        gevonden |= {berichttype.lower(): "berichttype" for berichttype in draaiboek.typen}
        gevonden |= {tekst.lower(): "rol" for rol in draaiboek.rollen.values() for tekst in (rol.rol, rol.naam)}
        jaren = {m.year for mijlpaal in draaiboek.mijlpalen.values() for m in (mijlpaal.moment, mijlpaal.tot) if m}
        gevonden |= {str(jaar): "jaar" for jaar in jaren}
        for teksten in draaiboek.vertalingen.values():
            gevonden |= {
                tekst.partition(" (")[0].lower(): "rol"
                for sleutel, tekst in teksten.items()
                if sleutel.startswith("rol ")
            }
    return {naam: soort for naam, soort in gevonden.items() if naam not in GEWONE_WOORDEN}


@cache
def _typedelen() -> tuple[frozenset[str], frozenset[str]]:
    """Return the prefixes and the bare numbers of the message types."""
    gesplitst = [re.fullmatch(r"([a-z]+)(\d+)", naam) for naam, soort in _namen().items() if soort == "berichttype"]
    assert all(gesplitst)
    return frozenset(m[1] for m in gesplitst if m), frozenset(m[2] for m in gesplitst if m)


@cache
def _zoeker() -> re.Pattern[str]:
    """Return what finds a name in text.

    A role is found within a word too ("gemeenten"); of everything else the word must be the name, so that "vrijwel" is not iJw. A bare
    number is only a message type when it has three digits: of two there are too many that are something else.
    """
    nummers = [nummer for nummer in _typedelen()[1] if len(nummer) == 3]
    binnen = [naam for naam, soort in _namen().items() if soort == "rol" and len(naam) > 5]
    heel = [naam for naam in _namen() if naam not in binnen]
    los = "|".join(re.escape(naam) for naam in sorted({*heel, *nummers}, key=len, reverse=True))
    return re.compile(rf"(?<![0-9a-z.])(?:{los})(?![0-9a-z]|\.\d)|(?:{'|'.join(sorted(binnen))})", re.IGNORECASE)


def noemt(tekst: str, *, letterlijk: bool = False) -> list[str]:
    """Return what a text names; a literal of Python that is a prefix, or a bare number of a type, names that too."""
    kaal = tekst.strip().lower()
    gevonden = [m[0] for m in _zoeker().finditer(tekst)]
    # The words of a name in camel case.
    gevonden += [m[0] for woord in re.findall(r"[A-Z]?[a-z]+\d*", tekst) for m in [_zoeker().fullmatch(woord)] if m]
    if letterlijk and kaal in _typedelen()[0] | _typedelen()[1]:
        gevonden.append(kaal)
    return gevonden


def _docstrings(bron: str) -> set[tuple[int, int]]:
    """Return where a text stands by itself: a docstring, or the same below an attribute."""
    return {
        (knoop.value.lineno, knoop.value.col_offset)
        for knoop in ast.walk(ast.parse(bron))
        if isinstance(knoop, ast.Expr) and isinstance(knoop.value, ast.Constant) and isinstance(knoop.value.value, str)
    }


def in_python(bron: str, bestand: str = "x.py") -> Iterator[Vondst]:
    """Yield the names in code: in its words, its numbers and its texts, also within an f-string."""
    docstrings = _docstrings(bron)
    for token in tokenize.generate_tokens(io.StringIO(bron).readline):
        if token.type in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.OP) or not token.string.strip():
            continue
        if token.type == tokenize.STRING and token.start in docstrings:
            continue
        is_tekst = token.type not in (tokenize.NAME, tokenize.NUMBER)
        tekst = token.string
        if token.type == tokenize.STRING:
            tekst = tekst.lstrip("rRbBuUfF").strip("\"'")
        # In a word an underscore parts words; a dot does not.
        zoek = tekst if is_tekst else tekst.replace("_", " ")
        for gevonden in dict.fromkeys(noemt(zoek, letterlijk=is_tekst)):
            yield Vondst(bestand, token.start[0], tekst if tekst.isidentifier() else gevonden, gevonden)


def in_tekst(tekst: str, bestand: str) -> Iterator[Vondst]:
    """Yield the names in a template, style, script, or file of data."""
    for nr, regel in enumerate(tekst.splitlines(), 1):
        for gevonden in dict.fromkeys(noemt(regel)):
            yield Vondst(bestand, nr, gevonden, gevonden)


def bestanden() -> Iterator[Path]:
    """Yield every file of the rooms."""
    for kamer in KAMERS:
        pad = PAKKET / kamer
        yield from [pad] if pad.is_file() else sorted(p for p in pad.rglob("*") if p.is_file())


def vondsten(paden: Iterable[Path]) -> Iterator[Vondst]:
    """Yield what stands in files."""
    for pad in paden:
        bestand = pad.relative_to(PAKKET).as_posix()
        if pad.suffix == ".py":
            yield from in_python(pad.read_text(encoding="utf-8"), bestand)
        elif pad.suffix in TEKST:
            yield from in_tekst(pad.read_text(encoding="utf-8"), bestand)
        else:
            assert pad.suffix == ".pyc", f"{bestand}: a kind of file that is not looked into"


def test_niets_in_de_kamers_noemt_een_standaard_type_rol_draaiboek_of_jaar() -> None:
    gevonden = [v for v in vondsten(bestanden()) if (v.bestand, v.woord) not in UITZONDERINGEN]
    assert not gevonden, "\n".join(f"{v.bestand}:{v.regel}: {v.woord!r} ({v.noemt})" for v in gevonden)


def test_elke_uitzondering_is_er_nog() -> None:
    assert set(UITZONDERINGEN) <= {(v.bestand, v.woord) for v in vondsten(bestanden())}


# That it finds what it should, and nothing else


@pytest.mark.parametrize(
    "regel",
    [
        'if standaard == "iwmo":',
        'naam = "iWmo"',
        'geval = "WMO305"',
        'geval = f"{x} wmo305"',
        'x = r"WMO305|x"',
        'x = "305"',
        'x = ["305", "307"]',
        "nummer = 305",
        'x = type_.removeprefix("WMO")',
        'x = type_.startswith("JW")',
        "def is_wmo305() -> bool:",
        "IWMO = 1",
        "class IwmoToets:",
        "x.is_gemeente",
        'if rol == "knooppunt":',
        'x = "voor gemeenten en zorgaanbieders"',
        'x = "a municipality"',
        "from x import VoorbeeldGemeente",
        "laad('iwmo-3.1')",
        "datetime(2022, 3, 30)",
        'x = "op 30 maart 2022"',
        'x = f"in 2022 {x}"',
        'x = """\n2022"""',
    ],
)
def test_een_geplante_naam_wordt_gevonden(regel: str) -> None:
    bron = regel if not regel.endswith(":") else f"{regel} pass"
    assert list(in_python(bron + "\n"))


@pytest.mark.parametrize(
    "tekst",
    [
        "<p>iJw</p>",
        "{% if rol == 'gemeente' %}",
        "const typen = ['WMO301'];",
        'naam = "Voor de zorgaanbieder"',
        "/* 2022 */",
        '"care provider"',
        ".rol-knooppunt { color: red }",
        "a ijw-3.1 b",
    ],
)
def test_een_geplante_naam_in_een_sjabloon_wordt_gevonden(tekst: str) -> None:
    assert list(in_tekst(tekst, "x"))


@pytest.mark.parametrize(
    "bron",
    [
        '"""Such as WMO305 of a gemeente in 2022."""',
        "x = 1  # as in 2022, with 305",
        'class A:\n    b = 1\n    """By role ("gemeente")."""',
        'x = "altijdwaar, vrijwel en bijwerken"',
        'x = "aanbieding en aangeboden"',
        "x = 3.305",
        "x = 0x305A",
        "x = 35",
        'x = "M3.15 30.305"',
    ],
)
def test_wat_geen_naam_is_blijft_staan(bron: str) -> None:
    assert not list(in_python(bron + "\n"))


def test_elke_naam_in_de_gegevens_wordt_gezocht() -> None:
    soorten = set(_namen().values())
    assert soorten == {"rol", "standaard", "berichttype", "draaiboek", "jaar"}
    for naam in _namen():
        assert list(in_python(f"x = {naam!r}\n")), naam
    voorvoegsels, nummers = _typedelen()
    for deel in voorvoegsels | nummers:
        assert list(in_python(f"x = {deel!r}\n")), deel


def test_de_kamers_zijn_er() -> None:
    assert {pad.relative_to(PAKKET).parts[0] for pad in bestanden()} == set(KAMERS)
