"""A comparison as text: in a fixed order, within 80 columns, calm when there is nothing to tell."""

from collections.abc import Callable

import pytest
from resultaten_delen import CONTROLEERT_NIETS, GOED, VERGEET_STOP, Gegevens, bewerkt, eis_van

from pytest_draaiboek.rapport.resultaat import Resultaat
from pytest_draaiboek.rapport.vergelijking import vergelijk
from pytest_draaiboek.rapport.vergelijking.tekst import regels

Echt = Callable[..., Resultaat]


def tekst(oud: Resultaat, nieuw: Resultaat) -> list[str]:
    return list(regels(vergelijk(oud, nieuw), "oud.json", "nieuw.json"))


@pytest.fixture(scope="module")
def goed(echt: Echt) -> Resultaat:
    def vast(gegevens: Gegevens) -> None:
        gegevens["slot"]["geeindigd"] = "2026-01-02T03:04:05Z"

    return bewerkt(echt(GOED), vast)


def test_zonder_verschil_is_het_kort(goed: Resultaat) -> None:
    assert tekst(goed, goed) == [
        "Oud:   oud.json",
        "       02-01-2026 03:04 UTC, kit 0.1.0",
        "Nieuw: nieuw.json",
        "       02-01-2026 03:04 UTC, kit 0.1.0",
        "",
        "Oordeel",
        "  iwmo-3.1 als aanbieder: CONFORM (onveranderd)",
        "  iwmo-3.1 als aanbieder, techniek: VOLDOET (onveranderd)",
        "",
        "Geen verschil.",
    ]


def test_anders_gemeten_zonder_verschil(goed: Resultaat) -> None:
    regels_ = tekst(goed, bewerkt(goed, lambda g: g["instellingen"].update(zaad=7)))
    assert regels_[5:7] == ["Anders gemeten", "  zaad: 0 -> 7"]
    assert regels_[-1] == "Geen verschil in de uitkomst."


def test_wat_er_slechter_werd(goed: Resultaat, echt: Echt) -> None:
    regels_ = tekst(goed, echt(VERGEET_STOP))
    assert "\n".join(regels_[5:]) == (
        "Verslechterd\n"
        "  oordeel kalender: CONFORM -> NIET CONFORM: door eis 1.1 (was voldoet), eis\n"
        "      2.1b (was voldoet) en eis 3.1.2 (was voldoet)\n"
        "  eis 1.1 (§ 1.1): voldoet -> voldoet niet\n"
        "    WMO307: voldoet -> afwijking: 03-04-2022 13:00:00: verzend WMO307: verwacht\n"
        "      niets, gezien WMO307 in 3.0\n"
        "  eis 2.1b (§ 2.1): voldoet -> voldoet niet\n"
        "    WMO307: voldoet -> afwijking: 31-03-2022 13:00:00: verzend WMO307: verwacht\n"
        "      niets, gezien WMO307 in 3.0\n"
        "  eis 3.1.2 (§ 3.1): voldoet -> voldoet niet\n"
        "    WMO307: voldoet -> afwijking: 30-03-2022 17:00:00: verzend WMO307: verwacht\n"
        "      niets, gezien WMO307 in 3.0\n"
        "\n"
        "Oordeel\n"
        "  iwmo-3.1 als aanbieder: CONFORM -> NIET CONFORM\n"
        "  iwmo-3.1 als aanbieder, techniek: VOLDOET (onveranderd)\n"
        "\n"
        "Verslechterd: 1 oordeel, 3 eisen, 3 gevallen."
    )


def test_regels_waarvan_hetzelfde_te_zeggen_is_staan_samen(goed: Resultaat, echt: Echt) -> None:
    regels_ = tekst(goed, echt(CONTROLEERT_NIETS))
    assert len(regels_) < 50
    alles = " ".join(" ".join(regels_).split())
    for regel in goed.draaiboeken[0].techniek.regels:  # type: ignore[union-attr]
        assert f"regel {regel.code}" in alles
    assert "WMO301 in 3.0, WMO301 in 3.1: voldoet -> afwijking: WMO301 in 3.0: 27-03-2022 17:00:00" in alles
    assert alles.endswith("Verslechterd: 1 oordeel, 32 regels, 74 gevallen.")


