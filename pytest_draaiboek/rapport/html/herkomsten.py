"""Where facts of a draaiboek come from, in the words of a report: only told when not all of it is from the document itself."""

from collections.abc import Iterator

from pytest_draaiboek.draaiboeken import Herkomst
from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat
from pytest_draaiboek.rapport.taal import Taal, Tekst


class Herkomsten:
    """Tells of one result where its eisen, milestones and bands come from.

    Args:
        uitkomst: the result.
        taal: of the report.

    """

    def __init__(self, uitkomst: Draaiboekresultaat, taal: Taal) -> None:
        self._uitkomst = uitkomst
        self._taal = taal
        gevonden = set(_feiten(uitkomst))
        self._toont = bool(gevonden - {Herkomst.SEED})
        self.legenda: list[tuple[str, str]] = [
            (taal(f"herkomst.{een.value}"), taal(f"herkomst.uitleg_{een.value}"))
            for een in Herkomst
            if self._toont and een in gevonden
        ]
        """Label and meaning of what there is; nothing when all is from the document itself."""

    def label(self, herkomst: str) -> str:
        """Return the label; nothing when all is from the document itself."""
        return self._taal(f"herkomst.{herkomst}") if self._toont else ""

    def toelichting(self, tekst: str) -> Tekst:
        """Return what is to be said of something, in the language of the report if the draaiboek has it."""
        return self._taal.gegeven(self._uitkomst.draaiboek, f"toelichting {tekst}", tekst)

    def banden(self) -> list[tuple[str, str, str, Tekst]]:
        """Return of every type and version where its band comes from and what is to be said of that; nothing when there is nothing to tell."""
        rijen = [
            (strook.berichttype, strook.versie, self.label(deel.herkomst), self.toelichting(deel.toelichting))
            for strook in self._uitkomst.draaiboek.kalender.stroken
            for deel in strook.delen[:1]
        ]
        return rijen if self._toont or any(tekst for *_, (tekst, _) in rijen) else []

    def grond(self) -> str:
        """Return how many eisen are not from the document itself, for the first page; nothing when all are."""
        anders = sum(Herkomst(eis.herkomst) is not Herkomst.SEED for eis in self._uitkomst.eisen)
        return self._taal("herkomst.grond", aantal=anders, geheel=len(self._uitkomst.eisen)) if anders else ""


def _feiten(uitkomst: Draaiboekresultaat) -> Iterator[str]:
    kalender = uitkomst.draaiboek.kalender
    yield from (mijlpaal.herkomst for mijlpaal in kalender.mijlpalen)
    yield from (eis.herkomst for eis in uitkomst.eisen)
    yield from (deel.herkomst for strook in kalender.stroken for deel in strook.delen)
