"""The content of the messages of a proef: what its file says, laid over what follows from the client."""

from collections.abc import Mapping
from typing import Any

from pytest_draaiboek.draaiboeken.proef import WEG
from pytest_draaiboek.draaiboeken.proeven_lezen import vul_in


def leg_over(inhoud: Mapping[str, Any], eigen: Mapping[str, Any], waarden: Mapping[str, str]) -> dict[str, Any]:
    """Return content with other content laid over it.

    Args:
        inhoud: by element name, as it follows from a client.
        eigen: what is laid over it. A table is merged, also into each of several elements of that name; a text or a list takes the place of
            what is there, and "{weg}" takes it away.
        waarden: of the placeholders in its texts; only those that are used are asked for.

    """
    samen = dict(inhoud)
    for naam, waarde in eigen.items():
        if waarde == WEG:
            samen.pop(naam, None)
        elif isinstance(waarde, Mapping):
            samen[naam] = _samen(samen.get(naam), waarde, waarden)
        else:
            samen[naam] = _ingevuld(waarde, waarden)
    return samen


def _samen(onder: Any, eigen: Mapping[str, Any], waarden: Mapping[str, str]) -> Any:
    if isinstance(onder, list | tuple) and onder:
        return [_samen(een, eigen, waarden) for een in onder]
    return leg_over(onder if isinstance(onder, Mapping) else {}, eigen, waarden)


def _ingevuld(waarde: Any, waarden: Mapping[str, str]) -> Any:
    if isinstance(waarde, Mapping):
        return leg_over({}, waarde, waarden)
    if isinstance(waarde, list | tuple):
        return [_ingevuld(een, waarden) for een in waarde]
    return vul_in(str(waarde), waarden)
