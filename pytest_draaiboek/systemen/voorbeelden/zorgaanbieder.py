"""An example zorgaanbieder in the Wlz that behaves well; what was assigned in the old version it closes by itself, and it knows what replaces it."""

from collections.abc import Iterator, Mapping
from typing import Any

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.rollen import Rol
from pytest_draaiboek.systemen.contract import Opdracht, Stand, Uitkomst
from pytest_draaiboek.systemen.voorbeelden.kalender import IWLZ
from pytest_draaiboek.systemen.voorbeelden.partij import Partij
from pytest_draaiboek.systemen.voorbeelden.toewijzing import (
    ACTIEF,
    BEEINDIGD,
    NIET_VERZONDEN,
    Toewijzing,
    clienten_in,
    rijen_in,
    toewijzingen_in,
)

LAATSTE_DAG, EERSTE_DAG = "2018-03-31", "2018-04-01"
TOEWIJZINGSDATA = {"2018-03-31", "2018-04-01", "2018-04-02"}
BEEINDIGD_EN_GESLOTEN = "19"
EINDE_ZORG = {"17", "19", "20"}
HEEL_PERCENTAGE = 100
BEL_HET_ZORGKANTOOR = "Wat voor 1 april speelt, gaat niet meer in een bericht; bel het zorgkantoor."


