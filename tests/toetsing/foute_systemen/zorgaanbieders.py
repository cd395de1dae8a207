"""Zorgaanbieders in the Wlz that go wrong at the switch, or on what comes in and goes out around it."""

from datetime import UTC, datetime

from foute_systemen.fout import DAG, SECONDE, UUR, fout
from foute_systemen.wlz import IWLZ, als_lokaal, met_stop, met_tijd, tussen
from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Uitkomst
from pytest_draaiboek.berichten import Bevinding, herlabel, retour_inhoud
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldZorgaanbieder
from pytest_draaiboek.systemen.voorbeelden.kalender import VAN_12_NAAR_20 as M
from pytest_draaiboek.systemen.voorbeelden.kalender import ZONE

PEILDATUM = datetime(2018, 4, 1, tzinfo=ZONE)
VER_WEG = M.live + 366 * DAG


@fout("vergeet de stop voor AW35", "WLZ-AFS-01", draaiboeken=IWLZ)
class VergeetStop35(met_stop(VoorbeeldZorgaanbieder, tussen(M.stop_heen, M.live, "1.2", "35"))):
    pass


@fout("verzendt AW39 in de afsluiting nog door", "WLZ-AFS-01", draaiboeken=IWLZ)
class Door39(met_stop(VoorbeeldZorgaanbieder, tussen(M.stop_heen, M.stop_retour, "1.2", "39"))):
    pass


@fout("beantwoordt in de bevroren dagen nog", "WLZ-AFS-01 WLZ-TRA-01", draaiboeken=IWLZ)
class VergeetStop34(met_stop(VoorbeeldZorgaanbieder, tussen(M.stop_retour, M.live, "1.2", "34"))):
    pass


@fout("stopt met alles bij de afsluiting", "WLZ-AFS-01 WLZ-AFS-02", draaiboeken=IWLZ)
class AllesStopt(met_stop(VoorbeeldZorgaanbieder, tussen(M.stop_heen, M.live, None))):
    pass


@fout("verzendt 2.0 vanaf 1 april", "WLZ-TRA-01 WLZ-TRA-02 WLZ-TRA-03", draaiboeken=IWLZ)
class Vanaf1April(met_stop(VoorbeeldZorgaanbieder, tussen(PEILDATUM, M.live, "2.0"))):
    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        # In those days there is nothing in its books yet to report on in the new version.
        return "" if PEILDATUM <= self.klok() < M.live else super().bezwaar(nummer, opdracht)


@fout(
    "verzendt 2.0 een dag te laat",
    "WLZ-TRA-02 WLZ-ING-02 WLZ-ING-03 WLZ-CON-13 WLZ-INH-01 WLZ-INH-02",
    draaiboeken=IWLZ,
)
class DagTeLaatLive(met_stop(VoorbeeldZorgaanbieder, tussen(M.live, M.live + DAG, None))):
    pass


@fout(
    "blijft 1.2 verzenden",
    "WLZ-AFS-06 WLZ-AFS-06b WLZ-TRA-02 WLZ-ING-02 WLZ-ING-03 WLZ-CON-13 WLZ-MEL-04 WLZ-AAT-05 WLZ-TWK-01 WLZ-INH-01 WLZ-INH-02",
    "WLZ-MEL-01 WLZ-MEL-02 WLZ-MEL-03 WLZ-AAT-01 WLZ-AAT-02 WLZ-AAT-03 WLZ-AAT-04 WLZ-AAT-06",
    draaiboeken=IWLZ,
)
class BlijftOud(met_stop(VoorbeeldZorgaanbieder, tussen(M.live, VER_WEG, "1.2"))):
    pass


@fout("een seconde te laat", "WLZ-AFS-01 WLZ-TRA-01 WLZ-TRA-02 WLZ-ING-01b WLZ-ING-02 WLZ-ING-03", draaiboeken=IWLZ)
class SecondeTeLaat(met_tijd(VoorbeeldZorgaanbieder, lambda nu: nu - SECONDE)):
    pass


