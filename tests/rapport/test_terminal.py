"""The verdict in the terminal: how much of it, how wide, in which colours, and with whose words."""

import re
from dataclasses import replace

import pytest
from test_technisch_oordeel import CODES, techniek
from test_vaststelling import DRAAIBOEK, EISEN, SCHEMAS, SYSTEEM, VERWACHT, melding, oordeel

from pytest_draaiboek.rapport.melding import Bewijsmelding, Gevalmelding
from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Systeemgegevens, Waarneming
from pytest_draaiboek.rapport.terminal import regels
from pytest_draaiboek.rapport.vaststelling import stel_vast

ADRES = "https://voorbeeld.nl/" + "heel/lang/" * 30
VIJANDIG = f"\x1b[31m\x9b2J\u202e{ADRES}\r\niwmo-3.1 als aanbieder: CONFORM\n\ttab 漢字{'漢' * 90} {'woord ' * 40}"
SLOT = "iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 3.1.2"


def waarneming(uur: int, *, deugt: bool = False, gezegd: str = "aanvaard", tekst: str = "WMO305 in 3.0") -> Waarneming:
    return Waarneming(
        moment=DRAAIBOEK.mijlpaal("3.1.2").moment.replace(hour=uur), handeling="verzend WMO305", verwacht="niets",
        gezien=tekst, gezegd=gezegd, deugt=deugt, ernst="verplicht", bevindingen=[] if deugt else [tekst],
    )  # fmt: skip


def fout(eis: str = "3.1.2", *, bekend: str = "", woord: str = "mis", uren: tuple[int, ...] = (17, 18)) -> Gevalmelding:
    gezien = [waarneming(16, deugt=True), *(waarneming(uur, gezegd=f"aanvaard {woord}") for uur in uren)]
    return replace(melding(eis, "afwijking", f"{eis} is {woord}", bekend), waarnemingen=gezien)


def getoond(resultaat: Draaiboekresultaat, uitvoerig: int = 0, breedte: int = 80) -> list[str]:
    return [regel for regel, _ in regels(resultaat, breedte, 0, uitvoerig)]


def test_gewoon_is_de_hele_tabel_met_wat_te_doen() -> None:
    gezien = getoond(oordeel(fout()))
    assert gezien[:2] == [
        "iWmo 3.0 naar 3.1, als aanbieder: Ons 1",
        "§         eis    oordeel             gevallen  eerste afwijking of reden",
    ]
    assert len([regel for regel in gezien if re.match(r"\d\S* +\d", regel)]) == len(DRAAIBOEK.eisen_voor("aanbieder"))
    assert "3.1       3.1.2  voldoet niet             1/1  WMO305: 3.1.2 is mis" in gezien
    assert gezien[-6:-2] == [
        "Wat te doen: bij elk gefaald geval staat hierboven per moment wat er verwacht",
        "werd en wat het systeem verzond. Herstel het systeem, en kies zo lang een geval",
        "met -k, zoals -k 3.1.2-WMO305. Wat het draaiboek wanneer toelaat, zegt draaiboek",
        "toon iwmo-3.1.",
    ]
    assert gezien[-2:] == [f"{len(EISEN)} van {len(EISEN)} gevallen getoetst (100%).", SLOT]


def test_de_kolommen_zijn_zo_breed_als_nodig() -> None:
    resultaat = oordeel(fout())
    breed = replace(
        resultaat, eisen=[replace(e, id=f"WLZ-{e.id}", paragraaf=f"fase {e.paragraaf}") for e in resultaat.eisen]
    )
    gezien = getoond(breed, breedte=100)
    assert gezien[1] == "§         eis       oordeel             gevallen  eerste afwijking of reden"
    assert "fase 3.1  WLZ-3.1.2 voldoet niet             1/1  WMO305: 3.1.2 is mis" in gezien


