"""From how each technical case ended to the verdict of that part, and what a test lead reads of it."""

import pytest

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.rapport import terminal
from pytest_draaiboek.rapport.melding import Gevalmelding
from pytest_draaiboek.rapport.resultaat import Schemagegevens, Systeemgegevens, Techniekresultaat, Waarneming
from pytest_draaiboek.rapport.techniek import Verwachtgeval, stel_techniek_vast
from pytest_draaiboek.rapport.vaststelling import stel_vast

DRAAIBOEK = laad("iwmo-3.1")
SYSTEEM = Systeemgegevens(rol="aanbieder", naam="Ons", versie="1", anker="tests/conftest.py")
SCHEMAS = Schemagegevens(standaard="iwmo", herkomst="eigen", sha256="0" * 64, opmerkingen=[])
CODES = {"XSD-dubbel": "", **{f"CD00{nr}": "0001" for nr in range(1, 7)}}
VERWACHT = [
    Verwachtgeval(code=code, retourcode=retourcode, tekst="dit is fout.", berichttype=type_, versie=versie)
    for code, retourcode in CODES.items()
    for type_ in ("WMO301", "WMO319")
    for versie in ("3.0", "3.1")
]


def melding(geval: Verwachtgeval, soort: str = "voldoet", reden: str = "", gezien: str = "") -> Gevalmelding:
    zonder = f"ontvang een {geval.berichttype} in {geval.versie} die {geval.code} breekt"
    fout = Waarneming(
        moment=DRAAIBOEK.live.moment, handeling=zonder, verwacht="iets", gezien=gezien, gezegd="", deugt=False,
        ernst="verplicht", bevindingen=[],
    )  # fmt: skip
    return Gevalmelding(
        onderdeel="techniek", draaiboek="iwmo-3.1", anker=SYSTEEM.anker, rol="aanbieder", systeem="Ons",
        systeemversie="1", eis=geval.code, berichttype=geval.berichttype, versie=geval.versie, soort=soort, reden=reden,
        waarnemingen=[fout] if gezien else [],
    )  # fmt: skip


def techniek(anders: dict[tuple[str, str], tuple[str, str, str]], weg: str = "") -> Techniekresultaat:
    """Return the verdict when all voldoet but these, by code and type: how they ended, why and what was seen."""
    meldingen = [
        melding(geval, *anders.get((geval.code, geval.berichttype), ("voldoet", "", "")))
        for geval in VERWACHT
        if geval.code != weg
    ]
    return stel_techniek_vast(VERWACHT, meldingen, geeft_door=False)


def gelezen(resultaat: Techniekresultaat) -> list[str]:
    """Return what the terminal shows of the part, in 80 columns."""
    oordeel = stel_vast(
        DRAAIBOEK, SYSTEEM, [], [], [], schemas=SCHEMAS, streng=False, gevraagd=False, techniek=resultaat
    )
    return [regel for regel, _ in terminal.regels(oordeel, 80, 0)][3:]


def test_wat_voldoet_is_twee_regels() -> None:
    assert gelezen(techniek({})) == [
        "techniek: 7 van 7 regels voldoen, 28 van 28 gevallen getoetst (100%).",
        "iwmo-3.1 als aanbieder, techniek: VOLDOET",
    ]


def test_een_afwijking_noemt_regel_retourcode_en_wat_gezien_is() -> None:
    """What comes down to the same is told once, for both versions and for many rules; what is expected keeps it apart."""
    anders = {(code, "WMO301"): ("afwijking", "reden", "WMO302 in 3.2, met 0200") for code in CODES}
    assert gelezen(techniek(anders)) == [
        "",
        "techniek  oordeel          gevallen  wat opvalt (verwachte retourcode)",
        "WMO301    voldoet niet        14/14  XSD-dubbel (geen antwoord): gezien WMO302",
        "                                     in 3.2, met 0200",
        "                                     CD001, CD002, CD003, CD004 en 2 andere",
        "                                     (0001): gezien WMO302 in 3.2, met 0200",
        "WMO319    voldoet             14/14",
        "Wat te doen: bij elk gefaald geval staat hierboven wat er verwacht werd, en waar",
        "het bericht de regel breekt (gevonden: …). Kies er een met -k, zoals -k",
        "XSD-dubbel-WMO301.",
        "techniek: 0 van 7 regels voldoen, 28 van 28 gevallen getoetst (100%).",
        "iwmo-3.1 als aanbieder, techniek: VOLDOET NIET: voldoet niet aan XSD-dubbel,",
        "CD001, CD002, CD003, CD004, CD005, CD006",
    ]


