"""A page read as a story: its blocks carried out in order, in one folder, as a reader would who pastes them one by one."""

import ast
import configparser
import contextlib
import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from blokken import Blok
from lxml import etree
from samenvoegen import voeg_samen

# What belongs to the machine of the reader and is there already, or would change this one.
OVERAL = {
    r"(\.venv/bin/|python -m )?pip install .+": "what it installs is there already",
    r"python -m venv \.venv": "the tests have an environment of their own",
    r"\. \.venv/bin/activate|\.venv\\Scripts\\activate": "the tests have an environment of their own",
    r"apt(-get)? install .+": "installs on the machine of the reader",
    r"tox( .*)?": "runs all tests, this one included",
}
PROGRAMMAS = re.compile(r"\b(node|java|mono|mcs|dotnet)\b(?= )")
TIJDSLIMIET_S = 240


class Verhaalfout(AssertionError):
    """A block that does not do what the page says."""


@dataclass
class Verhaal:
    """What happened so far.

    Args:
        map_: the folder that the reader is in.
        elders: pattern of a command of this page that is not run here, and why not.
        los: first line of a text block that is not the output of a command, and what it is then.
        python: of the environment that commands are taken from; default: ours.
        ontbreekt: programs that a command wanted and that are not on this machine; filled as the story goes.

    """

    map_: Path
    elders: Mapping[str, str] = field(default_factory=dict)
    los: Mapping[str, str] = field(default_factory=dict)
    python: Path = Path(sys.executable)
    ontbreekt: set[str] = field(default_factory=set)
    _uitvoer: str | None = None
    _overgeslagen: bool = False
    _namen: dict[str, Any] = field(default_factory=dict)
    _ongelezen: dict[Path, str] = field(default_factory=dict)

    def vertel(self, blokken: Iterable[Blok]) -> None:
        """Carry out blocks in order.

        Raises:
            Verhaalfout: for the first that does not do what the page says, with its line.

        """
        doe: Mapping[str, Callable[[Blok], None]] = {
            "console": self._console,
            "text": self._tekst,
            "python": self._python,
            "pycon": self._pycon,
            "toml": lambda blok: tomllib.loads(blok.tekst) and None,
            "json": lambda blok: json.loads(blok.tekst) and None,
            "yaml": lambda blok: yaml.safe_load(blok.tekst) and None,
            "ini": lambda blok: configparser.ConfigParser(interpolation=None).read_string(blok.tekst),
            "xml": lambda blok: etree.fromstring(blok.tekst.encode()) is None or None,
            "markdown": lambda blok: None,
        }
        for blok in blokken:
            if blok.taal not in doe:
                raise Verhaalfout(f"line {blok.regel}: a block in {blok.taal!r}; choose from {', '.join(doe)}")
            try:
                if blok.bestand:
                    self._bewaar(blok)
                doe[blok.taal](blok)
            except Verhaalfout:
                raise
            except Exception as fout:
                raise Verhaalfout(f"line {blok.regel}: {blok.taal}: {type(fout).__name__}: {fout}") from fout
            if blok.taal not in ("console", "text"):
                self._uitvoer = None
        for pad, wat in self._ongelezen.items():
            raise Verhaalfout(f"{wat}: {pad.name} is shown, but no command that follows reads it")

    # Files

    def _bewaar(self, blok: Blok) -> None:
        pad = self.map_ / blok.bestand
        pad.parent.mkdir(parents=True, exist_ok=True)
        tekst = blok.tekst
        if blok.taal == "python" and pad.exists():
            tekst = voeg_samen(pad.read_text(encoding="utf-8"), tekst)
        if pad.suffix == ".py":
            for gecompileerd in pad.parent.glob(f"__pycache__/{pad.stem}.*.pyc"):
                gecompileerd.unlink()
            self._ongelezen[pad] = f"line {blok.regel}"
        pad.write_text(tekst, encoding="utf-8")

    def _streep_gelezen_af(self, opdracht: str) -> None:
        """Note which files the last command read: Python leaves a compiled copy of each module."""
        for pad in list(self._ongelezen):
            if any(pad.parent.glob(f"__pycache__/{pad.stem}.*.pyc")) or pad.name in opdracht:
                del self._ongelezen[pad]

    # Code

    def _python(self, blok: Blok) -> None:
        if not blok.bestand:
            with contextlib.chdir(self.map_):
                exec(compile(blok.tekst, f"<line {blok.regel}>", "exec"), self._namen)
        else:
            ast.parse(blok.tekst)

    def _pycon(self, blok: Blok) -> None:
        proef = doctest.DocTestParser().get_doctest(blok.tekst, self._namen, "page", None, blok.regel)
        proef.globs = self._namen  # one story, so what was named stays named
        gezegd: list[str] = []
        with contextlib.chdir(self.map_):
            uitslag = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(
                proef, out=gezegd.append, clear_globs=False
            )
        if uitslag.failed or not uitslag.attempted:
            raise Verhaalfout(f"line {blok.regel}: {''.join(gezegd) or 'no example in it'}")

    # Commands

    def _console(self, blok: Blok) -> None:
        regels = [regel for regel in blok.tekst.splitlines() if regel.strip()]
        for nr, regel in enumerate(regels, 1):
            self._opdracht(regel.strip(), blok.regel + nr, blok.status if nr == len(regels) else 0)

    def _opdracht(self, opdracht: str, regel: int, status: int) -> None:
        self._uitvoer, self._overgeslagen = "", False
        zonder_opmerking = shlex.join(shlex.split(opdracht, comments=True))
        if any(
            re.fullmatch(patroon, een) for een in (opdracht, zonder_opmerking) for patroon in (*OVERAL, *self.elders)
        ):
            self._overgeslagen = True
            return
        woorden = shlex.split(opdracht, comments=True)
        if woorden[0] == "mkdir":
            (self.map_ / woorden[1]).mkdir()
        elif woorden[0] == "cd":
            self.map_ = (self.map_ / woorden[1]).resolve(strict=True)
        elif mist := {naam for naam in PROGRAMMAS.findall(opdracht) if shutil.which(naam) is None}:
            self.ontbreekt |= mist
            self._overgeslagen = True
        else:
            self._draai(woorden, regel, status)
            self._streep_gelezen_af(opdracht)

    def _draai(self, woorden: list[str], regel: int, status: int) -> None:
        omgeving = schone_omgeving(self.python)
        programma = shutil.which(woorden[0].removeprefix(".venv/bin/"), path=omgeving["PATH"])
        if programma is None:
            raise Verhaalfout(f"line {regel}: there is no {woorden[0]}")
        klaar = subprocess.run(
            [programma, *woorden[1:]],
            cwd=self.map_,
            env=omgeving,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=TIJDSLIMIET_S,
            check=False,
        )
        self._uitvoer = klaar.stdout
        if klaar.returncode != status:
            raise Verhaalfout(
                f"line {regel}: {shlex.join(woorden)} ended with exit status {klaar.returncode}, not {status}:\n{klaar.stdout}"
            )

    def _tekst(self, blok: Blok) -> None:
        if blok.tekst.splitlines()[0] in self.los or self._overgeslagen:
            return
        if self._uitvoer is None:
            raise Verhaalfout(f"line {blok.regel}: a block of text that no command printed")
        if not staat_in(blok.tekst, self._uitvoer):
            raise Verhaalfout(
                f"line {blok.regel}: this is not what the command before it printed:\n{blok.tekst}\n--- printed was:\n{self._uitvoer}"
            )


def staat_in(getoond: str, uitvoer: str) -> bool:
    """Whether lines stand in an output one after the other; ``...`` is any text within a line, and by itself any number of lines."""
    deel = ""
    for regel in getoond.rstrip().splitlines():
        if regel.strip() == "...":
            deel += r"(?:.*\n)*?"
        else:
            deel += ".*".join(
                re.escape(stuk.rstrip() if stuk.isspace() else stuk) for stuk in regel.rstrip().split("...")
            )
            deel += "\n"
    schoon = "".join(f"{regel.rstrip()}\n" for regel in uitvoer.splitlines())
    return re.search(f"^{deel}", schoon, re.MULTILINE) is not None


def schone_omgeving(python: Path) -> dict[str, str]:
    """Return this environment as a reader of that Python has it: nothing of the run that we are in, and a screen of 80 columns."""
    kaal = {
        naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("PYTHON", "PYTEST", "DRAAIBOEK"))
    }
    pad = os.pathsep.join([str(python.parent), kaal.get("PATH", "")])
    return {**kaal, "PATH": pad, "COLUMNS": "80", "PYTHONUTF8": "1"}
