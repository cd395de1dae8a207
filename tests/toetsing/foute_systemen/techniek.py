"""Systems that keep to the calendar, and go wrong on messages that break a rule; and some that are right in another way than the examples."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import ClassVar

from lxml import etree

from foute_systemen.fout import DAG
from pytest_draaiboek import Bericht, Bevinding, Opdracht, Status, Systeem, Uitkomst
from pytest_draaiboek.berichten import controleer, herlabel, retour_inhoud
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente
from pytest_draaiboek.systemen.voorbeelden.partij import RETOUR, Partij
from pytest_draaiboek.toetsing.techniek import Techniekgeval

# The case that a run begins with.
EERSTE = "iwmo-3.1-techniek-XSD-ontbreekt-WMO301-3.0"

Keuze = Callable[[Techniekgeval], bool]


@dataclass(frozen=True)
class Techniekfout:
    """One wrong system.

    Args:
        naam: what is wrong with it.
        klasse: the system.
        faalt: tells which technical cases must fail; all others must voldoen.
        kalender: ids of exactly the eisen that must fail too.
        alleen: the one message type that it is tried with, when it treats all others as it should; empty for all.

    """

    naam: str
    klasse: type[Systeem]
    faalt: Keuze
    kalender: str = ""
    alleen: str = ""


TECHNIEKFOUTEN: list[Techniekfout] = []
OOK_GOED: list[type[Systeem]] = []


def fout(naam: str, faalt: Keuze, kalender: str = "", alleen: str = "") -> Callable[[type[Systeem]], type[Systeem]]:
    """Enter a wrong system in the list."""

    def registreer(klasse: type[Systeem]) -> type[Systeem]:
        TECHNIEKFOUTEN.append(Techniekfout(naam, klasse, faalt, kalender, alleen))
        return klasse

    return registreer


def goed(klasse: type[Systeem]) -> type[Systeem]:
    """Enter a system that is right in its own way."""
    OOK_GOED.append(klasse)
    return klasse


def alles(_: Techniekgeval) -> bool:
    return True


def regels(geval: Techniekgeval) -> bool:
    """Whatever is to be rejected with a retour."""
    return bool(geval.voorschrift.retourcode)


def schema(geval: Techniekgeval) -> bool:
    """Whatever is to be refused without one."""
    return not geval.voorschrift.retourcode


def codes(*gekozen: str) -> Keuze:
    return lambda geval: geval.sleutel in gekozen


def schemafouten(bevindingen: list[Bevinding]) -> bool:
    return any(not bevinding.retourcode for bevinding in bevindingen)


@fout("controleert niets", alles)
class ControleertNiets(VoorbeeldAanbieder):
    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        return []


@fout("controleert niets, en heeft daarna nog iets tegen een toewijzing die hij niet kent", alles)
class ControleertNietsGemeente(VoorbeeldGemeente):
    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        return []


@fout("weigert alles wat binnenkomt", alles, "1.1 2.2a 3b 3c 3.1.4 3.1.7 4.1.3 5.2")
class WeigertAllesInkomend(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code="NEE", melding="Nee.")


@fout("keurt ook goede berichten af", alles)
class KeurtAllesAf(VoorbeeldGemeente):
    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        super().boek_in(nummer, bericht)
        return ("9347",)


@fout("beantwoordt een schemafout met 0001", schema)
class BeantwoordtSchemafout(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        return super().keur_af(bericht, [replace(b, retourcode=b.retourcode or "0001") for b in bevindingen])


@fout("keurt af met een andere code", regels)
class AndereCode(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        return super().keur_af(bericht, [replace(b, retourcode=b.retourcode and "9332") for b in bevindingen])


class VerandertAfkeuring(VoorbeeldAanbieder):
    """Sends another retour than the right one, when a rule is broken."""

    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        uitkomst = super().keur_af(bericht, bevindingen)
        uit = [ander for retour in uitkomst.berichten for ander in self.verander(bericht, retour)]
        return Uitkomst(uitkomst.status, uit, uitkomst.code, uitkomst.melding)

    def verander(self, heen: Bericht, retour: Bericht) -> list[Bericht]:
        raise NotImplementedError


@fout("keurt af met een code die niet bestaat", regels)
class OnbekendeCode(VerandertAfkeuring):
    def verander(self, heen: Bericht, retour: Bericht) -> list[Bericht]:
        return [Bericht.lees(retour.xml.replace(b"RetourCode>0001<", b"RetourCode>9999<"))]


@fout("herhaalt de hele inhoud bij een afkeuring", regels)
class HerhaaltInhoud(VerandertAfkeuring):
    def verander(self, heen: Bericht, retour: Bericht) -> list[Bericht]:
        vol = Opdracht(retour.berichttype, retour_inhoud(heen, ("9332",))).als_bericht(retour.versie)
        return [Bericht.lees(vol.xml.replace(b"RetourCode>9332<", b"RetourCode>0001<"))]


@fout("keurt in de oude versie af wat in de nieuwe kwam", lambda geval: regels(geval) and geval.versie == "3.1", "")
class KeurtAfInOud(VerandertAfkeuring):
    def verander(self, heen: Bericht, retour: Bericht) -> list[Bericht]:
        return [herlabel(retour, "3.0")]


@fout("keurt twee keer af", regels)
class KeurtTweeKeerAf(VerandertAfkeuring):
    def verander(self, heen: Bericht, retour: Bericht) -> list[Bericht]:
        return [retour, Bericht.lees(retour.xml.replace(b"IdentificatieRetour>", b"IdentificatieRetour>Z", 1))]


@fout("antwoordt onleesbaar op een gebroken regel", regels)
class AntwoordtOnleesbaar(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        uitkomst = super().keur_af(bericht, bevindingen)
        return Uitkomst(uitkomst.status, b"<afgekeurd/>") if uitkomst.berichten else uitkomst


@fout("toetst het schema, maar geen regels", regels)
class AlleenSchema(VoorbeeldAanbieder):
    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        return [bevinding for bevinding in super().bevindingen(bericht) if not bevinding.retourcode]


@fout("toetst de regels, maar niet het schema", schema)
class AlleenRegels(VoorbeeldGemeente):
    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        return [bevinding for bevinding in super().bevindingen(bericht) if bevinding.retourcode]


def vergeet(basis: type[Partij], *vergeten: str) -> type[Partij]:
    """A party that does not know some rules."""

    class Vergeet(basis):
        def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
            return [bevinding for bevinding in super().bevindingen(bericht) if bevinding.code not in vergeten]

    return Vergeet


@fout("vergeet een regel", codes("CD005"))
class VergeetRegel(vergeet(VoorbeeldAanbieder, "CD005")):
    pass


@fout("vergeet een regel over declaraties", codes("TR335"), alleen="WMO323")
class VergeetDeclaratieregel(vergeet(VoorbeeldGemeente, "TR335")):
    pass


@fout("let niet op de versie in de kop", codes("CS015", "CS025"))
class VergeetVersie(vergeet(VoorbeeldGemeente, "CS015", "CS025")):
    pass


@fout("toetst in de nieuwe versie nog de regels van de oude", lambda geval: geval.sleutel in ("CS335", "CS336"))
class OudeRegels(VoorbeeldAanbieder):
    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        gevonden = super().bevindingen(bericht)
        if bericht.versie == "3.0" or schemafouten(gevonden):
            return gevonden
        return [bevinding for bevinding in controleer(herlabel(bericht, "3.0")) if bevinding.ernst == "fout"]


@fout("weigert een gebroken regel zonder retour", regels)
class WeigertZonderRetour(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, code=bevindingen[0].retourcode, melding=str(bevindingen[0]))


@fout("laat een gebroken bericht stil liggen", alles)
class LaatLiggen(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        return Uitkomst(Status.UITGESTELD, melding="Er wordt naar gekeken.")


@fout("loopt vast op een gebroken bericht", alles)
class LooptVastOpGebroken(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        raise ValueError(bevindingen[0].code)


@fout("keurt een gebroken bericht goed", alles)
class KeurtGoed(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        self.ontvangen[bericht.eigen_identificatie] = bericht
        return self.antwoord(bericht)


@fout("beoordeelt een gebroken declaratie alsof er niets mee is", regels, alleen="WMO323")
class BeoordeeltGebroken(VoorbeeldGemeente):
    def antwoord(self, heen: Bericht, codes: tuple[str, ...] = ()) -> Uitkomst:
        return super().antwoord(heen, () if heen.berichttype.endswith("323") else codes)


class Nachtwerker(VoorbeeldAanbieder):
    """Remembers what it got, and has something to send when the night is over."""

    def reset(self) -> None:
        super().reset()
        self.morgen: list[tuple[datetime, Bericht]] = []

    def onthoud(self, retour: Bericht) -> None:
        self.morgen.append((self.klok() + DAG / 2, retour))

    def verwerk(self) -> Uitkomst:
        uit = [retour for vanaf, retour in self.morgen if self.klok() >= vanaf]
        self.morgen = [(vanaf, retour) for vanaf, retour in self.morgen if self.klok() < vanaf]
        return Uitkomst(Status.AANVAARD, [*super().verwerk().berichten, *uit])


def retour_op(heen: Bericht, codes: tuple[str, ...] = (), nummer: str = "") -> Bericht:
    """An answer in the version of what it answers, as a party would write it that looks at nothing else."""
    opdracht = Opdracht(
        heen.berichttype[:-3] + RETOUR[heen.berichttype[-3:]], retour_inhoud(heen, codes), in_antwoord_op=heen
    )
    retour = opdracht.als_bericht(heen.versie)
    return Bericht.lees(retour.xml.replace(b"IdentificatieRetour>", b"IdentificatieRetour>" + nummer.encode(), 1))


@fout("keurt af, en komt er 's nachts op terug", regels)
class KomtTerugOpAfkeuring(Nachtwerker):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        uitkomst = super().keur_af(bericht, bevindingen)
        if uitkomst.berichten:
            self.onthoud(retour_op(bericht, nummer="Z"))
        return uitkomst


@fout("beantwoordt 's nachts wat het schema weigert", schema)
class BeantwoordtSchemafoutLater(Nachtwerker):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        if schemafouten(bevindingen):
            self.onthoud(retour_op(bericht, ("0001",)))
        return super().keur_af(bericht, bevindingen)


@fout("keurt 's nachts ook het goede bericht af", alles, "1.1 2.1b 2.2a 2.2b")
class KeurtGoedeLaterAf(Nachtwerker):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if uitkomst.status is Status.AANVAARD and bericht.berichttype[-3:] in RETOUR:
            self.onthoud(retour_op(bericht, ("0001",), nummer="Z"))
        return uitkomst


@fout("loopt 's nachts vast op een gebroken bericht", alles)
class LooptNachtsVast(Nachtwerker):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        self.vast_vanaf = self.klok() + DAG / 2
        return super().keur_af(bericht, bevindingen)

    def reset(self) -> None:
        super().reset()
        self.vast_vanaf = datetime.max.replace(tzinfo=UTC)

    def verwerk(self) -> Uitkomst:
        if self.klok() >= self.vast_vanaf:
            raise ValueError("nachtelijke verwerking")
        return super().verwerk()


@fout("neemt na een gebroken bericht niets meer aan", alles)
class VerstoptDoorGebroken(VoorbeeldAanbieder):
    def reset(self) -> None:
        super().reset()
        self.verstopt = False

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return (
            Uitkomst(Status.GEWEIGERD, melding="De wachtrij zit vast.") if self.verstopt else super().ontvang(bericht)
        )

    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        self.verstopt = True
        return super().keur_af(bericht, bevindingen)


@fout("keurt van alles alleen het eerste goed", alles, "1.1 3b 3.1.2 3.1.7 4.1.3 5.2")
class AlleenHetEerste(VoorbeeldAanbieder):
    """Would pass for a system that rejects, if nothing valid came after the broken message."""

    def reset(self) -> None:
        super().reset()
        self.gezien: set[str] = set()

    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        nogmaals = bericht.berichttype in self.gezien
        self.gezien.add(bericht.berichttype)
        gevonden = super().bevindingen(bericht)
        return gevonden or ([Bevinding("CD001", "0001", "/Bericht", "nee.")] if nogmaals else [])


@fout("keurt alleen het eerste gebroken bericht af, en kijkt daarna niet meer", lambda geval: geval.naam != EERSTE)
class AlleenDeEersteKeer(VoorbeeldAanbieder):
    moe = False

    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        gevonden = [] if self.moe else super().bevindingen(bericht)
        self.moe = self.moe or bool(gevonden)
        return gevonden


@fout("keurt af met een retour die zelf niet deugt", regels)
class OngeldigeRetour(VerandertAfkeuring):
    def verander(self, heen: Bericht, retour: Bericht) -> list[Bericht]:
        return [Bericht.lees(re.sub(rb"DagtekeningRetour>[^<]+<", b"DagtekeningRetour>gisteren<", retour.xml))]


@fout("keurt af met een retour die nergens op slaat", alles)
class VerwijstNergensNaar(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        retour = retour_op(bericht, ("0001",))
        eigen = bericht.identificatie.encode()
        return Uitkomst(Status.GEWEIGERD, Bericht.lees(retour.xml.replace(b">" + eigen + b"<", b">ONBEKEND<")))


def met_codes(retour: Bericht, **codes: str) -> Bericht:
    """The same answer with other retourcodes, by the class that they stand in."""
    root = etree.fromstring(retour.xml)
    for code in root.iter("{*}RetourCode"):
        klasse = etree.QName(code.getparent().getparent()).localname
        code.text = codes.get(klasse, code.text)
    return Bericht.lees(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


class AnderePlek(VoorbeeldGemeente):
    """Rejects a prestatie with its own code, at another class than the prestatie."""

    codes: Mapping[str, str]

    def antwoord(self, heen: Bericht, codes: tuple[str, ...] = ()) -> Uitkomst:
        uitkomst = super().antwoord(heen, codes)
        anders = self.codes if "9319" in codes else {}
        return Uitkomst(uitkomst.status, [met_codes(b, **anders) for b in uitkomst.berichten])


@fout("noemt de code van een prestatie bij de client", codes("TR319"), alleen="WMO323")
class CodeBijClient(AnderePlek):
    codes: ClassVar = {"Client": "9319", "Prestatie": "0233"}


@fout("keurt een hele declaratie af om een prestatie", codes("TR319"), alleen="WMO323")
class CodeBijDeclaratie(AnderePlek):
    codes: ClassVar = {"DeclaratieAntwoord": "9319", "Prestatie": "0233"}


@fout("keurt een prestatie af, en de kop ook", codes("TR319"), alleen="WMO323")
class CodeBijPrestatieEnKop(AnderePlek):
    codes: ClassVar = {"Header": "0001"}


@goed
class WeigertLater(VoorbeeldAanbieder):
    """Puts off what comes in, and refuses in a nightly batch what its schema refuses."""

    def reset(self) -> None:
        super().reset()
        self.te_weigeren: list[str] = []

    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        if not schemafouten(bevindingen):
            return super().keur_af(bericht, bevindingen)
        self.te_weigeren.append(str(bevindingen[0]))
        self.vanaf = self.klok() + DAG / 2
        return Uitkomst(Status.UITGESTELD, melding="Volgt.")

    def verwerk(self) -> Uitkomst:
        uit = super().verwerk()
        if not self.te_weigeren or self.klok() < self.vanaf:
            return uit
        return Uitkomst(Status.GEWEIGERD, uit.berichten, "XSD", self.te_weigeren.pop())


@goed
class KopMetEigenCode(VoorbeeldGemeente):
    """Rejects with the Header only, and in it the code that the rule has of its own (IV087)."""

    def antwoord(self, heen: Bericht, codes: tuple[str, ...] = ()) -> Uitkomst:
        uitkomst = super().antwoord(heen, ("0001",) if codes == ("9319",) else codes)
        if codes != ("9319",):
            return uitkomst
        return Uitkomst(uitkomst.status, [met_codes(b, Header="9319") for b in uitkomst.berichten])


@goed
class KeurtNachtsAf(VoorbeeldAanbieder):
    """Rejects in a nightly batch."""

    def reset(self) -> None:
        super().reset()
        self.morgen: list[tuple[Bericht, list[Bevinding]]] = []

    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        if schemafouten(bevindingen):
            return super().keur_af(bericht, bevindingen)
        self.morgen.append((bericht, bevindingen))
        self.vanaf = self.klok() + DAG / 2
        return Uitkomst(Status.UITGESTELD, melding="Volgt.")

    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        if self.morgen and self.klok() >= self.vanaf:
            for bericht, bevindingen in self.morgen:
                uit += super().keur_af(bericht, bevindingen).berichten
            self.morgen.clear()
        return Uitkomst(Status.AANVAARD, uit)


@goed
class ZegtJaEnKeurtAf(VoorbeeldGemeente):
    """Says that it accepted, and sends a rejection: what leaves counts."""

    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        uitkomst = super().keur_af(bericht, bevindingen)
        return Uitkomst(Status.AANVAARD, uitkomst.berichten) if uitkomst.berichten else uitkomst


@goed
class AltijdTechnisch(VoorbeeldGemeente):
    """Rejects what its rule sheet finds with 0001, also for the one rule that has a code of its own."""

    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        return super().keur_af(bericht, [replace(b, retourcode=b.retourcode and "0001") for b in bevindingen])


@goed
class BeantwoordtNiets(VoorbeeldAanbieder):
    """Leaves accepting answers to its users: that nothing leaves for a valid message is no rejection."""

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        goedkeurend = uitkomst.status is Status.AANVAARD and bericht.berichttype[-3:] in RETOUR
        return Uitkomst(Status.AANVAARD) if goedkeurend else uitkomst
