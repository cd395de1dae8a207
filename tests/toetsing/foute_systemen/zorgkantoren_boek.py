"""Zorgkantoren that convert allocations wrongly when they fill the new version, or assign afterwards what no longer can be."""

from collections.abc import Sequence
from typing import Any

from foute_systemen.fout import DAG, fout
from foute_systemen.wlz import IWLZ
from pytest_draaiboek import Status, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldZorgkantoor
from pytest_draaiboek.systemen.voorbeelden.hervulling import PEILDATUM, SOORTEN
from pytest_draaiboek.systemen.voorbeelden.kalender import VAN_12_NAAR_20 as M
from pytest_draaiboek.systemen.voorbeelden.toewijzing import MPT, PGB, Toewijzing

Rij = dict[str, Any]
IN_ZORG = "4"


@fout(
    "converteert niets",
    "WLZ-CON-05 WLZ-CON-06 WLZ-CON-07 WLZ-CON-09 WLZ-CON-10 WLZ-CON-11 WLZ-CON-12 WLZ-CON-13 WLZ-CON-14 WLZ-CON-16 WLZ-CON-17 WLZ-CON-18",
    "WLZ-CON-15",
    draaiboeken=IWLZ,
)
class ConverteertNiets(VoorbeeldZorgkantoor):
    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[Rij]:
        return []


@fout(
    "converteert pas op 5 april",
    "WLZ-CON-05 WLZ-CON-06 WLZ-CON-07 WLZ-CON-09 WLZ-CON-10 WLZ-CON-11 WLZ-CON-12 WLZ-CON-13 WLZ-CON-14 WLZ-CON-16 WLZ-CON-17 WLZ-CON-18",
    "WLZ-CON-15",
    draaiboeken=IWLZ,
)
class ConverteertLaat(VoorbeeldZorgkantoor):
    def verwerk(self) -> Uitkomst:
        if self.klok() < M.live + 2 * DAG:
            return Uitkomst(Status.AANVAARD)
        return super().verwerk()


@fout("slaat over wat later ingaat", "WLZ-CON-05 WLZ-CON-06", draaiboeken=IWLZ)
class SlaatLaterOver(VoorbeeldZorgkantoor):
    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[Rij]:
        return [rij for rij in super().zet_om(toewijzingen, zzp) if rij["Ingangsdatum"] == PEILDATUM]


@fout("verzendt ook opnieuw wat voor 1 april eindigde", "WLZ-CON-05", draaiboeken=IWLZ)
class VerzendtTeVeel(VoorbeeldZorgkantoor):
    def te_vervangen(self, toewijzingen: list[Toewijzing]) -> list[Toewijzing]:
        return toewijzingen


@fout("converteert alleen wie in zorg is gemeld of van wie niets bekend is", "WLZ-CON-05", draaiboeken=IWLZ)
class VergeetWachtlijst(VoorbeeldZorgkantoor):
    def te_vervangen(self, toewijzingen: list[Toewijzing]) -> list[Toewijzing]:
        return [t for t in super().te_vervangen(toewijzingen) if self.wachtstatus.get(t.bsn, IN_ZORG) == IN_ZORG]


class VerandertRijen(VoorbeeldZorgkantoor):
    """Converts as it should, and changes something in every row."""

    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        raise NotImplementedError

    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[Rij]:
        return [self.verander(dict(rij), toewijzingen) for rij in super().zet_om(toewijzingen, zzp)]


