"""A proef is walked step by step: every kind of step and of expectation is proven by a system that is wrong in just that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from engels_delen import engels, onvertaald, zinnen_van
from proef_delen import beproef_eis, draaiboek_met, eis

from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Systeem, Uitkomst
from pytest_draaiboek.berichten import Gegevens
from pytest_draaiboek.berichten.inhoud import waarden
from pytest_draaiboek.draaiboeken import lees
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt
from pytest_draaiboek.toetsing.keuring import keur_eisen
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag

Proeve = Callable[..., Uitslag]


@pytest.fixture
def proeve(tmp_path: Path) -> Proeve:
    """Try the one case of eis X-1 on a system; every sentence of it can be told in English."""

    def proef(toml: str, systeem: Systeem, *, ernst: str = "verplicht", gegevens: Gegevens | None = None) -> Uitslag:
        draaiboek = draaiboek_met(tmp_path, eis(rol=str(systeem.rol), ernst=ernst) + toml)
        (uitslag,) = beproef_eis(draaiboek, systeem, gegevens)
        assert onvertaald(zinnen_van([uitslag]), draaiboek) == []
        return uitslag

    return proef


def gezien(uitslag: Uitslag) -> list[tuple[str, str, str, bool]]:
    return [(w.handeling, w.verwacht, w.gezien, w.deugt) for w in uitslag.waarnemingen]


START = """
[[proef]]
eis = "X-1"
naam = "start van zorg"
type = "305"
[[proef.stap]]
op = "3.2.4"
naam = "start"
doe = "verzend"
type = "305"
inhoud = { Client = { StartProducten = { StartProduct = { Begindatum = "2022-02-02" } } } }
[proef.stap.verwacht]
aanvaard = true
[[proef.stap.verwacht.bericht]]
type = "305"
versie = "naar"
aantal = "1"
waar = "//StartProduct[dag(Begindatum) = 20220202] and //Bsn = $bsn and //Afzender = $eigen and //Ontvanger = $ander"
tekst = "een start per 2 februari"
"""


class Verandert(VoorbeeldAanbieder):
    """Sends another begin date than was ordered."""

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        anders = [b.xml.replace(b"2022-02-02", b"2022-02-03") for b in uitkomst.berichten]
        return Uitkomst(uitkomst.status, anders, uitkomst.code, uitkomst.melding)


class ZegtNee(VoorbeeldAanbieder):
    """Sends, and says that it refused."""

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, super().verzend(opdracht).berichten, melding="Nee.")


class Stom(VoorbeeldAanbieder):
    """Sends nothing in the new version, and says it did."""

    def verzendversie(self, nummer: str) -> str | None:
        versie = super().verzendversie(nummer)
        return None if versie == "3.1" else versie


class Dubbel(VoorbeeldAanbieder):
    """Sends everything twice, the second time when it gets a turn."""

    def reset(self) -> None:
        super().reset()
        self.nog: list[Bericht] = []

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        self.nog += uitkomst.berichten
        return uitkomst

    def verwerk(self) -> Uitkomst:
        self.nog, nog = [], self.nog
        return Uitkomst(Status.AANVAARD, nog)


class Onleesbaar(VoorbeeldAanbieder):
    """Sends what nobody can read, beside the message."""

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        return Uitkomst(uitkomst.status, [*uitkomst.berichten, "<geen bericht>"])


def test_een_goed_systeem_voldoet(proeve: Proeve) -> None:
    uitslag = proeve(START, VoorbeeldAanbieder())
    assert uitslag.soort is Bevindingsoort.VOLDOET
    assert gezien(uitslag) == [
        ("proef start van zorg: verzend WMO305", "aangenomen", "WMO305 in 3.1", True),
        ("proef start van zorg: verzend WMO305", "een start per 2 februari", "WMO305 in 3.1", True),
    ]
    # The observation is about the messages of the step, not about those of the past.
    assert all(
        isinstance(bericht := uitslag.verkeer[nr].bericht, Bericht) and bericht.berichttype == "WMO305"
        for w in uitslag.waarnemingen
        for nr in w.verkeer
    )


@pytest.mark.parametrize(
    ("systeem", "verwacht", "gezien"),
    [
        (Verandert, "een start per 2 februari", "WMO305 in 3.1; daarvan 0 zoals bedoeld"),
        (ZegtNee, "aangenomen", "WMO305 in 3.1"),
        (Stom, "aangenomen", "niets"),
        (Dubbel, "een start per 2 februari", "WMO305 in 3.1, WMO305 in 3.1"),
        (Onleesbaar, "leesbare berichten", "onleesbaar: "),
    ],
)
def test_een_fout_systeem_wijkt_af(proeve: Proeve, systeem: type[Systeem], verwacht: str, gezien: str) -> None:
    uitslag = proeve(START, systeem())
    assert uitslag.soort is Bevindingsoort.AFWIJKING
    assert f"verwacht {verwacht}, gezien {gezien}" in uitslag.reden
    assert uitslag.reden.startswith("04-04-2022 13:00:00: proef start van zorg: verzend WMO305: ")


@pytest.mark.parametrize(("ernst", "soort"), [("procedureel", "aandachtspunt"), ("informatief", "aandachtspunt")])
def test_een_afspraak_en_een_advies_wegen_lichter(proeve: Proeve, ernst: str, soort: str) -> None:
    assert proeve(START, Verandert(), ernst=ernst).soort == soort
    assert proeve(START, VoorbeeldAanbieder(), ernst=ernst).soort is Bevindingsoort.VOLDOET


# What leaves by itself, and since when it counts

VANZELF = """
[[proef]]
eis = "X-1"
naam = "spoed gaat vanzelf"
type = "305"
[[proef.stap]]
op = "3.1.2"
na = "-1h"
naam = "vroeg"
doe = "verzend"
type = "305"
[[proef.stap.verwacht.bericht]]
type = "305"
versie = "van"
[[proef.stap]]
op = "3.1.2"
doe = "wacht"
[[proef.stap.verwacht.bericht]]
type = "305"
aantal = "0"
[[proef.stap]]
op = "3.1.2"
na = "1d"
doe = "verzend"
type = "305"
zo_nodig = true
sinds = "vroeg"
[[proef.stap.verwacht.bericht]]
type = "305"
aantal = "1"
[[proef.stap.verwacht.bericht]]
type = "305"
sinds = "begin"
aantal = "0-1"
"""


class Later(VoorbeeldAanbieder):
    """Sends what it sent once more, an hour later, when the clock has moved."""

    def reset(self) -> None:
        super().reset()
        self.nog: list[tuple[datetime, Bericht]] = []

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        self.nog += [(self.klok(), bericht) for bericht in uitkomst.berichten if bericht.berichttype == "WMO305"]
        return uitkomst

    def verwerk(self) -> Uitkomst:
        nu = self.klok()
        rijp = [bericht for op, bericht in self.nog if op < nu]
        self.nog = [(op, bericht) for op, bericht in self.nog if op >= nu]
        return Uitkomst(Status.AANVAARD, rijp)


def test_wat_vanzelf_weggaat_telt_bij_de_stap_waar_de_klok_heen_ging(proeve: Proeve) -> None:
    goed = proeve(VANZELF, VoorbeeldAanbieder())
    assert goed.soort is Bevindingsoort.VOLDOET
    assert [verwacht for _, verwacht, _, _ in gezien(goed)] == [
        "minstens 1 WMO305 in 3.0",
        "geen WMO305",
        "1 WMO305",
        "hoogstens 1 WMO305",
    ]
    # The order that was not needed was not given.
    assert gezien(goed)[2][0] == "proef spoed gaat vanzelf: verzend WMO305 als dat nog niet gebeurd is"
    assert sum(een.richting == "uit" and een.moment.day == 31 for een in goed.verkeer) == 0
    fout = proeve(VANZELF, Later())
    assert [deugt for *_, deugt in gezien(fout)] == [True, False, False, False]
    assert "wacht af: verwacht geen WMO305, gezien WMO305 in 3.0" in fout.reden


def test_zo_nodig_bestelt_wat_nog_niet_gegaan_is(proeve: Proeve) -> None:
    class Vergeet(VoorbeeldAanbieder):
        vergeten = False

        def verzend(self, opdracht: Opdracht) -> Uitkomst:
            if opdracht.berichttype == "WMO305" and not self.vergeten:
                self.vergeten = True
                return Uitkomst(Status.UITGESTELD, melding="Straks.")
            return super().verzend(opdracht)

    uitslag = proeve(
        VANZELF.replace('na = "1d"', 'na = "-0s"')
        .replace('op = "3.1.2"\ndoe = "wacht"', 'op = "3.1.2"\nna = "-1s"\ndoe = "wacht"')
        .replace('op = "3.1.2"\nna = "-0s"', 'op = "3.1.2"\nna = "-1s"'),
        Vergeet(),
    )
    # Only the first step deviates; the order that was needed was given, and counts.
    assert [deugt for *_, deugt in gezien(uitslag)] == [False, True, True, True]


# Questions and answers

ANTWOORD = """
[[proef]]
eis = "X-1"
naam = "antwoord op een verzoek"
type = "316"
clienten = ["a", "b"]
[[proef.stap]]
op = "3.2.4"
naam = "ontvangst"
doe = "ontvang"
type = "315"
versie = "naar"
client = "a"
[[proef.stap]]
op = "3.2.4"
na = "1h"
doe = "antwoord"
type = "315"
client = "a"
[proef.stap.verwacht]
[[proef.stap.verwacht.bericht]]
type = "316"
client = "a"
versie = "naar"
aantal = "1"
[[proef.stap.verwacht.bericht]]
type = "316"
client = "b"
aantal = "0"
"""


class NaOpdracht(VoorbeeldGemeente):
    """Answers only when it is asked to."""

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        self.ontvangen[bericht.eigen_identificatie] = bericht
        return Uitkomst(Status.AANVAARD)


class Zwijgt(NaOpdracht):
    """Never answers."""

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.UITGESTELD, melding="Ooit.") if opdracht.in_antwoord_op else super().verzend(opdracht)


def test_een_antwoord_telt_of_het_vanzelf_ging_of_op_verzoek(proeve: Proeve) -> None:
    for systeem in (VoorbeeldGemeente(), NaOpdracht()):
        uitslag = proeve(ANTWOORD, systeem)
        assert uitslag.soort is Bevindingsoort.VOLDOET
        assert gezien(uitslag)[1:] == [
            ("proef antwoord op een verzoek: antwoord op WMO315 (cliënt a)", "1 WMO316 in 3.1 over cliënt a", "WMO316 in 3.1", True),
            ("proef antwoord op een verzoek: antwoord op WMO315 (cliënt a)", "geen WMO316 over cliënt b", "niets", True),
        ]  # fmt: skip
    fout = proeve(ANTWOORD, Zwijgt())
    assert fout.soort is Bevindingsoort.AFWIJKING
    assert fout.reden.endswith("verwacht 1 WMO316 in 3.1 over cliënt a, gezien niets")


RETOUR = """
[[proef]]
eis = "X-1"
naam = "op een goed antwoord volgt niets"
type = "305"
[[proef.stap]]
op = "3.2.4"
doe = "verzend"
type = "305"
[[proef.stap]]
op = "3.2.4"
na = "1h"
doe = "retour"
type = "305"
[proef.stap.verwacht]
aanvaard = true
[[proef.stap.verwacht.bericht]]
type = "305"
aantal = "0"
"""


def test_een_antwoord_aan_het_systeem(proeve: Proeve) -> None:
    class Weigert(VoorbeeldAanbieder):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            nieuw = bericht.is_retour and bericht.versie == "3.1"
            return Uitkomst(Status.GEWEIGERD, melding="Wat is dit?") if nieuw else super().ontvang(bericht)

    uitslag = proeve(RETOUR, VoorbeeldAanbieder())
    assert uitslag.soort is Bevindingsoort.VOLDOET
    assert [wat for wat, *_ in gezien(uitslag)] == [
        "proef op een goed antwoord volgt niets: verzend WMO305",
        *["proef op een goed antwoord volgt niets: ontvang het antwoord op WMO305"] * 2,
    ]
    fout = proeve(RETOUR, Weigert())
    assert fout.reden.endswith("ontvang het antwoord op WMO305: verwacht aangenomen, gezien niets")
    # Without a question there is nothing to answer, and that is told for what it is.
    open_ = proeve(RETOUR, Stom())
    assert open_.soort is Bevindingsoort.NIET_GETOETST
    assert open_.reden == (
        "het systeem verzond in de proef 'op een goed antwoord volgt niets' vóór 04-04-2022 14:00:00 geen WMO305 om op te antwoorden. "
        "Kijk waarom: zonder vraag is er niets te beantwoorden."
    )


def test_op_een_ongeldige_vraag_volgt_geen_goed_antwoord(proeve: Proeve) -> None:
    class Krom(VoorbeeldAanbieder):
        def verzend(self, opdracht: Opdracht) -> Uitkomst:
            uitkomst = super().verzend(opdracht)
            krom = [b.xml.replace(b"<wmo305:Begindatum>", b"<wmo305:Begindatum>x") for b in uitkomst.berichten]
            return Uitkomst(uitkomst.status, krom if self.klok().month == 4 else uitkomst.berichten)

    uitslag = proeve(RETOUR, Krom())
    assert uitslag.soort is Bevindingsoort.NIET_GETOETST
    assert "een ongeldige WMO305 in 3.1, en daarop volgt geen gunstig antwoord" in uitslag.reden


# Whom a message is about

DECLARATIES = """
[[proef]]
eis = "X-1"
naam = "declaraties"
type = "323"
clienten = ["a", "b", "c"]
stap = [
    { op = "verleden", na = "1h", naam = "eerst", doe = "verzend", type = "323", client = "a" },
    { op = "verleden", na = "2h", doe = "verzend", type = "323", client = "b", verwacht.bericht = [
        { type = "323", client = "a", sinds = "eerst", aantal = "1" },
        { type = "323", client = "b", aantal = "1", waar = "//Client/Bsn = $bsn" },
        { type = "323", client = "c", sinds = "eerst", aantal = "0" },
        { type = "323", sinds = "eerst", aantal = "1-2" },
    ] },
]
"""


def test_een_bericht_mag_over_meer_clienten_gaan(proeve: Proeve) -> None:
    class Bundelt(VoorbeeldAanbieder):
        """Sends declaraties two by two, in one message."""

        def reset(self) -> None:
            super().reset()
            self.wacht: list[dict[str, object]] = []

        def verzend(self, opdracht: Opdracht) -> Uitkomst:
            if opdracht.berichttype != "WMO323":
                return super().verzend(opdracht)
            declaratie = opdracht.inhoud["Declaratie"]
            self.wacht += declaratie["Clienten"]["Client"]
            if len(self.wacht) < 2:
                return Uitkomst(Status.UITGESTELD, melding="Per twee.")
            samen = {**opdracht.inhoud, "Declaratie": {**declaratie, "Clienten": {"Client": self.wacht}}}
            return Uitkomst(Status.AANVAARD, Opdracht("WMO323", samen).als_bericht("3.0"))

    for systeem in (VoorbeeldAanbieder(), Bundelt()):
        assert proeve(DECLARATIES, systeem).soort is Bevindingsoort.VOLDOET
    assert proeve(
        DECLARATIES.replace('"c", sinds = "eerst", aantal = "0"', '"c", sinds = "eerst", aantal = "1"'), Bundelt()
    ).reden.endswith("verwacht 1 WMO323 over cliënt c, gezien niets")


def test_een_bericht_zonder_bsn_gaat_over_de_client_van_de_opdracht(proeve: Proeve) -> None:
    toml = """
