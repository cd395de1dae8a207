"""Aanbieders that go wrong on what comes in, on urgent orders, on error messages, or in their books."""

from foute_systemen.fout import fout, rond
from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Uitkomst
from pytest_draaiboek.berichten import herlabel, retour_inhoud
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.partij import RETOUR


@fout("beantwoordt na de overgang alsnog wat in oud was ingelezen", "1.1 2.2b 5.1a")
class LateRetour(VoorbeeldAanbieder):
    def verwerk(self) -> Uitkomst:
        m = rond(self.klok())
        uit = list(super().verwerk().berichten)
        if self.klok() >= m.live:
            for heen in list(self.ontvangen.values()):
                if heen.versie == m.van and heen.eigen_identificatie not in self.beantwoord and not heen.is_retour:
                    uit += self.antwoord_in(heen, m.van)
        return Uitkomst(Status.AANVAARD, uit)

    def antwoord_in(self, heen: Bericht, versie: str) -> tuple[Bericht, ...]:
        self.beantwoord.add(heen.eigen_identificatie)
        retour = Opdracht(heen.berichttype[:-3] + RETOUR[heen.berichttype[-3:]], retour_inhoud(heen))
        return (retour.als_bericht(versie),)


@fout("beantwoordt na de overgang in nieuw wat in oud was ingelezen", "2.2b")
class LateRetourNieuw(LateRetour):
    def antwoord_in(self, heen: Bericht, versie: str) -> tuple[Bericht, ...]:
        m = rond(self.klok())
        return super().antwoord_in(heen, m.naar)


@fout("raakt de spoedopdracht kwijt", "2.3b")
class SpoedKwijt(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.UITGESTELD, melding="Genoteerd.")


@fout("verzendt de spoedopdracht meteen", "2.3a 2.3b")
class SpoedMeteen(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        m = rond(self.klok())
        return Uitkomst(Status.AANVAARD, opdracht.als_bericht(m.van))


@fout("weigert een spoedopdracht", "2.3a 2.3b")
class SpoedGeweigerd(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="STOP", melding="Het verkeer ligt stil.")


@fout("verzendt de spoedopdracht na de overgang in oud", "2.3b")
class SpoedOud(VoorbeeldAanbieder):
    def verwerk(self) -> Uitkomst:
        m = rond(self.klok())
        spoed = self.spoed if self.klok() >= m.live else []
        uit = [opdracht.als_bericht(m.van) for opdracht in spoed]
        if spoed:
            self.spoed = []
        return Uitkomst(Status.AANVAARD, uit)


@fout("neemt oud aan na de overgang", "1.2 5.1b")
class NeemtOudAan(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        if self.klok() >= m.live and bericht.versie == m.van:
            self.ontvangen[bericht.eigen_identificatie] = bericht
            return Uitkomst(Status.AANVAARD, melding="Ingelezen.")
        return super().ontvang(bericht)


@fout("verwerkt oud na de overgang alsof het nieuw is", "1.2 5.1b")
class VerwerktOudAlsNieuw(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        if self.klok() >= m.live and bericht.versie == m.van and bericht.berichttype[-3:] not in m.vervallen:
            bericht = herlabel(bericht, m.naar)
        return super().ontvang(bericht)


@fout("weigert oud na de overgang zonder iets te zeggen", "5.1b")
class WeigertStil(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(Status.GEWEIGERD) if uitkomst.code == "VERSIE" else uitkomst


@fout("beantwoordt oud na de overgang met een afkeuring", "5.1b")
class BeantwoordtOud(LateRetour):
    def verwerk(self) -> Uitkomst:
        return VoorbeeldAanbieder.verwerk(self)

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().ontvang(bericht)
        if uitkomst.code == "VERSIE" and self.klok() >= m.live and not bericht.is_retour:
            return Uitkomst(Status.GEWEIGERD, self.antwoord_in(bericht, m.van), uitkomst.code, uitkomst.melding)
        return uitkomst


@fout("leest niets meer in vanaf de transitie", "3b 3.1.7")
class LeestNietsIn(VoorbeeldAanbieder):
    def leesversie(self) -> str | None:
        m = rond(self.klok())
        versie = super().leesversie()
        return None if versie == m.van and self.klok() >= m.stop_retour else versie


@fout("beantwoordt wat het inleest van het portaal", "1.1 2.1b 3.1.4 3.1.7")
class BeantwoordtBijInlezen(LateRetour):
    def verwerk(self) -> Uitkomst:
        return VoorbeeldAanbieder.verwerk(self)

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        uitkomst = super().ontvang(bericht)
        inlezen = m.stop_retour <= self.klok() < m.einde_inlezen
        if inlezen and uitkomst.status is Status.AANVAARD and not bericht.is_retour:
            return Uitkomst(Status.AANVAARD, self.antwoord_in(bericht, m.van))
        return uitkomst


@fout("leest nieuw al voor de overgang", "1.2")
class LeestNieuwVroeg(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        m = rond(self.klok())
        if self.klok() < m.live and bericht.versie == m.naar:
            self.ontvangen[bericht.eigen_identificatie] = bericht
            self.boek_in(bericht.berichttype[-3:], bericht)
            return Uitkomst(Status.AANVAARD, melding="Ingelezen.")
        return super().ontvang(bericht)


@fout("loopt vast op een foutmelding", "2.1d")
class LooptVast(VoorbeeldAanbieder):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        raise KeyError(code)


@fout("negeert een foutmelding", "2.1d")
class NegeertFout(VoorbeeldAanbieder):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)


@fout("verstuurt meteen opnieuw na een foutmelding", "2.1d")
class StuurtOpnieuw(VoorbeeldAanbieder):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        uitkomst = super().meld_fout(bericht, code, melding)
        return Uitkomst(uitkomst.status, bericht, melding=uitkomst.melding)


@fout("verstuurt wat terugkwam na de overgang in nieuw onder dezelfde identificatie", "1.2")
class StuurtOmgezetOpnieuw(VoorbeeldAanbieder):
    def verwerk(self) -> Uitkomst:
        m = rond(self.klok())
        uit = list(super().verwerk().berichten)
        if self.klok() >= m.live:
            uit += [herlabel(b, m.naar) for b in self.mislukt if b.berichttype[-3:] not in m.vervallen]
            self.mislukt = []
        return Uitkomst(Status.AANVAARD, uit)


@fout("houdt berichten vast die al verzonden hadden moeten zijn", "3a")
class HoudtVast(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        stand = super().stand()
        return Stand(stand.te_verzenden + 1, stand.ongelezen, stand.onbeantwoord)


@fout("laat berichten ongelezen", "3b")
class LaatOngelezen(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        return Stand(super().stand().te_verzenden, len(self.ontvangen), 0)


@fout("laat berichten onbeantwoord volgens zijn eigen boeken", "3c")
class LaatOnbeantwoord(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        return Stand(super().stand().te_verzenden, 0, 1)


@fout("weigert alles", "1.1 2.2a 2.3b 3b 3c 3.1.2 3.1.4 3.1.7 4.1.3 5.2", "3.3.1")
class WeigertAlles(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")


@fout("aanvaardt alles", "1.1 1.2 2.2a 2.3b 3a 3c 3.1.2 3.1.4 4.1.3 5.1b 5.2", "3.3.1")
class AanvaardtAlles(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)


@fout("geeft ons bericht ongewijzigd terug", "1.1 2.1b 2.2a 3a 3c 3.1.4 3.1.7 4.1.3 5.1a 5.1b 5.2")
class Echo(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(uitkomst.status, bericht, uitkomst.code, uitkomst.melding)
