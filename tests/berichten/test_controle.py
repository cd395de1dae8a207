"""Findings: each kind, with its text, path and line."""

from datetime import date

import pytest
from berichten_delen import IWMO, anders, bericht

from pytest_draaiboek.berichten import Bericht, Bevinding, controleer, fouten_in, herlabel, is_geldig

DOSSIER = IWMO.dossier(2, vanaf=date(2022, 3, 1))
START = IWMO.maak("WMO305", "3.1", **DOSSIER.inhoud("WMO305", DOSSIER.vanaf))


@pytest.mark.parametrize(
    ("oud", "nieuw", "code", "pad", "melding"),
    [
        (
            "BerichtSubversie>1<",
            "BerichtSubversie>0<",
            "CS015",
            "/Bericht/Header/BerichtSubversie",
            "BerichtSubversie is '0', maar de naamruimte is van release 3.1, waarbij '1' hoort. Maak naamruimte en kop gelijk.",
        ),
        (
            "BerichtVersie>3<",
            "BerichtVersie>4<",
            "CS025",
            "/Bericht/Header/BerichtVersie",
            "BerichtVersie is '4', maar de naamruimte is van release 3.1, waarbij '3' hoort. Maak naamruimte en kop gelijk.",
        ),
        (
            "Bsn>9999",
            "Bsn>9998",
            "CS002",
            "/Bericht/Client/Bsn",
            "een Bsn voldoet aan de elfproef. Controleer het nummer.",
        ),
        (
            "StatusAanlevering>1<",
            "StatusAanlevering>7<",
            "XSD",
            "/Bericht/Client/StartProducten/StartProduct/StatusAanlevering",
            "de waarde '7' staat niet in de codelijst; verwacht wordt 1, 2, 3 of 9 (LDT_StatusAanlevering). Verbeter de waarde.",
        ),
        (
            "BerichtCode>418<",
            "BerichtCode>419<",
            "RS047",
            "/Bericht/Header/BerichtCode",
            "de waarde '419' heeft niet de juiste vorm; verwacht wordt de code van dit berichttype ('418') (LDT_BerichtCode). Verbeter de waarde.",
        ),
        (
            "Code>02A03<",
            "Code>02A033<",
            "RS012",
            "/Bericht/Client/StartProducten/StartProduct/Product/Code",
            "de waarde '02A033' is te lang (6 tekens); verwacht wordt ten hoogste 5 (LDT_ProductCode). Verbeter de waarde.",
        ),
        (
            "Begindatum>2022-03-01<",
            "Begindatum>2022-02-30<",
            "XSD",
            "/Bericht/Client/StartProducten/StartProduct/Begindatum",
            "de waarde '2022-02-30' is geen bestaande datum (jjjj-mm-dd). Verbeter de waarde.",
        ),
        (
            "wmo305:Geslacht>",
            "wmo305:Sekse>",
            "XSD",
            "/Bericht/Client/Sekse",
            "dit element wordt hier niet verwacht; wel Geslacht.",
        ),
    ],
)
def test_een_fout(oud: str, nieuw: str, code: str, pad: str, melding: str) -> None:
    if "Code>02A" in oud and oud not in START.xml.decode():
        oud, nieuw = "Code>07A12<", "Code>02A033<"
    xml = START.xml.decode().replace(oud, nieuw)
    assert xml != START.xml.decode()
    (fout,) = controleer(Bericht.lees(xml))
    assert (fout.code, fout.pad, fout.ernst) == (code, pad, "fout")
    assert melding in fout.melding
    assert nieuw.split(">")[0] in xml.splitlines()[fout.regel - 1]


def test_een_element_dat_ontbreekt() -> None:
    regels = [regel for regel in START.xml.decode().splitlines() if "StatusAanlevering" not in regel]
    (fout,) = controleer(Bericht.lees("\r\n".join(regels)))
    assert fout.melding == "er ontbreekt een element: StatusAanlevering. Vul het aan."
    assert fout.pad == "/Bericht/Client/StartProducten/StartProduct"


def test_verscheidene_tegelijk_met_hun_plaats() -> None:
    b = IWMO.maak("WMO305", zaad=1, Begindatum="morgen", StatusAanlevering="7")
    aantal = len(b.inhoud["Client"]["StartProducten"]["StartProduct"])
    fouten = controleer(b)
    assert len(fouten) == 2 * aantal
    if aantal > 1:
        assert fouten[-1].pad == f"/Bericht/Client/StartProducten/StartProduct[{aantal}]/StatusAanlevering"


def test_een_andere_release_en_een_type_dat_er_niet_in_is() -> None:
    later = anders(START, "3_1/basisschema", "3_3/basisschema").xml.replace(b"3_1/wmo305", b"3_3/wmo305")
    (fout,) = controleer(Bericht.lees(later))
    assert (
        str(fout)
        == "RELEASE /Bericht (regel 1): het bericht is van iWmo 3.3; bekend zijn 3.0, 3.1 en 3.2. Neem een bericht van die releases."
    )
    (fout,) = controleer(herlabel(IWMO.maak("WMO303"), "3.1"))
    assert fout.melding == "een WMO303 bestaat niet in iWmo 3.1."


@pytest.mark.parametrize(
    ("xml", "melding"),
    [
        (b"\xef\xbb\xbf" + START.xml, "het bestand begint met een BOM; verwacht wordt UTF-8 zonder. Laat de BOM weg."),
        (
            START.xml.replace(b"\r\n", b"\n"),
            "regels eindigen op alleen LF; verwacht wordt CR/LF. Schrijf het bestand met CR/LF.",
        ),
        (
            START.xml.replace(b"UTF-8", b"ISO-8859-1"),
            "de codering is ISO-8859-1; verwacht wordt UTF-8. Schrijf het bestand als UTF-8.",
        ),
    ],
    ids=["BOM", "LF", "codering"],
)
def test_de_vorm_is_een_waarschuwing(xml: bytes, melding: str) -> None:
    b = Bericht.lees(xml)
    assert controleer(b) == [Bevinding("OP192", "", "/Bericht", melding, "waarschuwing", regel=1)]
    assert is_geldig(b)
    assert fouten_in(b) == []


def test_geldig_en_fouten_zijn_het_eens() -> None:
    goed, fout = bericht(), anders(bericht(), "BerichtSubversie>1<", "BerichtSubversie>0<")
    assert (is_geldig(goed), fouten_in(goed)) == (True, [])
    assert not is_geldig(fout)
    (tekst,) = fouten_in(fout)
    assert tekst.startswith("CS015 /Bericht/Header/BerichtSubversie (regel 6): ")
