"""The templates of the report, and what every text goes through on its way into one."""

import re
from functools import cache
from typing import TYPE_CHECKING

from pytest_draaiboek.leesbaar import leesbaar
from pytest_draaiboek.rapport.html.maskering import masker_nummers

if TYPE_CHECKING:
    from jinja2 import Environment

_NEGEN_CIJFERS = re.compile("[0-9]{9}")


def schoon(waarde: object) -> object:
    """Make any text fit for a page: what cannot be seen is written out, and no number that could be a BSN is shown."""
    if type(waarde) is not str or (waarde.isprintable() and not _NEGEN_CIJFERS.search(waarde)):
        return waarde
    return leesbaar(masker_nummers(waarde))


@cache
def omgeving() -> "Environment":
    """Return the environment of every template; whatever is filled in is cleaned and escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("pytest_draaiboek.rapport.html", "sjablonen"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=schoon,
    )
