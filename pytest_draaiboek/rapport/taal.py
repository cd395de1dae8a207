"""The language of a report: every text of its own comes from one file per language."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.rapport.resultaat import Draaiboekgegevens
from pytest_draaiboek.rapport.zinnen import Zinnen

TALEN = ("nl", "en")
VAN_DE_GEGEVENS = "nl"
PROEF = "proef "

# A text, and the language that it is in.
Tekst = tuple[str, str]


class Taal:
    """The texts of one language; called with the name of a text and what is to be filled in.

    Args:
        code: "nl" or "en".
        teksten: by "table.key", with fields in braces.
        dagen: the seven days of the week, short, from Monday.
        maanden: the twelve months, short.
        zinnen: the sentences that a case may put down; None for the language in which it does.

    """

    def __init__(
        self,
        code: str,
        teksten: Mapping[str, str],
        dagen: tuple[str, ...],
        maanden: tuple[str, ...],
        zinnen: Zinnen | None = None,
    ) -> None:
        self.code = code
        self.teksten = teksten
        self._dagen = dagen
        self._maanden = maanden
        self._zinnen = zinnen

    def met(self, vertalingen: Mapping[str, Mapping[str, str]]) -> "Taal":
        """Return this language with the texts that a result brings along, by language and by the Dutch text."""
        eigen = vertalingen.get(self.code)
        if self._zinnen is None or not eigen:
            return self
        return Taal(self.code, self.teksten, self._dagen, self._maanden, self._zinnen.met(eigen))

    def __call__(self, sleutel: str, **velden: object) -> str:
        """Return a text, filled in; a KeyError is a fault of the kit."""
        return self.teksten[sleutel].format(**velden)

    def aantal(self, sleutel: str, aantal: int, **velden: object) -> str:
        """Return the text for one or for more, ``sleutel`` with "_een" or "_meer" behind it, with the field aantal."""
        return self(f"{sleutel}_{'een' if aantal == 1 else 'meer'}", aantal=aantal, **velden)

    def soort(self, soort: str) -> str:
        """Return how a case ended, in words."""
        return self(f"soort.{soort.replace(' ', '_')}")

    def gegeven(self, draaiboek: Draaiboekgegevens, sleutel: str, tekst: str) -> Tekst:
        """Return a text of the draaiboek in this language, or as it is when the draaiboek has it in no other."""
        vertaald = draaiboek.vertalingen.get(self.code, {}).get(sleutel)
        return (vertaald, self.code) if vertaald else (tekst, VAN_DE_GEGEVENS)

    def regel(self, _code: str, tekst: str) -> Tekst:
        """Return what a technical rule asks, in this language if it is known in it."""
        return self.zin(tekst)

    def zin(self, tekst: str) -> Tekst:
        """Return a sentence that a case put down, in this language if it can be told in it.

        What the system itself said stays as it is; a sentence that is not known is in Dutch, and so is one of over `LANGSTE` characters.
        """
        if not tekst:
            return tekst, self.code
        vertaald = self._zinnen.vertaal(tekst) if self._zinnen else None
        return (tekst, VAN_DE_GEGEVENS) if vertaald is None else (vertaald, self.code)

    def dag(self, moment: datetime, zone: ZoneInfo) -> str:
        """Return the day of an aware moment, such as "wo 30 mrt 2022"."""
        return " ".join(self.datumdelen(moment, zone))

    def datumdelen(self, moment: datetime, zone: ZoneInfo) -> tuple[str, str, str, str]:
        """Return the parts of the day of an aware moment: such as "wo", "30", "mrt" and "2022"."""
        lokaal = moment.astimezone(zone)
        return self._dagen[lokaal.weekday()], str(lokaal.day), self._maanden[lokaal.month - 1], str(lokaal.year)

    def moment(self, moment: datetime, zone: ZoneInfo) -> str:
        """Return an aware moment as people read it, to the second when that says anything."""
        lokaal = moment.astimezone(zone)
        return (
            f"{self.dag(moment, zone)}, {lokaal:%H:%M:%S}"
            if lokaal.second
            else f"{self.dag(moment, zone)}, {lokaal:%H:%M}"
        )


def proefteksten(draaiboek: Draaiboekgegevens) -> dict[str, dict[str, str]]:
    """Return what the proeven of a draaiboek say in other languages, by language and by the Dutch text."""
    return {
        code: {sleutel.removeprefix(PROEF): tekst for sleutel, tekst in teksten.items() if sleutel.startswith(PROEF)}
        for code, teksten in draaiboek.vertalingen.items()
    }


@cache
def kies_taal(code: str) -> Taal:
    """Return a language.

    Args:
        code: "nl" or "en".

    Raises:
        OngeldigeInstelling: for any other.

    """
    if code not in TALEN:
        raise OngeldigeInstelling(f"Een rapport in taal {code!r} is er niet. Kies uit {', '.join(TALEN)}.")
    bestand = resources.files("pytest_draaiboek.rapport").joinpath("talen", f"{code}.toml")
    gegevens: dict[str, Any] = tomllib.loads(bestand.read_text(encoding="utf-8"))
    datum = gegevens.pop("datum")
    zinnen = {naam: gegevens.pop(naam, {}) for naam in ("zin", "veld", "voegen", "scheiden")}
    teksten = {f"{tabel}.{naam}": tekst for tabel, rij in gegevens.items() for naam, tekst in rij.items()}
    return Taal(
        code,
        teksten,
        tuple(datum["dagen"]),
        tuple(datum["maanden"]),
        Zinnen.lees(zinnen, datum["maanden"]) if zinnen["zin"] else None,
    )