def test_de_volgorde(goed: Resultaat) -> None:
    def eerst(gegevens: Gegevens) -> None:
        eis_van(gegevens, "3.1.2").update(verdict="voldoet niet")
        eis_van(gegevens, "3.1.2")["gevallen"][0].update(soort="afwijking", reden="om dit")

    def nu(gegevens: Gegevens) -> None:
        gegevens["omgeving"]["kit"] = "9.9"
        eis_van(gegevens, "3.1.2").update(verdict="voldoet")
        eis_van(gegevens, "3.1.2")["gevallen"][0].update(soort="afwijking", reden="om dat", bekend="weten we")
        eis_van(gegevens, "1.1").update(verdict="niet getoetst", reden="WMO302: geen tijd")
        del eis_van(gegevens, "1.1")["gevallen"][0]

    regels_ = tekst(bewerkt(goed, eerst), bewerkt(goed, nu))
    assert regels_[5:] == [
        "Anders gemeten",
        "  kit: 0.1.0 -> 9.9",
        "",
        "Verslechterd",
        "  eis 1.1 (§ 1.1): voldoet -> niet getoetst: WMO302: geen tijd",
        "",
        "Verbeterd",
        "  eis 3.1.2 (§ 3.1): voldoet niet -> voldoet",
        "",
        "Nieuw of vervallen",
        "  eis 1.1 (§ 1.1)",
        "    WMO302: voldoet -> staat er niet meer in: kit 9.9 in plaats van 0.1.0",
        "  eis 3.1.2 (§ 3.1)",
        "    WMO305: bekende afwijking erbij: weten we",
        "",
        "Zelfde oordeel, andere reden",
        "  eis 3.1.2 (§ 3.1)",
        "    WMO305: afwijking: om dat",
        "",
        "Oordeel",
        "  iwmo-3.1 als aanbieder: CONFORM (onveranderd)",
        "  iwmo-3.1 als aanbieder, techniek: VOLDOET (onveranderd)",
        "",
        "Verslechterd: 1 eis. Verbeterd: 1 eis. Nieuw of vervallen: 2 gevallen. Zelfde",
        "oordeel, andere reden: 1 geval.",
    ]


def test_meer_systemen_worden_genoemd(goed: Resultaat) -> None:
    def tweede(gegevens: Gegevens) -> None:
        gegevens["draaiboeken"].append(gegevens["draaiboeken"][0] | {"techniek": None})
        systeem = gegevens["draaiboeken"][0]["systeem"]
        gegevens["draaiboeken"][1]["systeem"] = systeem | {"naam": "Tweede", "anker": "t2"}

    def slechter(gegevens: Gegevens) -> None:
        eis_van(gegevens, "3.1.2", 1).update(verdict="aandachtspunt", reden="mag net")

    samen = bewerkt(goed, tweede)
    assert tekst(samen, bewerkt(samen, slechter))[5:8] == [
        "Verslechterd",
        "  iwmo-3.1 als aanbieder (Tweede):",
        "    eis 3.1.2 (§ 3.1): voldoet -> aandachtspunt: mag net",
    ]
    assert tekst(samen, goed)[5:7] == [
        "Verslechterd",
        "  iwmo-3.1 als aanbieder (Tweede): beoordeeld -> staat er niet meer in",
    ]
    weg = bewerkt(goed, lambda g: g["draaiboeken"][0].update(techniek=None))
    regels_ = tekst(goed, weg)
    assert "  techniek: VOLDOET -> staat er niet meer in: dit onderdeel is niet gevraagd" in regels_
    assert "  iwmo-3.1 als aanbieder, techniek: VOLDOET -> geen oordeel" in regels_


def test_een_ouder_tweede_resultaat_valt_op(goed: Resultaat) -> None:
    later = bewerkt(goed, lambda g: g["slot"].update(geeindigd="2026-01-02T03:04:06Z"))
    assert not any("ouder" in regel for regel in tekst(goed, later))
    assert tekst(later, goed)[4:6] == [
        "Let op: het tweede resultaat is ouder dan het eerste. Draai ze om als dat niet",
        "zo bedoeld is.",
    ]


@pytest.mark.parametrize(
    "teken",
    ["x", "\\x1b[31m rood ", "\\x9b", "\\r\\n", "\\u202e", "é ", "\\t"],
    ids=["lang", "kleur", "CSI", "regeleinde", "omkering", "accent", "tab"],
)
def test_wat_er_ook_in_staat_het_past_en_stuurt_geen_terminal(goed: Resultaat, teken: str) -> None:
    lang = teken * 500

    def overal(gegevens: Gegevens) -> None:
        gegevens["omgeving"]["kit"] = lang
        gegevens["instellingen"]["klok"] = lang
        for een in gegevens["draaiboeken"]:
            een["reden"] = een["draaiboek"]["naam"] = lang
            for eis in een["eisen"]:
                eis.update(id=lang + eis["id"], paragraaf=lang, verdict="voldoet niet", reden=lang)
                for geval in eis["gevallen"]:
                    geval.update(soort="afwijking", reden=lang, berichttype=lang, bekend=lang)

    ander = bewerkt(goed, overal)
    for oud, nieuw in (
        (goed, ander),
        (ander, goed),
        (ander, bewerkt(ander, lambda g: g["draaiboeken"][0]["eisen"].clear())),
    ):
        for regel in regels(vergelijk(oud, nieuw), lang, "nieuw.json"):
            assert len(regel) <= 80
            assert regel.isprintable()
