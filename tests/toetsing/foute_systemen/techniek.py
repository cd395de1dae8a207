"""Systems that go wrong on messages that break a rule, and some that are right in another way than the examples."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from lxml import etree

from foute_systemen.techniekfout import alles, codes, fout, goed, regels, retour_op, schema, schemafouten
from pytest_draaiboek import Bericht, Bevinding, Opdracht, Status, Uitkomst
from pytest_draaiboek.berichten import controleer, herlabel, retour_inhoud
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente
from pytest_draaiboek.systemen.voorbeelden.partij import RETOUR, Partij


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
class KopMetEigenCode(VoorbeeldGemeente):
    """Rejects with the Header only, and in it the code that the rule has of its own (IV087)."""

    def antwoord(self, heen: Bericht, codes: tuple[str, ...] = ()) -> Uitkomst:
        uitkomst = super().antwoord(heen, ("0001",) if codes == ("9319",) else codes)
        if codes != ("9319",):
            return uitkomst
        return Uitkomst(uitkomst.status, [met_codes(b, Header="9319") for b in uitkomst.berichten])


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
