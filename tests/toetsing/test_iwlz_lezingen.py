"""Where the source of iWlz is silent both readings pass: systems that do it otherwise than the examples, and are right too."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pytest_draaiboek import Bericht, Opdracht, Status, Systeem, Uitkomst
from pytest_draaiboek.berichten import Berichten, retour_inhoud
from pytest_draaiboek.draaiboeken import laad, lees
from pytest_draaiboek.klok import Klok, Motor, kies_motor
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldZorgaanbieder, VoorbeeldZorgkantoor
from pytest_draaiboek.systemen.voorbeelden.kalender import VAN_12_NAAR_20 as M
from pytest_draaiboek.systemen.voorbeelden.partij import RETOUR
from pytest_draaiboek.systemen.voorbeelden.toewijzing import NIET_VERZONDEN, Toewijzing, clienten_in
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort

CONVERSIE = "05 06 07 09 10 11 12 13 14 15 16 17 18"
ALLE_CONVERSIE = " ".join(f"WLZ-CON-{nr}" for nr in CONVERSIE.split())


@pytest.fixture(scope="module")
def motor() -> Iterator[Motor]:
    gekozen = kies_motor("freezegun")
    yield gekozen
    gekozen.stop()


class KeurtOudAf:
    """Refuses what still comes in the old version with an answer that rejects all of it."""

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        nummer = bericht.soort.nummer
        if bericht.versie == M.van and self.klok() >= M.live and nummer in RETOUR:
            afkeuring = Opdracht(f"AW{RETOUR[nummer]}", retour_inhoud(bericht, ("0001",)))
            return Uitkomst(Status.AANVAARD, afkeuring.als_bericht(M.van))
        return super().ontvang(bericht)


class AanbiederKeurtOudAf(KeurtOudAf, VoorbeeldZorgaanbieder):
    pass


class ZorgkantoorKeurtOudAf(KeurtOudAf, VoorbeeldZorgkantoor):
    pass


class BewaartNieuw(VoorbeeldZorgaanbieder):
    """Keeps what comes too early in the new version, and reads it in when that is live."""

    def reset(self) -> None:
        super().reset()
        self.bewaard: list[Bericht] = []

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if bericht.versie == M.naar and self.klok() < M.live:
            self.bewaard.append(bericht)
            return Uitkomst(Status.UITGESTELD, melding="Wordt ingelezen zodra het mag.")
        return super().ontvang(bericht)

    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.klok() >= M.live:
            bewaard, self.bewaard = self.bewaard, []
            uit += [antwoord for bericht in bewaard for antwoord in self.ontvang(bericht).berichten]
        return Uitkomst(Status.AANVAARD, uit)


class AntwoordtOpVerzoek(VoorbeeldZorgaanbieder):
    """Leaves every answer to its users."""

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        self.stil = True
        uitkomst = super().ontvang(bericht)
        self.stil = False
        return Uitkomst(uitkomst.status, melding=uitkomst.melding)

    def antwoord(self, heen: Bericht, codes: tuple[str, ...] = ()) -> Uitkomst:
        return Uitkomst(Status.AANVAARD) if self.stil else super().antwoord(heen, codes)


class VergeetLatere(VoorbeeldZorgaanbieder):
    """Takes what was to begin later out of its books, instead of marking it."""

    def sluit_af(self) -> None:
        super().sluit_af()
        self.toewijzingen = {s: t for s, t in self.toewijzingen.items() if t.status != NIET_VERZONDEN}


class MeldtZelf(VoorbeeldZorgaanbieder):
    """Reports by itself who is in care, as soon as the converted allocation has been read in."""

    def reset(self) -> None:
        super().reset()
        self.in_zorg: dict[str, Mapping[str, Any]] = {}
        self.te_melden: list[Opdracht] = []

    def boek_uit(self, nummer: str, opdracht: Opdracht) -> None:
        super().boek_uit(nummer, opdracht)
        if nummer == "35":
            self.in_zorg |= {client["Bsn"]: opdracht.inhoud for client in clienten_in(opdracht.inhoud)}

    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        codes = super().boek_in(nummer, bericht)
        eigen = [t for t in self.toewijzingen.values() if t.geconverteerd and t.instelling == bericht.ontvanger]
        for toewijzing in eigen if nummer == "33" else ():
            if toewijzing.bsn in self.in_zorg and not toewijzing.in_zorg:
                self.te_melden.append(self.melding(toewijzing))
        return codes

    def melding(self, toewijzing: Toewijzing) -> Opdracht:
        inhoud = self.in_zorg[toewijzing.bsn]
        (client,) = clienten_in(inhoud)
        (rij,) = client["GeleverdeZorgzwaartepakketten"]["GeleverdZorgzwaartepakket"]
        per = {"ToewijzingIngangsdatum": toewijzing.ingangsdatum, "Begindatum": toewijzing.ingangsdatum}
        rijen = [{**rij, **per, "ZzpCode": toewijzing.code}]
        wie = {**client, "GeleverdeZorgzwaartepakketten": {"GeleverdZorgzwaartepakket": rijen}}
        return Opdracht("AW35", {**inhoud, "Clienten": {"Client": [wie]}})

    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        te_melden, self.te_melden = self.te_melden, []
        return Uitkomst(Status.AANVAARD, [*uit, *(b for o in te_melden for b in self.verzend(o).berichten)])


class AltijdEenProcent(VoorbeeldZorgkantoor):
    """Never determines a percentage."""

    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[dict[str, Any]]:
        return [r | ({"ToewijzingPercentage": "100"} if "ToewijzingPercentage" in r else {}) for r in super().zet_om(toewijzingen, zzp)]  # fmt: skip


class Verdeelt(VoorbeeldZorgkantoor):
    """Knows how two zorgaanbieders divide the care, when there is no pgb."""

    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[dict[str, Any]]:
        rijen = super().zet_om(toewijzingen, zzp)
        pgb = any(t.leveringsvorm == "2" for t in toewijzingen)
        if not pgb and len({t.instelling for t in toewijzingen}) > 1:
            delen = iter(("6000", "4000", *("100",) * len(rijen)))
            rijen = [r | ({"ToewijzingPercentage": next(delen)} if "ToewijzingPercentage" in r else {}) for r in rijen]
        return rijen


class VptZonderDossierhouder(VoorbeeldZorgkantoor):
    """Names no dossierhouder with a VPT, and dates the conversion on the day of effect."""

    def zet_om(self, toewijzingen: list[Toewijzing], zzp: str) -> list[dict[str, Any]]:
        weg = {"Dossierhouder"}
        return [
            {n: w for n, w in r.items() if r.get("Leveringsvorm") != "5" or n not in weg}
            | {"Toewijzingsdatum": "2018-04-01"}
            for r in super().zet_om(toewijzingen, zzp)
        ]


LEZINGEN: list[tuple[type[Systeem], str]] = [
    (AanbiederKeurtOudAf, "WLZ-VOO-05 WLZ-ING-01b"),
    (ZorgkantoorKeurtOudAf, "WLZ-VOO-05 WLZ-ING-01b"),
    (BewaartNieuw, "WLZ-VOO-05 WLZ-TRA-03b"),
    (AntwoordtOpVerzoek, "WLZ-AFS-02 WLZ-AFS-05 WLZ-ING-03 WLZ-INH-01 WLZ-INH-02 WLZ-CON-13 WLZ-TRA-03b"),
    (VergeetLatere, "WLZ-CON-01 WLZ-CON-01b WLZ-CON-02 WLZ-CON-03 WLZ-VOO-02"),
    (MeldtZelf, "WLZ-MEL-01 WLZ-MEL-02 WLZ-MEL-03 WLZ-MEL-04"),
    (AltijdEenProcent, ALLE_CONVERSIE),
    (Verdeelt, "WLZ-CON-12 WLZ-CON-13 WLZ-CON-14 WLZ-CON-15"),
    (VptZonderDossierhouder, "WLZ-CON-07 WLZ-CON-16 WLZ-CON-18"),
]


@pytest.mark.parametrize(("klasse", "eisen"), LEZINGEN, ids=[klasse.__name__ for klasse, _ in LEZINGEN])
def test_een_andere_lezing_voldoet_ook(klasse: type[Systeem], eisen: str, motor: Motor) -> None:
    draaiboek, klok = laad("iwlz-2.0"), Klok(motor)
    systeem = klasse()
    opstelling = Opstelling(systeem, str(systeem.rol), klok, Berichten(vandaag=klok.vandaag))
    te_doen = [geval for geval in gevallen(draaiboek, str(systeem.rol)) if geval.eis.id in eisen.split()]
    uitslagen = {geval.naam: beproef(geval, opstelling) for geval in te_doen}
    klok.laat_los()
    assert {geval.eis.id for geval in te_doen} == set(eisen.split())
    assert {n: u.reden for n, u in uitslagen.items() if u.soort is not Bevindingsoort.VOLDOET} == {}


MET_WACHTLIJST = """
formaat = 1
basis = "iwlz-2.0"

[uitgave.met-wachtlijst]
standaard = "iwlz"
voorvoegsel = ""
titel = "iWlz, met de wachtlijst"

[[paar]]
heen = "AW317"
facultatief = false
"""


def test_wat_facultatief_is_wordt_pas_getoetst_als_een_gebruiker_dat_wil(motor: Motor, tmp_path: Path) -> None:
    pad = tmp_path / "eigen.toml"
    pad.write_text(MET_WACHTLIJST, encoding="utf-8")
    (eigen,) = lees(pad)
    typen = {geval.berichttype for geval in gevallen(laad("iwlz-2.0"), "zorgkantoor")}
    te_doen = [geval for geval in gevallen(eigen, "zorgkantoor") if geval.berichttype not in typen]
    assert {geval.berichttype for geval in te_doen} == {"AW317", "AW318"}
    klok = Klok(motor)
    opstelling = Opstelling(VoorbeeldZorgkantoor(), "zorgkantoor", klok, Berichten(vandaag=klok.vandaag))
    soorten = {beproef(geval, opstelling).soort for geval in te_doen}
    klok.laat_los()
    assert soorten == {Bevindingsoort.VOLDOET}
