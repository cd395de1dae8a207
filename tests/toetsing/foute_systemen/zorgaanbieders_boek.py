"""Zorgaanbieders in the Wlz that go wrong in their books of allocations, or in what they report and ask on those."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from foute_systemen.fout import DAG, fout
from foute_systemen.wlz import IWLZ
from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldZorgaanbieder
from pytest_draaiboek.systemen.voorbeelden.kalender import VAN_12_NAAR_20 as M
from pytest_draaiboek.systemen.voorbeelden.kalender import ZONE
from pytest_draaiboek.systemen.voorbeelden.partij import Partij
from pytest_draaiboek.systemen.voorbeelden.toewijzing import ACTIEF, Toewijzing, clienten_in
from pytest_draaiboek.systemen.voorbeelden.zorgaanbieder import EERSTE_DAG, LAATSTE_DAG, regels_in


@fout("sluit niets af", "WLZ-VOO-02 WLZ-CON-01 WLZ-CON-02 WLZ-CON-19", "WLZ-CON-01b", draaiboeken=IWLZ)
class SluitNietsAf(VoorbeeldZorgaanbieder):
    def sluit_af(self) -> None:
        pass


@fout("sluit pas af bij de eerste geconverteerde toewijzing", "", "WLZ-CON-01b", draaiboeken=IWLZ)
class SluitLaatAf(VoorbeeldZorgaanbieder):
    def verwerk(self) -> Uitkomst:
        return Partij.verwerk(self)


@fout("sluit af per 1 april", "WLZ-CON-01", "WLZ-CON-01b", draaiboeken=IWLZ)
class SluitAfPer1April(VoorbeeldZorgaanbieder):
    def beeindig(self, toewijzing: Toewijzing) -> None:
        super().beeindig(toewijzing)
        if toewijzing.einddatum == LAATSTE_DAG:
            toewijzing.einddatum = EERSTE_DAG


@fout("sluit ook af wat al geëindigd was", "WLZ-CON-03", draaiboeken=IWLZ)
class SluitAllesAf(VoorbeeldZorgaanbieder):
    def beeindig(self, toewijzing: Toewijzing) -> None:
        super().beeindig(toewijzing)
        toewijzing.einddatum = LAATSTE_DAG


@fout("laat staan wat later ingaat", "WLZ-CON-02", "WLZ-CON-01b", draaiboeken=IWLZ)
class LaatLaterStaan(VoorbeeldZorgaanbieder):
    def beeindig(self, toewijzing: Toewijzing) -> None:
        super().beeindig(toewijzing)
        if toewijzing.ingangsdatum >= EERSTE_DAG:
            toewijzing.status = ACTIEF


@fout("meldt het afsluiten met een AW39", "WLZ-CON-04", draaiboeken=IWLZ)
class MeldtAfsluiten(VoorbeeldZorgaanbieder):
    def reset(self) -> None:
        super().reset()
        self.gemeld: list[Opdracht] = []
        self.klaar = False

    def boek_uit(self, nummer: str, opdracht: Opdracht) -> None:
        super().boek_uit(nummer, opdracht)
        if nummer == "35":
            self.gemeld.append(opdracht)

    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.klok() >= M.live and not self.klaar:
            self.klaar = True
            uit += [als_einde(opdracht).als_bericht("2.0") for opdracht in self.gemeld]
        return Uitkomst(Status.AANVAARD, uit)


def als_einde(opdracht: Opdracht) -> Opdracht:
    """The AW39 that ends the care that an AW35 reported."""
    (client,) = clienten_in(opdracht.inhoud)
    rijen = [
        {naam: waarde for naam, waarde in regel.items() if naam not in {"Klasse", "Sleuteldatum"}}
        | {"Mutatiecode": "19", "Mutatiedatum": LAATSTE_DAG, "Leveringsstatus": "5"}
        for _, regel in regels_in(opdracht.inhoud)
    ]
    wie = {naam: deel for naam, deel in client.items() if not naam.startswith("Geleverde")}
    wie["MutatieZorgzwaartepakketten"] = {"MutatieZorgzwaartepakket": rijen}
    return Opdracht("AW39", {"Header": opdracht.inhoud["Header"], "Clienten": {"Client": [wie]}})


@fout("herkent een geconverteerde toewijzing aan haar ingangsdatum alleen", "WLZ-CON-08", draaiboeken=IWLZ)
class HerkentTeVeel(VoorbeeldZorgaanbieder):
    def is_geconverteerd(self, toewijzing: Toewijzing) -> bool:
        return self.is_nieuw(toewijzing.versie) and toewijzing.ingangsdatum >= EERSTE_DAG


@fout("herkent alleen wat op 1 april ingaat", "WLZ-CON-08", draaiboeken=IWLZ)
class HerkentTeWeinig(VoorbeeldZorgaanbieder):
    def is_geconverteerd(self, toewijzing: Toewijzing) -> bool:
        return super().is_geconverteerd(toewijzing) and toewijzing.ingangsdatum == EERSTE_DAG


@fout("weigert een toewijzing van 1 procent", "WLZ-CON-13 WLZ-INH-02", draaiboeken=IWLZ)
class WeigertEenProcent(VoorbeeldZorgaanbieder):
    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        super().boek_in(nummer, bericht)
        return ("0001",) if b"ToewijzingPercentage>100<" in bericht.xml else ()


@fout("boekt wat twee keer komt twee keer", "WLZ-CON-19", draaiboeken=IWLZ)
class BoektDubbel(VoorbeeldZorgaanbieder):
    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        eerder = dict(self.toewijzingen)
        codes = super().boek_in(nummer, bericht)
        for sleutel, toewijzing in eerder.items():
            if self.toewijzingen[sleutel] is not toewijzing:
                self.toewijzingen[*sleutel, str(len(self.toewijzingen))] = toewijzing
        return codes


@fout("meldt wie in zorg is niet", "WLZ-MEL-04 WLZ-TWK-01", "WLZ-MEL-01 WLZ-MEL-03", draaiboeken=IWLZ)
class MeldtNiemand(VoorbeeldZorgaanbieder):
    def bezwaren(self, nummer: str, opdracht: Opdracht) -> Iterator[str]:
        yield from super().bezwaren(nummer, opdracht)
        for client, regel in regels_in(opdracht.inhoud):
            toewijzing = self.toewijzing_van(client, regel)
            if nummer == "35" and toewijzing and toewijzing.geconverteerd:
                yield "Wie al in zorg was hoeft niet gemeld."


@fout("meldt wie in zorg is een dag later nog eens", "", "WLZ-MEL-01", draaiboeken=IWLZ)
class MeldtDubbel(VoorbeeldZorgaanbieder):
    def reset(self) -> None:
        super().reset()
        self.nogmaals: list[Opdracht] = []

    def boek_uit(self, nummer: str, opdracht: Opdracht) -> None:
        super().boek_uit(nummer, opdracht)
        if nummer == "35" and self.klok() >= M.live:
            self.nogmaals.append(Opdracht("AW35", opdracht.inhoud, kenmerk=f"nogmaals {opdracht.kenmerk}"))
            self.vanaf = self.klok() + DAG

    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.nogmaals and self.klok() >= self.vanaf:
            uit += [opdracht.als_bericht("2.0") for opdracht in self.nogmaals]
            self.nogmaals = []
        return Uitkomst(Status.AANVAARD, uit)


@fout("meldt wie niet in zorg is als in zorg", "WLZ-TWK-01", "WLZ-MEL-02", draaiboeken=IWLZ)
class MeldtWachtlijst(VoorbeeldZorgaanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        for client, regel in regels_in(opdracht.inhoud) if opdracht.berichttype == "AW39" else ():
            toewijzing = self.toewijzing_van(client, regel)
            if toewijzing and toewijzing.geconverteerd and not toewijzing.in_zorg:
                return Uitkomst(Status.AANVAARD, als_aanvang(opdracht).als_bericht("2.0"))
        return super().verzend(opdracht)


def als_aanvang(opdracht: Opdracht) -> Opdracht:
    """The AW35 that says that care begins where an AW39 says that it does not."""
    (client,) = clienten_in(opdracht.inhoud)
    weg = {"Mutatiecode", "Mutatiedatum", "InstellingBestemming"}
    rijen = [
        {naam: waarde for naam, waarde in regel.items() if naam not in weg}
        | {"Begindatum": EERSTE_DAG, "Leveringsstatus": "4"}
        for _, regel in regels_in(opdracht.inhoud)
    ]
    wie = {naam: deel for naam, deel in client.items() if not naam.startswith("Mutatie")}
    wie["GeleverdeZorgzwaartepakketten"] = {"GeleverdZorgzwaartepakket": rijen}
    return Opdracht("AW35", {"Header": opdracht.inhoud["Header"], "Clienten": {"Client": [wie]}})


@fout(
    "verwijst in de AW35 naar de toewijzing uit 1.2", "WLZ-MEL-04 WLZ-TWK-01", "WLZ-MEL-01 WLZ-MEL-03", draaiboeken=IWLZ
)
class VerwijstNaarOud(VoorbeeldZorgaanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        uit = [
            Bericht.lees(b.xml.replace(b"ToewijzingIngangsdatum>2018-04-01<", b"ToewijzingIngangsdatum>2018-02-01<"))
            if b.berichttype == "AW35"
            else b
            for b in uitkomst.berichten
        ]
        return Uitkomst(uitkomst.status, uit, uitkomst.code, uitkomst.melding)


@fout("meldt dat de zorg met de toewijzing eindigt", "", "WLZ-MEL-05", draaiboeken=IWLZ)
class MeldtEinde(VoorbeeldZorgaanbieder):
    def is_overbodig(self, regel: Mapping[str, Any], toewijzing: Toewijzing) -> bool:
        return False


class AndersOverAanvragen(VoorbeeldZorgaanbieder):
    """Has other things against a request than it should."""

    def vergeet(self, reden: str) -> bool:
        return False

    def extra(self, client: Mapping[str, Any], aanvraag: Mapping[str, Any]) -> bool:
        return False

    def bezwaren_tegen_aanvraag(
        self, client: Mapping[str, Any], aanvraag: Mapping[str, Any], afzender: str
    ) -> Iterator[str]:
        for reden in super().bezwaren_tegen_aanvraag(client, aanvraag, afzender):
            if not self.vergeet(reden):
                yield reden
        if self.extra(client, aanvraag):
            yield "Dat vragen we niet meer aan."


@fout("vraagt ook aan voor de cliënt van een ander", "", "WLZ-AAT-01", draaiboeken=IWLZ)
class VraagtVoorAnder(AndersOverAanvragen):
    def vergeet(self, reden: str) -> bool:
        return reden.startswith("Alleen")


@fout("vraagt halve procenten aan", "WLZ-AAT-05", draaiboeken=IWLZ)
class VraagtHalveProcenten(AndersOverAanvragen):
    def vergeet(self, reden: str) -> bool:
        return reden.startswith("Vraag hele")


@fout("vraagt op 1 procent niets aan", "", "WLZ-AAT-02", draaiboeken=IWLZ)
class VraagtNietOpEenProcent(AndersOverAanvragen):
    def extra(self, client: Mapping[str, Any], aanvraag: Mapping[str, Any]) -> bool:
        return any(t.bsn == client["Bsn"] and t.percentage == "100" for t in self.toewijzingen.values())


@fout("vraagt in de laatste week van april niets meer aan", "", "WLZ-AAT-03 WLZ-AAT-04", draaiboeken=IWLZ)
class VraagtInAprilNiet(AndersOverAanvragen):
    tot = datetime(2018, 4, 24, tzinfo=ZONE)

    def extra(self, client: Mapping[str, Any], aanvraag: Mapping[str, Any]) -> bool:
        return self.klok() >= self.tot


@fout("vraagt vanaf 1 mei niets meer aan", "", "WLZ-AAT-04", draaiboeken=IWLZ)
class VraagtInMeiNiet(VraagtInAprilNiet):
    tot = datetime(2018, 5, 1, tzinfo=ZONE)


@fout("vraagt geen andere leveringsvorm aan", "", "WLZ-AAT-06", draaiboeken=IWLZ)
class VraagtGeenAndereVorm(AndersOverAanvragen):
    def extra(self, client: Mapping[str, Any], aanvraag: Mapping[str, Any]) -> bool:
        eigen = {t.leveringsvorm for t in self.toewijzingen.values() if t.bsn == client["Bsn"] and t.versie == "2.0"}
        return aanvraag["Leveringsvorm"] not in eigen


@fout("meldt met terugwerkende kracht", "WLZ-MEL-04 WLZ-TWK-01", draaiboeken=IWLZ)
class Terugwerkend(VoorbeeldZorgaanbieder):
    def is_terugwerkend(self, regel: Mapping[str, Any]) -> bool:
        return False


@fout("vraagt met terugwerkende kracht aan", "WLZ-TWK-01", draaiboeken=IWLZ)
class VraagtTerugwerkend(AndersOverAanvragen):
    def vergeet(self, reden: str) -> bool:
        return reden.startswith("Wat voor 1 april")


@fout("zet een correctie van voor 1 april in de wachtrij", "", "WLZ-TWK-02", draaiboeken=IWLZ)
class InDeWachtrij(VoorbeeldZorgaanbieder):
    def stand(self) -> Stand:
        stand = super().stand()
        return Stand(len(self.te_bellen), stand.ongelezen, stand.onbeantwoord, stand.toewijzingen)


@fout("keurt een verdeelde toewijzing af", "WLZ-INH-01", draaiboeken=IWLZ)
class WeigertVerdeeld(VoorbeeldZorgaanbieder):
    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        super().boek_in(nummer, bericht)
        return ("0001",) if bericht.xml.count(b"<aw33:Instelling>") > 1 else ()


@fout("keurt een toewijzing zonder instelling af", "WLZ-INH-02", draaiboeken=IWLZ)
class WeigertInformatief(VoorbeeldZorgaanbieder):
    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        super().boek_in(nummer, bericht)
        return ("0001",) if b"Leveringsvorm>2<" in bericht.xml else ()
