"""An example aanbieder that behaves well: the shortest thing to read before writing an adapter."""

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.berichten.inhoud import waarden
from pytest_draaiboek.rollen import Rol
from pytest_draaiboek.systemen.contract import Opdracht
from pytest_draaiboek.systemen.voorbeelden.partij import Partij


class VoorbeeldAanbieder(Partij):
    """A care provider: receives toewijzingen, starts and stops care, and declares it."""

    rol = Rol.AANBIEDER
    naam = "voorbeeld-aanbieder"

    def reset(self) -> None:
        super().reset()
        self.toegewezen: set[str] = set()
        self.gestart: set[str] = set()

    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        if nummer == "301":
            self.toegewezen.update(waarden(bericht.inhoud, "ToewijzingNummer"))
        return ()

    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        nummers = set(waarden(opdracht.inhoud, "ToewijzingNummer"))
        if nummer in {"305", "307", "317", "323"} and not nummers <= self.toegewezen:
            return "Die toewijzing is niet bekend."
        if nummer == "305" and nummers & self.gestart:
            return "Op die toewijzing is de zorg al gestart."
        if nummer in {"307", "323"} and not nummers <= self.gestart:
            return "Op die toewijzing is geen zorg gestart."
        return super().bezwaar(nummer, opdracht)

    def boek_uit(self, nummer: str, opdracht: Opdracht) -> None:
        super().boek_uit(nummer, opdracht)
        if nummer == "305":
            self.gestart.update(waarden(opdracht.inhoud, "ToewijzingNummer"))
