"""systeem.py: what a system in another process is asked, when, and in what words."""

import json
import re
import shlex
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from ruwe_server import RuweServer, antwoord

from pytest_draaiboek.berichten import Bericht, Berichten, stel_op
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.fouten import AdapterFout, NietOndersteund, OnbereikbaarSysteem
from pytest_draaiboek.klok import Klok, kies_motor
from pytest_draaiboek.systemen.afstand.opening import open_systeem
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand, opdrachtvorm, releases_van, tekst_van
from pytest_draaiboek.systemen.afstand.vormen import VERBEN
from pytest_draaiboek.systemen.contract import Opdracht, Stand, Status, Uitkomst, Uitstel

Open = Callable[..., SysteemOpAfstand]
ALLES = [naam for naam in VERBEN if naam != "beschrijving"]
DOSSIER = Berichten().dossier(3, vanaf=date(2022, 2, 1))
VOOR, NA = "2022-03-30T17:00:00+02:00", "2022-04-04T08:00:00+02:00"
UITSTEL = Uitstel(datetime(2022, 4, 5, 11, tzinfo=UTC), {"3.1.7.tot": datetime(2022, 3, 27, 0, 30, tzinfo=UTC)})
KLAAR: dict[str, Any] = {"status": "aanvaard", "berichten": []}


def opdracht(type_: str = "WMO305", **zo: Any) -> Opdracht:
    return Opdracht(type_, DOSSIER.inhoud(type_, date(2022, 3, 1)), **zo)


def bericht(type_: str = "WMO301", versie: str = "3.0") -> Bericht:
    return stel_op(
        type_,
        versie,
        DOSSIER.inhoud(type_, date(2022, 3, 1)),
        dagtekening=date(2022, 3, 1),
        identificatie=f"X{type_[3:]}",
    )


@pytest.fixture
def klok() -> Iterator[Klok]:
    motor = kies_motor("freezegun")
    klok = Klok(motor)
    klok.zet(VOOR)
    yield klok
    motor.stop()


class Ons:
    """A system over HTTP that answers by verb, and keeps what it was asked."""

    def __init__(self, server: Callable[..., RuweServer], open_: Open, beschrijving: dict[str, Any]) -> None:
        self.antwoorden: dict[str, Any] = {
            "beschrijving": {"vorm": 1, "rol": "aanbieder", "verben": ALLES} | beschrijving
        }
        self.bron = server(self._doe)
        self.systeem = open_(self.bron.adres)
        self.bron.verzoeken.clear()

    def _doe(self, verbinding: socket.socket) -> None:
        verb = self.gevraagd[-1]
        verbinding.sendall(antwoord(json.dumps(self.antwoorden.get(verb, KLAAR), ensure_ascii=False)))

    @property
    def gevraagd(self) -> list[str]:
        regels = [verzoek.split(b" ", 2) for verzoek in self.bron.verzoeken]
        return ["zet_klok" if methode == b"PUT" else pad.decode()[1:] for methode, pad, _ in regels]

    def romp(self, nr: int = -1) -> Any:
        return json.loads(self.bron.verzoeken[nr].partition(b"\r\n\r\n")[2])


@pytest.fixture
def ons(server: Callable[..., RuweServer], open_: Open) -> Callable[..., Ons]:
    return lambda **beschrijving: Ons(server, open_, beschrijving)


# The clock


def test_de_klok_wordt_gezet_als_hij_verschoven_is(ons: Callable[..., Ons], klok: Klok) -> None:
    wij = ons()
    wij.systeem.reset()
    wij.systeem.verwerk()
    assert wij.gevraagd == ["zet_klok", "reset", "verwerk"]
    assert wij.romp(0) == {"moment": VOOR}
    klok.zet(NA)
    wij.systeem.verwerk()
    klok.zet(NA)
    wij.systeem.verwerk()
    assert wij.gevraagd[3:] == ["zet_klok", "verwerk", "verwerk"]
    assert wij.romp(3) == {"moment": NA}
    assert [wij.bron.kop("Draaiboek-Moment", nr) for nr in range(6)] == [VOOR] * 3 + [NA] * 3
    wij.antwoorden["klok"] = {"moment": "2022-04-04T06:00:00Z"}
    assert wij.systeem.klok() == datetime.fromisoformat(NA)


def test_een_systeem_dat_zijn_klok_niet_zet(ons: Callable[..., Ons], klok: Klok) -> None:
    wij = ons(verben=[verb for verb in ALLES if verb != "zet_klok"])
    wij.systeem.reset()
    klok.zet(NA)
    wij.systeem.reset()
    assert wij.gevraagd == ["reset", "reset"]
    assert [wij.bron.kop("Draaiboek-Moment", nr) for nr in range(2)] == [VOOR, NA]


