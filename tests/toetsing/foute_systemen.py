"""Deliberately wrong systems, each with one fault, and the eisen that it violates.

They are the proof that the kit sees what it claims to see: `test_foute_systemen.py` lets each go through the whole suite of its role and
expects exactly these eisen to fail. Every system is an example system with one thing changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Systeem, Uitkomst
from pytest_draaiboek.berichten import herlabel, retour_inhoud
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden import kalender as eigen
from pytest_draaiboek.systemen.voorbeelden.partij import RETOUR, Partij

SECONDE = timedelta(seconds=1)
UUR = timedelta(hours=1)
DAG = timedelta(days=1)

Tijd = Callable[[datetime], datetime]
Versiekeuze = Callable[[str, datetime], str | None]


@dataclass(frozen=True)
class Fout:
    """One wrong system.

    Args:
        naam: what is wrong with it.
        klasse: the system.
        faalt: ids of exactly the eisen that must fail.
        aandacht: ids of exactly the eisen that must become a point of attention.

    """

    naam: str
    klasse: type[Systeem]
    faalt: str
    aandacht: str = ""


FOUTEN: list[Fout] = []


def fout(naam: str, faalt: str, aandacht: str = "") -> Callable[[type[Systeem]], type[Systeem]]:
    """Enter a wrong system in the list."""

    def registreer(klasse: type[Systeem]) -> type[Systeem]:
        FOUTEN.append(Fout(naam, klasse, faalt, aandacht))
        return klasse

    return registreer


# --- Another idea of the time -------------------------------------------------------------------------------------------


def als_lokaal(zone: tzinfo) -> Tijd:
    """Read the wall clock of another zone as if it were Dutch."""
    return lambda nu: nu.astimezone(zone).replace(tzinfo=eigen.ZONE)


def met_tijd(basis: type[Systeem], tijd: Tijd) -> type[Systeem]:
    """A system that decides by another time than its clock tells."""

    class MetTijd(basis):
        def verzendversie(self, nummer: str) -> str | None:
            return eigen.verzendversie(nummer, tijd(self.klok()))

        def leesversie(self) -> str | None:
            return eigen.leesversie(tijd(self.klok()))

        def doorgeefversie(self, bericht: Bericht) -> str | None:
            return eigen.doorgeefversie(bericht.berichttype[-3:], tijd(self.klok()))

    return MetTijd


# --- Another calendar for sending ------------------------------------------------------------------------------------------


def met_stop(basis: type[Partij], anders: Versiekeuze) -> type[Partij]:
    """A party that has another calendar for sending."""

    class MetStop(basis):
        def verzendversie(self, nummer: str) -> str | None:
            return anders(nummer, self.klok())

    return MetStop


def gewoon(nummer: str, nu: datetime) -> str | None:
    return eigen.verzendversie(nummer, nu)


def stopt_niet(nummers: str, tot: datetime = eigen.LIVE) -> Callable[[str, datetime], str | None]:
    """These types go on being sent in 3.0 until a moment."""
    return lambda nummer, nu: "3.0" if nummer in nummers.split() and nu < tot else gewoon(nummer, nu)


def vanaf(moment: datetime, versie: str | None) -> Versiekeuze:
    """From a moment on everything is sent in this version, or nothing."""
    return lambda nummer, nu: versie if nu >= moment and nummer not in eigen.VERVALLEN else gewoon(nummer, nu)


def tussen(begin: datetime, einde: datetime, versie: str | None) -> Versiekeuze:
    """Between two moments everything is sent in this version, or nothing."""
    return lambda nummer, nu: versie if begin <= nu < einde and nummer not in eigen.VERVALLEN else gewoon(nummer, nu)


# --- Aanbieders ------------------------------------------------------------------------------------------------------------


@fout("vergeet de stop voor 307", "?")
class VergeetStop307(met_stop(VoorbeeldAanbieder, stopt_niet("307"))):
    pass


@fout("vergeet de stop voor 317 tot de transitie", "?")
class VergeetStop317(met_stop(VoorbeeldAanbieder, stopt_niet("317", eigen.STOP_RETOUR))):
    pass


@fout("stuurt 302 door na de stop", "?")
class VergeetStop302(met_stop(VoorbeeldAanbieder, stopt_niet("302"))):
    pass


@fout("houdt zich niet aan de afspraak over 323", "?", "?")
class Afspraak323(met_stop(VoorbeeldAanbieder, stopt_niet("323", eigen.STOP_HEEN))):
    pass


@fout("declareert door na 30 maart", "?", "?")
class Door323(met_stop(VoorbeeldAanbieder, stopt_niet("323", eigen.STOP_RETOUR))):
    pass


@fout("houdt zich niet aan de afspraak over 303", "?", "?")
class Afspraak303(met_stop(VoorbeeldAanbieder, stopt_niet("303", eigen.STOP_RETOUR))):
    pass


@fout("stuurt 303 door in de transitie", "?", "?")
class Door303(met_stop(VoorbeeldAanbieder, stopt_niet("303"))):
    pass


@fout("stuurt 303 alsof het bestaat in 3.1", "?")
class Nieuw303(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        if opdracht.berichttype.endswith("303") and self.klok() >= eigen.LIVE:
            return Uitkomst(Status.AANVAARD, herlabel(opdracht.als_bericht("3.0"), "3.1"))
        return super().verzend(opdracht)


@fout("verzendt 3.1 vanaf middernacht", "?")
class VanafMiddernacht(met_stop(VoorbeeldAanbieder, tussen(eigen.LIVE.replace(hour=0), eigen.LIVE, "3.1"))):
    pass


@fout("verzendt 3.1 een dag te laat", "?")
class DagTeLaatLive(met_stop(VoorbeeldAanbieder, tussen(eigen.LIVE, eigen.LIVE + DAG, None))):
    pass


@fout("blijft 3.0 verzenden na de overgang", "?")
class BlijftOud(met_stop(VoorbeeldAanbieder, vanaf(eigen.LIVE, "3.0"))):
    pass


@fout("verzendt niets meer na de overgang", "?")
class NietsMeer(met_stop(VoorbeeldAanbieder, vanaf(eigen.LIVE, None))):
    pass


@fout("houdt 323 dicht na de overgang", "?")
class Geen323Meer(VoorbeeldAanbieder):
    def verzendversie(self, nummer: str) -> str | None:
        return None if nummer == "323" and self.klok() >= eigen.STOP_323 else super().verzendversie(nummer)


class MetWachtrij(VoorbeeldAanbieder):
    """Keeps what could not be sent."""

    def reset(self) -> None:
        super().reset()
        self.wachtrij: list[Bericht] = []

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        if uitkomst.code == "STOP" and not opdracht.in_antwoord_op and not opdracht.berichttype.endswith("303"):
            self.wachtrij.append(opdracht.als_bericht("3.0"))
        return uitkomst


@fout("zet de wachtrij om naar 3.1", "?")
class ZetWachtrijOm(MetWachtrij):
    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.klok() >= eigen.LIVE:
            uit += [herlabel(bericht, "3.1") for bericht in self.wachtrij]
            self.wachtrij.clear()
        return Uitkomst(Status.AANVAARD, uit)


@fout("stuurt de wachtrij na de overgang alsnog in 3.0", "?")
class StuurtWachtrijOud(MetWachtrij):
    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.klok() >= eigen.LIVE:
            uit += self.wachtrij
            self.wachtrij.clear()
        return Uitkomst(Status.AANVAARD, uit)


@fout("verzendt beide versies na de overgang", "?")
class BeideVersies(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        if uitkomst.berichten and uitkomst.berichten[0].versie == "3.1":
            return Uitkomst(uitkomst.status, [*uitkomst.berichten, opdracht.als_bericht("3.0")])
        return uitkomst


class AntwoordtAnders(VoorbeeldAanbieder):
    """Answers in another version than it was asked in."""

    anders = {"3.0": "3.0", "3.1": "3.1"}

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        heen = opdracht.in_antwoord_op
        if heen and uitkomst.berichten and not opdracht.berichttype.endswith("304"):
            return Uitkomst(uitkomst.status, opdracht.als_bericht(self.anders[heen.versie]))
        return uitkomst


@fout("beantwoordt 3.0 met 3.1", "?")
class AntwoordtNieuw(AntwoordtAnders):
    anders = {"3.0": "3.1", "3.1": "3.1"}


@fout("beantwoordt 3.1 met 3.0", "?")
class AntwoordtOud(AntwoordtAnders):
    anders = {"3.0": "3.0", "3.1": "3.0"}


class Verandert(VoorbeeldAanbieder):
    """Changes what it sends in the new version."""

    def verander(self, xml: bytes) -> bytes:
        raise NotImplementedError

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        uit = [Bericht.lees(self.verander(b.xml)) if b.versie == "3.1" else b for b in uitkomst.berichten]
        return Uitkomst(uitkomst.status, uit, uitkomst.code, uitkomst.melding)


@fout("goede naamruimte met verkeerde subversie", "?")
class VerkeerdeSubversie(Verandert):
    def verander(self, xml: bytes) -> bytes:
        return xml.replace(b"BerichtSubversie>1<", b"BerichtSubversie>0<")


@fout("laat de XsdVersie weg in 3.1", "?")
class OngeldigNieuw(Verandert):
    def verander(self, xml: bytes) -> bytes:
        begin, einde = xml.index(b"XsdVersie>"), xml.index(b"</", xml.index(b"BerichtXsdVersie>"))
        regels = xml.split(b"\r\n")
        eerste = next(nr for nr, regel in enumerate(regels) if b":XsdVersie>" in regel)
        del begin, einde
        return b"\r\n".join(regels[:eerste] + regels[eerste + 4 :])


@fout("verzendt een BSN dat geen BSN is", "?")
class VerkeerdBsn(Verandert):
    def verander(self, xml: bytes) -> bytes:
        return xml.replace(b"Bsn>9999", b"Bsn>9998")


@fout("zegt nee en verzendt toch", "?")
class ZegtNee(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        if uitkomst.code == "STOP" and not opdracht.berichttype.endswith("303"):
            return Uitkomst(Status.GEWEIGERD, opdracht.als_bericht("3.0"), uitkomst.code, uitkomst.melding)
        return uitkomst


@fout("zegt ja en verzendt niets", "?")
class ZegtJa(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        return Uitkomst(Status.AANVAARD) if opdracht.berichttype.endswith("305") else uitkomst


@fout("stuurt onleesbare berichten", "?")
class Onleesbaar(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        if uitkomst.berichten and opdracht.berichttype.endswith("315"):
            return Uitkomst(Status.AANVAARD, b"<bericht/>")
        return uitkomst


@fout("beantwoordt na de overgang alsnog wat in 3.0 was ingelezen", "?")
class LateRetour(VoorbeeldAanbieder):
    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.klok() >= eigen.LIVE:
            for heen in list(self.ontvangen.values()):
                if heen.versie == "3.0" and heen.eigen_identificatie not in self.beantwoord and not heen.is_retour:
                    uit += self.antwoord_in(heen, "3.0")
        return Uitkomst(Status.AANVAARD, uit)

    def antwoord_in(self, heen: Bericht, versie: str) -> tuple[Bericht, ...]:
        self.beantwoord.add(heen.eigen_identificatie)
        retour = Opdracht(heen.berichttype[:-3] + RETOUR[heen.berichttype[-3:]], retour_inhoud(heen))
        return (retour.als_bericht(versie),)


@fout("beantwoordt na de overgang in 3.1 wat in 3.0 was ingelezen", "?")
class LateRetourNieuw(LateRetour):
    def antwoord_in(self, heen: Bericht, versie: str) -> tuple[Bericht, ...]:
        return super().antwoord_in(heen, "3.1")


@fout("raakt de spoedopdracht kwijt", "?")
class SpoedKwijt(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.UITGESTELD, melding="Genoteerd.")


@fout("verzendt de spoedopdracht meteen", "?")
class SpoedMeteen(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD, opdracht.als_bericht("3.0"))


@fout("weigert een spoedopdracht", "?")
class SpoedGeweigerd(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="STOP", melding="Het verkeer ligt stil.")


@fout("verzendt de spoedopdracht na de overgang in 3.0", "?")
class SpoedOud(VoorbeeldAanbieder):
    def verwerk(self) -> Uitkomst:
        spoed = self.spoed if self.klok() >= eigen.LIVE else []
        uit = [opdracht.als_bericht("3.0") for opdracht in spoed]
        if spoed:
            self.spoed = []
        return Uitkomst(Status.AANVAARD, uit)


@fout("neemt 3.0 aan na de overgang", "?")
class NeemtOudAan(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if self.klok() >= eigen.LIVE and bericht.versie == "3.0":
            self.ontvangen[bericht.eigen_identificatie] = bericht
            return Uitkomst(Status.AANVAARD, melding="Ingelezen.")
        return super().ontvang(bericht)


@fout("verwerkt 3.0 na de overgang alsof het 3.1 is", "?")
class VerwerktOudAlsNieuw(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if self.klok() >= eigen.LIVE and bericht.versie == "3.0" and bericht.berichttype[-3:] not in eigen.VERVALLEN:
            bericht = herlabel(bericht, "3.1")
        return super().ontvang(bericht)


@fout("weigert 3.0 na de overgang zonder iets te zeggen", "?")
class WeigertStil(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(Status.GEWEIGERD) if uitkomst.code == "VERSIE" else uitkomst


@fout("beantwoordt 3.0 na de overgang met een afkeuring", "?")
class BeantwoordtOud(LateRetour):
    def verwerk(self) -> Uitkomst:
        return VoorbeeldAanbieder.verwerk(self)

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if uitkomst.code == "VERSIE" and self.klok() >= eigen.LIVE and not bericht.is_retour:
            return Uitkomst(Status.GEWEIGERD, self.antwoord_in(bericht, "3.0"), uitkomst.code, uitkomst.melding)
        return uitkomst


@fout("leest niets meer in vanaf de transitie", "?")
class LeestNietsIn(VoorbeeldAanbieder):
    def leesversie(self) -> str | None:
        versie = super().leesversie()
        return None if versie == "3.0" and self.klok() >= eigen.STOP_RETOUR else versie


@fout("beantwoordt wat het inleest van het portaal", "?")
class BeantwoordtBijInlezen(LateRetour):
    def verwerk(self) -> Uitkomst:
        return VoorbeeldAanbieder.verwerk(self)

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        inlezen = eigen.STOP_RETOUR <= self.klok() < eigen.EINDE_INLEZEN
        if inlezen and uitkomst.status is Status.AANVAARD and not bericht.is_retour:
            return Uitkomst(Status.AANVAARD, self.antwoord_in(bericht, "3.0"))
        return uitkomst


@fout("leest 3.1 al voor de overgang", "?")
class LeestNieuwVroeg(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if self.klok() < eigen.LIVE and bericht.versie == "3.1":
            self.ontvangen[bericht.eigen_identificatie] = bericht
            self.boek_in(bericht.berichttype[-3:], bericht)
            return Uitkomst(Status.AANVAARD, melding="Ingelezen.")
        return super().ontvang(bericht)


@fout("loopt vast op een foutmelding", "?")
class LooptVast(VoorbeeldAanbieder):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        raise KeyError(code)


@fout("negeert een foutmelding", "?")
class NegeertFout(VoorbeeldAanbieder):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)


@fout("verstuurt meteen opnieuw na een foutmelding", "?")
class StuurtOpnieuw(VoorbeeldAanbieder):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        uitkomst = super().meld_fout(bericht, code, melding)
        return Uitkomst(uitkomst.status, bericht, melding=uitkomst.melding)


@fout("verstuurt wat terugkwam na de overgang in 3.1 onder dezelfde identificatie", "?")
class StuurtOmgezetOpnieuw(VoorbeeldAanbieder):
    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.klok() >= eigen.LIVE:
            uit += [herlabel(b, "3.1") for b in self.mislukt if b.berichttype[-3:] not in eigen.VERVALLEN]
            self.mislukt = []
        return Uitkomst(Status.AANVAARD, uit)


@fout("houdt berichten vast die al verzonden hadden moeten zijn", "?")
class HoudtVast(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        stand = super().stand()
        return Stand(stand.te_verzenden + 1, stand.ongelezen, stand.onbeantwoord)


@fout("laat berichten ongelezen", "?")
class LaatOngelezen(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        return Stand(super().stand().te_verzenden, len(self.ontvangen), 0)


@fout("laat berichten onbeantwoord volgens zijn eigen boeken", "?")
class LaatOnbeantwoord(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        return Stand(super().stand().te_verzenden, 0, 1)


@fout("weigert alles", "?")
class WeigertAlles(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")


@fout("aanvaardt alles", "?")
class AanvaardtAlles(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)


@fout("geeft ons bericht ongewijzigd terug", "?")
class Echo(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(uitkomst.status, bericht, uitkomst.code, uitkomst.melding)


# --- Gemeenten -------------------------------------------------------------------------------------------------------------


@fout("vergeet de stop voor 301", "?")
class VergeetStop301(met_stop(VoorbeeldGemeente, stopt_niet("301"))):
    pass


@fout("vergeet de stop voor 319", "?")
class VergeetStop319(met_stop(VoorbeeldGemeente, stopt_niet("319"))):
    pass


@fout("verstuurt 325 nog in de transitie", "?")
class VergeetStop325(met_stop(VoorbeeldGemeente, stopt_niet("325"))):
    pass


@fout("stopt een dag te vroeg met 308", "?")
class StoptVroeg308(VoorbeeldGemeente):
    def verzendversie(self, nummer: str) -> str | None:
        if nummer == "308" and eigen.STOP_RETOUR - DAG <= self.klok() < eigen.STOP_RETOUR:
            return None
        return super().verzendversie(nummer)


@fout("beoordeelt declaraties nooit", "?")
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


@fout("beantwoordt 303 niet", "?")
class Nooit304(VoorbeeldGemeente):
    def verzendversie(self, nummer: str) -> str | None:
        return None if nummer == "304" else super().verzendversie(nummer)


@fout("boekt een geweigerde 305 in 3.0 toch in", "?")
class BoektGeweigerd(VoorbeeldGemeente):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if uitkomst.code == "VERSIE" and self.klok() >= eigen.LIVE and bericht.berichttype.endswith("315"):
            self.boek_in("315", bericht)
        return uitkomst


@fout("raakt de spoedtoewijzing kwijt", "?")
class SpoedtoewijzingKwijt(VoorbeeldGemeente):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.UITGESTELD, melding="Genoteerd.")


@fout("beantwoordt declaraties van voor de overgang erna", "?")
class Late325(VoorbeeldGemeente):
    def verwerk(self) -> Uitkomst:
        if eigen.STOP_RETOUR <= self.klok() < eigen.LIVE:
            return Uitkomst(Status.AANVAARD)
        oud = [heen for heen in self.te_beoordelen if heen.versie == "3.0"] if self.klok() >= eigen.LIVE else []
        uit = [self.oud_antwoord(heen) for heen in oud]
        self.te_beoordelen = [heen for heen in self.te_beoordelen if heen not in oud]
        return Uitkomst(Status.AANVAARD, [*uit, *super().verwerk().berichten])

    def oud_antwoord(self, heen: Bericht) -> Bericht:
        return Opdracht(f"{heen.berichttype[:-3]}325", retour_inhoud(heen)).als_bericht("3.0")

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if (
            uitkomst.status is Status.AANVAARD
            and bericht.berichttype.endswith("323")
            and bericht not in self.te_beoordelen
        ):
            self.te_beoordelen.append(bericht)
        return uitkomst


@fout("weigert elke toewijzing te versturen", "?")
class Nooit301(VoorbeeldGemeente):
    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        return "Het budget is op." if nummer == "301" else super().bezwaar(nummer, opdracht)


# --- Knooppunten -----------------------------------------------------------------------------------------------------------


class Doorgeefhub(VoorbeeldKnooppunt):
    """Has a calendar of its own for passing on."""

    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        return eigen.doorgeefversie(nummer, nu)

    def doorgeefversie(self, bericht: Bericht) -> str | None:
        return self.versie_nu(bericht.berichttype[-3:], self.klok())


@fout("blokkeert 323 vanaf 23 maart", "?")
class Blokkeert323(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        return None if nummer == "323" and eigen.STOP_323 <= nu < eigen.LIVE else super().versie_nu(nummer, nu)


@fout("blokkeert 303 met de heenberichten", "?")
class Blokkeert303(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        return None if nummer == "303" and nu >= eigen.STOP_HEEN else super().versie_nu(nummer, nu)


@fout("blokkeert 303 vanaf 1 maart", "?")
class Blokkeert303Vroeg(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        return None if nummer == "303" and nu >= eigen.STOP_303 else super().versie_nu(nummer, nu)


@fout("blokkeert de retourberichten met de heenberichten", "?")
class BlokkeertRetour(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        retour = nummer not in eigen.HEEN and nummer != "304"
        return None if retour and eigen.STOP_HEEN <= nu < eigen.LIVE else super().versie_nu(nummer, nu)


@fout("vergeet 320 te blokkeren", "?")
class Vergeet320(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        return "3.0" if nummer == "320" and nu < eigen.LIVE else super().versie_nu(nummer, nu)


@fout("geeft 307 een seconde te lang door", "?")
class SecondeTeLang307(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        return "3.0" if nummer == "307" and nu < eigen.STOP_HEEN + SECONDE else super().versie_nu(nummer, nu)


@fout("geeft 3.1 een uur te vroeg door", "?")
class UurTeVroegNieuw(Doorgeefhub):
    def versie_nu(self, nummer: str, nu: datetime) -> str | None:
        vroeg = eigen.LIVE - UUR <= nu < eigen.LIVE and nummer not in eigen.VERVALLEN
        return "3.1" if vroeg else super().versie_nu(nummer, nu)


@fout("geeft na de overgang nog 3.0 door", "?")
class NogOud(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        oud = self.klok() >= eigen.LIVE and bericht.versie == "3.0" and bericht.berichttype[-3:] not in eigen.VERVALLEN
        return "3.0" if oud else super().doorgeefversie(bericht)


@fout("geeft 303 en 304 in 3.1 door", "?")
class Vervallen(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        return "3.1" if self.klok() >= eigen.LIVE else super().doorgeefversie(bericht)


@fout("zet 3.0 om naar 3.1 na de overgang", "?")
class ZetOm(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        oud = bericht.versie == "3.0" and bericht.berichttype[-3:] not in eigen.VERVALLEN
        return super().ontvang(herlabel(bericht, "3.1") if oud and self.klok() >= eigen.LIVE else bericht)


@fout("verandert de inhoud", "?")
class Verminkt(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        uit = [Bericht.lees(b.xml.replace(b"\r\n", b"\n")) for b in uitkomst.berichten]
        return Uitkomst(uitkomst.status, uit, uitkomst.code, uitkomst.melding)


@fout("laat berichten in de transitie stil verdwijnen", "?")
class StilVerlies(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        stil = eigen.STOP_RETOUR <= self.klok() < eigen.LIVE
        return Uitkomst(Status.AANVAARD) if stil and not uitkomst.berichten else uitkomst


@fout("geeft een foutcode zonder tekst", "?")
class FoutZonderTekst(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(uitkomst.status, uitkomst.berichten, uitkomst.code)


@fout("bewaart wat in de transitie komt en levert het na de overgang", "?")
class LevertNa(VoorbeeldKnooppunt):
    def reset(self) -> None:
        super().reset()
        self.bewaard: list[Bericht] = []

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if not uitkomst.berichten and eigen.STOP_RETOUR <= self.klok() < eigen.LIVE:
            self.bewaard.append(bericht)
        return uitkomst

    def verwerk(self) -> Uitkomst:
        uit, self.bewaard = (self.bewaard, []) if self.klok() >= eigen.LIVE else ([], self.bewaard)
        return Uitkomst(Status.AANVAARD, uit)


@fout("geeft in de transitie alles door", "?")
class GeeftDoorInTransitie(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        return bericht.versie if eigen.STOP_RETOUR <= self.klok() < eigen.LIVE else super().doorgeefversie(bericht)


@fout("houdt na twee weken op", "?")
class HoudtOp(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        return None if self.klok() >= eigen.LIVE + 14 * DAG else super().doorgeefversie(bericht)


@fout("geeft niets door", "?")
class GeeftNietsDoor(VoorbeeldKnooppunt):
    def doorgeefversie(self, bericht: Bericht) -> str | None:
        return None


@fout("geeft alles door", "?")
class GeeftAllesDoor(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD, bericht)


# --- The time faults, for each role ----------------------------------------------------------------------------------------

TIJDFOUTEN: dict[str, Tijd] = {
    "een uur te laat": lambda nu: nu - UUR,
    "een uur te vroeg": lambda nu: nu + UUR,
    "een dag te laat": lambda nu: nu - DAG,
    "een dag te vroeg": lambda nu: nu + DAG,
    "een seconde te laat": lambda nu: nu - SECONDE,
    "een seconde te vroeg": lambda nu: nu + SECONDE,
    "UTC als lokale tijd": als_lokaal(UTC),
    "geen zomertijd": als_lokaal(timezone(UUR)),
    "altijd zomertijd": als_lokaal(timezone(2 * UUR)),
}
TIJD_FAALT: dict[type[Systeem], dict[str, tuple[str, str]]] = {
    VoorbeeldAanbieder: {},
    VoorbeeldGemeente: {},
    VoorbeeldKnooppunt: {},
}
for _basis, _per_fout in TIJD_FAALT.items():
    for _naam, _tijd in TIJDFOUTEN.items():
        _faalt, _aandacht = _per_fout.get(_naam, ("?", "?"))
        FOUTEN.append(Fout(_naam, met_tijd(_basis, _tijd), _faalt, _aandacht))
