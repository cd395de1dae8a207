"""time-machine as a motor: faster, and an extra; it needs a system that can change the zone of a process, which Windows cannot."""

from datetime import UTC, datetime
from typing import Any

import time_machine
from freezegun.api import _freeze_time

from pytest_draaiboek.fouten import KlokFout
from pytest_draaiboek.klok.motor import ZONE
from pytest_draaiboek.klok.wachter import Wachter, weiger_bevroren_klok


class TimeMachineMotor:
    """The fast motor."""

    naam = "time-machine"

    def __init__(self) -> None:
        self._reis: Any = None
        self._reiziger: Any = None
        self._moment: datetime | None = None
        self._wachter = Wachter(time_machine.travel, _freeze_time)

    @property
    def moment(self) -> datetime | None:
        """The frozen instant, aware; None while the process tells real time."""
        return self._moment

    def bevries(self, moment: datetime) -> None:
        """Freeze at an aware instant, or move there.

        Raises:
            KlokFout: when somebody else froze the clock, or this system cannot change the zone of a process.

        """
        # Only a ZoneInfo makes time-machine set the zone of the process too, and so the naive times right.
        lokaal = moment.astimezone(ZONE)
        if self._reis is None:
            weiger_bevroren_klok()
            self._reis = time_machine.travel(lokaal, tick=False)
            self._reiziger = self._reis.start()
            self._wachter.sluit()
        else:
            self._reiziger.move_to(lokaal)
        self._moment = moment
        if datetime.now() != lokaal.replace(tzinfo=None) or datetime.now(UTC) != moment.astimezone(UTC):  # noqa: DTZ005 - the naive time is what is checked
            self.stop()
            raise KlokFout(
                "time-machine kan op dit systeem de lokale tijd niet op Nederlandse tijd zetten (Windows kan dat niet).\n"
                "Wat te doen: laat --draaiboek-klok weg; freezegun kan het overal."
            )

    def laat_los(self) -> None:
        """Tell real time until the next `bevries`; starting again costs next to nothing."""
        self.stop()

    def stop(self) -> None:
        """Put everything back as it was."""
        if self._reis is None:
            return
        self._wachter.open()
        self._reis.stop()
        self._reis = self._reiziger = self._moment = None
