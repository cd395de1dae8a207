"""The runtimes in which libfaketime was tried, how a command is seen to start one, and what runs the probe in it."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok.faketime.bibliotheken import ALTERNATIEF


@dataclass(frozen=True)
class Runtime:
    """A runtime that the kit has a probe for."""

    naam: str
    programma: str
    """What starts it, when the command does not say."""
    herkend: str
    """What it may be called in a command: a regular expression for the last part of a path."""
    proef: str
    """The file of the probe."""
    draden: bool = False
    """Whether two threads of it may look at the time at once; Python's take turns."""


_RUNTIMES = {
    runtime.naam: runtime
    for runtime in (
        Runtime("python", "python3", r"python[\d.]*", "proef.py"),
        Runtime("node", "node", r"node(js)?", "proef.mjs", draden=True),
        Runtime("java", "java", r"java", "Proef.java", draden=True),
    )
}


class Proef(NamedTuple):
    """The probe for one command: the runtime, and the program and argument that run it there."""

    runtime: Runtime
    opdracht: list[str]


def vind_proef(opdracht: Sequence[str], naam: str = "") -> Proef:
    """Return the probe for the runtime that a command starts.

    Args:
        opdracht: the command of the system under test; when it starts the runtime itself, that very program runs the probe.
        naam: the runtime, for a command that does not show it (`./start.sh`).

    Raises:
        OngeldigeInstelling: for a runtime that the kit has no probe for, or that is not on this machine.

    """
    eerste = opdracht[0] if opdracht else ""
    kort = re.split(r"[/\\]", eerste)[-1]
    genoemd = next((runtime for runtime in _RUNTIMES.values() if re.fullmatch(runtime.herkend, kort)), None)
    runtime = _RUNTIMES.get(naam) if naam else genoemd
    if runtime is None:
        wat = (
            f"{naam!r} is geen runtime waarin de kit dat kan beproeven"
            if naam
            else f"aan de opdracht {eerste!r} is niet te zien welke runtime zij start"
        )
        raise OngeldigeInstelling(
            f"--draaiboek-klok=faketime: {wat}. Dat kan in: {', '.join(_RUNTIMES)}.\n"
            f"Wat te doen: noem een van deze, als zij het is (--draaiboek-klok=faketime:java), of {ALTERNATIEF}."
        )
    programma = eerste if runtime is genoemd else runtime.programma
    pad = shutil.which(programma)
    if pad is None:
        raise OngeldigeInstelling(
            f"--draaiboek-klok=faketime: het programma {programma!r} is niet gevonden, en daarin wordt de klok beproefd.\n"
            f"Wat te doen: zet de map ervan in PATH, of {ALTERNATIEF}."
        )
    return Proef(runtime, [pad, str(files(__package__) / "proeven" / runtime.proef)])
