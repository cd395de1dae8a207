"""What the tests of the report look for: its parts by name, and what a result says should be in them."""

from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Eisresultaat, Resultaat, Verdict

DELEN = ("oordeel", "tijdlijn", "matrix", "eisen", "techniek", "verantwoording")

EISEN = "section[id^='eis-']"
GEVALLEN = "details[id^='eis-']"
FILTER = "input[name=filter]"
ZOEK = "#zoek"
GEVONDEN = "#gevonden"
BERICHT = "details.bericht"


def eisen(resultaat: Resultaat) -> list[Eisresultaat]:
    """Every eis of every draaiboek in a result."""
    return [eis for draaiboek in resultaat.draaiboeken for eis in draaiboek.eisen]


def eerste(resultaat: Resultaat) -> Draaiboekresultaat:
    """The first system and draaiboek of a result."""
    return resultaat.draaiboeken[0]


def met_verdict(resultaat: Resultaat, verdict: Verdict) -> list[str]:
    """The ids of the eisen with a verdict."""
    return [eis.id for eis in eisen(resultaat) if eis.verdict is verdict]
