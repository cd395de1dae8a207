"""What an answer says of the message that it answers."""

from dataclasses import dataclass

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.retourcodes import AANVAARD, NIET_BEOORDEELD, TECHNISCH_AFGEKEURD


@dataclass(frozen=True, slots=True)
class Bescheid:
    """What an answer says of the message that it answers.

    Args:
        codes: the retourcodes in it, wherever they stand.
        alleen_kop: whether nothing follows its Header, as for a message that is rejected for its form (IV028).

    """

    codes: frozenset[str]
    alleen_kop: bool

    @property
    def aanvaardt(self) -> bool:
        """Whether it has nothing against the message."""
        return self.codes <= AANVAARD

    def keurt_af(self, retourcode: str) -> bool:
        """Whether it rejects as a broken rule asks: the Header only with the code for that (IV028), or with the code of the rule's own.

        Args:
            retourcode: of the rule.

        """
        if self.alleen_kop and self.codes == {TECHNISCH_AFGEKEURD}:
            return True
        return retourcode != TECHNISCH_AFGEKEURD and self.codes - AANVAARD - {NIET_BEOORDEELD} == {retourcode}

    def __str__(self) -> str:
        codes = f"met {', '.join(sorted(self.codes))}" if self.codes else "zonder retourcode"
        return f"{'alleen de kop, ' if self.alleen_kop else ''}{codes}"


def lees_bescheid(antwoord: Bericht) -> Bescheid:
    """Return what an answer says of the message that it answers."""
    codes = frozenset(element.text or "" for element in antwoord.root.iter("{*}RetourCode"))
    return Bescheid(codes, len(antwoord.root.findall("{*}*")) == 1)


def juiste_afkeuring(retourcode: str) -> str:
    """Say in Dutch how a message is rejected that breaks a rule with this retourcode."""
    eigen = "" if retourcode == TECHNISCH_AFGEKEURD else f", of met {retourcode}"
    return f"alleen de kop, met {TECHNISCH_AFGEKEURD}{eigen}"
