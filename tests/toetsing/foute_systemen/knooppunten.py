"""Wrong knooppunten."""

from datetime import datetime

from foute_systemen.fout import ALLEEN_2022, DAG, SECONDE, UUR, fout, rond
from pytest_draaiboek import Bericht, Status, Uitkomst
from pytest_draaiboek.berichten import herlabel
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden.kalender import HEEN


class Doorgeefhub(VoorbeeldKnooppunt):
    """Has a calendar of its own for passing on."""

    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        return self.kalender.doorgeefversie(nummer, nu)

    def doorgeefversie(self, bericht: Bericht) -> str | None:
        return self.versie_nu(bericht.berichttype[-3:], self.klok())


@fout("blokkeert 323 vanaf de afspraak", "3.2.1")
class Blokkeert323(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        m = rond(nu)
        return None if nummer == "323" and m.afspraken["323"] <= nu < m.live else super().versie_nu(nummer, nu)


@fout("blokkeert 303 met de heenberichten", "1.1 3.3.3", draaiboeken=ALLEEN_2022)
class Blokkeert303(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        m = rond(nu)
        return None if nummer == "303" and nu >= m.stop_heen else super().versie_nu(nummer, nu)


@fout("blokkeert 303 vanaf 1 maart", "1.1 3.3.3", draaiboeken=ALLEEN_2022)
class Blokkeert303Vroeg(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        m = rond(nu)
        return None if nummer == "303" and nu >= m.afspraken["303"] else super().versie_nu(nummer, nu)


@fout("blokkeert de retourberichten met de heenberichten", "1.1 3.2.2")
class BlokkeertRetour(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        m = rond(nu)
        retour = nummer not in HEEN and nummer != "304"
        return None if retour and m.stop_heen <= nu < m.live else super().versie_nu(nummer, nu)


@fout("vergeet 320 te blokkeren", "1.1 2.1c 3.2.2 3.2.3")
class Vergeet320(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        m = rond(nu)
        return m.van if nummer == "320" and nu < m.live else super().versie_nu(nummer, nu)


@fout("geeft 307 een seconde te lang door", "3.2.1")
class SecondeTeLang307(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        m = rond(nu)
        return m.van if nummer == "307" and nu < m.stop_heen + SECONDE else super().versie_nu(nummer, nu)


@fout("geeft nieuw een uur te vroeg door", "1.1 2.1c 3.2.3 3.2.4")
class UurTeVroegNieuw(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        m = rond(nu)
        vroeg = m.live - UUR <= nu < m.live and nummer not in m.vervallen
        return m.naar if vroeg else super().versie_nu(nummer, nu)


@fout("geeft na de overgang nog oud door", "1.1 3.2.4 4.1.1")
class NogOud(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        m = rond(self.klok())
        oud = self.klok() >= m.live and bericht.versie == m.van and bericht.berichttype[-3:] not in m.vervallen
        return m.van if oud else super().doorgeefversie(bericht)


@fout("geeft 303 en 304 in nieuw door", "3.3.3")
class Vervallen(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        m = rond(self.klok())
        return m.naar if self.klok() >= m.live else super().doorgeefversie(bericht)


@fout("zet oud om naar nieuw na de overgang", "1.1 1.2 3.2.4 4.1.1")
class ZetOm(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        oud = bericht.versie == m.van and bericht.berichttype[-3:] not in m.vervallen
        return super().ontvang(herlabel(bericht, m.naar) if oud and self.klok() >= m.live else bericht)


@fout("verandert de inhoud", "1.2")
class Verminkt(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        uit = [Bericht.lees(b.xml.replace(b"\r\n", b"\n")) for b in uitkomst.berichten]
        return Uitkomst(uitkomst.status, uit, uitkomst.code, uitkomst.melding)


@fout("laat berichten in de transitie stil verdwijnen", "2.1c")
class StilVerlies(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().ontvang(bericht)
        stil = m.stop_retour <= self.klok() < m.live
        return Uitkomst(Status.AANVAARD) if stil and not uitkomst.berichten else uitkomst


@fout("geeft een foutcode zonder tekst", "2.1c")
class FoutZonderTekst(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(uitkomst.status, uitkomst.berichten, uitkomst.code)


@fout("bewaart wat in de transitie komt en levert het na de overgang", "1.1 3.2.4 3.3.3")
class LevertNa(VoorbeeldKnooppunt):
    def reset(self) -> None:
        super().reset()
        self.bewaard: list[Bericht] = []

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().ontvang(bericht)
        if not uitkomst.berichten and m.stop_retour <= self.klok() < m.live:
            self.bewaard.append(bericht)
        return uitkomst

    def verwerk(self) -> Uitkomst:
        m = rond(self.klok())
        uit, self.bewaard = (self.bewaard, []) if self.klok() >= m.live else ([], self.bewaard)
        return Uitkomst(Status.AANVAARD, uit)


@fout("geeft in de transitie alles door", "1.1 2.1c 3.2.2 3.2.3 3.2.4 3.3.3")
class GeeftDoorInTransitie(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        m = rond(self.klok())
        return bericht.versie if m.stop_retour <= self.klok() < m.live else super().doorgeefversie(bericht)


@fout("houdt na twee weken op", "5.2")
class HoudtOp(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        m = rond(self.klok())
        return None if self.klok() >= m.live + 14 * DAG else super().doorgeefversie(bericht)


@fout("geeft niets door", "1.1 1.2 3.2.1 3.2.4 4.1.1 3.3.3 5.2")
class GeeftNietsDoor(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        return None


@fout("geeft alles door", "1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 4.1.1 3.3.3")
class GeeftAllesDoor(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD, bericht)
