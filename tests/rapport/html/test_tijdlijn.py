"""The picture as a whole: of systems that were tried, and of calendars that there never were."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from tijdlijn_delen import (
    BEGIN,
    Uitkomst,
    beproefd,
    bericht,
    eis,
    geval,
    mijlpaal,
    strook,
    uitkomst,
    waarneming,
)

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.rapport.html.beelddelen import Tekening
from pytest_draaiboek.rapport.html.tekening import BLAD, LETTER, ontwerp
from pytest_draaiboek.rapport.html.tijdlijn import teken_legenda, teken_tijdlijn, tijdlijn_tabel
from pytest_draaiboek.rapport.html.tijdmerken import Teken
from pytest_draaiboek.rapport.html.tijdschaal import SECONDE
from pytest_draaiboek.rapport.html.vlaggen import tekstbreedte
from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Fasegegevens, Verkeer
from pytest_draaiboek.rapport.taal import TALEN, kies_taal
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN, VoorbeeldAanbieder

NL = kies_taal("nl")
DRAAIBOEK = laad("iwmo-3.1")
SVG = "{http://www.w3.org/2000/svg}"
DRUKBREEDTE = 680.0  # pixels in 180 mm
KLEINSTE_DRUKLETTER = 8.0  # pixels in 6 points
VIJANDIG = "</title></svg><script>alert(1)</script>\x00\x1b&\"'"


class Fout(VoorbeeldAanbieder):
    """Sends the new version too soon, one type of the old version too late, and keeps no agreement."""

    def verzendversie(self, nummer: str) -> str | None:
        nu, migratie = self.klok(), self.kalender.migraties[0]
        if migratie.live.replace(hour=0) <= nu < migratie.live and nummer == "305":
            return migratie.naar
        if (nummer == "307" and nu < migratie.live) or (nummer == "303" and nu < migratie.stop_retour):
            return migratie.van
        return super().verzendversie(nummer)


class Zwijger(VoorbeeldAanbieder):
    """Sends nothing ever: what it holds back proves nothing."""

    def verzendversie(self, nummer: str) -> str | None:
        return None


SYSTEMEN = {**{rol: VOORBEELDEN[rol] for rol in DRAAIBOEK.toetsrollen}, "fout": Fout, "zwijger": Zwijger}


@pytest.fixture(scope="module")
def uitslagen() -> dict[str, Uitkomst]:
    return {naam: beproefd(klasse(), DRAAIBOEK) for naam, klasse in SYSTEMEN.items()}


@pytest.fixture(params=SYSTEMEN)
def echt(request: pytest.FixtureRequest, uitslagen: dict[str, Uitkomst]) -> Uitkomst:
    return uitslagen[request.param]


def bomen(html: str) -> list[ElementTree.Element]:
    """Return both pictures; what is not well-formed is refused."""
    met_naam = str(html).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return list(ElementTree.fromstring(met_naam))


def beeld(html: str) -> ElementTree.Element:
    return bomen(html)[1]


def titel_van(element: ElementTree.Element) -> str:
    return element.findtext(f"{SVG}title", "")


def nl(moment: datetime) -> str:
    return NL.moment(moment, DRAAIBOEK.zone)


# What the system did


def test_de_afwijkende_tekens_zijn_precies_de_afwijkende_waarnemingen(echt: Uitkomst) -> None:
    resultaat, berichten = echt
    verwacht = {
        (geval_.berichttype, nl(w.moment), eis_.id, w.gezien)
        for eis_ in resultaat.eisen
        for geval_ in eis_.gevallen
        for w in geval_.waarnemingen
        if not w.deugt and w.ernst == "verplicht"
    }
    gevonden = set()
    for link in beeld(teken_tijdlijn(resultaat, berichten, NL)).iter(f"{SVG}a"):
        (gebruikt,) = link.findall(f"{SVG}use")
        if gebruikt.get("href") != "#tl-afwijking":
            continue
        kop, *regels = titel_van(link).splitlines()
        berichttype, moment = kop.split(", ", 1)
        afwijkend = [regel.removeprefix("WIJKT AF · ") for regel in regels if regel.startswith("WIJKT AF · ")]
        assert afwijkend
        eerste = afwijkend[0].split(":")[0].split(", ")[0]
        assert link.get("href") == f"#eis-{eerste}-{berichttype}"
        for regel in afwijkend:
            eisen, rest = regel.split(": ", 1)
            gevonden |= {(berichttype, moment, nr, rest.rsplit("gezien ", 1)[1]) for nr in eisen.split(", ")}
    assert gevonden == verwacht


def test_een_fout_systeem_heeft_afwijkingen_en_een_goed_niet(uitslagen: dict[str, Uitkomst]) -> None:
    def tel(naam: str) -> Counter[Teken]:
        return Counter(merk.merk.teken for merk in ontwerp(*uitslagen[naam], NL).merken)

    for goed in DRAAIBOEK.toetsrollen:
        assert set(tel(goed)) <= {Teken.VERZONDEN, Teken.NIETS, Teken.AANGENOMEN, Teken.GEWEIGERD}
        assert tel(goed)[Teken.VERZONDEN]
        assert tel(goed)[Teken.NIETS]
    assert tel("fout")[Teken.AFWIJKING]
    assert tel("fout")[Teken.AANDACHT]
    assert tel("fout")[Teken.TERLOOPS]
    assert {m.merk.teken for m in ontwerp(*uitslagen["fout"], NL).merken if m.doel} == {Teken.AFWIJKING, Teken.AANDACHT}
    assert tel("zwijger")[Teken.OPEN]
    assert not tel("zwijger")[Teken.VERZONDEN]


def test_elke_waarneming_wordt_verteld(echt: Uitkomst) -> None:
    resultaat, berichten = echt
    wat = {
        (g.berichttype, w.moment.astimezone(UTC), e.id, id(w)) for e in resultaat.eisen for g in e.gevallen for w in g.waarnemingen
    }  # fmt: skip
    tekens = ontwerp(resultaat, berichten, NL).merken
    merken = [merkteken.merk for merkteken in tekens]
    assert {(m.berichttype, m.moment, b.eis, id(b.waarneming)) for m in merken for b in m.bevindingen} == wat
    boom = beeld(teken_tijdlijn(resultaat, berichten, NL))
    links = {gebruikt: link for link in boom.iter(f"{SVG}a") for gebruikt in link.iter(f"{SVG}use")}
    getekend = [(g.get("href"), titel_van(links.get(g, g))) for g in boom.iter(f"{SVG}use")]
    assert getekend == [(f"#tl-{m.merk.teken}", m.titel) for m in tekens]


def test_een_teken_staat_in_zijn_laan_op_zijn_moment_en_zijn_band(echt: Uitkomst) -> None:
    tekening = ontwerp(*echt, NL)
    lanen = {laan.berichttype: laan for laan in tekening.lanen}
    plaatsen: dict[datetime, float] = {}
    for merkteken in tekening.merken:
        laan = lanen[merkteken.merk.berichttype]
        assert laan.y < merkteken.y < laan.y + laan.hoogte
        band = {band.versie: band.y + tekening.band / 2 for band in laan.banden}.get(merkteken.merk.versie)
        assert merkteken.y == (laan.y + laan.hoogte / 2 if band is None else band)
        assert plaatsen.setdefault(merkteken.merk.moment, merkteken.x) == merkteken.x
    op_volgorde = [plaatsen[moment] for moment in sorted(plaatsen)]
    assert all(rechts - links >= SECONDE for links, rechts in pairwise(op_volgorde))


def test_het_toetsenbord_stopt_een_keer_per_doel(uitslagen: dict[str, Uitkomst]) -> None:
    links = list(beeld(teken_tijdlijn(*uitslagen["fout"], NL, "b-")).iter(f"{SVG}a"))
    doelen = [link.get("href") for link in links]
    assert all(doel and doel.startswith("#b-eis-") for doel in doelen)
    assert len(doelen) > len(set(doelen))
    assert [link.get("href") for link in links if link.get("tabindex") is None] == list(dict.fromkeys(doelen))


# What the calendar says


@pytest.mark.parametrize("naam", ["iwmo-3.1", "ijw-3.1"])
@pytest.mark.parametrize("rol", DRAAIBOEK.toetsrollen)
def test_elke_band_zegt_wat_het_draaiboek_oordeelt(naam: str, rol: str, uitslagen: dict[str, Uitkomst]) -> None:
    draaiboek = laad(naam)
    resultaat, berichten = uitslagen[rol] if naam == "iwmo-3.1" else beproefd(VOORBEELDEN[rol](), draaiboek)
    tekening = ontwerp(resultaat, berichten, NL)
    momenten = {merkteken.merk.moment: merkteken.x for merkteken in tekening.merken}
    gezien = 0
    for laan in tekening.lanen:
        assert [band.versie for band in laan.banden] == list(draaiboek.versies)
        for band in laan.banden:
            assert (band.delen[0].x, band.delen[-1].x + band.delen[-1].breedte) == (0.0, tekening.breedte)
            for moment, x in momenten.items():
                (deel,) = (d for d in band.delen if d.x <= x < d.x + d.breedte)
                assert deel.soort == draaiboek.oordeel(laan.berichttype, band.versie, moment).soort
                gezien += 1
    assert gezien > 500


def test_de_tabel_zegt_hetzelfde_als_de_banden(echt: Uitkomst) -> None:
    resultaat, berichten = echt
    rijen = tijdlijn_tabel(resultaat, NL)
    banden = [
        (laan.berichttype, band.versie, NL(f"tijdlijn.{deel.soort}"))
        for laan in ontwerp(resultaat, berichten, NL).lanen
        for band in laan.banden
        for deel in band.delen
    ]
    assert [(rij[0], rij[1], rij[4]) for rij in rijen] == banden
    assert rijen[0][2] == "altijd"
    stop = [rij for rij in rijen if rij[:2] == ("WMO305", "3.0")]
    assert stop == [
        ("WMO305", "3.0", "altijd", "wo 30 mrt 2022, 17:00", "toegestaan", "mijlpaal 3.2.1, par. 3.2"),
        ("WMO305", "3.0", "wo 30 mrt 2022, 17:00", "nader bericht", "geblokkeerd", "mijlpaal 3.2.1, par. 3.2"),
    ]


def test_elke_mijlpaal_en_de_zomertijd_hebben_een_lijn(echt: Uitkomst) -> None:
    lijnen = {lijn.titel: lijn for lijn in ontwerp(*echt, NL).lijnen}
    zichtbaar = [" ".join(f"{kop} {tekst}".strip() for _, _, kop, tekst in lijn.regels) for lijn in lijnen.values()]
    assert "do 31 mrt 13:00 3.1.4 3.1.5 3.2.2 3.3.2 3.3.3 3.2.3" in zichtbaar
    assert "wo 1 dec 2021 00:00 intro" in zichtbaar
    assert "ma 4 apr 13:00 3.1 live 3.2.4 4.1.1 4.1.2 4.1.3 5.1 5.2" in zichtbaar
    assert "do 31 mrt 23:00 einde 3.1.6, 3.1.7" in zichtbaar
    assert "zo 27 mrt klok 02:00 → 03:00" in zichtbaar
    nummers = " ".join(titel for titel in lijnen)
    assert all(f"{nr} (par. " in nummers for nr in DRAAIBOEK.mijlpalen)
    assert Counter(lijn.soort for lijn in lijnen.values()) == {"mijlpaal": 7, "live": 1, "einde": 2, "wissel": 1}
    assert len({lijn.x for lijn in lijnen.values()}) == len(lijnen)


def test_een_lijn_staat_waar_de_banden_wisselen(uitslagen: dict[str, Uitkomst]) -> None:
    tekening = ontwerp(*uitslagen["aanbieder"], NL)
    grenzen = {deel.x for laan in tekening.lanen for band in laan.banden for deel in band.delen} - {0.0}
    assert len(grenzen) == 5
    assert grenzen <= {lijn.x for lijn in tekening.lijnen}


@pytest.mark.parametrize(
    ("zone", "over", "tekst", "titel"),
    [
        (
            "Europe/Amsterdam",
            30,
            "zo 26 okt klok 03:00 → 02:00",
            "zo 26 okt 2031: de wintertijd gaat in; om 03:00 wordt het 02:00.",
        ),
        (
            "America/New_York",
            160,
            "zo 2 nov klok 02:00 → 01:00",
            "zo 2 nov 2031: de wintertijd gaat in; om 02:00 wordt het 01:00.",
        ),
        ("UTC", 160, "", ""),
    ],
)
def test_de_klok_gaat_om_waar_de_zone_dat_zegt(zone: str, over: int, tekst: str, titel: str) -> None:
    resultaat = uitkomst(eis("1", geval("A1", waarneming(BEGIN), waarneming(BEGIN + timedelta(days=over)))), zone=zone)
    wissels = [lijn for lijn in ontwerp(resultaat, {}, NL).lijnen if lijn.soort == "wissel"]
    gevonden = [(" ".join(f"{kop} {t}".strip() for _, _, kop, t in lijn.regels), lijn.titel) for lijn in wissels]
    assert (gevonden[:1] or [("", "")]) == [(tekst, titel)]


# The picture itself


def test_welgevormd_en_met_unieke_namen(echt: Uitkomst) -> None:
    een, ander = teken_tijdlijn(*echt, NL), teken_tijdlijn(*echt, NL, "b-")
    namen = [
        element.get("id")
        for html in (een, ander)
        for boom in bomen(html)
        for element in boom.iter()
        if element.get("id")
    ]
    assert len(namen) == len(set(namen))
    for html, voorvoegsel in ((een, ""), (ander, "b-")):
        eigen_namen = {name for name in namen if str(name).startswith("b-") == bool(voorvoegsel)}
        verwijzingen = set(re.findall(r'(?:url\(#|<use href="#)([^")]+)', html))
        verwijzingen |= set(re.findall(r'aria-labelledby="(\S+) (\S+)"', html)[0])
        assert verwijzingen <= eigen_namen
        legenda = teken_legenda(*echt, NL, voorvoegsel)
        assert set(re.findall(r'(?:url\(#|<use href="#)([^")]+)', legenda)) <= eigen_namen
    assert "style=" not in een  # the policy of the page lets no such thing through


def test_hetzelfde_resultaat_geeft_hetzelfde_beeld(echt: Uitkomst) -> None:
    assert teken_tijdlijn(*echt, NL) == teken_tijdlijn(*echt, NL)


@pytest.mark.parametrize("taal", TALEN)
def test_in_elke_taal(taal: str, uitslagen: dict[str, Uitkomst]) -> None:
    resultaat, berichten = uitslagen["fout"]
    woorden = kies_taal(taal)
    assert titel_van(beeld(teken_tijdlijn(resultaat, berichten, woorden))) == woorden("tijdlijn.titel")
    tekening = ontwerp(resultaat, berichten, woorden)
    assert tekening.namen + tekening.breedte <= BLAD
    assert {len(dag.weekdag) for dag in tekening.dagen} == {2}
    assert all(fase.tekst for fase in tekening.fasen)
    assert woorden("tijdlijn.teken_afwijking") in teken_legenda(resultaat, berichten, woorden)
    assert {rij[4] for rij in tijdlijn_tabel(resultaat, woorden)} == {
        woorden(f"tijdlijn.{soort}") for soort in ("toegestaan", "afgeraden", "geblokkeerd")
    }


def test_klein_genoeg(uitslagen: dict[str, Uitkomst]) -> None:
    resultaat, _ = uitslagen["aanbieder"]
    assert sum(len(g.waarnemingen) for e in resultaat.eisen for g in e.gevallen) > 550
    assert len(teken_tijdlijn(*uitslagen["aanbieder"], NL).encode()) < 120_000
    assert len(teken_tijdlijn(*uitslagen["knooppunt"], NL).encode()) < 250_000


def test_de_afdruk_past_en_is_leesbaar(echt: Uitkomst) -> None:
    tekening = ontwerp(*echt, NL)
    assert tekening.namen + tekening.breedte <= BLAD
    assert tekening.letter * DRUKBREEDTE / (tekening.namen + tekening.breedte) >= KLEINSTE_DRUKLETTER


def test_voor_wie_niet_ziet(uitslagen: dict[str, Uitkomst]) -> None:
    for naam, rol in (("aanbieder", "img"), ("fout", "group")):
        # What leads somewhere may not be within a picture that is one whole.
        html = beeld(teken_tijdlijn(*uitslagen[naam], NL))
        assert html.get("role") == rol
        assert titel_van(html) == "Tijdlijn van de overgang"
    resultaat, berichten = uitslagen["fout"]
    fout = [w for e in resultaat.eisen for g in e.gevallen for w in g.waarnemingen if not w.deugt]
    beschrijving = beeld(teken_tijdlijn(resultaat, berichten, NL)).findtext(f"{SVG}desc", "")
    verplicht = sum(w.ernst == "verplicht" for w in fout)
    assert f": {verplicht} afwijkend, {len(fout) - verplicht} met een aandachtspunt, 0 zonder bewijs." in beschrijving
    assert "op 51 beproefde momenten (" in beschrijving


def test_de_legenda_noemt_wat_er_te_zien_is(uitslagen: dict[str, Uitkomst]) -> None:
    goed, fout = (teken_legenda(*uitslagen[naam], NL) for naam in ("aanbieder", "fout"))
    assert [soort in goed for soort in ("toegestaan", "afgeraden (afspraak)", "geblokkeerd")] == [True] * 3
    assert "wijkt af" not in goed
    assert "wijkt af" in fout
    assert "De tijd staat op volgorde" in goed


def test_alles_van_het_systeem_is_ontsnapt() -> None:
    sleutel, gegevens = bericht("A1", "7", VIJANDIG)
    w = waarneming(gezien=VIJANDIG, handeling=VIJANDIG, deugt=False, verkeer=[0])
    verkeer = [Verkeer(moment=BEGIN, richting="uit", bericht=sleutel)]
    resultaat = uitkomst(eis(f"1{VIJANDIG}", geval("A1", w, verkeer=verkeer), geval(VIJANDIG, waarneming())))
    html = teken_tijdlijn(resultaat, {sleutel: gegevens}, NL)
    assert "<script" not in html
    assert "alert(1)" in "".join(titel_van(link) for link in beeld(html).iter(f"{SVG}a"))


# Calendars that there never were


def test_drie_versies_en_fasen_ervoor_en_erna() -> None:
    over, later = BEGIN + timedelta(days=3), BEGIN + timedelta(days=9)
    resultaat = uitkomst(
        versies=("7", "8", "9"),
        fasen=[
            Fasegegevens(nr=0, naam="ooit", begin=None, einde=over),
            Fasegegevens(nr=1, naam="nu", begin=over, einde=later),
            Fasegegevens(nr=2, naam="straks", begin=later, einde=None),
        ],
        mijlpalen=[mijlpaal("X", over, later), mijlpaal("Y", later)],
    )
    tekening = ontwerp(resultaat, {}, NL)
    (laan,) = tekening.lanen
    assert [band.versie for band in laan.banden] == ["7", "8", "9"]
    assert all(rechts.y - links.y > tekening.band for links, rechts in pairwise(laan.banden))
    assert laan.banden[-1].y + tekening.band < laan.y + laan.hoogte
    assert tekening.fasen[0].x == 0
    assert all(links.x + links.breedte == pytest.approx(rechts.x) for links, rechts in pairwise(tekening.fasen))
    assert tekening.fasen[-1].x + tekening.fasen[-1].breedte == tekening.breedte
    bomen(teken_tijdlijn(resultaat, {}, NL))


def test_een_type_met_een_versie_en_geen_enkele_waarneming() -> None:
    resultaat = uitkomst(versies=("7",), stroken=[strook("A1", "7", None, "toegestaan")])
    tekening = ontwerp(resultaat, {}, NL)
    (laan,) = tekening.lanen
    (band,) = laan.banden
    assert band.y + tekening.band / 2 == laan.y + laan.hoogte / 2
    assert tekening.merken == ()
    assert "Op geen enkel moment is iets beproefd." in teken_tijdlijn(resultaat, {}, NL)
    assert beeld(teken_tijdlijn(resultaat, {}, NL)).get("role") == "img"


def test_veertig_typen_en_honderden_momenten() -> None:
    typen = [f"ABCDE{nr:03}" for nr in range(40)]
    eisen = [
        eis(str(nr), *(geval(t, *(waarneming(BEGIN + timedelta(seconds=nr * 7 + k)) for k in range(5))) for t in typen))
        for nr in range(60)
    ]
    resultaat = uitkomst(*eisen, verzendt=typen[:20], ontvangt=typen[20:])
    tekening = ontwerp(resultaat, {}, NL)
    assert len(tekening.lanen) == 40
    assert all(boven.y + boven.hoogte <= onder.y for boven, onder in pairwise(tekening.lanen))
    _leesbaar_in_druk(tekening)
    bomen(teken_tijdlijn(resultaat, {}, NL))


def _leesbaar_in_druk(tekening: Tekening) -> None:
    assert tekening.namen + tekening.breedte > BLAD
    assert tekening.letter > LETTER
    assert tekening.letter * DRUKBREEDTE / (tekening.namen + tekening.breedte) == pytest.approx(
        LETTER * DRUKBREEDTE / BLAD
    )


def test_een_kalender_zonder_iets() -> None:
    leeg: Draaiboekresultaat = uitkomst(verzendt=(), stroken=[], mijlpalen=[mijlpaal("X", BEGIN)])
    assert ontwerp(leeg, {}, NL).lanen == ()
    bomen(teken_tijdlijn(leeg, {}, NL))


def test_zonder_fasen_loopt_een_lijn_door() -> None:
    zonder = beeld(teken_tijdlijn(uitkomst(), {}, NL))
    met = beeld(teken_tijdlijn(uitkomst(fasen=[Fasegegevens(nr=0, naam="altijd", begin=None, einde=None)]), {}, NL))
    (een,), (ander,) = ([g.findall(f"{SVG}path")[0].get("d", "") for g in boom.iter(f"{SVG}g") if "tl-live" in g.get("class", "")]
                        for boom in (zonder, met))  # fmt: skip
    assert (een.count("M"), ander.count("M")) == (1, 2)


def test_een_dagnaam_staat_naast_een_lijn_als_daar_plaats_is(uitslagen: dict[str, Uitkomst]) -> None:
    tekening = ontwerp(*uitslagen["aanbieder"], NL)
    for dag in tekening.dagen:
        assert dag.vak.x <= dag.midden <= dag.vak.x + dag.vak.breedte
        assert dag.weekdag
        assert dag.dag
        if dag.vak.breedte > 60:
            halve = tekstbreedte(dag.weekdag, tekening.letter) / 2
            assert all(abs(dag.midden - lijn.x) > halve for lijn in tekening.lijnen)


def test_een_type_zonder_strook_heeft_een_lege_laan() -> None:
    resultaat = uitkomst(eis("1", geval("Z9", waarneming())))
    tekening = ontwerp(resultaat, {}, NL)
    assert [(laan.berichttype, len(laan.banden)) for laan in tekening.lanen] == [("A1", 2), ("Z9", 0)]
    bomen(teken_tijdlijn(resultaat, {}, NL))
