"""The badge: every state it can tell, never green by accident, whole and legible wherever it is shown."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from lxml import etree

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.rapport.badge import LABELKLEUR, TEKSTKLEUR, Kleur, badges, markdown
from pytest_draaiboek.rapport.bestand import lees
from pytest_draaiboek.rapport.melding import Bewijsmelding, Gevalmelding
from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Instellingen,
    Omgeving,
    Resultaat,
    Schemagegevens,
    Slotregel,
    Systeemgegevens,
)
from pytest_draaiboek.rapport.techniek import Verwachtgeval, stel_techniek_vast
from pytest_draaiboek.rapport.vaststelling import stel_vast

DRAAIBOEK = laad("iwmo-3.1")
EISEN = [eis for eis in DRAAIBOEK.eisen_voor("aanbieder") if eis.toets]
TYPEN = ("WMO305", "WMO307")
SVG = "{http://www.w3.org/2000/svg}"
BEGONNEN = datetime(2026, 11, 27, 10, 30, tzinfo=UTC)
GROEN, GRIJS, ROOD = Kleur.GROEN, Kleur.GRIJS, Kleur.ROOD

# https://shields.io/badges/endpoint-badge: what it takes, and nothing else.
SHIELDS = {
    "type": "object",
    "required": ["schemaVersion", "label", "message"],
    "additionalProperties": False,
    "properties": {
        "schemaVersion": {"const": 1},
        "label": {"type": "string"},
        "message": {"type": "string", "minLength": 1},
        "color": {"type": "string", "pattern": "^[0-9a-f]{6}$"},
        "labelColor": {"type": "string", "pattern": "^[0-9a-f]{6}$"},
        "isError": {"type": "boolean"},
        "namedLogo": {"type": "string"},
        "logoSvg": {"type": "string"},
        "logoColor": {"type": "string"},
        "logoSize": {"type": "string"},
        "style": {"type": "string"},
        "cacheSeconds": {"type": "integer", "minimum": 300},
    },
}


def melding(eis: str, soort: str, *, typ: str = "WMO305", bekend: str = "") -> Gevalmelding:
    return Gevalmelding(
        draaiboek="iwmo-3.1", anker="a", rol="aanbieder", systeem="Ons", systeemversie="1",
        eis=eis, berichttype=typ, soort=soort, reden="mis", bekend=bekend,
    )  # fmt: skip


def een(
    *anders: Gevalmelding,
    weg: str = "",
    bewijs: tuple[Bewijsmelding, ...] = (),
    streng: bool = False,
    gevraagd: bool = True,
    naam: str = "iwmo-3.1",
    rol: str = "aanbieder",
    systeem: str = "OnsPakket",
) -> Draaiboekresultaat:
    """Return a verdict when every case voldoet but these, and those of one eis did not run."""
    alle = [melding(eis.id, "voldoet", typ=typ) for eis in EISEN if eis.id != weg for typ in TYPEN]
    resultaat = stel_vast(
        DRAAIBOEK,
        Systeemgegevens(rol="aanbieder", naam=systeem, versie="4.2", anker="a"),
        [(eis.id, typ) for eis in EISEN for typ in TYPEN],
        [*alle, *anders],
        bewijs,
        schemas=Schemagegevens(standaard="iwmo", herkomst="eigen", sha256="0" * 64, opmerkingen=[]),
        streng=streng,
        gevraagd=gevraagd,
    )
    return replace(
        resultaat,
        draaiboek=replace(resultaat.draaiboek, naam=naam),
        systeem=replace(resultaat.systeem, rol=rol),
    )


def run(
    *draaiboeken: Draaiboekresultaat, marge: int = 0, streng: bool = False, begonnen: datetime = BEGONNEN
) -> Resultaat:
    return Resultaat(
        formaat=1,
        soort="pytest-draaiboek resultaat",
        waarde="zelftoets",
        begonnen=begonnen,
        omgeving=Omgeving(kit="0.1.0", python="3.11.2", platform="Linux", pytest="8.4.2"),
        instellingen=Instellingen(
            onderdelen=["kalender"], zaad=0, streng=streng, marge_seconden=marge, klok="freezegun"
        ),
        berichten={},
        draaiboeken=list(draaiboeken),
        slot=Slotregel(status="compleet", exitstatus=0, geeindigd=datetime(2026, 11, 27, 10, 31, tzinfo=UTC)),
    )


def gezegd(resultaat: Resultaat, naam: str = "badge") -> tuple[str, str, str]:
    """Return label, message and colour, after seeing that SVG and JSON say the same and are as they should be."""
    bestanden = badges(resultaat)
    gegevens: dict[str, Any] = json.loads(bestanden[f"{naam}.json"])
    jsonschema.validate(gegevens, SHIELDS)
    assert gegevens["isError"] is (gegevens["color"] != GROEN)
    svg = lees_svg(bestanden[f"{naam}.svg"])
    assert [t.text for t in svg.iter(f"{SVG}text")] == [gegevens["label"], gegevens["message"]]
    assert svg.get("aria-label") == f"{gegevens['label']}: {gegevens['message']}"
    assert [p.get("fill") for p in svg.findall(f"{SVG}path")][:2] == [f"#{LABELKLEUR}", f"#{gegevens['color']}"]
    return gegevens["label"], gegevens["message"], gegevens["color"]


def lees_svg(tekst: str) -> Any:
    return etree.fromstring(tekst.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def titel(resultaat: Resultaat) -> str:
    return lees_svg(badges(resultaat)["badge.svg"]).findtext(f"{SVG}title")


def eigen_bewijs(uitkomst: str) -> tuple[Bewijsmelding, ...]:
    return (Bewijsmelding(draaiboeken=["iwmo-3.1"], eisen=["3.1.2"], nodeid="t", uitkomst=uitkomst, reden="mis"),)


AFWIJKING = melding("3.1.2", "afwijking")
BEKEND = melding("3.1.2", "afwijking", bekend="komt nog (link)")
BEKEND_ANDER = melding("3.1.2", "afwijking", typ="WMO307", bekend="komt nog (link)")
PUNT = melding("3.3.1", "aandachtspunt")


@pytest.mark.parametrize(
    ("resultaat", "bericht", "kleur"),
    [
        (run(een()), "conform", GROEN),
        (run(een(bewijs=eigen_bewijs("geslaagd"))), "conform", GROEN),
        (run(een(), marge=900), "conform, marge 15 min", GROEN),
        (run(een(), marge=5415), "conform, marge 1 uur 30 min 15 s", GROEN),
        (run(een(PUNT)), "conform, met aandachtspunt", GROEN),
        (run(een(PUNT), marge=900), "conform, met aandachtspunt, marge 15 min", GROEN),
        (run(een(), streng=True), "conform", GROEN),
        (run(een(AFWIJKING)), "niet conform: 1 eis", ROOD),
        (run(een(AFWIJKING), marge=900), "niet conform: 1 eis", ROOD),
        (run(een(AFWIJKING, melding("1.1", "afwijking"), melding("2.3b", "afwijking"))), "niet conform: 3 eisen", ROOD),
        (run(een(AFWIJKING, weg="1.1")), "niet conform: 1 eis", ROOD),
        (run(een(PUNT, streng=True), streng=True), "niet conform: 1 eis", ROOD),
        (run(een(bewijs=eigen_bewijs("gefaald"))), "niet conform: 1 eis", ROOD),
        (run(een(weg="3.1.2")), "onvolledig", GRIJS),
        (run(een(melding("3.1.2", "adapterfout"))), "onvolledig", GRIJS),
        (run(een(gevraagd=False)), "onvolledig", GRIJS),
        (run(), "onvolledig", GRIJS),
        (run(een(BEKEND)), "bekende afwijking: 1", GRIJS),
        (run(een(BEKEND, BEKEND_ANDER)), "bekende afwijkingen: 2", GRIJS),
        (run(een(BEKEND, BEKEND_ANDER), marge=900), "bekende afwijkingen: 2", GRIJS),
        (run(een(BEKEND, weg="1.1")), "onvolledig, bekende afwijking: 1", GRIJS),
        (run(een(BEKEND, melding("3.1.2", "niet getoetst", typ="WMO307"))), "onvolledig, bekende afwijking: 1", GRIJS),
        (run(een(replace(PUNT, bekend="zo"))), "bekende afwijking: 1", GRIJS),
        (run(een(replace(PUNT, bekend="zo"), streng=True), streng=True), "bekende afwijking: 1", GRIJS),
        (run(een(replace(BEKEND, soort="niet getoetst"))), "onvolledig, bekende afwijking: 1", GRIJS),
        # One that is not known is red, whatever else is: in another eis, in the same one, or in a test of their own.
        (run(een(BEKEND, melding("1.1", "afwijking"))), "niet conform: 2 eisen", ROOD),
        (run(een(BEKEND, replace(BEKEND_ANDER, bekend=""))), "niet conform: 1 eis", ROOD),
        (run(een(BEKEND, bewijs=eigen_bewijs("gefaald"))), "niet conform: 1 eis", ROOD),
        (run(een(BEKEND, PUNT, streng=True), streng=True), "niet conform: 2 eisen", ROOD),
        # An agreement that was not kept does not make an eis fail, so it need not be known.
        (run(een(BEKEND, melding("3.1.2", "aandachtspunt", typ="WMO307"))), "bekende afwijking: 1", GRIJS),
        # What is listed as known but voldoet does not deviate.
        (run(een(replace(BEKEND, soort="voldoet"))), "conform", GROEN),
    ],
    ids=lambda waarde: None if isinstance(waarde, Resultaat) else waarde.replace(" ", "_"),
)
def test_elke_stand(resultaat: Resultaat, bericht: str, kleur: str) -> None:
    label = "zelftoets iwmo-3.1 aanbieder" if resultaat.draaiboeken else "zelftoets"
    assert gezegd(resultaat) == (label, bericht, kleur)
    assert list(badges(resultaat)) == ["badge.svg", "badge.json"]


def test_een_oordeel_zonder_uitleg_is_niet_groen() -> None:
    """A result that says NIET CONFORM without an eis that fails is not believed to be anything else."""
    zonder = een()
    assert gezegd(run(replace(zonder, eindoordeel=een(AFWIJKING).eindoordeel)))[2] != GROEN
    assert gezegd(run(replace(een(AFWIJKING), eindoordeel=zonder.eindoordeel)))[2] == ROOD


def test_de_titel_zegt_wat_het_waard_is() -> None:
    assert titel(run(een(), marge=900)) == (
        "zelftoets van de leverancier, geen erkenning: iwmo-3.1 aanbieder (OnsPakket 4.2): conform, marge 15 min; "
        "met een marge van 15 min; pytest-draaiboek 0.1.0, 27-11-2026"
    )
    assert "met een marge van 15 min; " in titel(run(een(AFWIJKING), marge=900))


def test_de_dag_is_die_van_waar_het_draaiboek_geldt() -> None:
    laat = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
    assert titel(run(een(), begonnen=laat)).endswith(", 28-11-2026")
    assert titel(run(begonnen=laat)).endswith(", 27-11-2026")


def test_de_titel_in_het_engels() -> None:
    def engels(resultaat: Resultaat) -> str:
        return lees_svg(badges(resultaat, "en")["badge.svg"]).findtext(f"{SVG}title")

    met = run(een(AFWIJKING), marge=900, begonnen=datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert titel(met).startswith("zelftoets van de leverancier, geen erkenning: ")
    assert engels(met).startswith("self-test by the supplier, no recognition: iwmo-3.1 aanbieder")
    assert "not conform: 1 requirement (eis); with a margin of 15 min; pytest-draaiboek" in engels(met)
    assert engels(met).endswith(", 27 Nov 2026")
    # What a badge shows is the same in every language.
    assert badges(met, "en")["badge.json"] == badges(met, "nl")["badge.json"]


def test_de_techniek_staat_in_de_titel_en_weegt_niet_mee() -> None:
    zonder = run(een())
    geval = Verwachtgeval(code="CD001", retourcode="0001", tekst="fout.", berichttype="WMO305", versie="3.0")
    met = run(replace(een(), techniek=stel_techniek_vast([geval], [], geeft_door=False)))
    assert gezegd(met) == gezegd(zonder)
    assert "conform, techniek onvolledig; " in titel(met)
    assert "techniek" not in titel(zonder)


def test_van_meer_oordelen_ook_elk_een() -> None:
    resultaat = run(een(), een(AFWIJKING, naam="ijw-3.1"), een(weg="1.1", rol="gemeente"), een(BEKEND, rol="gemeente"))
    assert list(badges(resultaat)) == [
        f"{naam}.{soort}"
        for naam in (
            "badge",
            "badge-iwmo-3.1-aanbieder",
            "badge-ijw-3.1-aanbieder",
            "badge-iwmo-3.1-gemeente-1",
            "badge-iwmo-3.1-gemeente-2",
        )
        for soort in ("svg", "json")
    ]
    assert gezegd(resultaat) == (
        "zelftoets iwmo-3.1 aanbieder + ijw-3.1 aanbieder + 1 andere",
        "niet conform: 1 eis",
        ROOD,
    )
    assert gezegd(resultaat, "badge-iwmo-3.1-aanbieder") == ("zelftoets iwmo-3.1 aanbieder", "conform", GROEN)
    assert gezegd(resultaat, "badge-ijw-3.1-aanbieder") == ("zelftoets ijw-3.1 aanbieder", "niet conform: 1 eis", ROOD)
    assert gezegd(resultaat, "badge-iwmo-3.1-gemeente-1")[1] == "onvolledig"
    assert gezegd(resultaat, "badge-iwmo-3.1-gemeente-2")[1] == "bekende afwijking: 1"
    assert titel(resultaat).count("OnsPakket 4.2") == 4
    assert markdown(resultaat) == [
        "[![zelftoets iwmo-3.1 aanbieder + ijw-3.1 aanbieder + 1 andere](badge.svg)](rapport.html)",
        "[![zelftoets iwmo-3.1 aanbieder](badge-iwmo-3.1-aanbieder.svg)](rapport.html)",
        "[![zelftoets ijw-3.1 aanbieder](badge-ijw-3.1-aanbieder.svg)](rapport.html)",
        "[![zelftoets iwmo-3.1 gemeente](badge-iwmo-3.1-gemeente-1.svg)](rapport.html)",
        "[![zelftoets iwmo-3.1 gemeente](badge-iwmo-3.1-gemeente-2.svg)](rapport.html)",
    ]


TWEE_EISEN = een(AFWIJKING, melding("1.1", "afwijking"))


@pytest.mark.parametrize(
    ("oordelen", "bericht"),
    [
        ([een(AFWIJKING), TWEE_EISEN], "niet conform: 2 eisen"),
        ([een(AFWIJKING), een(BEKEND, BEKEND_ANDER)], "niet conform: 1 eis"),
        ([een(BEKEND), een(weg="1.1")], "bekende afwijking: 1"),
        ([een(PUNT), een(weg="1.1")], "onvolledig"),
        ([een(), een(gevraagd=False)], "onvolledig"),
        ([een(), een(PUNT)], "conform, met aandachtspunt"),
        ([een(), een()], "conform"),
    ],
    ids=lambda waarde: waarde.replace(" ", "_") if isinstance(waarde, str) else None,
)
def test_het_geheel_zegt_het_slechtste(oordelen: list[Draaiboekresultaat], bericht: str) -> None:
    assert gezegd(run(*oordelen))[1] == bericht
    assert gezegd(run(*reversed(oordelen)))[1] == bericht


def test_markdown_van_een_oordeel() -> None:
    assert markdown(run(een())) == ["[![zelftoets iwmo-3.1 aanbieder](badge.svg)](rapport.html)"]


BOOS = '"><script>alert(1)</script>&amp;<!--]]>{{ 7*7 }}\x00\x1b\u202e\ud7ff\ufffe](x)'


def test_wat_een_draaiboek_of_systeem_zegt_is_tekst() -> None:
    resultaat = run(een(naam=BOOS, systeem=BOOS))
    svg = badges(resultaat)["badge.svg"]
    assert {el.tag for el in lees_svg(svg).iter()} == {
        f"{SVG}{naam}" for naam in ("svg", "title", "path", "rect", "g", "text")
    }
    label, bericht, _ = gezegd(resultaat)
    assert label.startswith('zelftoets "><script>alert(1)</script>&amp;<!--]]>{{ 7*7 }} ')
    assert bericht == "conform"
    assert titel(resultaat).count("{{ 7*7 }}") == 2
    assert "<script" not in svg
    assert not set("\x00\x1b\u202e\ufffe") & set(svg)
    (regel,) = markdown(resultaat)
    assert regel.startswith('[![zelftoets "\\>\\<script\\>alert(1)\\</script\\>\\&amp;\\<\\!--\\]\\]\\>{{ 7\\*7 }} ')
    assert regel.endswith("](badge.svg)](rapport.html)")


def test_namen_worden_bestandsnamen_van_elk_systeem() -> None:
    namen = ["../../etc/x", "A b", "a  B", "a-b", "\u202e", "x" * 300]
    bestanden = list(badges(run(*(een(naam=naam) for naam in namen))))
    assert [naam for naam in bestanden if naam.endswith(".svg")] == [
        "badge.svg",
        "badge-etc-x-aanbieder.svg",
        "badge-a-b-aanbieder-1.svg",
        "badge-a-b-aanbieder-2.svg",
        "badge-a-b-aanbieder-3.svg",
        "badge-naamloos-aanbieder.svg",
        f"badge-{'x' * 60}-aanbieder.svg",
    ]


def test_een_nummer_is_nooit_een_andere_naam() -> None:
    bestanden = badges(run(een(naam="x"), een(naam="x"), een(naam="x", rol="aanbieder-1")))
    assert {"badge-x-aanbieder-2.svg", "badge-x-aanbieder-3.svg", "badge-x-aanbieder-1.svg"} <= bestanden.keys()
    assert len(bestanden) == 8


def test_een_lange_naam_wordt_kort_en_staat_voluit_in_de_titel() -> None:
    resultaat = run(een(naam="lang " * 60))
    assert len(gezegd(resultaat)[0]) <= 64
    assert gezegd(resultaat)[0].endswith("…")
    assert ("lang " * 60).strip() in titel(resultaat)


def helderheid(kleur: str) -> float:
    """Return the relative luminance by WCAG 2.2."""
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (0, 2, 4)]
    rood, groen, blauw = (deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


def contrast(een_kleur: str, ander: str) -> float:
    licht, donker = sorted((helderheid(een_kleur), helderheid(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def test_het_contrast_wordt_goed_gemeten() -> None:
    assert contrast("ffffff", "000000") == pytest.approx(21)
    # The usual bright green of badges does not do.
    assert contrast("ffffff", "44cc11") < 4.5


@pytest.mark.parametrize("kleur", [*Kleur, LABELKLEUR])
def test_de_tekst_is_leesbaar(kleur: str) -> None:
    assert contrast(TEKSTKLEUR, kleur) >= 4.5


def test_de_kleur_is_niet_het_enige() -> None:
    tekens = {
        lees_svg(badges(resultaat)["badge.svg"]).findall(f"{SVG}path")[2].get("d").split(" ", 1)[1]
        for resultaat in (run(een()), run(een(AFWIJKING)), run(een(BEKEND)))
    }
    assert len(tekens) == 3


@pytest.mark.parametrize("resultaat", [run(een()), run(een(BEKEND)), run(een(naam="iii")), run(een(naam="WWW 日本 𝄞"))])
def test_alles_past_en_er_komt_niets_van_buiten(resultaat: Resultaat) -> None:
    tekst = badges(resultaat)["badge.svg"]
    svg = lees_svg(tekst)
    assert (svg.get("role"), svg[0].tag) == ("img", f"{SVG}title")
    breedte = int(svg.get("width"))
    assert svg.get("viewBox") == f"0 0 {breedte} 20"
    grens = int(re.fullmatch(r"M4 0H(\d+)V20.*", svg[1].get("d"))[1])  # type: ignore[index]
    label, bericht = ((float(t.get("x")), float(t.get("textLength"))) for t in svg.iter(f"{SVG}text"))
    assert 0 < label[0] < sum(label) < grens < bericht[0] < sum(bericht) < breedte
    assert tekst.count("http") == 1
    assert not re.search(r"href|url\(|<style|<script|@import|font-face|\bid=|<!DOCTYPE", tekst)


def test_de_tekst_krijgt_de_breedte_van_zijn_tekens() -> None:
    def breedte(naam: str) -> float:
        return float(next(lees_svg(badges(run(een(naam=naam)))["badge.svg"]).iter(f"{SVG}text")).get("textLength"))

    leeg = breedte("")
    assert breedte("W") - leeg == pytest.approx(11 * (0.989 + 0.318), abs=0.11)
    assert breedte("i") - leeg == pytest.approx(11 * (0.278 + 0.318), abs=0.11)
    assert breedte("日") - leeg == pytest.approx(11 * (1.0 + 0.318), abs=0.11)


def test_dezelfde_uitkomst_geeft_dezelfde_bytes() -> None:
    assert badges(run(een(PUNT), een(BEKEND))) == badges(run(een(PUNT), een(BEKEND)))


FOUT = """
import pytest
from pytest_draaiboek import Status, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

