"""The runtimes in which libfaketime was tried, how a command is seen to start one, and what runs the probe in it."""

import os
import re
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok.faketime.bibliotheken import ALTERNATIEF

VARIABELE_PROEF = "DRAAIBOEK_FAKETIME_PROEF"


@dataclass(frozen=True)
class _Runtime:
    """A runtime with a probe of the kit.

    Args:
        programma: what starts it, when the command does not say.
        herkend: what it may be called in a command; a regular expression for the last part of a path.
        proef: the file of the probe.
        draden: whether two of its threads may look at the time at once.

    """

    programma: str
    herkend: str
    proef: str
    draden: bool


_RUNTIMES = {
    # Threads of Python take turns.
    "python": _Runtime("python3", r"python[\d.]*", "proef.py", draden=False),
    "node": _Runtime("node", r"node(js)?", "proef.mjs", draden=True),
    "java": _Runtime("java", r"java", "Proef.java", draden=True),
}


@dataclass(frozen=True)
class Proef:
    """The probe for one command: the runtime it is for, what runs it there, and whether threads may look at once."""

    runtime: str
    opdracht: tuple[str, ...]
    draden: bool = True


def vind_proef(opdracht: Sequence[str], runtime: str = "") -> Proef:
    """Return the probe for the runtime that a command starts.

    The environment variable DRAAIBOEK_FAKETIME_PROEF holds the command of a probe of the user's own, for a runtime that the kit has none
    for: a program that answers as `proeven/proef.py` says.

    Args:
        opdracht: the command of the system under test; when it starts the runtime itself, that very program runs the probe.
        runtime: the runtime, for a command that does not show it (`./start.sh`).

    Raises:
        OngeldigeInstelling: for a runtime that there is no probe for, or that is not on this machine.

    """
    eerste = opdracht[0] if opdracht else ""
    kort = re.split(r"[/\\]", eerste)[-1]
    if eigen := _eigen_proef():
        return Proef(runtime or kort, (_pad(eigen[0]), *eigen[1:]))
    genoemd = next((naam for naam, soort in _RUNTIMES.items() if re.fullmatch(soort.herkend, kort)), "")
    naam = runtime or genoemd
    if naam not in _RUNTIMES:
        wat = (
            f"voor {naam!r} heeft de kit geen proef"
            if naam
            else f"de opdracht {eerste!r} zegt niet welke runtime zij start"
        )
        raise OngeldigeInstelling(
            f"--draaiboek-klok=faketime: {wat}. Een proef is er voor: {', '.join(_RUNTIMES)}.\n"
            "Wat te doen: noem de runtime (--draaiboek-klok=faketime:java), of geef met "
            f"{VARIABELE_PROEF} een eigen proef\n(docs/howto/faketime.md), of {ALTERNATIEF}."
        )
    soort = _RUNTIMES[naam]
    programma = _pad(eerste if naam == genoemd else soort.programma)
    return Proef(naam, (programma, str(files(__package__) / "proeven" / soort.proef)), soort.draden)


def _eigen_proef() -> list[str]:
    waarde = os.environ.get(VARIABELE_PROEF, "")
    try:
        return shlex.split(waarde)
    except ValueError as fout:
        raise OngeldigeInstelling(
            f"{VARIABELE_PROEF} is {waarde!r}; dat is geen opdracht ({fout}).\n"
            "Wat te doen: schrijf de opdracht zoals in een shell, bijvoorbeeld: dotnet 'mijn map/Proef.dll'."
        ) from fout


def _pad(programma: str) -> str:
    pad = shutil.which(programma)
    if pad is None:
        raise OngeldigeInstelling(
            f"--draaiboek-klok=faketime: het programma {programma!r} is niet gevonden, en daarin wordt de klok beproefd.\n"
            f"Wat te doen: zet de map ervan in PATH, of {ALTERNATIEF}."
        )
    return pad
