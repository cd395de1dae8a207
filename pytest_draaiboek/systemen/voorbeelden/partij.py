"""What an example gemeente and an example aanbieder have in common: one desk in, one desk out, and books."""

from pytest_draaiboek.berichten import Bericht, Bevinding, controleer, retour_inhoud
from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendeRelease
from pytest_draaiboek.standaarden import nummer_van
from pytest_draaiboek.systemen.contract import Opdracht, Stand, Status, Systeem, Uitkomst, Uitstel
from pytest_draaiboek.systemen.voorbeelden.kalender import HEEN, IWMO_EN_IJW, Kalender

RETOUR = {
    "301": "302",
    "303": "304",
    "305": "306",
    "307": "308",
    "315": "316",
    "317": "318",
    "319": "320",
    "323": "325",
    "33": "34",
    "35": "36",
    "39": "310",
}


class Partij(Systeem):
    """A party that looks at the clock before anything leaves, and keeps books of what came and went."""

    versie = "1.0"
    gepland: Kalender = IWMO_EN_IJW
    standaarden: tuple[str, ...] = ("iwmo", "ijw")

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.kalender = self.gepland
        self.ontvangen: dict[str, Bericht] = {}
        self.beantwoord: set[str] = set()
        self.te_beoordelen: list[Bericht] = []
        self.spoed: list[Opdracht] = []
        self.mislukt: list[Bericht] = []

    # Out

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        nummer = nummer_van(opdracht.berichttype)
        heen = opdracht.in_antwoord_op
        versie = self.verzendversie(nummer)
        if versie is None:
            return geweigerd(
                "STOP", f"Een {opdracht.berichttype} kan nu niet verzonden worden: het berichtenverkeer is gestopt."
            )
        if heen and heen.versie != versie:
            return geweigerd("PAAR", f"Op een bericht in {heen.versie} kan geen antwoord in {versie} volgen.")
        if bezwaar := self.bezwaar(nummer, opdracht):
            return geweigerd("BOEK", bezwaar)
        try:
            bericht = opdracht.als_bericht(versie)
        except (OnbekendeRelease, OnbekendBerichttype):
            # Asked of a standard that this system has no timeline of, such as a zorgaanbieder in the Wlz by a draaiboek of the Wmo.
            return geweigerd("ONBEKEND", f"{self.naam} kent geen {opdracht.berichttype} in {versie}.")
        self.boek_uit(nummer, opdracht)
        return Uitkomst(Status.AANVAARD, bericht)

    def verzendversie(self, nummer: str) -> str | None:
        return self.kalender.verzendversie(nummer, self.klok())

    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        """Say why the books forbid this message; empty when they do not."""
        heen = opdracht.in_antwoord_op
        if heen is None:
            return "" if nummer in HEEN else "Er is geen bericht genoemd om op te antwoorden."
        if heen.eigen_identificatie not in self.ontvangen:
            return f"Er is geen {heen.berichttype} met die identificatie ontvangen."
        return "Dat bericht is al beantwoord." if heen.eigen_identificatie in self.beantwoord else ""

    def boek_uit(self, nummer: str, opdracht: Opdracht) -> None:
        if opdracht.in_antwoord_op:
            self.beantwoord.add(opdracht.in_antwoord_op.eigen_identificatie)

    # In

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        nummer = bericht.soort.nummer
        if bericht.versie != self.leesversie():
            return geweigerd("VERSIE", f"Een {bericht.berichttype} in versie {bericht.versie} wordt nu niet ingelezen.")
        if bevindingen := self.bevindingen(bericht):
            return self.keur_af(bericht, bevindingen)
        self.ontvangen[bericht.eigen_identificatie] = bericht
        codes = self.boek_in(nummer, bericht)
        if nummer in HEEN and self.verzendversie(RETOUR[nummer]):
            return self.antwoord(bericht, codes)
        return Uitkomst(Status.AANVAARD, melding="Ingelezen.")

    def leesversie(self) -> str | None:
        return self.kalender.leesversie(self.klok())

    def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
        """Say what is wrong with a message by its schema and the technical rules."""
        return [bevinding for bevinding in controleer(bericht) if bevinding.ernst == "fout"]

    def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
        """Refuse a message: with a retour that says why, or without any when it is not valid by its schema."""
        nummer = bericht.soort.nummer
        codes = tuple(dict.fromkeys(bevinding.retourcode for bevinding in bevindingen))
        uit: tuple[Bericht, ...] = ()
        if all(codes) and nummer in HEEN and self.verzendversie(RETOUR[nummer]):
            self.ontvangen[bericht.eigen_identificatie] = bericht
            uit = self.antwoord(bericht, codes).berichten
        return Uitkomst(Status.GEWEIGERD, uit, bevindingen[0].code, str(bevindingen[0]))

    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        """Enter a received message into the books; return the retourcodes that it deserves."""
        return ()

    def antwoord(self, heen: Bericht, codes: tuple[str, ...] = ()) -> Uitkomst:
        nummer = heen.soort.nummer
        type_ = heen.berichttype.removesuffix(nummer) + RETOUR[nummer]
        return self.verzend(Opdracht(type_, retour_inhoud(heen, codes), in_antwoord_op=heen))

    # What else the contract asks

    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        self.spoed.append(opdracht)
        return Uitkomst(
            Status.UITGESTELD, melding="De spoedopdracht is vastgelegd; het bericht volgt zodra het verkeer hervat is."
        )

    def verwerk(self) -> Uitkomst:
        uit: list[Bericht] = []
        for opdracht in list(self.spoed):
            uitkomst = self.verzend(opdracht)
            uit += uitkomst.berichten
            if uitkomst.status is Status.AANVAARD:
                self.spoed.remove(opdracht)
        return Uitkomst(Status.AANVAARD, uit)

    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        self.mislukt.append(bericht)
        return Uitkomst(
            Status.AANVAARD, melding=f"Het bericht {bericht.berichttype} is niet verzonden ({code}): {melding}"
        )

    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        self.kalender = self.kalender.verzet(self.klok(), uitstel.live, uitstel.mijlpalen)
        return Uitkomst(Status.AANVAARD, melding="De migratie is verzet.")

    def stand(self) -> Stand:
        return Stand(
            te_verzenden=len(self.mislukt) + len(self.spoed), ongelezen=0, onbeantwoord=len(self.te_beoordelen)
        )


def geweigerd(code: str, melding: str) -> Uitkomst:
    return Uitkomst(Status.GEWEIGERD, code=code, melding=melding)
