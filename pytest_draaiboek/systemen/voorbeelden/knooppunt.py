"""An example knooppunt that behaves well: it passes on what may pass, and says so when it does not."""

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.rollen import Rol
from pytest_draaiboek.systemen.contract import Status, Systeem, Uitkomst, Uitstel
from pytest_draaiboek.systemen.voorbeelden.kalender import IWMO_EN_IJW, Kalender


class VoorbeeldKnooppunt(Systeem):
    """A hub: what is submitted goes on unchanged, or comes back with a fault."""

    rol = Rol.KNOOPPUNT
    naam = "voorbeeld-knooppunt"
    versie = "1.0"
    gepland: Kalender = IWMO_EN_IJW
    standaarden: tuple[str, ...] = ("iwmo", "ijw")

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.kalender = self.gepland
        self.gezien: set[tuple[str, str, str]] = set()

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if bericht.versie != self.doorgeefversie(bericht):
            return Uitkomst(
                Status.GEWEIGERD,
                code="STOP",
                melding=f"Een {bericht.berichttype} in versie {bericht.versie} wordt nu niet doorgegeven.",
            )
        sleutel = (bericht.berichttype, bericht.afzender, bericht.eigen_identificatie)
        if sleutel in self.gezien:
            return Uitkomst(
                Status.GEWEIGERD, code="DUBBEL", melding="Een bericht met die identificatie is al ingediend."
            )
        self.gezien.add(sleutel)
        return Uitkomst(Status.AANVAARD, bericht)

    def doorgeefversie(self, bericht: Bericht) -> str | None:
        return self.kalender.doorgeefversie(bericht.soort.nummer, self.klok())

    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        self.kalender = self.kalender.verzet(self.klok(), uitstel.live, uitstel.mijlpalen)
        return Uitkomst(Status.AANVAARD, melding="De migratie is verzet.")
