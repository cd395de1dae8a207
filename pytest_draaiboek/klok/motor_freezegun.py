"""freezegun as a motor: one freezer, moved and never restarted, that tells Dutch time on any host.

Out of the box freezegun cannot: it adds its one fixed offset to aware times too, and takes `localtime` from the host's zone. Here its fake
classes answer from the frozen UTC instant and the zone. This leans on freezegun's internals, so it looks before it leaps and checks itself.
"""

import sys
import time
from datetime import UTC, date, datetime, tzinfo
from importlib.metadata import version
from typing import Any

import freezegun
from freezegun import api

from pytest_draaiboek.fouten import KlokFout
from pytest_draaiboek.klok.motor import ZONE
from pytest_draaiboek.klok.wachter import Wachter, weiger_bevroren_klok


# A class keeps the real ones where freezegun does not look: it replaces what it finds at the top of a module.
class _Echt:
    datetime = api.real_datetime
    date = api.real_date


# What must be there to be replaced; a later freezegun that looks different is told apart from one that works.
_NODIG = (
    "FakeDate",
    "FakeDatetime",
    "call_stack_inspection_limit",
    "date_to_fakedate",
    "datetime_to_fakedatetime",
    "fake_localtime",
    "fake_monotonic",
    "fake_monotonic_ns",
    "fake_perf_counter",
    "fake_perf_counter_ns",
    "freeze_factories",
    "get_current_time",
    "real_monotonic",
    "real_monotonic_ns",
    "real_perf_counter",
    "real_perf_counter_ns",
)


def _nu() -> datetime:
    return api.get_current_time().replace(tzinfo=UTC)


def _nep(echt: datetime) -> datetime:
    # freezegun forgets which of two equal wall-clock times it is.
    return api.datetime_to_fakedatetime(echt).replace(fold=echt.fold)


class _Antwoorden:
    """What freezegun's fake datetime answers."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        echt = _Echt.datetime.astimezone(_nu(), tz or ZONE)
        return _nep(echt if tz else echt.replace(tzinfo=None))

    @classmethod
    def today(cls) -> datetime:
        return cls.now()

    @classmethod
    def fromtimestamp(cls, t: float, tz: tzinfo | None = None) -> datetime:
        echt = _Echt.datetime.fromtimestamp(t, tz or ZONE)
        return _nep(echt if tz else echt.replace(tzinfo=None))

    def astimezone(self: Any, tz: tzinfo | None = None) -> datetime:
        bewust = self if self.tzinfo else self.replace(tzinfo=ZONE)
        return _nep(_Echt.datetime.astimezone(bewust, tz or ZONE))

    def timestamp(self: Any) -> float:
        return _Echt.datetime.timestamp(self if self.tzinfo else self.replace(tzinfo=ZONE))


class _Dagen:
    """What freezegun's fake date answers."""

    @classmethod
    def today(cls) -> date:
        return api.date_to_fakedate(_Echt.datetime.astimezone(_nu(), ZONE))

    @classmethod
    def fromtimestamp(cls, t: float) -> date:
        return api.date_to_fakedate(_Echt.datetime.fromtimestamp(t, ZONE))


def _localtime(t: float | None = None) -> time.struct_time:
    lokaal = _Echt.datetime.astimezone(_nu(), ZONE) if t is None else _Echt.datetime.fromtimestamp(t, ZONE)
    afstand = lokaal.utcoffset()
    seconden = 0 if afstand is None else int(afstand.total_seconds())
    return time.struct_time((*lokaal.timetuple()[:9], lokaal.tzname(), seconden))


# What replaces what, on freezegun's own module and classes. With the real monotonic clocks in place of its fakes, freezegun leaves
# every module's monotonic and perf_counter alone; and without inspection of the call stack, a thread tells frozen time too.
_VERVANGING: tuple[tuple[Any, dict[str, Any]], ...] = (
    (api.FakeDatetime, {n: w for n, w in vars(_Antwoorden).items() if not n.startswith("_")}),
    (api.FakeDate, {n: w for n, w in vars(_Dagen).items() if not n.startswith("_")}),
    (
        api,
        {
            "fake_localtime": _localtime,
            "call_stack_inspection_limit": 0,
            **{
                f"fake_{n}": getattr(api, f"real_{n}", None)
                for n in ("monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns")
            },
        },
    ),
)


