"""Moved moments, told to the system under test as everybody in the chain is told: once, on the way past the moment of telling."""

from datetime import datetime

from pytest_draaiboek.draaiboeken import Uitstel
from pytest_draaiboek.fouten import NietOndersteund
from pytest_draaiboek.systemen import Systeem, Uitkomst
from pytest_draaiboek.systemen import Uitstel as Verteld

VERB = "stel_uit"


class Aanzegging:
    """What is still to be told to one system, from one reset to the next.

    Args:
        uitstel: what was moved; None when nothing was.

    """

    def __init__(self, uitstel: Uitstel | None) -> None:
        self._uitstel = uitstel
        self._gedaan = uitstel is None

    def vergeet(self) -> None:
        """Have it told anew: an empty system knows of nothing."""
        self._gedaan = self._uitstel is None

    def eerste(self, moment: datetime) -> datetime:
        """Return where to begin, so that a system is not told later than the chain tells it: the moment, or else that of telling."""
        return moment if self._uitstel is None else min(moment, self._uitstel.gemeld_op)

    def onderweg(self, naar: datetime) -> datetime | None:
        """Return the moment to stop at on the way to another, and tell it; None when there is nothing to tell, or not yet."""
        if self._gedaan or self._uitstel is None or naar < self._uitstel.gemeld_op:
            return None
        self._gedaan = True
        return self._uitstel.gemeld_op

    @property
    def handeling(self) -> str:
        """What is told, in Dutch."""
        assert self._uitstel is not None
        return f"{VERB}: de nieuwe versie is live op {self._uitstel.live:%d-%m-%Y %H:%M}"

    def zeg_aan(self, systeem: Systeem) -> Uitkomst:
        """Tell it.

        Raises:
            NietOndersteund: when the system cannot be told, also one that was made before there was a verb for it.

        """
        assert self._uitstel is not None
        doe = getattr(systeem, VERB, None)
        if doe is None:
            raise NietOndersteund(f"{type(systeem).__name__} heeft geen {VERB}(uitstel).")
        uitkomst: Uitkomst = doe(Verteld(self._uitstel.live, self._uitstel.mijlpalen))
        return uitkomst
