"""Zorgkantoren that go wrong at the switch, or on what comes in and goes out around it."""

from datetime import UTC, datetime

from foute_systemen.fout import DAG, SECONDE, UUR, fout
from foute_systemen.wlz import IWLZ, als_lokaal, met_stop, met_tijd, tussen
from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Uitkomst
from pytest_draaiboek.berichten import retour_inhoud
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldZorgkantoor
from pytest_draaiboek.systemen.voorbeelden.kalender import VAN_12_NAAR_20 as M
from pytest_draaiboek.systemen.voorbeelden.kalender import ZONE
from pytest_draaiboek.systemen.voorbeelden.partij import RETOUR

PEILDATUM = datetime(2018, 4, 1, tzinfo=ZONE)
VER_WEG = M.live + 366 * DAG


@fout("wijst tijdens de afsluiting nog toe", "?", draaiboeken=IWLZ)
class VergeetStop33(met_stop(VoorbeeldZorgkantoor, tussen(M.stop_heen, M.live, "1.2", "33"))):
    pass


@fout("beantwoordt AW35 in de bevroren dagen nog", "?", draaiboeken=IWLZ)
class VergeetStop36(met_stop(VoorbeeldZorgkantoor, tussen(M.stop_retour, M.live, "1.2", "36"))):
    pass


@fout("stopt met alles bij de afsluiting", "?", draaiboeken=IWLZ)
class AllesStopt(met_stop(VoorbeeldZorgkantoor, tussen(M.stop_heen, M.live, None))):
    pass


@fout("verzendt 2.0 vanaf 1 april", "?", draaiboeken=IWLZ)
class Vanaf1April(met_stop(VoorbeeldZorgkantoor, tussen(PEILDATUM, M.live, "2.0"))):
    pass


@fout("verzendt 2.0 een dag te laat", "?", draaiboeken=IWLZ)
class DagTeLaatLive(met_stop(VoorbeeldZorgkantoor, tussen(M.live, M.live + DAG, None))):
    pass


@fout("blijft 1.2 verzenden", "?", draaiboeken=IWLZ)
class BlijftOud(met_stop(VoorbeeldZorgkantoor, tussen(M.live, VER_WEG, "1.2"))):
    pass


@fout("een seconde te laat", "?", draaiboeken=IWLZ)
class SecondeTeLaat(met_tijd(VoorbeeldZorgkantoor, lambda nu: nu - SECONDE)):
    pass


@fout("een uur te vroeg", "?", draaiboeken=IWLZ)
class UurTeVroeg(met_tijd(VoorbeeldZorgkantoor, lambda nu: nu + UUR)):
    pass


@fout("UTC als lokale tijd", "?", draaiboeken=IWLZ)
class UtcAlsLokaal(met_tijd(VoorbeeldZorgkantoor, als_lokaal(UTC))):
    pass


@fout("neemt 1.2 aan na de overgang", "?", draaiboeken=IWLZ)
class NeemtOudAan(VoorbeeldZorgkantoor):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if self.klok() >= M.live and bericht.versie == "1.2":
            self.ontvangen[bericht.eigen_identificatie] = bericht
            return Uitkomst(Status.AANVAARD, melding="Ingelezen.")
        return super().ontvang(bericht)


@fout("leest 2.0 al voor de overgang, en beantwoordt het in 2.0", "?", draaiboeken=IWLZ)
class LeestNieuwVroeg(VoorbeeldZorgkantoor):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        nummer = bericht.soort.nummer
        if self.klok() < M.live and bericht.versie == "2.0" and not bericht.is_retour:
            self.ontvangen[bericht.eigen_identificatie] = bericht
            antwoord = Opdracht(f"AW{RETOUR[nummer]}", retour_inhoud(bericht)).als_bericht("2.0")
            return Uitkomst(Status.AANVAARD, antwoord)
        return super().ontvang(bericht)


@fout("beantwoordt na de overgang alsnog wat in 1.2 was ingelezen", "?", draaiboeken=IWLZ)
class LateRetour(VoorbeeldZorgkantoor):
    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        for heen in list(self.ontvangen.values()) if self.klok() >= M.live else ():
            if heen.versie == "1.2" and heen.eigen_identificatie not in self.beantwoord and not heen.is_retour:
                self.beantwoord.add(heen.eigen_identificatie)
                uit.append(Opdracht(f"AW{RETOUR[heen.soort.nummer]}", retour_inhoud(heen)).als_bericht("1.2"))
        return Uitkomst(Status.AANVAARD, uit)


@fout("beantwoordt 2.0 met 1.2", "?", draaiboeken=IWLZ)
class GebrokenPaar(VoorbeeldZorgkantoor):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        heen = opdracht.in_antwoord_op
        if heen and heen.versie == "2.0" and self.klok() >= M.live:
            self.beantwoord.add(heen.eigen_identificatie)
            return Uitkomst(Status.AANVAARD, opdracht.als_bericht("1.2"))
        return super().verzend(opdracht)


@fout("heeft bij de transitie nog berichten te verzenden, te lezen en te beantwoorden", "?", draaiboeken=IWLZ)
class NietKlaar(VoorbeeldZorgkantoor):
    def stand(self) -> Stand:
        open_ = int(self.klok() == M.stop_retour)
        return Stand(open_, open_, open_, super().stand().toewijzingen)


@fout("weigert alles", "?", draaiboeken=IWLZ)
class WeigertAlles(VoorbeeldZorgkantoor):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")