def test_q_is_wat_niet_zomaar_voldoet_en_het_oordeel() -> None:
    resultaat = oordeel(fout(), melding("3.3.1", "aandachtspunt", "liever niet"), melding("3a", "niet getoetst", "nee"))
    assert getoond(resultaat, -1)[1:] == [
        "§         eis    oordeel             gevallen  eerste afwijking of reden",
        "3         3a     niet getoetst            0/1  WMO305: nee",
        "3.1       3.1.2  voldoet niet             1/1  WMO305: 3.1.2 is mis",
        "3.3       3.3.1  aandachtspunt            1/1  WMO305: liever niet",
        SLOT,
    ]
    assert getoond(oordeel(), -1)[1:] == ["iwmo-3.1 als aanbieder: CONFORM"]


def test_qq_is_alleen_het_oordeel() -> None:
    assert getoond(oordeel(fout(bekend="nog niet gebouwd (link)")), -2) == [SLOT]
    assert getoond(oordeel(), -3) == ["iwmo-3.1 als aanbieder: CONFORM"]


def test_v_geeft_redenen_voluit_en_van_elke_afwijking_wat_verwacht_en_gezien_is() -> None:
    lang = "heel lang " * 60 + "einde"
    anders = [melding(eis, "niet getoetst", lang) for eis in ("3a", "3b")]
    resultaat = oordeel(fout(), *anders)
    gewoon, voluit = getoond(resultaat), getoond(resultaat, 1)
    assert "…" in "".join(gewoon)
    assert any(regel.endswith("idem") for regel in gewoon)
    assert "…" not in "".join(voluit)
    assert not any(regel.endswith("idem") for regel in voluit)
    # In full twice for each: in the table, and with the case.
    assert sum(regel.count("einde") for regel in voluit) == 4
    plek = voluit.index("3.1       3.1.2  voldoet niet             1/1  WMO305: 3.1.2 is mis")
    assert voluit[plek + 1 : plek + 4] == [
        "  WMO305 op wo 30-03-2022 17:00:00 +0200: verzend WMO305: verwacht niets, gezien",
        "  WMO305 in 3.0; WMO305 in 3.0; het systeem zei: aanvaard mis (en nog 1 moment;",
        "  -vv toont ze alle)",
    ]


def test_vv_geeft_elk_moment() -> None:
    gezien = " ".join(getoond(oordeel(fout(uren=(17, 18, 19))), 2))
    assert [gezien.count(f"op wo 30-03-2022 {uur}:00:00 +0200") for uur in (16, 17, 18, 19)] == [0, 1, 1, 1]
    assert "en nog" not in gezien


@pytest.mark.parametrize("soort", ["adapterfout", "onbereikbaar", "niet getoetst", "iets nieuws"])
def test_v_noemt_wat_niet_getoetst_kon_worden(soort: str) -> None:
    gezien = getoond(oordeel(melding("3.1.2", soort, "De adapter brak af.\nWat te doen: herstel hem.")), 1)
    assert f"  WMO305: {soort}: De adapter brak af. Wat te doen: herstel hem." in gezien


def test_bekende_afwijkingen_worden_genoemd_en_geteld() -> None:
    bekend = fout("3.1.2", bekend="nog niet gebouwd (https://voorbeeld.nl/12)"), fout("2.3b", bekend="idem (link)")
    resultaat = oordeel(*bekend, melding("3a", bekend="wijkt niet meer af"))
    regel = [
        "2 bekende afwijkingen (--draaiboek-bekend) laten de run niet falen, en het",
        "oordeel zoals het is: 2.3b (WMO305), 3.1.2 (WMO305).",
    ]
    assert getoond(resultaat)[-2:] == getoond(resultaat, -1)[-2:] == regel
    assert getoond(resultaat, 1)[-4:] == [
        *regel,
        "  2.3b (WMO305): idem (link)",
        "  3.1.2 (WMO305): nog niet gebouwd (https://voorbeeld.nl/12)",
    ]
    een = getoond(oordeel(fout(bekend="nog niet gebouwd (link)")))
    assert een[-2].startswith("1 bekende afwijking (--draaiboek-bekend) laat de run niet falen")
    assert not any("bekende afwijking" in regel for regel in getoond(oordeel(fout())))


