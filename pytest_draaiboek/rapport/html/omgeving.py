"""The templates of the report, and what every text goes through on its way into one."""

import re
from functools import cache
from typing import TYPE_CHECKING

from pytest_draaiboek.rapport.html.maskering import masker_nummers

if TYPE_CHECKING:
    from jinja2 import Environment

# Controls that a page may not hold, and marks that turn the direction of what comes after them.
_ONZICHTBAAR = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_VERDACHT = re.compile(f"{_ONZICHTBAAR.pattern}|[0-9]{{9}}")


def maak_zichtbaar(tekst: str) -> str:
    """Return a text in which characters that cannot be seen are written out, as U+202E."""
    return _ONZICHTBAAR.sub(lambda teken: f"⟨U+{ord(teken[0]):04X}⟩", tekst)


def schoon(waarde: object) -> object:
    """Make any text fit for a page: what cannot be seen is shown, and no number that could be a BSN is."""
    if type(waarde) is str and _VERDACHT.search(waarde):
        return maak_zichtbaar(masker_nummers(waarde))
    return waarde


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
