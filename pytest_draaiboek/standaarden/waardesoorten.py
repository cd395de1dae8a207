"""What the type of a text says of every value that its schema accepts: white space, emptiness, digits."""

import re
from functools import cache

from pytest_draaiboek.standaarden.begrippen import WIT
from pytest_draaiboek.standaarden.structuur import Datatype

# What a pattern may consist of when it leaves no room for white space, or for anything but digits.
_ALLEEN_TEKENS = re.compile(r"[0-9A-Za-z()\[\]{}+|,-]+")
_ALLEEN_CIJFERS = re.compile(r"[0-9()\[\]{}+|,-]+")
_MEER_DAN_WIT = re.compile(r"\.\*\[\^\\s\]\.\*")
_REEKS = re.compile(r"(\w)-(\w)|(\w)")


@cache
def zonder_wit(type_: Datatype) -> bool:
    """Whether no value has white space in it; of what isn't a string that is around the value, and not part of it."""
    if type_.basis != "string":
        return False
    if type_.codes:
        return not any(set(code) & set(WIT) for code in type_.codes)
    return any(_ALLEEN_TEKENS.fullmatch(patroon) for patroon in type_.patronen)


@cache
def nooit_wit(type_: Datatype) -> bool:
    """Whether no value is empty or only white space."""
    if type_.basis != "string":
        return True
    if type_.codes:
        return all(code.strip(WIT) for code in type_.codes)
    return any(_MEER_DAN_WIT.fullmatch(patroon) for patroon in type_.patronen) or (
        zonder_wit(type_) and bool(type_.min_lengte)
    )


@cache
def rekent(type_: Datatype) -> bool:
    """Whether XPath reads a value as the same number as the rules do, or as none."""
    return type_.basis in ("integer", "date") or any(_ALLEEN_CIJFERS.fullmatch(patroon) for patroon in type_.patronen)


@cache
def tekens(klasse: str) -> str:
    """Return the characters of a class such as ``0-9A-Z``."""
    alle = ""
    for van, tot, los in _REEKS.findall(klasse):
        alle += los or "".join(map(chr, range(ord(van), ord(tot) + 1)))
    return alle