@fout("geeft alles 1 april als ingangsdatum", "WLZ-CON-06", draaiboeken=IWLZ)
class AllesPer1April(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        return rij | {"Ingangsdatum": PEILDATUM}


@fout("houdt de oorspronkelijke ingangsdatum aan", "WLZ-CON-06", draaiboeken=IWLZ)
class OudeIngangsdatum(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        return rij | {"Ingangsdatum": min(t.ingangsdatum for t in toewijzingen)}


@fout("dateert de conversie op de dag van verzending", "WLZ-CON-07", draaiboeken=IWLZ)
class Dagtekening(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        return rij | {"Toewijzingsdatum": str(self.klok().date())}


@fout("laat de soort zoals zij was", "WLZ-CON-09", draaiboeken=IWLZ)
class OudeSoort(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        return rij | {"Soort": toewijzingen[0].soort}


@fout("maakt van transfer regulier", "WLZ-CON-09", draaiboeken=IWLZ)
class TransferRegulier(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        return rij | ({"Soort": "1"} if toewijzingen[0].soort in SOORTEN else {})


@fout(
    "verzendt een MPT als functies",
    "WLZ-CON-05 WLZ-CON-06 WLZ-CON-10 WLZ-CON-11 WLZ-CON-12 WLZ-CON-13 WLZ-CON-14 WLZ-CON-16 WLZ-CON-17",
    "WLZ-CON-15",
    draaiboeken=IWLZ,
)
class FunctiesBlijven(VoorbeeldZorgkantoor):
    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[Rij]:
        rijen = [rij for rij in super().zet_om(toewijzingen, zzp) if rij.get("Leveringsvorm") != MPT]
        over = {rij["FunctieCode"] for rij in rijen if "FunctieCode" in rij}
        return rijen + [
            {**t.rij, "Ingangsdatum": max(t.ingangsdatum, PEILDATUM), "Toewijzingsdatum": "2018-04-02"}
            for t in toewijzingen
            if t.functie and t.code not in over
        ]


@fout("verzendt een MPT zonder percentage", "WLZ-CON-10 WLZ-CON-12 WLZ-CON-13", "WLZ-CON-15", draaiboeken=IWLZ)
class ZonderPercentage(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        if rij.get("Leveringsvorm") == MPT:
            del rij["ToewijzingPercentage"]
        return rij


@fout("houdt ADL van een gewone indicatie als functie", "WLZ-CON-11", draaiboeken=IWLZ)
class TeVeelFuncties(VoorbeeldZorgkantoor):
    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[Rij]:
        rijen = super().zet_om(toewijzingen, zzp)
        wlz = [t for t in toewijzingen if t.functie and t.financiering == "2" and t.code == "31"]
        return rijen + [{**t.rij, "Ingangsdatum": PEILDATUM, "Toewijzingsdatum": "2018-04-02"} for t in wlz]


class AnderPercentage(VerandertRijen):
    """Gives every row with a percentage another one, when there is reason to."""

    percentage = ""

    def als(self, toewijzingen: Sequence[Toewijzing]) -> bool:
        return True

    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        if "ToewijzingPercentage" in rij and self.als(toewijzingen):
            rij["ToewijzingPercentage"] = self.percentage
        return rij


@fout("wijst altijd honderd procent toe", "WLZ-CON-12", "WLZ-CON-15", draaiboeken=IWLZ)
class AltijdHonderd(AnderPercentage):
    percentage = "10000"


@fout("schrijft 1 procent als 1", "WLZ-CON-13", draaiboeken=IWLZ)
class PercentageInHelen(AnderPercentage):
    percentage = "1"

    def als(self, toewijzingen: Sequence[Toewijzing]) -> bool:
        return len({t.instelling for t in toewijzingen}) > 1


@fout("verdeelt ook naast een pgb", "WLZ-CON-14", "WLZ-CON-15", draaiboeken=IWLZ)
class VerdeeltNaastPgb(AnderPercentage):
    percentage = "5000"

    def als(self, toewijzingen: Sequence[Toewijzing]) -> bool:
        return any(t.leveringsvorm == PGB for t in toewijzingen)


class LaatWeg(VerandertRijen):
    """Leaves an element out of every row."""

    weg = ""

    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        rij.pop(self.weg, None)
        return rij


@fout("vult geen coördinator zorg thuis", "WLZ-CON-16 WLZ-CON-17", draaiboeken=IWLZ)
class GeenCoordinator(LaatWeg):
    weg = "CoordinatorZorgThuis"


@fout("vult geen dossierhouder", "WLZ-CON-16 WLZ-CON-18", draaiboeken=IWLZ)
class GeenDossierhouder(LaatWeg):
    weg = "Dossierhouder"


@fout("laat iedere zorgaanbieder zelf coördineren", "WLZ-CON-17", draaiboeken=IWLZ)
class CoordinatorZelf(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        return rij | ({"CoordinatorZorgThuis": rij["Instelling"]} if "CoordinatorZorgThuis" in rij else {})


@fout("laat coördineren wie het eerst was toegewezen", "WLZ-CON-17", draaiboeken=IWLZ)
class CoordinatorEerste(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        eerste = next((t.instelling for t in toewijzingen if t.functie), "")
        return rij | ({"CoordinatorZorgThuis": eerste} if "CoordinatorZorgThuis" in rij else {})


@fout("maakt dossierhouder wie het laatst was toegewezen", "WLZ-CON-18", draaiboeken=IWLZ)
class DossierhouderLaatste(VerandertRijen):
    def verander(self, rij: Rij, toewijzingen: Sequence[Toewijzing]) -> Rij:
        return rij | ({"Dossierhouder": toewijzingen[-1].instelling} if "Dossierhouder" in rij else {})


@fout("wijst wie niet actief wacht overbrugging toe", "", "WLZ-MEL-07", draaiboeken=IWLZ)
class OverbrugtNietActief(VoorbeeldZorgkantoor):
    def bezwaar_tegen(self, toewijzing: Toewijzing) -> str:
        reden = super().bezwaar_tegen(toewijzing)
        return "" if reden.startswith("Wie niet actief wacht") else reden


@fout("wijst met terugwerkende kracht toe", "WLZ-TWK-01", draaiboeken=IWLZ)
class WijstTerugwerkendToe(VoorbeeldZorgkantoor):
    def bezwaar_tegen(self, toewijzing: Toewijzing) -> str:
        reden = super().bezwaar_tegen(toewijzing)
        return "" if reden.startswith("Wat voor 1 april") else reden
