"""Aanbieders that send what they should not, or do not send what they should."""

from datetime import datetime

from foute_systemen.fout import (
    ALLEEN_2022,
    DAG,
    LIVE,
    NIEUW,
    OUD,
    STOP_HEEN,
    STOP_RETOUR,
    fout,
    met_stop,
    niets,
    rond,
    stopt_niet,
    tussen,
    vanaf,
)
from pytest_draaiboek import Bericht, Opdracht, Status, Uitkomst
from pytest_draaiboek.berichten import herlabel
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.kalender import Migratie


@fout("vergeet de stop voor 307", "1.1 2.1b 3.1.2")
class VergeetStop307(met_stop(VoorbeeldAanbieder, stopt_niet("307"))):
    pass


@fout("vergeet de stop voor 317 tot de transitie", "3.1.2")
class VergeetStop317(met_stop(VoorbeeldAanbieder, stopt_niet("317", STOP_RETOUR))):
    pass


@fout("stuurt 302 door na de stop", "1.1 2.1b 3.1.4 3.1.7")
class VergeetStop302(met_stop(VoorbeeldAanbieder, stopt_niet("302"))):
    pass


@fout("houdt zich niet aan de afspraak over 323", "", "1.1 1.3a 3.1.1")
class Afspraak323(met_stop(VoorbeeldAanbieder, stopt_niet("323", STOP_HEEN))):
    pass


@fout("declareert door na de stop", "1.3a", "1.1 3.1.1")
class Door323(met_stop(VoorbeeldAanbieder, stopt_niet("323", STOP_RETOUR))):
    pass


@fout("houdt zich niet aan de afspraak over 303", "", "3.3.1")
class Afspraak303(met_stop(VoorbeeldAanbieder, stopt_niet("303", STOP_RETOUR))):
    pass


@fout("stuurt 303 door in de transitie", "1.1 2.1b 3.3.1", draaiboeken=ALLEEN_2022)
class Door303(met_stop(VoorbeeldAanbieder, stopt_niet("303"))):
    pass