@fout("een uur te vroeg", "WLZ-AFS-01 WLZ-TRA-03b", draaiboeken=IWLZ)
class UurTeVroeg(met_tijd(VoorbeeldZorgaanbieder, lambda nu: nu + UUR)):
    pass


@fout(
    "UTC als lokale tijd",
    "WLZ-VOO-05 WLZ-AFS-01 WLZ-TRA-01 WLZ-TRA-02 WLZ-ING-01b WLZ-ING-02 WLZ-ING-03 WLZ-CON-13 WLZ-MEL-04 WLZ-AAT-05 WLZ-TWK-01 WLZ-INH-01 WLZ-INH-02",
    "WLZ-MEL-01 WLZ-MEL-02 WLZ-MEL-03 WLZ-AAT-01 WLZ-AAT-02 WLZ-AAT-03 WLZ-AAT-04 WLZ-AAT-06",
    draaiboeken=IWLZ,
)
class UtcAlsLokaal(met_tijd(VoorbeeldZorgaanbieder, als_lokaal(UTC))):
    pass


@fout("neemt 1.2 aan na de overgang", "WLZ-VOO-05 WLZ-ING-01b", draaiboeken=IWLZ)
class NeemtOudAan(VoorbeeldZorgaanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if self.klok() >= M.live and bericht.versie == "1.2":
            self.ontvangen[bericht.eigen_identificatie] = bericht
            return Uitkomst(Status.AANVAARD, melding="Ingelezen.")
        return super().ontvang(bericht)


@fout("weigert 1.2 na de overgang zonder iets te zeggen", "WLZ-ING-01b", draaiboeken=IWLZ)
class WeigertStil(VoorbeeldZorgaanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(Status.GEWEIGERD) if uitkomst.code == "VERSIE" else uitkomst


@fout("verwerkt 1.2 na de overgang alsof het 2.0 is", "WLZ-VOO-05 WLZ-ING-01b", draaiboeken=IWLZ)
class VerwerktOudAlsNieuw(VoorbeeldZorgaanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if self.klok() >= M.live and bericht.versie == "1.2":
            return super().ontvang(herlabel(bericht, "2.0"))
        return super().ontvang(bericht)

    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        return []


@fout("leest 2.0 al voor de overgang", "WLZ-TRA-03b", draaiboeken=IWLZ)
class LeestNieuwVroeg(VoorbeeldZorgaanbieder):
    def leesversie(self) -> str | None:
        return self.gelezen

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        self.gelezen = bericht.versie if self.klok() < M.live else M.naar
        return super().ontvang(bericht)


@fout(
    "beantwoordt na de overgang alsnog wat in 1.2 was ingelezen", "WLZ-AFS-06 WLZ-TRA-02 WLZ-ING-01", draaiboeken=IWLZ
)
class LateRetour(VoorbeeldZorgaanbieder):
    versie_van_antwoord = "1.2"

    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        for heen in list(self.ontvangen.values()) if self.klok() >= M.live else ():
            if heen.versie == "1.2" and heen.eigen_identificatie not in self.beantwoord and not heen.is_retour:
                self.beantwoord.add(heen.eigen_identificatie)
                uit.append(Opdracht("AW34", retour_inhoud(heen)).als_bericht(self.versie_van_antwoord))
        return Uitkomst(Status.AANVAARD, uit)


@fout(
    "beantwoordt een AW33 in 2.0 met een AW34 in 1.2",
    "WLZ-AFS-06b WLZ-TRA-02 WLZ-ING-01 WLZ-ING-02 WLZ-ING-03 WLZ-CON-13 WLZ-INH-01 WLZ-INH-02",
    draaiboeken=IWLZ,
)
class GebrokenPaar(VoorbeeldZorgaanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        heen = opdracht.in_antwoord_op
        if heen and heen.versie == "2.0" and self.klok() >= M.live:
            self.beantwoord.add(heen.eigen_identificatie)
            return Uitkomst(Status.AANVAARD, Opdracht("AW34", retour_inhoud(heen)).als_bericht("1.2"))
        return super().verzend(opdracht)


@fout(
    "beantwoordt een AW33 in 2.0 niet",
    "WLZ-AFS-06b WLZ-TRA-02 WLZ-ING-02 WLZ-ING-03 WLZ-CON-13 WLZ-INH-01 WLZ-INH-02",
    draaiboeken=IWLZ,
)
class BeantwoordtNiet(VoorbeeldZorgaanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        if opdracht.in_antwoord_op and self.klok() >= M.live:
            return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Antwoorden kan niet meer.")
        return super().verzend(opdracht)


@fout("beantwoordt een AW33 in 2.0 twee keer", "WLZ-ING-03", draaiboeken=IWLZ)
class BeantwoordtTweeKeer(VoorbeeldZorgaanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if uitkomst.berichten and bericht.versie == "2.0":
            nogmaals = Opdracht("AW34", retour_inhoud(bericht), kenmerk=f"nogmaals {bericht.identificatie}")
            return Uitkomst(uitkomst.status, [*uitkomst.berichten, nogmaals.als_bericht("2.0")])
        return uitkomst


@fout("houdt een melding vast rond de afsluiting", "", "WLZ-VOO-01", draaiboeken=IWLZ)
class HoudtVast(VoorbeeldZorgaanbieder):
    def stand(self) -> Stand:
        stand = super().stand()
        vast = M.stop_heen - UUR <= self.klok() < M.stop_heen
        return Stand(stand.te_verzenden + vast, stand.ongelezen, stand.onbeantwoord, stand.toewijzingen)


@fout(
    "heeft bij de transitie nog berichten te verzenden, te lezen en te beantwoorden",
    "WLZ-AFS-03 WLZ-AFS-04 WLZ-AFS-05",
    draaiboeken=IWLZ,
)
class NietKlaar(VoorbeeldZorgaanbieder):
    def stand(self) -> Stand:
        open_ = int(self.klok() == M.stop_retour)
        return Stand(open_, open_, open_, super().stand().toewijzingen)


@fout(
    "weigert alles",
    "WLZ-AFS-01 WLZ-AFS-02 WLZ-AFS-04 WLZ-AFS-05 WLZ-AFS-06b WLZ-TRA-02 WLZ-ING-02 WLZ-ING-03 WLZ-CON-13 WLZ-CON-19 WLZ-MEL-04 WLZ-AAT-05 WLZ-TWK-01 WLZ-INH-01 WLZ-INH-02",
    "WLZ-MEL-01 WLZ-MEL-02 WLZ-MEL-03 WLZ-AAT-01 WLZ-AAT-02 WLZ-AAT-03 WLZ-AAT-04 WLZ-AAT-06",
    draaiboeken=IWLZ,
)
class WeigertAlles(VoorbeeldZorgaanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")


@fout(
    "aanvaardt alles, en doet niets",
    "WLZ-VOO-05 WLZ-AFS-01 WLZ-AFS-02 WLZ-AFS-03 WLZ-AFS-05 WLZ-AFS-06b WLZ-TRA-02 WLZ-ING-01b WLZ-ING-02 WLZ-ING-03 WLZ-CON-13 WLZ-CON-19 WLZ-MEL-04 WLZ-AAT-05 WLZ-TWK-01 WLZ-INH-01 WLZ-INH-02",
    "WLZ-VOO-01 WLZ-MEL-01 WLZ-MEL-02 WLZ-MEL-03 WLZ-AAT-01 WLZ-AAT-02 WLZ-AAT-03 WLZ-AAT-04 WLZ-AAT-06",
    draaiboeken=IWLZ,
)
class AanvaardtAlles(VoorbeeldZorgaanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)