def test_een_klok_die_niet_gezet_kon_worden_wordt_nog_eens_gezet(ons: Callable[..., Ons], klok: Klok) -> None:
    wij = ons()
    wij.antwoorden["zet_klok"] = {"fout": {"soort": "intern", "melding": "nu niet"}}
    with pytest.raises(AdapterFout, match=r"brak af in zet_klok \(intern\): nu niet\."):
        wij.systeem.reset()
    del wij.antwoorden["zet_klok"]
    wij.systeem.reset()
    assert wij.gevraagd == ["zet_klok", "zet_klok", "reset"]


def test_een_klok_die_van_buiten_gezet_wordt(ons: Callable[..., Ons], klok: Klok) -> None:
    gezet: list[str] = []
    wij = ons()
    systeem = SysteemOpAfstand(wij.systeem.lijn, {}, lambda moment: gezet.append(moment.isoformat()))
    systeem.reset()
    systeem.reset()
    klok.zet(NA)
    systeem.reset()
    assert gezet == [VOOR, NA]
    assert wij.gevraagd == ["beschrijving", "reset", "reset", "reset"]
    assert "faketime" in systeem.klok_raad
    assert "zet_klok" in wij.systeem.klok_raad


def test_verzette_momenten_gaan_in_nederlandse_tijd_mee(ons: Callable[..., Ons], klok: Klok) -> None:
    wij = ons()
    assert wij.systeem.stel_uit(UITSTEL).status is Status.AANVAARD
    assert wij.gevraagd == ["zet_klok", "stel_uit"]
    assert wij.romp() == {
        "uitstel": {"live": "2022-04-05T13:00:00+02:00", "mijlpalen": {"3.1.7.tot": "2022-03-27T01:30:00+01:00"}}
    }


# Verbs that are not there


@pytest.mark.parametrize(
    ("verb", "roep"),
    [
        ("stand", lambda s: s.stand()),
        ("verzend", lambda s: s.verzend(opdracht())),
        ("meld_fout", lambda s: s.meld_fout(bericht(), "0001", "x")),
        ("registreer_spoed", lambda s: s.registreer_spoed(opdracht())),
        ("stel_uit", lambda s: s.stel_uit(UITSTEL)),
    ],
)
def test_wat_niet_in_de_beschrijving_staat_wordt_niet_gevraagd(
    ons: Callable[..., Ons], verb: str, roep: Callable[[SysteemOpAfstand], object]
) -> None:
    wij = ons(rol="knooppunt", verben=[])
    with pytest.raises(NietOndersteund) as gevangen:
        roep(wij.systeem)
    assert str(gevangen.value) == f"Het systeem {wij.bron.adres} noemt {verb} niet in zijn beschrijving."
    assert wij.systeem.verwerk() == Uitkomst(Status.AANVAARD)
    wij.systeem.sluit()
    assert wij.gevraagd == []


def test_wat_iedereen_heeft_hoeft_niet_genoemd(ons: Callable[..., Ons], klok: Klok) -> None:
    wij = ons(verben=["verzend", "een_nieuw_verb"])
    wij.antwoorden["klok"] = {"moment": VOOR}
    wij.systeem.reset()
    wij.systeem.klok()
    wij.systeem.ontvang(bericht())
    assert wij.gevraagd == ["reset", "klok", "ontvang"]


@pytest.mark.parametrize(
    ("beschrijving", "wat"),
    [
        ({"vorm": 2}, "vorm is 2; deze kit spreekt vorm 1"),
        ({"rol": ""}, "rol is ''; verwacht wordt een van gemeente, aanbieder, knooppunt"),
        ({"verben": ["reset"]}, "verben noemt verzend niet; een aanbieder heeft dat"),
        (
            {"vorm": 0, "rol": "gemeente", "verben": []},
            "vorm is 0; deze kit spreekt vorm 1; verben noemt verzend niet; een gemeente heeft dat",
        ),
    ],
)
def test_een_beschrijving_die_niet_kan(
    server: Callable[..., RuweServer], open_: Open, beschrijving: dict[str, Any], wat: str
) -> None:
    bron = server(antwoord(json.dumps({"vorm": 1, "rol": "aanbieder", "verben": ALLES} | beschrijving)))
    with pytest.raises(AdapterFout) as gevangen:
        open_(bron.adres)
    assert type(gevangen.value) is AdapterFout
    assert str(gevangen.value) == (
        f"Het systeem {bron.adres} beschrijft zich niet zoals het hoort: {wat}.\n"
        "Wat te doen: herstel het antwoord op beschrijving; draaiboek diagnose gaat alle verben langs."
    )


