"""What the code that is written of the rules calls, by the names it calls it."""

import math
import re
from functools import lru_cache
from itertools import combinations
from typing import Any

from pytest_draaiboek.standaarden import begrippen
from pytest_draaiboek.standaarden.uitdrukking import schrijf

# The same days and references come back all the time: of so many, what they become is kept.
_BEWAARD = 4096


def dubbel(sleutels: list[Any], anderen: list[Any]) -> bool:
    """Whether a key that is there more than once is one of the others too.

    Args:
        sleutels: of everything.
        anderen: of those of which there must be one.

    """
    if len(set(sleutels)) == len(sleutels):
        return False
    eenmaal: set[Any] = set()
    meermaals: set[Any] = set()
    for sleutel in sleutels:
        (meermaals if sleutel in eenmaal else eenmaal).add(sleutel)
    return not meermaals.isdisjoint(anderen)


NAMEN: dict[str, Any] = {
    "CIJFER": {str(cijfer): float(cijfer) for cijfer in range(10)},
    "combinations": combinations,
    "dubbel": dubbel,
    "fmod": math.fmod,
    "getal": begrippen.getal,
    "nan": math.nan,
    "normaal": lru_cache(_BEWAARD)(begrippen.normaal),
    "past": lru_cache(_BEWAARD)(lambda tekst, vorm: re.fullmatch(vorm, tekst, re.ASCII) is not None),
    "plus_dagen": lru_cache(_BEWAARD)(begrippen.plus_dagen),
    "plus_maanden": lru_cache(_BEWAARD)(begrippen.plus_maanden),
    "schrijf": schrijf,
}