[[proef]]
eis = "X-1"
naam = "antwoord op een verzoek"
type = "319"
clienten = ["a", "b"]
stap = [
    { op = "3.1.3", na = "-1h", doe = "verzend", type = "319", client = "b", verwacht.bericht = [
        { type = "319", client = "b", aantal = "1", waar = "not(//Bsn)" },
        { type = "319", client = "a", aantal = "0" },
    ] },
]
"""
    assert proeve(toml, VoorbeeldGemeente()).soort is Bevindingsoort.VOLDOET

    class EigenNummer(VoorbeeldGemeente):
        """Gives its messages an identification of its own, as systems do."""

        def verzend(self, opdracht: Opdracht) -> Uitkomst:
            return super().verzend(replace(opdracht, kenmerk=f"eigen {opdracht.kenmerk}"))

    assert proeve(toml, EigenNummer()).soort is Bevindingsoort.VOLDOET


def test_wie_met_opzet_eerder_sluit_wordt_eerder_gevraagd(tmp_path: Path) -> None:
    class KwartierEerder(VoorbeeldAanbieder):
        def verzendversie(self, nummer: str) -> str | None:
            nu = self.klok()
            dicht = nummer == "305" and (nu.month, nu.day, nu.hour) == (3, 30, 16) and nu.minute >= 45
            return None if dicht else super().verzendversie(nummer)

    toml = START.replace('op = "3.2.4"', 'op = "3.1.2"\nna = "-1s"').replace('"naar"', '"van"')
    draaiboek = draaiboek_met(tmp_path, eis(rol="aanbieder") + toml)
    uitslagen = [beproef_eis(draaiboek, KwartierEerder(), marge=timedelta(minutes=m))[0] for m in (0, 15)]
    assert [str(uitslag.soort) for uitslag in uitslagen] == ["afwijking", "voldoet"]
    assert f"{uitslagen[1].waarnemingen[0].moment:%H:%M:%S}" == "16:44:59"


# What is refused

WEIGERING = """
[[proef]]
eis = "X-1"
naam = "oud na de overgang"
type = "301"
verleden = []
[[proef.stap]]
op = "3.2.4"
na = "1d"
doe = "ontvang"
type = "301"
versie = "{versie}"
{extra}
[proef.stap.verwacht]
aanvaard = false
[[proef.stap.verwacht.bericht]]
type = "302"
aantal = "0"
"""


def test_een_weigering_met_melding(proeve: Proeve) -> None:
    class NeemtAan(VoorbeeldAanbieder):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            return Uitkomst(Status.AANVAARD)

    class ZonderMelding(VoorbeeldAanbieder):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            return Uitkomst(Status.GEWEIGERD, melding=" ")

    oud = WEIGERING.format(versie="van", extra="")
    assert proeve(oud, VoorbeeldAanbieder()).soort is Bevindingsoort.VOLDOET
    for systeem in (NeemtAan(), ZonderMelding()):
        uitslag = proeve(oud, systeem)
        assert uitslag.soort is Bevindingsoort.AFWIJKING
        assert "ontvang WMO301 in 3.0: verwacht geweigerd, met melding, gezien niets" in uitslag.reden


def test_een_ongeldig_bericht_alleen_als_de_stap_dat_zegt(proeve: Proeve) -> None:
    krom = 'inhoud.Client.Geslacht = "onbekend"'
    uitslag = proeve(WEIGERING.format(versie="naar", extra=krom), VoorbeeldAanbieder())
    assert uitslag.soort is Bevindingsoort.KITFOUT
    assert uitslag.reden.splitlines()[0].endswith(
        "eigen.toml: proef 'oud na de overgang', stap 1: dit geeft geen geldige WMO301: "
        + uitslag.reden.splitlines()[0].rpartition(": dit geeft geen geldige WMO301: ")[2]
    )
    assert uitslag.reden.splitlines()[1:] == [
        "Dit is een fout in het draaiboek en geen fout van het systeem.",
        "Wat te doen: verbeter 'inhoud' van die stap.",
    ]
    met = proeve(WEIGERING.format(versie="naar", extra=f"ongeldig = true\n{krom}"), VoorbeeldAanbieder())
    assert met.soort is Bevindingsoort.VOLDOET


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ("StartProduct = { Begindatum", "StartProduct = { Begindag"),
        ('"2022-02-02" } } } }', '"2 februari" } } } }'),
    ],
)
def test_een_opdracht_die_niet_kan_is_een_fout_in_het_draaiboek(proeve: Proeve, oud: str, nieuw: str) -> None:
    assert oud in START
    uitslag = proeve(START.replace(oud, nieuw), VoorbeeldAanbieder())
    assert uitslag.soort is Bevindingsoort.KITFOUT
    assert "proef 'start van zorg', stap 1: dit geeft geen geldige WMO305: " in uitslag.reden


def test_een_opdracht_die_ongeldig_mag_zijn_wordt_gegeven(proeve: Proeve) -> None:
    """What is asked for is wrong on purpose: a system that sends it deviates, and one that refuses does not."""

    class Past(VoorbeeldAanbieder):
        def verzend(self, opdracht: Opdracht) -> Uitkomst:
            if "2 februari" in str(opdracht.inhoud):
                return Uitkomst(Status.GEWEIGERD, melding="Geen datum.")
            return super().verzend(opdracht)

    krom = START.replace('"2022-02-02"', '"2 februari"').replace("doe =", "ongeldig = true\ndoe =")
    krom = (
        krom[: krom.index("[proef.stap.verwacht]")]
        + '[proef.stap.verwacht]\naanvaard = false\n[[proef.stap.verwacht.bericht]]\ntype = "305"\naantal = "0"\n'
    )
    assert proeve(krom, Past()).soort is Bevindingsoort.VOLDOET
    assert proeve(krom, VoorbeeldAanbieder()).soort is Bevindingsoort.AFWIJKING


# The state

STAND = """
[[proef]]
eis = "X-1"
naam = "stand na de start"
type = "305"
[[proef.stap]]
op = "3.2.4"
doe = "verzend"
type = "305"
tegenproef = true
[[proef.stap.verwacht.bericht]]
type = "305"
[[proef.stap]]
op = "3.2.4"
na = "1h"
doe = "stand"
[[proef.stap.verwacht.stand]]
waar = "@te_verzenden = 0 and toewijzing[bsn = $bsn and status = 'actief' and dag(ingangsdatum) >= 20220101 and geconverteerd = 'true']"
"""


class MetStand(VoorbeeldAanbieder):
    """Tells what it holds."""

    anders: dict[str, object] = {}

    def stand(self) -> Stand:
        bsns = sorted({bsn for bericht in self.ontvangen.values() for bsn in waarden(bericht.inhoud, "Bsn")})
        eigen = {"ingangsdatum": "2022-02-01", "status": "actief", "geconverteerd": True}
        return Stand(0, 0, 0, tuple({"bsn": bsn, **eigen, **self.anders} for bsn in bsns))


def met_stand(**anders: object) -> Systeem:
    return type("Anders", (MetStand,), {"anders": anders})()


def test_de_stand(proeve: Proeve) -> None:
    goed = proeve(STAND, MetStand())
    assert goed.soort is Bevindingsoort.VOLDOET
    _, stand = gezien(goed)
    assert stand[0] == "proef stand na de start: vraag de stand"
    assert stand[1].startswith("een stand waarvoor geldt: @te_verzenden = 0 and toewijzing[bsn = $bsn")
    bsn = stand[2].split("bsn ")[1].split(",")[0]
    assert stand[2] == (
        f"0 te verzenden, 0 ongelezen, 0 onbeantwoord; toewijzing bsn {bsn}, ingangsdatum 2022-02-01, status actief, geconverteerd true"
    )


@pytest.mark.parametrize(
    "anders", [{"status": "beeindigd"}, {"ingangsdatum": "2021-12-31"}, {"geconverteerd": False}, {"bsn": "999900018"}]
)
def test_een_stand_die_afwijkt(proeve: Proeve, anders: dict[str, object]) -> None:
    assert proeve(STAND, met_stand(**anders)).soort is Bevindingsoort.AFWIJKING


def test_wat_een_systeem_niet_zegt_is_niet_getoetst(proeve: Proeve) -> None:
    zonder = proeve(STAND, VoorbeeldAanbieder())
    assert (zonder.soort, zonder.reden) == (
        Bevindingsoort.NIET_GETOETST,
        "het systeem noemt in stand() geen toewijzingen. Vul Stand.toewijzingen aan in de adapter.",
    )
    half = proeve(STAND, met_stand(geconverteerd=None))
    assert half.reden == (
        "het systeem noemt in stand() niet van elke toewijzing geconverteerd. Vul dat in Stand.toewijzingen aan in de adapter."
    )

    class Geen(VoorbeeldAanbieder):
        def stand(self) -> Stand:
            return Systeem.stand(self)

    assert proeve(STAND, Geen()).reden.startswith("het systeem ondersteunt stand niet: ")


@pytest.mark.parametrize("anders", [{"percentage": 100}, {"geen naam": "x"}])
def test_een_stand_buiten_de_vorm_is_een_fout_van_de_adapter(proeve: Proeve, anders: dict[str, object]) -> None:
    uitslag = proeve(STAND, met_stand(**anders))
    assert uitslag.soort is Bevindingsoort.ADAPTERFOUT
    assert uitslag.reden.startswith("De adapter gaf in stand().toewijzingen {")


def test_een_mislukte_tegenproef_bewijst_niets(proeve: Proeve) -> None:
    uitslag = proeve(STAND, Stom())
    assert uitslag.soort is Bevindingsoort.NIET_GETOETST
    assert uitslag.reden.startswith(
        "de tegenproef van 04-04-2022 13:00:00 mislukte: proef stand na de start: verzend WMO305: "
    )
    # What comes after it is not looked at any more.
    assert len(uitslag.waarnemingen) == 1


# More than one


def test_elke_proef_begint_bij_een_leeg_systeem(proeve: Proeve) -> None:
    class Telt(VoorbeeldAanbieder):
        keer = 0

        def reset(self) -> None:
            super().reset()
            self.keer += 1

    systeem = Telt()
    voor = systeem.keer
    tweede = START.replace("start van zorg", "nog eens")
    uitslag = proeve(START + tweede, systeem)
    assert (uitslag.soort, systeem.keer - voor, len(uitslag.waarnemingen)) == (Bevindingsoort.VOLDOET, 2, 4)
    # One that cannot be tried does not hide what the other one finds.
    uitslag = proeve(STAND + START, Verandert())
    assert uitslag.soort is Bevindingsoort.AFWIJKING


def test_te_weinig_bsns_is_niet_getoetst(proeve: Proeve) -> None:
    fictief = Gegevens.fictief()
    gegevens = Gegevens(fictief.agb_code, fictief.gemeentecode, fictief.producten, bsns=("999900018", "999900006"))
    drie = ANTWOORD.replace('clienten = ["a", "b"]', 'clienten = ["a", "b", "c"]')
    uitslag = proeve(drie, VoorbeeldGemeente(), gegevens=gegevens)
    assert uitslag.reden == (
        "de proef 'antwoord op een verzoek' gaat over 3 cliënten, en zoveel BSN's noemen de gegevens niet. "
        "Noem in draaiboek_gegevens meer bsns, of geen om ze te laten kiezen."
    )


def test_van_een_facultatief_paar_is_er_geen_geval(tmp_path: Path) -> None:
    draaiboek = draaiboek_met(tmp_path, eis(rol="aanbieder") + START)
    pad = tmp_path / "eigen.toml"
    pad.write_text(
        pad.read_text(encoding="utf-8").replace('heen = "305"', 'heen = "305"\nfacultatief = true'), encoding="utf-8"
    )
    facultatief = next(d for d in lees(pad) if d.naam == draaiboek.naam)
    assert [len(beproef_eis(d, VoorbeeldAanbieder())) for d in (draaiboek, facultatief)] == [1, 0]
    assert [(gebrek.eis, gebrek.veld) for gebrek in keur_eisen(facultatief) if gebrek.eis == "X-1"] == [
        ("X-1", "toets")
    ]


def test_een_knooppunt(proeve: Proeve) -> None:
    toml = """
