"""--draaiboek-xslt: official rule sheets have their say on what leaves the system."""

from collections.abc import Callable

import pytest
from officieel_delen import blad, fout

from pytest_draaiboek.rapport.bestand import lees

Draai = Callable[..., pytest.RunResult]
ALTIJD = fout("CS002", "//m:Bsn", "Bericht/Client/Bsn", details="De proef mislukt")
EINDELOOS = blad(
    boven='<xsl:template name="r"><xsl:call-template name="r"/></xsl:template>',
    fouten='<xsl:call-template name="r"/>',
)


@pytest.fixture
def met(pytester: pytest.Pytester) -> Callable[[str], None]:
    def schrijf(tekst: str) -> None:
        (pytester.path / "blad.xslt").write_text(tekst, encoding="utf-8")

    return schrijf


def test_wat_het_blad_meldt_wijkt_af(draai: Draai, met: Callable[[str], None], pytester: pytest.Pytester) -> None:
    met(blad(fouten=ALTIJD))
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xslt=blad.xslt", "--draaiboek-rapport=uit")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(
        [
            "gevonden: WMO305 CS002 /Bericht/Client/Bsn (regel *): De proef mislukt. Dit meldt het regelblad blad.xslt*[[]volgens xslt] (4 keer)",
            "iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 5.1a",
            "Met officiële bestanden: 1 regelblad.",
            "Let op: regelblad blad.xslt geldt voor iWmo 3.1, niet voor iWmo 3.0.",
        ]
    )
    (oordeel,) = lees(pytester.path / "uit" / "resultaat.json").draaiboeken
    (geval,) = [
        geval for eis in oordeel.eisen if eis.id == "5.1a" for geval in eis.gevallen if geval.soort == "afwijking"
    ]
    bevindingen = [bevinding for w in geval.waarnemingen for bevinding in w.bevindingen]
    assert [bevinding.split()[:3] for bevinding in bevindingen] == [["WMO305", "CS002", "/Bericht/Client/Bsn"]] * 4
    assert all(w.gezien == "WMO305 in 3.1" for w in geval.waarnemingen if w.bevindingen)
    (bestand,) = oordeel.schemas.officieel
    assert (bestand.soort, bestand.naam, bestand.waarvoor) == ("xslt", "blad.xslt", ["iwmo 3.1"])
    assert oordeel.schemas.niet_gebruikt == ["regelblad blad.xslt geldt voor iWmo 3.1, niet voor iWmo 3.0"]


def test_een_blad_van_een_andere_release_doet_niet_mee_en_dat_staat_er(
    draai: Draai, met: Callable[[str], None]
) -> None:
    met(blad(versie="3_2", fouten=ALTIJD))
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xslt=blad.xslt")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(
        [
            "iwmo-3.1 als aanbieder: CONFORM",
            "Met officiële bestanden: geen die hier gelden.",
            "Let op: regelblad blad.xslt geldt voor iWmo 3.2, niet voor iWmo 3.0.",
            "Let op: regelblad blad.xslt geldt voor iWmo 3.2, niet voor iWmo 3.1.",
        ]
    )


def test_een_blad_dat_afbreekt_is_geen_afwijking_en_nooit_goed(draai: Draai, met: Callable[[str], None]) -> None:
    met(EINDELOOS)
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xslt=blad.xslt", "-n", "2")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(
        [
            "*blad.xslt: dit regelblad brak af bij *: een sjabloon herhaalt zichzelf zonder einde.*",
            "iwmo-3.1 als aanbieder: ONVOLLEDIG: niet getoetst: 5.1a",
        ]
    )


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("<html/>", "*blad.xslt: dit is geen regelblad: de wortel is html*"),
        ("<half", "*blad.xslt: regel 1: geen welgevormde XML*"),
        (blad(boven='<xsl:import href="http://127.0.0.1:9/a.xsl"/>'), "*blad.xslt: dit regelblad gebruikt 'http://*"),
        (blad(inhoud="<exsl:document href='a'/>"), "*dit regelblad gebruikt het uitbreidingselement*"),
    ],
)
def test_wat_niet_kan_blijkt_voor_er_iets_draait(
    draai: Draai, met: Callable[[str], None], tekst: str, melding: str
) -> None:
    met(tekst)
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xslt=blad.xslt")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])


def test_een_pad_dat_er_niet_is(draai: Draai) -> None:
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xslt=weg.xslt")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*weg.xslt: dit regelblad of deze map bestaat niet. Controleer het pad.*"])
