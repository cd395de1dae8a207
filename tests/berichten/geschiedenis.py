"""Histories to try the rules across messages on: a client, a gemeente and an aanbieder, and what goes between them."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from pytest_draaiboek.berichten import Bericht, Berichten, Bevinding, controleer, retour_inhoud, stel_op

VANAF = date(2022, 3, 1)
Wijziging = Callable[[dict[str, Any]], None]


class Geschiedenis:
    """Messages in order of travel, each valid by itself.

    Args:
        standaard: "WMO" or "JW".
        versie: the release of the messages; may be changed on the way.
        nummer: tells clients apart.
        vanaf: the day from which care is assigned.

    """

    def __init__(self, standaard: str = "WMO", versie: str = "3.2", nummer: int = 1, vanaf: date = VANAF) -> None:
        self.standaard, self.versie = standaard, versie
        self.dossier = Berichten().dossier(nummer, vanaf=vanaf)
        self.berichten: list[Bericht] = []

    def verzend(
        self, nummer: str, op: date, wijzig: Wijziging | None = None, *, id: str | None = None, geldig: bool = True
    ) -> Bericht:
        """Send a message about the client, with changes to its content."""
        inhoud = deepcopy(self.dossier.inhoud(self.standaard + nummer, op))
        if wijzig:
            wijzig(inhoud)
        identificatie = id or f"{self.dossier.nummer:05}{len(self.berichten):05}"
        return self._neem(
            stel_op(self.standaard + nummer, self.versie, inhoud, dagtekening=op, identificatie=identificatie), geldig
        )

    def antwoord(
        self,
        heen: Bericht,
        op: date,
        codes: Sequence[str] = (),
        wijzig: Wijziging | None = None,
        *,
        versie: str | None = None,
        geldig: bool = True,
    ) -> Bericht:
        """Answer a message, in its own release."""
        inhoud = deepcopy(retour_inhoud(heen, codes))
        if wijzig:
            wijzig(inhoud)
        type_ = self.standaard + {"323": "325"}.get(heen.berichttype[-3:], str(int(heen.berichttype[-3:]) + 1))
        identificatie = f"{self.dossier.nummer:05}R{len(self.berichten):05}"
        return self._neem(
            stel_op(type_, versie or heen.versie, inhoud, dagtekening=op, identificatie=identificatie), geldig
        )

    def beide(self, nummer: str, op: date, wijzig: Wijziging | None = None) -> Bericht:
        """Send a message and let it be accepted the same day."""
        heen = self.verzend(nummer, op, wijzig)
        self.antwoord(heen, op)
        return heen

    def _neem(self, bericht: Bericht, geldig: bool) -> Bericht:
        if geldig:
            assert controleer(bericht) == []
        self.berichten.append(bericht)
        return bericht


def codes(bevindingen: Sequence[Sequence[Bevinding]]) -> list[str]:
    return [bevinding.code for van_een in bevindingen for bevinding in van_een]


def zet(pad: str, waarde: Any) -> Wijziging:
    """Return a change of one value, by a path of names and numbers; None takes it away."""
    *stappen, laatste = pad.split("/")

    def wijzig(inhoud: dict[str, Any]) -> None:
        hier: Any = inhoud
        for stap in stappen:
            hier = hier[int(stap)] if stap.isdigit() else hier.setdefault(stap, {})
        if waarde is None:
            hier.pop(laatste, None)
        else:
            hier[laatste] = waarde

    return wijzig


def alles(*wijzigingen: Wijziging) -> Wijziging:
    """Return several changes as one."""

    def wijzig(inhoud: dict[str, Any]) -> None:
        for een in wijzigingen:
            een(inhoud)

    return wijzig


TOEGEWEZEN = "Client/ToegewezenProducten/ToegewezenProduct/0/"
START = "Client/StartProducten/StartProduct/0/"
STOP = "Client/StopProducten/StopProduct/0/"
PRESTATIE = "Declaratie/Clienten/Client/0/Prestaties/Prestatie/0/"
VERZOEK = "Client/Verzoek/"
TE_WIJZIGEN = VERZOEK + "TeWijzigenProducten/TeWijzigenProduct/0/"


def toewijzing(**waarden: Any) -> Wijziging:
    """Change the first ToegewezenProduct of a 301."""
    return alles(*(zet(TOEGEWEZEN + naam.replace("__", "/"), waarde) for naam, waarde in waarden.items()))


def declaratie(maand: date, nummer: str, *, debet: bool = True, vorig: str | None = None, **waarden: Any) -> Wijziging:
    """Make a 323 that of a month: with a number, and one Prestatie whose amounts are kept equal to its total."""
    import calendar

    laatste = maand.replace(day=calendar.monthrange(maand.year, maand.month)[1])
    periode = {"Begindatum": str(maand), "Einddatum": str(laatste)}

    def wijzig(inhoud: dict[str, Any]) -> None:
        declaratie_ = inhoud["Declaratie"]
        declaratie_["DeclaratieNummer"] = f"D{nummer}"
        declaratie_["DeclaratiePeriode"] = dict(periode)
        prestatie = declaratie_["Clienten"]["Client"][0]["Prestaties"]["Prestatie"][0]
        prestatie["ProductReferentie"] = {"ReferentieNummer": f"P{nummer}"} | (
            {"VorigReferentieNummer": f"P{vorig}"} if vorig else {}
        )
        prestatie["ProductPeriode"] = dict(periode)
        for naam, waarde in waarden.items():
            zet(naam.replace("__", "/"), waarde)(prestatie)
        if not debet:
            prestatie["IngediendBedrag"]["DebetCredit"] = "C"
        tel_op(inhoud)

    return wijzig


def tel_op(inhoud: dict[str, Any]) -> None:
    """Make the total of a 323 that of its Prestaties."""
    netto = 0
    for client in inhoud["Declaratie"]["Clienten"]["Client"]:
        for prestatie in client["Prestaties"]["Prestatie"]:
            bedrag = prestatie["IngediendBedrag"]
            netto += int(bedrag["Bedrag"]) * (1 if bedrag["DebetCredit"] == "D" else -1)
    inhoud["Declaratie"]["TotaalIngediendBedrag"] = {
        "TotaalBedrag": str(abs(netto)),
        "DebetCredit": "C" if netto < 0 else "D",
    }


def meer_prestaties(*wijzigingen: Wijziging) -> Wijziging:
    """Add copies of the first Prestatie of a 323, each changed."""

    def wijzig(inhoud: dict[str, Any]) -> None:
        prestaties = inhoud["Declaratie"]["Clienten"]["Client"][0]["Prestaties"]["Prestatie"]
        for een in wijzigingen:
            erbij = deepcopy(prestaties[0])
            een(erbij)
            prestaties.append(erbij)
        tel_op(inhoud)

    return wijzig