class VoorbeeldZorgaanbieder(Partij):
    """A provider of long-term care: receives allocations, reports that care begins and what changes, and asks for others."""

    rol = Rol.AANBIEDER
    naam = "voorbeeld-zorgaanbieder"
    gepland = IWLZ
    standaarden = ("iwlz",)

    def reset(self) -> None:
        super().reset()
        self.toewijzingen: dict[tuple[str, ...], Toewijzing] = {}
        self.te_bellen: list[Opdracht] = []

    # In

    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        if nummer == "33":
            if self.is_nieuw(bericht.versie):
                self.sluit_af()
            for toewijzing in toewijzingen_in(bericht.inhoud, bericht.versie):
                toewijzing.geconverteerd = self.is_geconverteerd(toewijzing)
                self.toewijzingen[toewijzing.sleutel] = toewijzing
        return ()

    def is_geconverteerd(self, toewijzing: Toewijzing) -> bool:
        """Whether an allocation replaces one of the old version: of a client we know, made in the days between, for then or later."""
        bekend = any(t.bsn == toewijzing.bsn and not self.is_nieuw(t.versie) for t in self.toewijzingen.values())
        return (
            bekend
            and self.is_nieuw(toewijzing.versie)
            and toewijzing.toewijzingsdatum in TOEWIJZINGSDATA
            and toewijzing.ingangsdatum >= EERSTE_DAG
        )

    def is_nieuw(self, versie: str | None) -> bool:
        """Whether a version is the one that begins."""
        return versie == self.kalender.laatste.naar

    # The old version is closed

    def verwerk(self) -> Uitkomst:
        if self.klok() >= self.kalender.laatste.stop_retour:
            self.sluit_af()
        return super().verwerk()

    def sluit_af(self) -> None:
        """End what was assigned in the old version, in our own books only."""
        for toewijzing in self.toewijzingen.values():
            if toewijzing.status == ACTIEF and not self.is_nieuw(toewijzing.versie):
                self.beeindig(toewijzing)

    def beeindig(self, toewijzing: Toewijzing) -> None:
        """End one allocation, or treat it as never sent when it was to begin later; what has ended stays as it was."""
        if toewijzing.ingangsdatum >= EERSTE_DAG:
            toewijzing.status = NIET_VERZONDEN
            return
        toewijzing.status = BEEINDIGD
        if not toewijzing.eindigt_voor(LAATSTE_DAG):
            toewijzing.einddatum = LAATSTE_DAG

    # Out

    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        if nummer in {"35", "39"}:
            for reden in self.bezwaren(nummer, opdracht):
                return reden
        return super().bezwaar(nummer, opdracht)

    def bezwaren(self, nummer: str, opdracht: Opdracht) -> Iterator[str]:
        """Yield everything that the books have against a message about care."""
        for client, regel in regels_in(opdracht.inhoud):
            if self.is_terugwerkend(regel):
                if opdracht not in self.te_bellen:
                    self.te_bellen.append(opdracht)
                yield BEL_HET_ZORGKANTOOR
            toewijzing = self.toewijzing_van(client, regel)
            if toewijzing is None:
                yield "Die toewijzing is niet bekend, of geldt niet meer."
            elif nummer == "35" and toewijzing.in_zorg:
                yield "Op die toewijzing is de zorg al gemeld."
            elif self.is_overbodig(regel, toewijzing):
                yield "De zorg eindigt met de toewijzing; dat hoeft niet gemeld te worden."
        for client, aanvraag in aanvragen_in(opdracht.inhoud):
            yield from self.bezwaren_tegen_aanvraag(client, aanvraag, opdracht.inhoud["Header"]["Afzender"])

    def is_terugwerkend(self, regel: Mapping[str, Any]) -> bool:
        """Whether a row speaks of a day before the new version took effect, now that only that is sent."""
        dagen = [regel.get(naam) for naam in ("ToewijzingIngangsdatum", "Begindatum", "Mutatiedatum")]
        return self.is_nieuw(self.verzendversie("39")) and any(dag and dag < EERSTE_DAG for dag in dagen)

    def is_overbodig(self, regel: Mapping[str, Any], toewijzing: Toewijzing) -> bool:
        """Whether a row tells that care ends on the day on which the allocation does."""
        einde = regel.get("Mutatiecode") == BEEINDIGD_EN_GESLOTEN and self.is_nieuw(toewijzing.versie)
        return einde and bool(toewijzing.einddatum) and regel["Mutatiedatum"] == toewijzing.einddatum

    def bezwaren_tegen_aanvraag(
        self, client: Mapping[str, Any], aanvraag: Mapping[str, Any], afzender: str
    ) -> Iterator[str]:
        """Yield what there is against asking for another allocation (AAT)."""
        eigen = [t for t in self.toewijzingen.values() if t.bsn == client["Bsn"] and self.is_nieuw(t.versie)]
        houders = {t.rij.get(naam) for t in eigen for naam in ("Dossierhouder", "CoordinatorZorgThuis")}
        if afzender not in houders:
            yield "Alleen de coördinator zorg thuis of de dossierhouder vraagt een andere toewijzing aan."
        for deel in rijen_in(aanvraag, "AanvraagInstellingen", "AanvraagInstelling"):
            if deel["ToewijzingIngangsdatum"] < EERSTE_DAG:
                yield BEL_HET_ZORGKANTOOR
            if int(deel.get("ToewijzingPercentage", HEEL_PERCENTAGE)) % HEEL_PERCENTAGE:
                yield "Vraag hele procenten aan."

    def toewijzing_van(self, client: Mapping[str, Any], regel: Mapping[str, Any]) -> Toewijzing | None:
        """Return the allocation that a row of a report is about; None when there is none that holds now."""
        versie = self.verzendversie("35") or self.verzendversie("36")
        code = regel.get("ZzpCode") or regel.get("FunctieCode")
        for toewijzing in self.toewijzingen.values():
            zelfde = toewijzing.bsn == client["Bsn"] and toewijzing.code == code and toewijzing.versie == versie
            if zelfde and toewijzing.status == ACTIEF and toewijzing.ingangsdatum == regel["ToewijzingIngangsdatum"]:
                return toewijzing
        return None

    def boek_uit(self, nummer: str, opdracht: Opdracht) -> None:
        super().boek_uit(nummer, opdracht)
        for client, regel in regels_in(opdracht.inhoud) if nummer in {"35", "39"} else ():
            toewijzing = self.toewijzing_van(client, regel)
            if toewijzing:
                toewijzing.in_zorg = nummer == "35" or (toewijzing.in_zorg and regel["Mutatiecode"] not in EINDE_ZORG)

    def stand(self) -> Stand:
        stand = super().stand()
        toewijzingen = tuple(toewijzing.als_stand() for toewijzing in self.toewijzingen.values())
        return Stand(stand.te_verzenden, stand.ongelezen, stand.onbeantwoord, toewijzingen)


def regels_in(inhoud: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield every row of an AW35 or AW39 that reports on an allocation, with its client."""
    for client in clienten_in(inhoud):
        for groep, rij in (
            ("GeleverdeFuncties", "GeleverdeFunctie"),
            ("GeleverdeZorgzwaartepakketten", "GeleverdZorgzwaartepakket"),
            ("MutatieFuncties", "MutatieFunctie"),
            ("MutatieZorgzwaartepakketten", "MutatieZorgzwaartepakket"),
        ):
            for regel in rijen_in(client, groep, rij):
                yield client, regel


def aanvragen_in(inhoud: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield every request for another allocation (AAT) in an AW39, with its client."""
    for client in clienten_in(inhoud):
        for aanvraag in rijen_in(client, "Aanvragen", "Aanvraag"):
            yield client, aanvraag
