"""Keeps anybody else from freezing the clock while the kit does: two freezers would tell a quietly wrong time."""

import sys
from typing import Any, NoReturn

from pytest_draaiboek.fouten import KlokFout

_REMEDIE = (
    "Wat te doen: zet in deze test de klok met draaiboek_klok (zet, op, schuif), of gebruik geen draaiboek-fixtures in een test\n"
    "die zelf de klok bevriest."
)


def weiger_bevroren_klok() -> None:
    """Raise `KlokFout` when freezegun or time-machine already has the clock frozen."""
    freezegun = sys.modules.get("freezegun.api")
    time_machine = sys.modules.get("time_machine")
    if freezegun is not None and freezegun.freeze_factories:
        wie = "freezegun (freeze_time)"
    elif time_machine is not None and time_machine.escape_hatch.is_travelling():
        wie = "time-machine (travel)"
    else:
        return
    raise KlokFout(f"De klok is al bevroren, door {wie}; de kit kan hem dan niet zetten.\n{_REMEDIE}")


class Wachter:
    """Lets the `start` of a freezing class raise, until it is lifted.

    Args:
        klassen: classes whose `start` freezes the clock.

    """

    def __init__(self, *klassen: Any) -> None:
        self._echt = [(klasse, klasse.start) for klasse in klassen]

    def sluit(self) -> None:
        """Refuse from now on."""
        for klasse, _ in self._echt:
            klasse.start = _weiger

    def open(self) -> None:
        """Refuse no longer."""
        for klasse, start in self._echt:
            klasse.start = start


def _weiger(*_: object, **__: object) -> NoReturn:
    raise KlokFout(
        f"De kit houdt de klok van deze test al vast; een tweede bevriezing zou hem stil fout zetten.\n{_REMEDIE}"
    )
