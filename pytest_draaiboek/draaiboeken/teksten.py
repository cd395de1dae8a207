"""The texts of a draaiboek: moments and versions are filled in, so that a text never says another moment than the calendar does."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from pytest_draaiboek.draaiboeken.mijlpaal import Mijlpaal

# Braces that are doubled are braces; what is in single ones is filled in.
_VELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_TOT = ".tot"

Mis = Callable[[str, str], None]

_MAANDEN = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def _dag(moment: datetime, taal: str) -> str:
    maanden = _MAANDEN.get(taal.partition("-")[0])
    return f"{moment.day} {maanden[moment.month - 1]}" if maanden else f"{moment.day}-{moment.month}"


def _uur(moment: datetime, taal: str) -> str:
    tussen = "." if taal == "nl" else ":"
    return moment.strftime(tussen.join(("%H", "%M", "%S") if moment.second else ("%H", "%M")))


def _tijd(moment: datetime, taal: str) -> str:
    return f"{_uur(moment, taal)} uur" if taal == "nl" else _uur(moment, taal)


_DELEN: Mapping[str, Callable[[datetime, str], str]] = {".dag": _dag, ".tijd": _tijd, ".uur": _uur}


class Vuller:
    """Fills in the texts of one draaiboek.

    Args:
        mijlpalen: by number.
        versies: what stands for ``{van}`` and ``{naar}``.

    """

    def __init__(self, mijlpalen: Mapping[str, Mijlpaal], versies: Mapping[str, str]) -> None:
        self._mijlpalen = mijlpalen
        self._versies = versies

    def vul(self, tekst: str, taal: str, mis: Mis) -> str:
        """Return a text with everything filled in.

        Args:
            tekst: with fields in braces: ``{3.1.2}`` is the moment of that milestone, ``{3.1.2.tot}`` its end, each also with
                ``.dag``, ``.tijd`` or ``.uur`` behind it; ``{van}`` and ``{naar}`` are the versions.
            taal: of the text: "nl", "en"; in any other, days are numbers.
            mis: takes what was found and what to do, for a field that does not exist.

        """
        return (
            _VELD.sub(lambda gevonden: self._veld(gevonden, taal, mis), tekst)
            if "{" in tekst or "}" in tekst
            else tekst
        )

    def _veld(self, gevonden: "re.Match[str]", taal: str, mis: Mis) -> str:
        heel, naam = gevonden[0], gevonden[1]
        if heel in ("{{", "}}"):
            return heel[0]
        if naam is None:
            mis("hier staat een losse accolade", "schrijf {{ of }} voor een accolade zelf, of sluit de plaatshouder")
            return heel
        if naam in self._versies:
            return self._versies[naam]
        moment, deel = self._moment(naam)
        if moment is not None:
            return deel(moment, taal)
        mis(f"de plaatshouder {heel} is niet bekend", self._raad(naam))
        return heel

    def _moment(self, naam: str) -> tuple[datetime | None, Callable[[datetime, str], str]]:
        deel: Callable[[datetime, str], str] = _heel
        achter = next((achter for achter in _DELEN if naam.endswith(achter)), "")
        if achter and naam not in self._mijlpalen:
            naam, deel = naam.removesuffix(achter), _DELEN[achter]
        if naam in self._mijlpalen:
            return self._mijlpalen[naam].moment, deel
        mijlpaal = self._mijlpalen.get(naam.removesuffix(_TOT)) if naam.endswith(_TOT) else None
        return mijlpaal.tot if mijlpaal else None, deel

    def _raad(self, naam: str) -> str:
        kaal = naam
        for achter in (*_DELEN, _TOT):
            kaal = kaal.removesuffix(achter)
        if kaal in self._mijlpalen:
            return f"schrijf {{{kaal}}}, met .dag, .tijd of .uur erachter; {{{kaal}.tot}} is er alleen bij een mijlpaal met 'tot'"
        return f"kies een mijlpaal ({', '.join(self._mijlpalen)}), van of naar, of schrijf {{{{ voor een accolade zelf"


def _heel(moment: datetime, taal: str) -> str:
    return f"{_dag(moment, taal)} {_tijd(moment, taal)}"