@pytest.mark.parametrize(
    ("anders", "weg", "raad"),
    [
        ([melding("3a", "niet getoetst", "nee")], "", "Wat te doen: neem de redenen weg waarom er niet getoetst is."),
        ([], "3a", "Wat te doen: draai voor een oordeel alle gevallen, dus zonder -k, -m, -x, --lf"),
        ([fout(bekend="komt nog (link)")], "", ""),
        ([], "", ""),
    ],
)
def test_wat_te_doen(anders: list[Gevalmelding], weg: str, raad: str) -> None:
    gezien = [regel for regel in getoond(oordeel(*anders, weg=weg)) if regel.startswith("Wat te doen")]
    assert [regel.startswith(raad) for regel in gezien] == ([True] if raad else [])


def alles_mis(woord: str) -> Draaiboekresultaat:
    """Return a verdict in which whoever can say something says this."""
    bewijs = Bewijsmelding(draaiboeken=["iwmo-3.1"], eisen=["1.1"], nodeid=woord, uitkomst="gefaald", reden=woord)
    anders = {(code, "WMO301"): ("afwijking", woord, woord) for code in CODES}
    anders |= {(code, "WMO319"): ("adapterfout", woord, "") for code in CODES}
    meldingen = [replace(fout(eis.id, woord=woord), bekend=woord, reden=woord) for eis in EISEN]
    meldingen[-1] = replace(meldingen[-1], soort="onbereikbaar")
    return stel_vast(
        DRAAIBOEK, Systeemgegevens(rol="aanbieder", naam=woord, versie=woord, anker="x"), VERWACHT, meldingen, [bewijs],
        schemas=SCHEMAS, streng=False, techniek=techniek(anders),
    )  # fmt: skip


def breed(regel: str) -> int:
    return len(regel) + len(re.findall(r"[漢字]", regel))


@pytest.mark.parametrize("woord", ["mis", ADRES, VIJANDIG, "漢" * 200], ids=["kort", "lang-adres", "vijandig", "breed"])
@pytest.mark.parametrize("breedte", range(60, 201, 7))
def test_nergens_breder_dan_de_terminal_en_altijd_tekst(breedte: int, woord: str) -> None:
    resultaat = alles_mis(woord)
    for uitvoerig in range(-2, 3):
        gezien = getoond(resultaat, uitvoerig, breedte)
        assert max(map(breed, gezien)) <= breedte
        assert [regel for regel in gezien if not regel.isprintable()] == []
        assert not any(regel.startswith("iwmo-3.1 als aanbieder: CONFORM") for regel in gezien)
        assert [regel for regel in gezien if regel.startswith("iwmo-3.1 als aanbieder: NIET CONFORM")] != []


@pytest.mark.parametrize("breedte", [80, 132])
def test_een_lang_adres_raakt_niets_kwijt(breedte: int) -> None:
    gezien = getoond(oordeel(fout(bekend=ADRES)), 1, breedte)
    assert ADRES in "".join(regel.strip() for regel in gezien)


def test_elke_regel_heeft_de_kleur_van_wat_hij_zegt() -> None:
    per_kleur: dict[str, list[str]] = {}
    anders = [fout(), melding("3a", "niet getoetst", "nee"), melding("3.3.1", "aandachtspunt", "liever niet")]
    for regel, kleur in regels(oordeel(*anders, melding("2.3b", "afwijking", "x", "komt nog")), 80, 0):
        per_kleur.setdefault(kleur, []).append(regel)
    assert {regel.split("  ")[-1] for regel in per_kleur["green"]} >= {"1/1"}
    assert all(" voldoet  " in regel for regel in per_kleur["green"])
    assert [regel.split()[1] for regel in per_kleur["red"][:-1]] == ["2.3b", "3.1.2"]
    assert per_kleur["red"][-1].startswith("iwmo-3.1 als aanbieder: NIET CONFORM")
    assert [regel.split()[1] for regel in per_kleur["yellow"][:2]] == ["3a", "3.3.1"]


def test_een_systeem_zonder_naam() -> None:
    naamloos = replace(oordeel(), systeem=replace(SYSTEEM, naam="", versie=""))
    assert getoond(naamloos)[0].endswith("als aanbieder: zonder naam")
