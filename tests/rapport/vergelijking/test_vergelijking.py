"""Two results beside each other: every step down is seen, nothing else is taken for one, and what explains it is told."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from resultaten_delen import CONTROLEERT_NIETS, GOED, VERGEET_STOP, Gegevens, bewerkt, eis_van, regel_van

from pytest_draaiboek.rapport.resultaat import Resultaat
from pytest_draaiboek.rapport.vergelijking import Aard, Soort, Vergelijking, Verschil, vergelijk

Echt = Callable[..., Resultaat]
WIE = "iwmo-3.1 als aanbieder"
SLECHTER, BETER = Aard.VERSLECHTERD, Aard.VERBETERD
TREDEN = ["voldoet", "aandachtspunt", "niet getoetst", "voldoet niet"]
GEVALTREDEN = [
    ("voldoet",),
    ("aandachtspunt",),
    ("niet getoetst", "niet gedraaid", "adapterfout", "kitfout"),
    ("afwijking",),
]
ANDER_DRAAIBOEK = "1" * 64


@pytest.fixture(scope="module")
def goed(echt: Echt) -> Resultaat:
    return echt(GOED)


def zet(sleutel: str, **velden: Any) -> Callable[[Gegevens], None]:
    return lambda gegevens: eis_van(gegevens, sleutel).update(velden)


def zet_geval(sleutel: str, nr: int, **velden: Any) -> Callable[[Gegevens], None]:
    return lambda gegevens: eis_van(gegevens, sleutel)["gevallen"][nr].update(velden)


def oordeel(**velden: Any) -> Callable[[Gegevens], None]:
    return lambda gegevens: gegevens["draaiboeken"][0].update(velden)


def draaiboek(**velden: Any) -> Callable[[Gegevens], None]:
    return lambda gegevens: gegevens["draaiboeken"][0]["draaiboek"].update(velden)


def kit(versie: str) -> Callable[[Gegevens], None]:
    return lambda gegevens: gegevens["omgeving"].update(kit=versie)


def zonder_eis(sleutel: str) -> Callable[[Gegevens], None]:
    return lambda gegevens: gegevens["draaiboeken"][0]["eisen"].remove(eis_van(gegevens, sleutel))


def erbij(sleutel: str, naar: str, **velden: Any) -> Callable[[Gegevens], None]:
    """Add an eis that is like another, under a name of its own."""

    def doe(gegevens: Gegevens) -> None:
        gegevens["draaiboeken"][0]["eisen"].append({**copy.deepcopy(eis_van(gegevens, sleutel)), "id": naar, **velden})

    return doe


def tweede(**systeem: str) -> Callable[[Gegevens], None]:
    """Add a second verdict like the first, on another system."""

    def doe(gegevens: Gegevens) -> None:
        ander = copy.deepcopy(gegevens["draaiboeken"][0])
        ander["systeem"].update(systeem)
        gegevens["draaiboeken"].append(ander)

    return doe


def kort(vergelijking: Vergelijking) -> list[tuple[Aard, Soort, str, str]]:
    return [(v.aard, v.soort, v.sleutel, v.geval) for v in vergelijking.verschillen]


def het_verschil(vergelijking: Vergelijking) -> Verschil:
    (verschil,) = vergelijking.verschillen
    return verschil


def test_zichzelf_geeft_geen_verschil(goed: Resultaat) -> None:
    vergelijking = vergelijk(goed, bewerkt(goed))
    assert (vergelijking.verschillen, vergelijking.anders_gemeten, vergelijking.verslechterd) == ([], [], False)
    assert [(k.onderdeel, k.oud, k.nieuw) for k in vergelijking.oordelen] == [
        ("kalender", "CONFORM", "CONFORM"),
        ("techniek", "VOLDOET", "VOLDOET"),
    ]


def test_een_systeem_dat_de_stop_vergeet_is_slechter(goed: Resultaat, echt: Echt) -> None:
    vergelijking = vergelijk(goed, echt(VERGEET_STOP))
    assert vergelijking.verslechterd
    assert kort(vergelijking) == [
        (SLECHTER, Soort.OORDEEL, "", ""),
        *[
            (SLECHTER, soort, eis, geval)
            for eis in ("1.1", "2.1b", "3.1.2")
            for soort, geval in ((Soort.EIS, ""), (Soort.GEVAL, "WMO307"))
        ],
    ]
    assert "30-03-2022 17:00:00: verzend WMO307: verwacht niets" in vergelijking.verschillen[-1].reden
    assert (
        vergelijking.verschillen[0].reden
        == "door eis 1.1 (was voldoet), eis 2.1b (was voldoet) en eis 3.1.2 (was voldoet)"
    )


@pytest.mark.parametrize("fout", [VERGEET_STOP, CONTROLEERT_NIETS])
def test_andersom_is_het_beter(goed: Resultaat, echt: Echt, fout: str) -> None:
    heen, terug = vergelijk(goed, echt(fout)), vergelijk(echt(fout), goed)
    assert not terug.verslechterd
    assert [(v.soort, v.sleutel, v.geval, v.oud, v.nieuw) for v in heen.verschillen] == [
        (v.soort, v.sleutel, v.geval, v.nieuw, v.oud) for v in terug.verschillen
    ]
    assert {v.aard for v in heen.verschillen} == {SLECHTER}
    assert {v.aard for v in terug.verschillen} == {BETER}


def test_de_techniek_weegt_evenzeer(goed: Resultaat, echt: Echt) -> None:
    vergelijking = vergelijk(goed, echt(CONTROLEERT_NIETS))
    assert {v.onderdeel for v in vergelijking.verschillen} == {"techniek"}
    regels = [v for v in vergelijking.verschillen if v.soort is Soort.REGEL]
    assert [regel.sleutel for regel in regels] == [r.code for r in goed.draaiboeken[0].techniek.regels]  # type: ignore[union-attr]
    assert ("CD005", "WMO301 in 3.0") in {(v.sleutel, v.geval) for v in vergelijking.verschillen}
    assert vergelijking.verschillen[0].reden.endswith("regel CS015 (was voldoet) en nog 26")


@pytest.mark.parametrize("oud", TREDEN)
@pytest.mark.parametrize("nieuw", TREDEN)
def test_elke_trede_omlaag_is_slechter_en_omhoog_beter(goed: Resultaat, oud: str, nieuw: str) -> None:
    vergelijking = vergelijk(bewerkt(goed, zet("3.1.2", verdict=oud)), bewerkt(goed, zet("3.1.2", verdict=nieuw)))
    stap = TREDEN.index(nieuw) - TREDEN.index(oud)
    verwacht = [] if stap == 0 else [(SLECHTER if stap > 0 else BETER, Soort.EIS, "3.1.2", "")]
    assert kort(vergelijking) == verwacht
    assert vergelijking.verslechterd is (stap > 0)


@pytest.mark.parametrize(("oud", "was"), [(nr, soort) for nr, rij in enumerate(GEVALTREDEN) for soort in rij])
@pytest.mark.parametrize(("nieuw", "is_"), [(nr, soort) for nr, rij in enumerate(GEVALTREDEN) for soort in rij])
def test_ook_van_een_geval_in_een_eis_die_al_faalde(goed: Resultaat, oud: int, was: str, nieuw: int, is_: str) -> None:
    faalt = zet("3.1.2", verdict="voldoet niet")
    eerst = bewerkt(goed, faalt, zet_geval("3.1.2", 1, soort=was))
    nu = bewerkt(goed, faalt, zet_geval("3.1.2", 1, soort=is_))
    aard = {True: SLECHTER, False: BETER}[nieuw > oud] if nieuw != oud else Aard.ANDERS
    assert kort(vergelijk(eerst, nu)) == ([] if was == is_ else [(aard, Soort.GEVAL, "3.1.2", "WMO307")])


@pytest.mark.parametrize(
    ("oud", "nieuw"), [("VOLDOET", "ONVOLLEDIG"), ("ONVOLLEDIG", "VOLDOET NIET"), ("VOLDOET", "VOLDOET NIET")]
)
def test_een_oordeel_over_de_techniek(goed: Resultaat, oud: str, nieuw: str) -> None:
    def met(waarde: str) -> Resultaat:
        return bewerkt(goed, lambda g: g["draaiboeken"][0]["techniek"].update(oordeel=waarde, reden=f"want {waarde}"))

    verschil = het_verschil(vergelijk(met(oud), met(nieuw)))
    assert (verschil.aard, verschil.oud, verschil.nieuw, verschil.reden) == (SLECHTER, oud, nieuw, f"want {nieuw}")
    assert het_verschil(vergelijk(met(nieuw), met(oud))).aard is BETER
    assert not vergelijk(met("VOLDOET"), met("NIET VAN TOEPASSING")).verschillen


def test_een_andere_reden_wordt_gezegd_en_is_niet_slechter(goed: Resultaat) -> None:
    eerst = bewerkt(goed, zet_geval("3.1.2", 0, soort="afwijking", reden="om dit\nen meer"))
    nu = bewerkt(goed, zet_geval("3.1.2", 0, soort="afwijking", reden="om dat"))
    verschil = het_verschil(vergelijk(eerst, nu))
    assert (verschil.aard, verschil.reden) == (Aard.ANDERS, "om dat")
    assert not vergelijk(eerst, bewerkt(eerst, zet_geval("3.1.2", 0, reden="om dit\nen iets anders"))).verschillen


# What is there on one side only.


def test_een_eis_die_weg_is_onder_hetzelfde_draaiboek_is_slechter(goed: Resultaat) -> None:
    for anders in ((), (kit("9.9"),)):
        verschil = het_verschil(vergelijk(goed, bewerkt(goed, zonder_eis("3.1.2"), *anders)))
        assert (verschil.aard, verschil.soort, verschil.sleutel) == (SLECHTER, Soort.EIS, "3.1.2")
        assert (verschil.oud, verschil.nieuw) == ("voldoet", "staat er niet meer in")
        assert verschil.reden == "gemeten naar hetzelfde hoort dit erin te staan"


def test_een_eis_die_weg_is_met_een_ander_draaiboek_is_vervallen(goed: Resultaat) -> None:
    nu = bewerkt(goed, zonder_eis("3.1.2"), draaiboek(sha256=ANDER_DRAAIBOEK))
    verschil = het_verschil(vergelijk(goed, nu))
    assert (verschil.aard, verschil.sleutel, verschil.reden) == (Aard.VERVALLEN, "3.1.2", "het draaiboek is anders")
    terug = het_verschil(vergelijk(nu, goed))
    assert (terug.aard, terug.sleutel, terug.nieuw) == (Aard.NIEUW, "3.1.2", "voldoet")


def test_een_nieuwe_eis_die_faalt_is_zelf_niet_slechter_maar_het_oordeel_wel(goed: Resultaat) -> None:
    anders = draaiboek(sha256=ANDER_DRAAIBOEK)
    nieuw = bewerkt(goed, anders, erbij("3.1.2", "9.9", verdict="voldoet niet", reden="WMO305: mis"))
    assert not vergelijk(goed, nieuw).verslechterd
    gevallen = bewerkt(nieuw, oordeel(eindoordeel="NIET CONFORM", reden="voldoet niet aan 9.9"))
    eerste, tweede_ = vergelijk(goed, gevallen).verschillen
    assert (eerste.aard, eerste.soort, eerste.oud, eerste.nieuw) == (SLECHTER, Soort.OORDEEL, "CONFORM", "NIET CONFORM")
    assert eerste.reden == "door de nieuwe eis 9.9"
    assert (tweede_.aard, tweede_.sleutel, tweede_.nieuw) == (Aard.NIEUW, "9.9", "voldoet niet")
    assert tweede_.reden == "het draaiboek is anders; WMO305: mis"


def test_een_eis_die_zwaarder_gaat_wegen(goed: Resultaat) -> None:
    open_ = zet("3.3.1", verdict="niet getoetst", reden="niet gedraaid")
    anders = draaiboek(sha256=ANDER_DRAAIBOEK)
    nu = bewerkt(goed, open_, anders, zet("3.3.1", ernst="verplicht"), oordeel(eindoordeel="ONVOLLEDIG"))
    vergelijking = vergelijk(bewerkt(goed, open_), nu)
    assert het_verschil(vergelijking).reden == "door eis 3.3.1 (nu verplicht)"
    assert ("eis 3.3.1: ernst", "procedureel", "verplicht") in {
        (m.wat, m.oud, m.nieuw) for m in vergelijking.anders_gemeten
    }
    faalt = bewerkt(nu, zet("3.3.1", verdict="voldoet niet", reden="mis"))
    (eis,) = [v for v in vergelijk(bewerkt(goed), faalt).verschillen if v.soort is Soort.EIS]
    assert (eis.aard, eis.reden) == (SLECHTER, "weegt nu als verplicht, eerst als procedureel. mis")


def test_wat_gaat_gelden_is_nieuw_en_wat_niet_meer_geldt_vervallen(goed: Resultaat) -> None:
    anders = draaiboek(sha256=ANDER_DRAAIBOEK)
    geldt = bewerkt(goed, zet("2.4", ernst="verplicht", verdict="voldoet niet", reden="mis"), anders)
    verschil = het_verschil(vergelijk(goed, geldt))
    assert (verschil.aard, verschil.oud, verschil.nieuw) == (Aard.NIEUW, "niet van toepassing", "voldoet niet")
    terug = het_verschil(vergelijk(geldt, goed))
    assert (terug.aard, terug.oud, terug.nieuw) == (Aard.VERVALLEN, "voldoet niet", "niet van toepassing")
    zonder_reden = bewerkt(geldt, draaiboek(sha256=goed.draaiboeken[0].draaiboek.sha256))
    assert het_verschil(vergelijk(zonder_reden, goed)).aard is SLECHTER


def test_een_geval_dat_weg_is(goed: Resultaat) -> None:
    def weg(gegevens: Gegevens) -> None:
        del eis_van(gegevens, "3.1.2")["gevallen"][0]

    assert kort(vergelijk(goed, bewerkt(goed, weg))) == [(SLECHTER, Soort.GEVAL, "3.1.2", "WMO305")]
    for anders in (kit("9.9"), draaiboek(sha256=ANDER_DRAAIBOEK)):
        verschil = het_verschil(vergelijk(goed, bewerkt(goed, weg, anders)))
        assert (verschil.aard, verschil.geval) == (Aard.VERVALLEN, "WMO305")
        assert verschil.reden in {"kit 9.9 in plaats van 0.1.0", "het draaiboek is anders"}
    assert kort(vergelijk(bewerkt(goed, weg), goed)) == [(Aard.NIEUW, Soort.GEVAL, "3.1.2", "WMO305")]


def test_een_regel_of_technisch_geval_dat_weg_is(goed: Resultaat) -> None:
    def regel_weg(gegevens: Gegevens) -> None:
        gegevens["draaiboeken"][0]["techniek"]["regels"].remove(regel_van(gegevens, "CD005"))

    def geval_weg(gegevens: Gegevens) -> None:
        del regel_van(gegevens, "CD005")["gevallen"][1]

    def schemas(gegevens: Gegevens) -> None:
        gegevens["draaiboeken"][0]["schemas"]["sha256"] = "2" * 64

    assert kort(vergelijk(goed, bewerkt(goed, regel_weg))) == [(SLECHTER, Soort.REGEL, "CD005", "")]
    assert kort(vergelijk(goed, bewerkt(goed, geval_weg))) == [(SLECHTER, Soort.GEVAL, "CD005", "WMO301 in 3.1")]
    for anders in (kit("9.9"), schemas, draaiboek(sha256=ANDER_DRAAIBOEK)):
        assert kort(vergelijk(goed, bewerkt(goed, regel_weg, anders))) == [(Aard.VERVALLEN, Soort.REGEL, "CD005", "")]
        assert not vergelijk(goed, bewerkt(goed, geval_weg, anders)).verslechterd


def test_van_twee_gevallen_met_een_naam_gaat_er_geen_verloren(goed: Resultaat) -> None:
    def dubbel(soort: str) -> Resultaat:
        def doe(gegevens: Gegevens) -> None:
            gevallen = eis_van(gegevens, "3.1.2")["gevallen"]
            gevallen.append({**gevallen[0], "soort": soort})

        return bewerkt(goed, doe)

    assert kort(vergelijk(dubbel("voldoet"), dubbel("afwijking"))) == [(SLECHTER, Soort.GEVAL, "3.1.2", "WMO305")]


@pytest.mark.parametrize(
    ("onderdeel", "weg"), [("kalender", oordeel(eindoordeel=None, eisen=[])), ("techniek", oordeel(techniek=None))]
)
def test_een_onderdeel_dat_niet_meer_gevraagd_is(
    goed: Resultaat, onderdeel: str, weg: Callable[[Gegevens], None]
) -> None:
    nu = bewerkt(goed, weg)
    verschil = het_verschil(vergelijk(goed, nu))
    assert (verschil.aard, verschil.soort, verschil.onderdeel) == (SLECHTER, Soort.ONDERDEEL, onderdeel)
    assert verschil.reden == "dit onderdeel is niet gevraagd"
    assert kort(vergelijk(nu, goed)) == [(Aard.NIEUW, Soort.ONDERDEEL, "", "")]
    assert [(k.onderdeel, k.nieuw) for k in vergelijk(goed, nu).oordelen if not k.nieuw] == [(onderdeel, "")]


def test_een_draaiboek_of_rol_die_weg_is(goed: Resultaat) -> None:
    for ander in (
        lambda g: g["draaiboeken"].clear(),
        draaiboek(naam="ander-9.9"),
        lambda g: g["draaiboeken"][0]["systeem"].update(rol="gemeente"),
    ):
        vergelijking = vergelijk(goed, bewerkt(goed, ander))
        assert (vergelijking.verschillen[0].aard, vergelijking.verschillen[0].wie) == (SLECHTER, WIE)
        assert [v.aard for v in vergelijking.verschillen[1:]] in ([], [Aard.NIEUW])


# Which system is which.


def test_een_enkel_systeem_mag_anders_heten(goed: Resultaat) -> None:
    nu = bewerkt(goed, lambda g: g["draaiboeken"][0]["systeem"].update(naam="Nieuw", versie="9", anker="elders"))
    vergelijking = vergelijk(goed, nu)
    assert vergelijking.verschillen == []
    assert [(m.wie, m.wat, m.oud, m.nieuw) for m in vergelijking.anders_gemeten] == [
        (WIE, "systeem", "voorbeeld-aanbieder 1.0", "Nieuw 9")
    ]


def test_van_twee_systemen_valt_er_een_weg(goed: Resultaat) -> None:
    samen = bewerkt(goed, tweede(naam="Tweede", anker="t2"))
    verschil = het_verschil(vergelijk(samen, goed))
    assert (verschil.aard, verschil.soort, verschil.wie) == (SLECHTER, Soort.SYSTEEM, f"{WIE} (Tweede)")
    erbij_ = het_verschil(vergelijk(goed, samen))
    assert (erbij_.aard, erbij_.wie) == (Aard.NIEUW, f"{WIE} (Tweede)")


@pytest.mark.parametrize("anders", [{"anker": "verhuisd"}, {"naam": "hernoemd"}])
@pytest.mark.parametrize("om", [False, True])
def test_twee_systemen_worden_elk_herkend(goed: Resultaat, anders: dict[str, str], om: bool) -> None:
    samen = bewerkt(goed, tweede(naam="Tweede", anker="t2"))

    def wijzig(gegevens: Gegevens) -> None:
        gegevens["draaiboeken"][1]["systeem"].update(anders)
        eis_van(gegevens, "3.1.2", 1)["verdict"] = "voldoet niet"
        if om:
            gegevens["draaiboeken"].reverse()

    verschil = het_verschil(vergelijk(samen, bewerkt(samen, wijzig)))
    assert (verschil.aard, verschil.soort, verschil.sleutel) == (SLECHTER, Soort.EIS, "3.1.2")
    assert verschil.wie == f"{WIE} ({anders.get('naam', 'Tweede')})"


def test_een_ander_systeem_is_niet_het_verdwenen_systeem(goed: Resultaat) -> None:
    samen = bewerkt(goed, tweede(naam="Tweede", anker="t2"))
    nu = bewerkt(goed, tweede(naam="Derde", anker="t3"))
    assert [(v.aard, v.wie) for v in vergelijk(samen, nu).verschillen] == [
        (SLECHTER, f"{WIE} (Tweede)"),
        (Aard.NIEUW, f"{WIE} (Derde)"),
    ]


# Known deviations and tests of one's own.


def test_bekende_afwijkingen_komen_en_gaan(goed: Resultaat) -> None:
    mis = bewerkt(goed, zet_geval("3.1.2", 0, soort="afwijking", reden="mis"))
    bekend = bewerkt(mis, zet_geval("3.1.2", 0, bekend="wordt hersteld (link)"))
    verschil = het_verschil(vergelijk(mis, bekend))
    assert (verschil.aard, verschil.geval, verschil.reden) == (Aard.BEKEND_ERBIJ, "WMO305", "wordt hersteld (link)")
    verschil = het_verschil(vergelijk(bekend, mis))
    assert (verschil.aard, verschil.reden) == (Aard.BEKEND_WEG, "wordt hersteld (link)")
    ander = bewerkt(mis, zet_geval("3.1.2", 0, bekend="toch niet"))
    assert het_verschil(vergelijk(bekend, ander)).reden == "toch niet"
    # To know of it does not make it better.
    assert [v.aard for v in vergelijk(goed, bekend).verschillen] == [SLECHTER, Aard.BEKEND_ERBIJ]


@pytest.mark.parametrize(
    ("oud", "nieuw", "aard"),
    [
        ("geslaagd", "gefaald", SLECHTER),
        ("geslaagd", "overgeslagen", SLECHTER),
        ("overgeslagen", "gefaald", SLECHTER),
        ("gefaald", "geslaagd", BETER),
        ("geslaagd", "", Aard.VERVALLEN),
        ("", "geslaagd", Aard.NIEUW),
    ],
)
def test_een_eigen_test(goed: Resultaat, oud: str, nieuw: str, aard: Aard) -> None:
    def met(uitkomst: str) -> Resultaat:
        bewijs = [{"nodeid": "t.py::t", "uitkomst": uitkomst, "reden": ""}] if uitkomst else []
        return bewerkt(goed, zet("3.1.2", eigen_bewijs=bewijs))

    assert kort(vergelijk(met(oud), met(nieuw))) == [(aard, Soort.BEWIJS, "3.1.2", "t.py::t")]


def test_een_informatieve_eis_met_een_eigen_test_die_gaat_falen(goed: Resultaat) -> None:
    verschil = het_verschil(vergelijk(goed, bewerkt(goed, zet("2.4", verdict="voldoet niet", reden="eigen test"))))
    assert (verschil.aard, verschil.oud, verschil.nieuw) == (SLECHTER, "niet van toepassing", "voldoet niet")


# What was measured otherwise.

XSD = {"soort": "xsd", "naam": "een.xsd", "sha256": "3" * 64, "waarvoor": ["WMO305 in 3.1"]}


@pytest.mark.parametrize(
    ("bewerking", "wie", "wat", "nieuw"),
    [
        (kit("9.9"), "", "kit", "9.9"),
        (lambda g: g["instellingen"].update(onderdelen=["kalender"]), "", "onderdelen", "kalender"),
        (lambda g: g["instellingen"].update(zaad=7), "", "zaad", "7"),
        (lambda g: g["instellingen"].update(streng=True), "", "streng", "ja"),
        (lambda g: g["instellingen"].update(marge_seconden=900), "", "marge", "900 s"),
        (lambda g: g["instellingen"].update(klok="time-machine"), "", "klok", "time-machine"),
        (lambda g: g["omgeving"].update(python="3.99"), "", "Python", "3.99"),
        (lambda g: g["omgeving"].update(pytest="99"), "", "pytest", "99"),
        (lambda g: g["omgeving"].update(platform="Windows-12"), "", "besturingssysteem", "Windows"),
        (draaiboek(sha256=ANDER_DRAAIBOEK), WIE, "SHA-256 van het draaiboek", ANDER_DRAAIBOEK),
        (draaiboek(bron="een ander boek"), WIE, "bron van het draaiboek", "een ander boek"),
        (lambda g: g["draaiboeken"][0]["schemas"].update(sha256="2" * 64), WIE, "SHA-256 van de schema's", "2" * 64),
        (
            lambda g: g["draaiboeken"][0]["schemas"].update(officieel=[XSD]),
            WIE,
            "officieel bestand een.xsd (xsd)",
            f"{'3' * 64}, voor WMO305 in 3.1",
        ),
        (
            lambda g: g["draaiboeken"][0]["schemas"].update(niet_gebruikt=["x: onbekend"]),
            WIE,
            "niet gebruikt van de officiële bestanden",
            "x: onbekend",
        ),
        (lambda g: g["draaiboeken"][0]["schemas"].update(opmerkingen=[]), WIE, "over de schema's", "geen"),
        (zet("3.1.2", tekst="Anders."), WIE, "eis 3.1.2: tekst", "Anders."),
        (zet("3.1.2", paragraaf="9"), WIE, "eis 3.1.2: paragraaf", "9"),
    ],
)  # fmt: skip
def test_wat_anders_gemeten_is_wordt_gezegd_en_is_geen_verschil(
    goed: Resultaat, bewerking: Callable[[Gegevens], None], wie: str, wat: str, nieuw: str
) -> None:
    vergelijking = vergelijk(goed, bewerkt(goed, bewerking))
    assert [(m.wie, m.wat, m.nieuw) for m in vergelijking.anders_gemeten] == [(wie, wat, nieuw)]
    assert vergelijking.verschillen == []
    terug = vergelijk(bewerkt(goed, bewerking), goed)
    assert [(m.wie, m.wat, m.oud) for m in terug.anders_gemeten] == [(wie, wat, nieuw)]


def test_een_andere_machine_is_niet_anders_gemeten(goed: Resultaat) -> None:
    platform = goed.omgeving.platform.split("-")[0]
    assert not vergelijk(goed, bewerkt(goed, lambda g: g["omgeving"].update(platform=f"{platform}-99"))).anders_gemeten


def test_wat_al_faalde_heeft_het_oordeel_niet_doen_vallen(goed: Resultaat) -> None:
    mis = zet("3.1.2", verdict="voldoet niet", reden="mis")
    verschil = het_verschil(
        vergelijk(bewerkt(goed, mis), bewerkt(goed, mis, oordeel(eindoordeel="NIET CONFORM", reden="mis")))
    )
    assert (verschil.soort, verschil.reden) == (Soort.OORDEEL, "mis")