def test_een_regel_per_bevinding_en_niet_meer_dan_een_paar() -> None:
    anders = {(code, "WMO319"): ("afwijking", "reden", f"iets {nr}") for nr, code in enumerate(CODES)}
    regels = gelezen(techniek(anders))
    assert regels[2].startswith("WMO301    voldoet  ")
    assert regels[6].strip() == "en nog 4 andere bevindingen"


def test_de_eigen_versie_staat_er_niet_bij_en_een_andere_wel() -> None:
    regels = gelezen(techniek({("CD001", "WMO301"): ("afwijking", "reden", "WMO302 in 3.0, alleen de kop, met 0001")}))
    assert regels[2].endswith("CD001 (0001): gezien WMO302, alleen de kop,")
    assert "WMO302 in 3.0" in " ".join(regels)


@pytest.mark.parametrize("soort", ["niet getoetst", "adapterfout", "onbereikbaar", "kitfout", "iets nieuws"])
def test_wat_niet_getoetst_is_is_nooit_goed(soort: str) -> None:
    resultaat = techniek({("CD001", "WMO301"): (soort, "zo was het\nen zo", "")})
    assert (resultaat.oordeel, resultaat.reden) == ("ONVOLLEDIG", "niet getoetst: CD001")
    assert (resultaat.gedraaid, resultaat.verwacht) == (26, 28)
    regels = gelezen(resultaat)
    assert regels[2] == f"WMO301    niet getoetst       12/14  CD001 (0001): {soort}: zo was het"
    assert any(regel.startswith("Wat te doen") for regel in regels) == (soort != "niet getoetst")


def test_een_afwijking_gaat_voor_wat_open_is() -> None:
    resultaat = techniek({("CD001", "WMO301"): ("afwijking", "reden", "niets")}, weg="CD002")
    assert (resultaat.oordeel, resultaat.reden) == ("VOLDOET NIET", "voldoet niet aan CD001")


def test_wat_niet_in_de_selectie_zat_staat_niet_in_de_tabel() -> None:
    resultaat = techniek({}, weg="CD001")
    assert gelezen(resultaat) == [
        "techniek: 6 van 7 regels voldoen, 24 van 28 gevallen getoetst (85%).",
        "iwmo-3.1 als aanbieder, techniek: ONVOLLEDIG: niet getoetst: CD001",
    ]


def test_een_onderdeel_zonder_gevallen_is_nooit_goed() -> None:
    resultaat = stel_techniek_vast([], [], geeft_door=False)
    assert (resultaat.oordeel, resultaat.reden) == (
        "NIET VAN TOEPASSING",
        "deze rol ontvangt geen bericht dat zij kan afkeuren",
    )
    assert stel_techniek_vast([], [], geeft_door=True).oordeel == "NIET VAN TOEPASSING"


def test_veel_regels_worden_niet_allemaal_genoemd() -> None:
    veel = [
        Verwachtgeval(code=f"TR{nr:03}", retourcode="0001", tekst="x", berichttype="WMO301", versie="3.0")
        for nr in range(12)
    ]
    reden = stel_techniek_vast(veel, [], geeft_door=False).reden
    assert reden == "niet getoetst: TR000, TR001, TR002, TR003, TR004, TR005, TR006, TR007 en 4 andere"