class Ons(VoorbeeldAanbieder):
    naam = "Ons <Pakket>"

    def registreer_spoed(self, opdracht):
        return Uitkomst(Status.UITGESTELD, melding="Genoteerd.")

@pytest.fixture(scope="session")
def draaiboek_systeem() -> Ons:
    return Ons()
"""


@pytest.fixture
def toets(pytester: pytest.Pytester) -> Callable[..., Resultaat]:
    """Return what runs pytest by the calendar, and gives its result."""

    def doe(*opties: str) -> Resultaat:
        pytester.runpytest(
            "--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender", "--draaiboek-rapport=uit", "-p", "no:cacheprovider", *opties
        )  # fmt: skip
        return lees(pytester.path / Path("uit/resultaat.json"))

    return doe


def test_een_echte_run_die_deugt(toets: Callable[..., Resultaat]) -> None:
    resultaat = toets("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-marge=15m")
    assert gezegd(resultaat) == ("zelftoets iwmo-3.1 aanbieder", "conform, marge 15 min", GROEN)
    assert f"{resultaat.begonnen.astimezone(ZoneInfo('Europe/Amsterdam')):%d-%m-%Y}" in titel(resultaat)


def test_een_echte_run_die_niet_deugt(pytester: pytest.Pytester, toets: Callable[..., Resultaat]) -> None:
    pytester.makeconftest(FOUT)
    resultaat = toets()
    assert gezegd(resultaat) == ("zelftoets iwmo-3.1 aanbieder", "niet conform: 1 eis", ROOD)
    assert "(Ons <Pakket> 1.0)" in titel(resultaat)


def test_een_echte_run_met_een_bekende_afwijking(pytester: pytest.Pytester, toets: Callable[..., Resultaat]) -> None:
    pytester.makeconftest(FOUT)
    (pytester.path / "bekend.toml").write_text(
        '[[bekend]]\neis = "2.3b"\nberichttype = "WMO315"\nreden = "nog niet"\nlink = "https://voorbeeld.nl/12"\n',
        encoding="utf-8",
    )
    assert gezegd(toets("--draaiboek-bekend=bekend.toml"))[1:] == ("bekende afwijking: 1", GRIJS)
    assert gezegd(toets("--draaiboek-bekend=bekend.toml", "-k", "2.3b"))[1] == "onvolledig, bekende afwijking: 1"
