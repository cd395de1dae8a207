"""What a `Klok` needs of whatever freezes the time, and the choice between the two that there are."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Protocol
from zoneinfo import ZoneInfo

from pytest_draaiboek.fouten import OngeldigeInstelling

ZONE = ZoneInfo("Europe/Amsterdam")

# The module is imported only when it is chosen: freezegun costs 38 ms, and time-machine is an extra.
_MOTOREN = {
    "freezegun": ("pytest_draaiboek.klok.motor_freezegun", "FreezegunMotor"),
    "time-machine": ("pytest_draaiboek.klok.motor_time_machine", "TimeMachineMotor"),
}


class Motor(Protocol):
    """Freezes the wall clock of this process; `monotonic` and `perf_counter` go on."""

    naam: str

    @property
    def moment(self) -> datetime | None:
        """The frozen instant, aware; None while the process tells real time."""

    def bevries(self, moment: datetime) -> None:
        """Freeze at an aware instant, or move there.

        Raises:
            KlokFout: when the clock cannot be frozen, or somebody else froze it.

        """

    def laat_los(self) -> None:
        """Tell real time until the next `bevries`, at little cost."""

    def stop(self) -> None:
        """Put everything back as it was."""


def kies_motor(naam: str) -> Motor:
    """Return a motor by its name, as ``--draaiboek-klok`` gives it.

    Raises:
        OngeldigeInstelling: for a name there is no motor of, or one whose library is not installed.

    """
    if naam not in _MOTOREN:
        raise OngeldigeInstelling(
            f"--draaiboek-klok is {naam!r}. Kies uit {', '.join(_MOTOREN)}, of faketime voor een proces dat de kit start."
        )
    module, klasse = _MOTOREN[naam]
    try:
        maak: Callable[[], Motor] = getattr(import_module(module), klasse)
    except ModuleNotFoundError as fout:
        raise OngeldigeInstelling(
            f"--draaiboek-klok={naam}: {fout.name} is niet geïnstalleerd.\n"
            "Wat te doen: pip install 'pytest-draaiboek[snel]', of laat --draaiboek-klok weg."
        ) from fout
    return maak()