@fout("stuurt 303 alsof het bestaat in nieuw", "3.3.1")
class Nieuw303(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        m = rond(self.klok())
        if opdracht.berichttype.endswith("303") and self.klok() >= m.live:
            return Uitkomst(Status.AANVAARD, herlabel(opdracht.als_bericht(m.van), m.naar))
        return super().verzend(opdracht)


def middernacht(migratie: Migratie) -> datetime:
    """The beginning of the day on which the new version goes live."""
    return migratie.live.replace(hour=0)


@fout("verzendt nieuw vanaf middernacht", "1.1 1.3c 2.1a 2.1b 2.3a")
class VanafMiddernacht(met_stop(VoorbeeldAanbieder, tussen(middernacht, LIVE, NIEUW))):
    pass


@fout("verzendt nieuw een dag te laat", "1.1 1.3c 4.1.3")
class DagTeLaatLive(met_stop(VoorbeeldAanbieder, tussen(LIVE, lambda m: m.live + DAG, niets))):
    pass


@fout("blijft oud verzenden na de overgang", "1.1 1.3c 2.2a 2.2b 2.3b 4.1.3 5.1a 5.2")
class BlijftOud(met_stop(VoorbeeldAanbieder, vanaf(LIVE, OUD))):
    pass


@fout("verzendt niets meer na de overgang", "1.1 1.3c 2.2a 2.3b 4.1.3 5.2")
class NietsMeer(met_stop(VoorbeeldAanbieder, vanaf(LIVE, niets))):
    pass


@fout("houdt 323 dicht na de overgang", "1.1 1.3c 4.1.3 5.2")
class Geen323Meer(VoorbeeldAanbieder):
    def verzendversie(self, nummer: str) -> str | None:
        m = rond(self.klok())
        return None if nummer == "323" and self.klok() >= m.afspraken["323"] else super().verzendversie(nummer)


class MetWachtrij(VoorbeeldAanbieder):
    """Keeps what could not be sent."""

    def reset(self) -> None:
        super().reset()
        self.wachtrij: list[Bericht] = []

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().verzend(opdracht)
        if uitkomst.code == "STOP" and not opdracht.in_antwoord_op and not opdracht.berichttype.endswith("303"):
            self.wachtrij.append(opdracht.als_bericht(m.van))
        return uitkomst


@fout("zet de wachtrij om naar nieuw", "1.2")
class ZetWachtrijOm(MetWachtrij):
    def verwerk(self) -> Uitkomst:
        m = rond(self.klok())
        uit = list(super().verwerk().berichten)
        if self.klok() >= m.live:
            uit += [herlabel(bericht, m.naar) for bericht in self.wachtrij]
            self.wachtrij.clear()
        return Uitkomst(Status.AANVAARD, uit)


@fout("stuurt de wachtrij na de overgang alsnog in oud", "1.1 1.3c 2.3b 5.1a")
class StuurtWachtrijOud(MetWachtrij):
    def verwerk(self) -> Uitkomst:
        m = rond(self.klok())
        uit = list(super().verwerk().berichten)
        if self.klok() >= m.live:
            uit += self.wachtrij
            self.wachtrij.clear()
        return Uitkomst(Status.AANVAARD, uit)


@fout("verzendt beide versies na de overgang", "1.1 1.3c 2.2a 2.3b 5.1a")
class BeideVersies(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().verzend(opdracht)
        if uitkomst.berichten and uitkomst.berichten[0].versie == m.naar:
            return Uitkomst(uitkomst.status, [*uitkomst.berichten, opdracht.als_bericht(m.van)])
        return uitkomst


class AntwoordtAnders(VoorbeeldAanbieder):
    """Answers in another version than it was asked in."""

    op_oud, op_nieuw = OUD, NIEUW

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        heen = opdracht.in_antwoord_op
        if heen and uitkomst.berichten and not opdracht.berichttype.endswith("304"):
            m = rond(self.klok())
            anders = self.op_oud if heen.versie == m.van else self.op_nieuw
            return Uitkomst(uitkomst.status, opdracht.als_bericht(anders(m)))
        return uitkomst


@fout("beantwoordt oud met nieuw", "1.1 2.1a 2.2a 3c 3.1.4")
class AntwoordtNieuw(AntwoordtAnders):
    op_oud, op_nieuw = NIEUW, NIEUW


@fout("beantwoordt nieuw met oud", "1.1 2.2a 4.1.3 5.1a 5.2")
class AntwoordtOud(AntwoordtAnders):
    op_oud, op_nieuw = OUD, OUD


class Verandert(VoorbeeldAanbieder):
    """Changes what it sends in the new version."""

    def verander(self, xml: bytes) -> bytes:
        raise NotImplementedError

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().verzend(opdracht)
        uit = [Bericht.lees(self.verander(b.xml)) if b.versie == m.naar else b for b in uitkomst.berichten]
        return Uitkomst(uitkomst.status, uit, uitkomst.code, uitkomst.melding)


@fout("goede naamruimte met verkeerde subversie", "5.1a")
class VerkeerdeSubversie(Verandert):
    def verander(self, xml: bytes) -> bytes:
        m = rond(self.klok())
        goed, oud = (f"BerichtSubversie>{versie[-1]}<".encode() for versie in (m.naar, m.van))
        return xml.replace(goed, oud)


@fout("laat de XsdVersie weg in nieuw", "5.1a")
class OngeldigNieuw(Verandert):
    def verander(self, xml: bytes) -> bytes:
        regels = xml.split(b"\r\n")
        eerste = next(nr for nr, regel in enumerate(regels) if b":XsdVersie>" in regel)
        return b"\r\n".join(regels[:eerste] + regels[eerste + 4 :])


@fout("verzendt een BSN dat geen BSN is", "5.1a")
class VerkeerdBsn(Verandert):
    def verander(self, xml: bytes) -> bytes:
        return xml.replace(b"Bsn>9999", b"Bsn>9998")


@fout("zegt nee en verzendt toch", "1.1 1.3a 2.1b 2.3a 3.1.2 3.1.4", "3.1.1")
class ZegtNee(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().verzend(opdracht)
        if uitkomst.code == "STOP" and not opdracht.berichttype.endswith("303"):
            return Uitkomst(Status.GEWEIGERD, opdracht.als_bericht(m.van), uitkomst.code, uitkomst.melding)
        return uitkomst


@fout("zegt ja en verzendt niets", "1.1 3a 3.1.2 4.1.3 5.2")
class ZegtJa(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        return Uitkomst(Status.AANVAARD) if opdracht.berichttype.endswith("305") else uitkomst


@fout("stuurt onleesbare berichten", "1.1 2.3b 3.1.2 4.1.3 5.1a 5.2")
class Onleesbaar(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        if uitkomst.berichten and opdracht.berichttype.endswith("315"):
            return Uitkomst(Status.AANVAARD, b"<bericht/>")
        return uitkomst
