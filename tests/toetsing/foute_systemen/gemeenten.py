"""Wrong gemeenten."""

from foute_systemen.fout import ALLEEN_2022, DAG, fout, met_stop, rond, stopt_niet
from pytest_draaiboek import Bericht, Opdracht, Status, Uitkomst
from pytest_draaiboek.berichten import retour_inhoud
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldGemeente


@fout("vergeet de stop voor 301", "1.1 2.1b 2.3a 2.3b 3.1.3")
class VergeetStop301(met_stop(VoorbeeldGemeente, stopt_niet("301"))):
    pass


@fout("vergeet de stop voor 319", "1.1 2.1b 3.1.3")
class VergeetStop319(met_stop(VoorbeeldGemeente, stopt_niet("319"))):
    pass


@fout("verstuurt 325 nog in de transitie", "1.1 2.1b 3.1.5 3.1.6")
class VergeetStop325(met_stop(VoorbeeldGemeente, stopt_niet("325"))):
    pass


@fout("stopt een dag te vroeg met 308", "1.1 3.1.5")
class StoptVroeg308(VoorbeeldGemeente):
    def verzendversie(self, nummer: str) -> str | None:
        m = rond(self.klok())
        if nummer == "308" and m.stop_retour - DAG <= self.klok() < m.stop_retour:
            return None
        return super().verzendversie(nummer)


@fout("beoordeelt declaraties nooit", "1.1 1.3b 2.2a 3a 3c 3.1.5 4.1.2 5.2")
class Nooit325(VoorbeeldGemeente):
    def verwerk(self) -> Uitkomst:
        self.te_beoordelen, over = [], self.te_beoordelen
        uit = super().verwerk()
        self.te_beoordelen = over
        return uit

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        if opdracht.berichttype.endswith("325"):
            return Uitkomst(Status.UITGESTELD, melding="De declaratie ligt nog bij de afdeling.")
        return super().verzend(opdracht)


@fout("beantwoordt 303 niet", "1.1 2.2a 3c 3.3.2", draaiboeken=ALLEEN_2022)
class Nooit304(VoorbeeldGemeente):
    def verzendversie(self, nummer: str) -> str | None:
        return None if nummer == "304" else super().verzendversie(nummer)


@fout("boekt een geweigerde 305 in oud toch in", "1.2")
class BoektGeweigerd(VoorbeeldGemeente):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().ontvang(bericht)
        if uitkomst.code == "VERSIE" and self.klok() >= m.live and bericht.berichttype.endswith("315"):
            self.boek_in("315", bericht)
        return uitkomst


@fout("raakt de spoedtoewijzing kwijt", "2.3b")
class SpoedtoewijzingKwijt(VoorbeeldGemeente):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.UITGESTELD, melding="Genoteerd.")


@fout("beantwoordt declaraties van voor de overgang erna", "1.1 2.2b 5.1a")
class Late325(VoorbeeldGemeente):
    def verwerk(self) -> Uitkomst:
        m = rond(self.klok())
        if m.stop_retour <= self.klok() < m.live:
            return Uitkomst(Status.AANVAARD)
        oud = [heen for heen in self.te_beoordelen if heen.versie == m.van] if self.klok() >= m.live else []
        uit = [self.oud_antwoord(heen) for heen in oud]
        self.te_beoordelen = [heen for heen in self.te_beoordelen if heen not in oud]
        return Uitkomst(Status.AANVAARD, [*uit, *super().verwerk().berichten])

    def oud_antwoord(self, heen: Bericht) -> Bericht:
        m = rond(self.klok())
        return Opdracht(f"{heen.berichttype[:-3]}325", retour_inhoud(heen)).als_bericht(m.van)

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if (
            uitkomst.status is Status.AANVAARD
            and bericht.berichttype.endswith("323")
            and bericht not in self.te_beoordelen
        ):
            self.te_beoordelen.append(bericht)
        return uitkomst


@fout("weigert elke toewijzing te versturen", "1.1 2.3b 3.1.3 4.1.2 5.2")
class Nooit301(VoorbeeldGemeente):
    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        return "Het budget is op." if nummer == "301" else super().bezwaar(nummer, opdracht)


@fout("negeert een foutmelding", "2.1d")
class NegeertFout(VoorbeeldGemeente):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)


@fout("neemt oud aan na de overgang", "1.2 5.1b")
class NeemtOudAan(VoorbeeldGemeente):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        if self.klok() >= m.live and bericht.versie == m.van:
            self.ontvangen[bericht.eigen_identificatie] = bericht
            return Uitkomst(Status.AANVAARD, melding="Ingelezen.")
        return super().ontvang(bericht)


@fout("antwoordt op een verzoek in een andere versie dan het kwam", "1.1 2.1a 2.2a 3c 3.1.5")
class AntwoordtNieuw(VoorbeeldGemeente):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().verzend(opdracht)
        if uitkomst.berichten and opdracht.berichttype.endswith("316"):
            return Uitkomst(uitkomst.status, opdracht.als_bericht(m.naar))
        return uitkomst