_GEEN = object()


class FreezegunMotor:
    """The default motor."""

    naam = "freezegun"

    def __init__(self) -> None:
        ontbreekt = [naam for naam in _NODIG if not hasattr(api, naam)]
        if ontbreekt:
            raise _anders(f"{', '.join(ontbreekt)} ontbreekt in freezegun.api")
        self._vriezer: Any = None
        self._factory: Any = None
        self._moment: datetime | None = None
        self._herstel: list[tuple[Any, str, Any]] = []
        self._wachter: Wachter | None = None

    @property
    def moment(self) -> datetime | None:
        """The frozen instant, aware; None while the process tells real time."""
        return self._moment

    def bevries(self, moment: datetime) -> None:
        """Freeze at an aware instant, or move there.

        Raises:
            KlokFout: when somebody else froze the clock, or this freezegun is not as it was.

        """
        if self._vriezer is None:
            self._start(moment)
        # freezegun gets a naive UTC time, which it takes as it is; parsing text would cost 25 times as much.
        factories: list[Any] = api.freeze_factories
        self._factory.move_to(_Echt.datetime.astimezone(moment, UTC).replace(tzinfo=None))
        factories[-1] = self._factory
        self._moment = moment

    def laat_los(self) -> None:
        """Tell real time until the next `bevries`; what was replaced stays in place."""
        if self._vriezer is not None:
            factories: list[Any] = api.freeze_factories
            factories[-1] = _echte_tijd
            self._moment = None

    def stop(self) -> None:
        """Put everything back as it was."""
        if self._vriezer is None:
            return
        self._vriezer.stop()
        if self._wachter:
            self._wachter.open()
        self._zet_terug()
        self._vriezer = self._factory = self._moment = self._wachter = None

    def _start(self, moment: datetime) -> None:
        weiger_bevroren_klok()
        self._vervang()
        # pytest takes its durations from _pytest.timing, and nothing but durations.
        self._vriezer = freezegun.freeze_time(moment, ignore=["_pytest.timing"])
        self._factory = self._vriezer.start()
        try:
            self._controleer(moment)
        except KlokFout:
            self.stop()
            raise
        time_machine = sys.modules.get("time_machine")
        self._wachter = Wachter(type(self._vriezer), *([time_machine.travel] if time_machine else []))
        self._wachter.sluit()

    def _vervang(self) -> None:
        for wat, nieuw in _VERVANGING:
            for naam, waarde in nieuw.items():
                self._herstel.append((wat, naam, vars(wat).get(naam, _GEEN)))
                setattr(wat, naam, waarde)

    def _zet_terug(self) -> None:
        while self._herstel:
            wat, naam, oud = self._herstel.pop()
            if oud is _GEEN:
                delattr(wat, naam)
            else:
                setattr(wat, naam, oud)

    def _controleer(self, moment: datetime) -> None:
        """Hold the frozen process against the instant: a freezegun that changed must not tell a wrong time in silence."""
        lokaal = _Echt.datetime.astimezone(moment, ZONE)
        goed = (
            datetime.now() == lokaal.replace(tzinfo=None)  # noqa: DTZ005 - the naive time is what is checked
            and datetime.now(UTC) == _Echt.datetime.astimezone(moment, UTC)
            and date.today() == lokaal.date()  # noqa: DTZ011 - the local date is what is checked
            and time.time() == lokaal.timestamp()
            and time.localtime().tm_hour == lokaal.hour
            and time.monotonic is api.real_monotonic
        )
        if not goed:
            raise _anders("de bevroren tijd klopt niet")


def _echte_tijd() -> datetime:
    return _Echt.datetime.now(UTC).replace(tzinfo=None)


def _anders(wat: str) -> KlokFout:
    return KlokFout(
        f"freezegun {version('freezegun')} werkt anders dan deze kit verwacht: {wat}.\n"
        "Wat te doen: installeer freezegun 1.5, of kies --draaiboek-klok time-machine (pip install 'pytest-draaiboek[snel]')."
    )
