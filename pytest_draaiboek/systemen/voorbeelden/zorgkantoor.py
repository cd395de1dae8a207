"""An example zorgkantoor that behaves well; when the new version is there it assigns anew what still holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.rollen import Rol
from pytest_draaiboek.systemen.contract import Opdracht, Stand, Status, Uitkomst
from pytest_draaiboek.systemen.voorbeelden.hervulling import (
    PEILDATUM,
    blijft_functie,
    te_vervangen,
    zet_om,
)
from pytest_draaiboek.systemen.voorbeelden.kalender import IWLZ
from pytest_draaiboek.systemen.voorbeelden.partij import Partij
from pytest_draaiboek.systemen.voorbeelden.toewijzing import (
    Toewijzing,
    clienten_in,
    rijen_in,
    toewijzingen_in,
)

NIET_ACTIEF_WACHTEND = "2"
OVERBRUGGING = "3"
VERVALLEN_SOORTEN = {"2", "4"}


class VoorbeeldZorgkantoor(Partij):
    """A regional office that assigns long-term care to zorgaanbieders."""

    rol = Rol.ZORGKANTOOR
    naam = "voorbeeld-zorgkantoor"
    gepland = IWLZ
    standaarden = ("iwlz",)

    def reset(self) -> None:
        super().reset()
        self.toewijzingen: dict[tuple[str, ...], Toewijzing] = {}
        self.opdrachten: dict[tuple[str, str], Mapping[str, Any]] = {}
        self.wachtstatus: dict[str, str] = {}
        self.hervuld = False

    # Out

    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        if nummer == "33" and self.is_nieuw():
            for toewijzing in toewijzingen_in(opdracht.inhoud, self.kalender.laatste.naar):
                if reden := self.bezwaar_tegen(toewijzing):
                    return reden
        return super().bezwaar(nummer, opdracht)

    def bezwaar_tegen(self, toewijzing: Toewijzing) -> str:
        """Say why an allocation cannot be sent in the new version; empty when it can."""
        if toewijzing.ingangsdatum < PEILDATUM:
            return "Wat voor 1 april ingaat, gaat niet meer in een bericht; bel de zorgaanbieder."
        if toewijzing.soort in VERVALLEN_SOORTEN:
            return f"Toewijzingen van soort {toewijzing.soort} bestaan niet meer."
        if toewijzing.functie and not blijft_functie(toewijzing):
            return "Deze functie wordt niet meer los toegewezen."
        if toewijzing.soort == OVERBRUGGING and self.wachtstatus.get(toewijzing.bsn) == NIET_ACTIEF_WACHTEND:
            return "Wie niet actief wacht, krijgt een reguliere toewijzing."
        return ""

    def boek_uit(self, nummer: str, opdracht: Opdracht) -> None:
        super().boek_uit(nummer, opdracht)
        if nummer == "33":
            self.boek_toewijzingen(opdracht.inhoud)

    def boek_toewijzingen(self, inhoud: Mapping[str, Any], *, geconverteerd: bool = False) -> None:
        """Enter what was assigned."""
        versie = self.verzendversie("33") or ""
        for toewijzing in toewijzingen_in(inhoud, versie):
            toewijzing.geconverteerd = geconverteerd
            self.toewijzingen[toewijzing.sleutel] = toewijzing
            if not self.is_nieuw():
                self.opdrachten[toewijzing.bsn, toewijzing.instelling] = inhoud

    # In

    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        for client in clienten_in(bericht.inhoud) if nummer in {"35", "39"} else ():
            for groep, rij in (
                ("GeleverdeZorgzwaartepakketten", "GeleverdZorgzwaartepakket"),
                ("MutatieZorgzwaartepakketten", "MutatieZorgzwaartepakket"),
            ):
                for regel in rijen_in(client, groep, rij):
                    self.wachtstatus[client["Bsn"]] = regel["Leveringsstatus"]
        return ()

    # The new version is filled

    def is_nieuw(self) -> bool:
        """Whether only the new version is sent by now."""
        return self.klok() >= self.kalender.laatste.live

    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.is_nieuw() and not self.hervuld:
            self.hervuld = True
            uit += self.hervul()
        return Uitkomst(Status.AANVAARD, uit)

    def hervul(self) -> Iterator[Bericht]:
        """Assign anew what still holds: one message for each client and instelling."""
        for bsn in list(dict.fromkeys(t.bsn for t in self.toewijzingen.values())):
            eigen = [t for t in self.toewijzingen.values() if t.bsn == bsn]
            oud = self.te_vervangen([t for t in eigen if t.versie != self.kalender.laatste.naar])
            for instelling in dict.fromkeys(t.instelling for t in oud):
                inhoud = self.opdrachten[bsn, instelling]
                (client,) = (client for client in clienten_in(inhoud) if client["Bsn"] == bsn)
                rijen = [r for r in self.zet_om(oud, _zzp(client)) if r.get("Instelling", instelling) == instelling]
                if rijen:
                    nieuw = _met_rijen(inhoud, client, rijen)
                    yield Opdracht("AW33", nieuw).als_bericht(self.kalender.laatste.naar)
                    self.boek_toewijzingen(nieuw, geconverteerd=True)

    def te_vervangen(self, toewijzingen: list[Toewijzing]) -> list[Toewijzing]:
        """Return which allocations of one client are sent again."""
        return te_vervangen(toewijzingen)

    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[dict[str, Any]]:
        """Return the rows that replace the allocations of one client."""
        return zet_om(toewijzingen, zzp)

    def stand(self) -> Stand:
        stand = super().stand()
        toewijzingen = tuple(toewijzing.als_stand() for toewijzing in self.toewijzingen.values())
        return Stand(stand.te_verzenden, stand.ongelezen, stand.onbeantwoord, toewijzingen)


def _zzp(client: Mapping[str, Any]) -> str:
    """Return the zorgzwaartepakket that a client was indicated for; empty for none."""
    geindiceerd = rijen_in(client["Indicatie"], "GeindiceerdeZorgzwaartepakketten", "GeindiceerdZorgzwaartepakket")
    return str(geindiceerd[0]["ZzpCode"]) if geindiceerd else ""


def _met_rijen(inhoud: Mapping[str, Any], client: Mapping[str, Any], rijen: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the content of an AW33 about one client with other allocations in it."""
    indicatie = {naam: deel for naam, deel in client["Indicatie"].items() if not naam.startswith("Toegewezen")}
    for groep, rij, code in (
        ("ToegewezenFuncties", "ToegewezenFunctie", "FunctieCode"),
        ("ToegewezenZorgzwaartepakketten", "ToegewezenZorgzwaartepakket", "ZzpCode"),
    ):
        if eigen := [een for een in rijen if code in een]:
            indicatie[groep] = {rij: eigen}
    return {"Header": inhoud["Header"], "Clienten": {"Client": [{**client, "Indicatie": indicatie}]}}
