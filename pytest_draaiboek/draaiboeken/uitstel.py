"""Moments of a draaiboek that were moved after it was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Uitstel:
    """What was moved.

    Args:
        gemeld_op: the aware moment at which everybody is told.
        live: the aware moment at which the new version is live now.
        mijlpalen: the aware new moments of the milestones that were moved, by number; of the end of one by its number with ".tot".

    """

    gemeld_op: datetime
    live: datetime
    mijlpalen: Mapping[str, datetime]
