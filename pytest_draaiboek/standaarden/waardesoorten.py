"""What the type of a text says of every value that its schema accepts: white space, emptiness."""

import re
from functools import cache

from pytest_draaiboek.standaarden.begrippen import WIT
from pytest_draaiboek.standaarden.structuur import Datatype

# What a pattern may consist of when it leaves no room for white space.
_ALLEEN_TEKENS = re.compile(r"[0-9A-Za-z()\[\]{}+|,-]+")
_MEER_DAN_WIT = re.compile(r"\.\*\[\^\\s\]\.\*")


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
