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


@fout("wijst tijdens de afsluiting nog toe", "WLZ-AFS-01 WLZ-TRA-01", draaiboeken=IWLZ)
class VergeetStop33(met_stop(VoorbeeldZorgkantoor, tussen(M.stop_heen, M.live, "1.2", "33"))):
    pass


@fout("beantwoordt AW35 in de bevroren dagen nog", "WLZ-AFS-01 WLZ-TRA-01", draaiboeken=IWLZ)
class VergeetStop36(met_stop(VoorbeeldZorgkantoor, tussen(M.stop_retour, M.live, "1.2", "36"))):
    pass


@fout("stopt met alles bij de afsluiting", "WLZ-AFS-01 WLZ-AFS-02", draaiboeken=IWLZ)
class AllesStopt(met_stop(VoorbeeldZorgkantoor, tussen(M.stop_heen, M.live, None))):
    pass


@fout("verzendt 2.0 vanaf 1 april", "WLZ-TRA-01 WLZ-TRA-02 WLZ-TRA-03", draaiboeken=IWLZ)
class Vanaf1April(met_stop(VoorbeeldZorgkantoor, tussen(PEILDATUM, M.live, "2.0"))):
    pass


@fout("verzendt 2.0 een dag te laat", "WLZ-TRA-02 WLZ-ING-02", draaiboeken=IWLZ)
class DagTeLaatLive(met_stop(VoorbeeldZorgkantoor, tussen(M.live, M.live + DAG, None))):
    pass


@fout("blijft 1.2 verzenden", "WLZ-AFS-06 WLZ-AFS-06b WLZ-TRA-02 WLZ-ING-01 WLZ-ING-02 WLZ-TWK-01", draaiboeken=IWLZ)
class BlijftOud(met_stop(VoorbeeldZorgkantoor, tussen(M.live, VER_WEG, "1.2"))):
    pass


@fout("een seconde te laat", "WLZ-AFS-01 WLZ-TRA-01 WLZ-TRA-02 WLZ-ING-01b WLZ-ING-02", draaiboeken=IWLZ)
class SecondeTeLaat(met_tijd(VoorbeeldZorgkantoor, lambda nu: nu - SECONDE)):
    pass


@fout("een uur te vroeg", "WLZ-AFS-01 WLZ-TRA-01 WLZ-TRA-02 WLZ-TRA-03 WLZ-TRA-03b", draaiboeken=IWLZ)
class UurTeVroeg(met_tijd(VoorbeeldZorgkantoor, lambda nu: nu + UUR)):
    pass


@fout("UTC als lokale tijd", "WLZ-VOO-05 WLZ-AFS-01 WLZ-TRA-01 WLZ-TRA-02 WLZ-ING-01b WLZ-ING-02", draaiboeken=IWLZ)
class UtcAlsLokaal(met_tijd(VoorbeeldZorgkantoor, als_lokaal(UTC))):
    pass


@fout("neemt 1.2 aan na de overgang", "WLZ-VOO-05 WLZ-ING-01b", draaiboeken=IWLZ)
class NeemtOudAan(VoorbeeldZorgkantoor):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if self.klok() >= M.live and bericht.versie == "1.2":
            self.ontvangen[bericht.eigen_identificatie] = bericht
            return Uitkomst(Status.AANVAARD, melding="Ingelezen.")
        return super().ontvang(bericht)


@fout("leest 2.0 al voor de overgang, en beantwoordt het in 2.0", "WLZ-VOO-05 WLZ-TRA-03b", draaiboeken=IWLZ)
class LeestNieuwVroeg(VoorbeeldZorgkantoor):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        nummer = bericht.soort.nummer
        if self.klok() < M.live and bericht.versie == "2.0" and not bericht.is_retour:
            self.ontvangen[bericht.eigen_identificatie] = bericht
            antwoord = Opdracht(f"AW{RETOUR[nummer]}", retour_inhoud(bericht)).als_bericht("2.0")
            return Uitkomst(Status.AANVAARD, antwoord)
        return super().ontvang(bericht)


@fout(
    "beantwoordt na de overgang alsnog wat in 1.2 was ingelezen", "WLZ-AFS-06 WLZ-TRA-02 WLZ-ING-01", draaiboeken=IWLZ
)
class LateRetour(VoorbeeldZorgkantoor):
    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        for heen in list(self.ontvangen.values()) if self.klok() >= M.live else ():
            if heen.versie == "1.2" and heen.eigen_identificatie not in self.beantwoord and not heen.is_retour:
                self.beantwoord.add(heen.eigen_identificatie)
                uit.append(Opdracht(f"AW{RETOUR[heen.soort.nummer]}", retour_inhoud(heen)).als_bericht("1.2"))
        return Uitkomst(Status.AANVAARD, uit)


@fout("beantwoordt 2.0 met 1.2", "WLZ-AFS-06b WLZ-TRA-02 WLZ-ING-01 WLZ-ING-02", draaiboeken=IWLZ)
class GebrokenPaar(VoorbeeldZorgkantoor):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        heen = opdracht.in_antwoord_op
        if heen and heen.versie == "2.0" and self.klok() >= M.live:
            self.beantwoord.add(heen.eigen_identificatie)
            return Uitkomst(Status.AANVAARD, opdracht.als_bericht("1.2"))
        return super().verzend(opdracht)


@fout(
    "heeft bij de transitie nog berichten te verzenden, te lezen en te beantwoorden",
    "WLZ-AFS-03 WLZ-AFS-04 WLZ-AFS-05",
    draaiboeken=IWLZ,
)
class NietKlaar(VoorbeeldZorgkantoor):
    def stand(self) -> Stand:
        open_ = int(self.klok() == M.stop_retour)
        return Stand(open_, open_, open_, super().stand().toewijzingen)


@fout(
    "weigert alles",
    "WLZ-AFS-01 WLZ-TRA-02 WLZ-ING-02 WLZ-CON-05 WLZ-CON-06 WLZ-CON-07 WLZ-CON-09 WLZ-CON-10 WLZ-CON-11 WLZ-CON-12 WLZ-CON-13 WLZ-CON-14 WLZ-CON-16 WLZ-CON-17 WLZ-CON-18 WLZ-TWK-01",
    "WLZ-CON-15",
    draaiboeken=IWLZ,
)
class WeigertAlles(VoorbeeldZorgkantoor):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")