[[proef]]
eis = "X-1"
naam = "doorgifte in de nieuwe versie"
type = "305"
[[proef.stap]]
op = "3.2.4"
doe = "ontvang"
type = "305"
versie = "naar"
[[proef.stap.verwacht.bericht]]
type = "305"
versie = "naar"
aantal = "1"
waar = "//Bsn = $bsn and //Afzender = $eigen and //Ontvanger = $ander"
[[proef.stap]]
op = "3.2.4"
na = "1h"
doe = "retour"
type = "305"
[[proef.stap.verwacht.bericht]]
type = "306"
aantal = "1"
"""
    assert proeve(toml, VoorbeeldKnooppunt()).soort is Bevindingsoort.VOLDOET

    class Houdt(VoorbeeldKnooppunt):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            return Uitkomst(Status.AANVAARD) if bericht.is_retour else super().ontvang(bericht)

    assert proeve(toml, Houdt()).reden.endswith("verwacht 1 WMO306, gezien niets")


def test_namen_en_teksten_in_het_engels(tmp_path: Path) -> None:
    vertaald = '\n[vertaling.en.proef]\n"start van zorg" = "start of care"\n"een start per 2 februari" = "a start on 2 February"\n'
    draaiboek = draaiboek_met(tmp_path, eis(rol="aanbieder") + START + vertaald)
    (uitslag,) = beproef_eis(draaiboek, Verandert())
    eigen = {sleutel.removeprefix("proef "): tekst for sleutel, tekst in draaiboek.vertalingen["en"].items()}
    assert engels().met({"en": eigen}).zin(uitslag.reden) == (
        "4 Apr 2022 13:00:00: check start of care: send WMO305: expected a start on 2 February, seen WMO305 in 3.1; of these 0 as meant",
        "en",
    )
