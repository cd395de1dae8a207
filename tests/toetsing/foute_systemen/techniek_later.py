"""Systems that go wrong on what comes after a broken message: at night, the next time, or on the messages that follow it; and some that are right later."""

from datetime import UTC, datetime

from foute_systemen.fout import DAG
from foute_systemen.techniekfout import EERSTE, alles, fout, goed, regels, retour_op, schema, schemafouten
from pytest_draaiboek import Bericht, Bevinding, Status, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.partij import RETOUR


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
class WeigertUitDeWachtrij(VoorbeeldAanbieder):
    """Puts off all that comes in, and looks at it when it gets its turn."""

    def reset(self) -> None:
        super().reset()
        self.wachtrij: list[Bericht] = []

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        self.wachtrij.append(bericht)
        return Uitkomst(Status.UITGESTELD, melding="In de wachtrij.")

    def verwerk(self) -> Uitkomst:
        if not self.wachtrij:
            return super().verwerk()
        return super().ontvang(self.wachtrij.pop(0))


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