def test_wie_de_rollen_niet_noemt_hoort_dat_er_een_moet_zijn(server: Callable[..., RuweServer]) -> None:
    """In a conftest.py of one's own: what roles there are, the run knows."""
    bron = server(antwoord(json.dumps({"vorm": 1, "rol": "", "verben": ALLES})))
    with pytest.raises(AdapterFout, match="rol is ''; verwacht wordt een rol van het draaiboek\\."):
        open_systeem(bron.adres)


def test_naam_en_versie(ons: Callable[..., Ons]) -> None:
    wij = ons(naam="Zorgé", versie="4.2", rol="gemeente")
    assert (wij.systeem.rol, wij.systeem.naam, wij.systeem.versie) == ("gemeente", "Zorgé", "4.2")


# What goes over, and comes back


def met_tekst(toevoeging: str) -> Bericht:
    xml = bericht().xml.decode().replace("\r\n", "\n").replace("\n", "\r\n")
    return Bericht.lees((xml + f"\r\n<!-- {toevoeging} -->\r\n\r\n").encode())


@pytest.mark.parametrize("toevoeging", ["café", "😀\t\u2028\x85", "\\ \" ' /", "a\rb\nc"])
def test_berichten_gaan_byte_voor_byte_heen_en_weer(ons: Callable[..., Ons], toevoeging: str) -> None:
    wij = ons()
    heen = met_tekst(toevoeging)
    wij.antwoorden["ontvang"] = KLAAR | {"berichten": [heen.xml.decode(), bericht("WMO305").xml.decode()]}
    uit = wij.systeem.ontvang(heen)
    assert wij.romp()["bericht"].encode() == heen.xml
    assert [b.xml for b in uit.berichten] == [heen.xml, bericht("WMO305").xml]


def test_een_bericht_dat_geen_utf_8_is() -> None:
    latijn = Bericht.lees(met_tekst("é").xml.decode().replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    with pytest.raises(NietOndersteund) as gevangen:
        tekst_van(latijn)
    assert (
        str(gevangen.value)
        == "een bericht dat niet in UTF-8 staat, is aan een systeem in een ander proces niet te geven"
    )


def test_een_uitkomst_en_een_stand(ons: Callable[..., Ons]) -> None:
    wij = ons()
    wij.antwoorden["meld_fout"] = {"status": "geweigerd", "berichten": [], "code": "0233", "melding": "Dat kan niet."}
    assert wij.systeem.meld_fout(bericht(), "0001", "é") == Uitkomst("geweigerd", (), "0233", "Dat kan niet.")
    assert wij.romp() == {"bericht": bericht().xml.decode(), "code": "0001", "melding": "é"}
    wij.antwoorden["stand"] = {"te_verzenden": 1, "ongelezen": 2, "onbeantwoord": 3}
    assert wij.systeem.stand() == Stand(1, 2, 3)
    wij.antwoorden["stand"] |= {"toewijzingen": [{"nummer": "1"}]}
    assert wij.systeem.stand().toewijzingen == ({"nummer": "1"},)


def test_een_opdracht_in_elke_release(ons: Callable[..., Ons], klok: Klok) -> None:
    wij = ons()
    for verb in ("verzend", "registreer_spoed"):
        heen = opdracht(spoed=True, in_antwoord_op=bericht(), kenmerk="3.1.2-WMO305-casus")
        getattr(wij.systeem, verb)(heen)
        ((sleutel, vorm),) = wij.romp().items()
        assert sleutel == "opdracht"
        assert list(vorm) == ["berichttype", "inhoud", "spoed", "in_antwoord_op", "weergaven"]
        assert (vorm["berichttype"], vorm["spoed"]) == ("WMO305", True)
        assert vorm["in_antwoord_op"] == bericht().xml.decode()
        assert list(vorm["weergaven"]) == list(releases_van("WMO305")) == ["3.0", "3.1", "3.2"]
        assert vorm["weergaven"] == {v: heen.als_bericht(v).xml.decode() for v in vorm["weergaven"]}
        assert vorm["inhoud"] == json.loads(json.dumps(heen.inhoud))
        assert "casus" not in wij.bron.verzoeken[-1].decode()


def test_een_type_dat_niet_overal_is() -> None:
    from pytest_draaiboek.standaarden import alle_standaarden

    for standaard in alle_standaarden():
        for release in standaard.releases.values():
            for type_ in release.berichttypen:
                assert release.versie in releases_van(type_)
            weg = {t for ander in standaard.releases.values() for t in ander.berichttypen} - set(release.berichttypen)
            assert [t for t in weg if release.versie in releases_van(t)] == []
    assert releases_van("WMO999") == ()


def test_niets_verraadt_welke_versie_verwacht_wordt(klok: Klok) -> None:
    """The same order before and after the change of release differs in its date, and in nothing else."""
    teksten = []
    for moment in (VOOR, "2022-03-31T23:59:59+02:00", "2022-04-01T00:00:00+02:00", NA):
        klok.zet(moment)
        tekst = json.dumps({t: opdrachtvorm(opdracht(t)).weergaven for t in ("WMO301", "WMO305", "WMO323")})
        teksten.append(re.sub(r"2022-0[34]-\d\d", "DATUM", tekst))
    assert len(set(teksten)) == 1


def test_sluiten_gaat_hoe_dan_ook_door(ons: Callable[..., Ons]) -> None:
    wij = ons()
    wij.antwoorden["sluit"] = {"fout": {"soort": "intern", "melding": "nee"}}
    wij.systeem.sluit()
    assert wij.gevraagd[-1] == "sluit"
    wij.bron.sluit()
    with pytest.raises(OnbereikbaarSysteem):
        wij.systeem.reset()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no tee")
def test_een_vraag_verraadt_niet_waar_hij_voor_is(pytester: pytest.Pytester) -> None:
    """Of everything that a run asks, nothing names a case, an eis, a milestone, a party of the kit or the draaiboek."""
    bediening = shlex.join([sys.executable, str(Path(__file__).parents[1] / "bediening.py")])
    log = pytester.path / "log"
    opdracht = f"tee {log} | {bediening} lijnen pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder"
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.1",
        f"--draaiboek-systeem=proces:sh -c '{opdracht}'",
        "-k",
        "3.1.2 or 2.3 or 5.1a or 5.2-WMO305",
    )
    assert uitslag.parseoutcomes()["passed"] > 10
    assert "failed" not in uitslag.parseoutcomes()
    regels = [json.loads(regel) for regel in log.read_text(encoding="utf-8").splitlines()]
    assert {"verzend", "ontvang", "zet_klok", "reset"} <= {regel["verb"] for regel in regels}
    velden = {"nr", "vorm", "verb", "moment"}
    assert {naam for regel in regels for naam in regel} <= velden | {"opdracht", "bericht", "code", "melding"}
    opdrachten = [regel["opdracht"] for regel in regels if "opdracht" in regel]
    assert {tuple(o["weergaven"]) for o in opdrachten} == {releases_van(o["berichttype"]) for o in opdrachten}
    draaiboek = laad("iwmo-3.1")
    verklikkers = [*draaiboek.eisen, *draaiboek.mijlpalen, draaiboek.naam, "draaiboek", "casus", "mijlpaal", "eis"]
    for regel in regels:
        inhoud = {naam: waarde for naam, waarde in regel.items() if naam not in velden}
        # The releases are named as the keys of the renderings and inside messages; what else looks like a number of the draaiboek is a tell.
        tekst = re.sub(r"(?<![\d.])3\.[012](?![\d.])|[Vv]ersion=.{1,3}1\.0", "", json.dumps(inhoud, ensure_ascii=False))
        assert [v for v in verklikkers if re.search(rf"(?<![\w.]){re.escape(v)}(?![\w.])", tekst)] == []


def test_null_waar_tekst_weg_mag_blijven(ons: Callable[..., Ons]) -> None:
    """Many a JSON library writes null for what is not there."""
    wij = ons(naam=None, versie=None)
    assert (wij.systeem.naam, wij.systeem.versie) == ("", "")
    wij.antwoorden["verwerk"] = KLAAR | {"code": None, "melding": None}
    assert wij.systeem.verwerk() == Uitkomst(Status.AANVAARD)


def test_wat_in_een_release_niet_bestaat_heeft_daar_geen_weergave() -> None:
    gewoon = opdracht()
    assert set(opdrachtvorm(gewoon).weergaven) == {"3.0", "3.1", "3.2"}
    nergens = Opdracht("WMO305", gewoon.inhoud | {"Bestaatniet": "1"})
    assert opdrachtvorm(nergens).weergaven == {}
    assert opdrachtvorm(nergens).inhoud["Bestaatniet"] == "1"
