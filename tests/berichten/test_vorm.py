"""The form of a file, and what is said of one that is no readable message: each with what to do."""

import pytest
from berichten_delen import bericht

from pytest_draaiboek.berichten import Bericht, controleer
from pytest_draaiboek.berichten.onleesbaar import onleesbaar
from pytest_draaiboek.berichten.xml import MAX_BYTES
from pytest_draaiboek.fouten import OngeldigBericht

XML = bericht().xml
TEKST = XML.decode()
UTF16 = TEKST.replace("UTF-8", "UTF-16")


@pytest.mark.parametrize(
    ("xml", "meldingen"),
    [
        (XML, []),
        (XML.replace(b"\r\n", b""), []),
        (XML.replace(b' encoding="UTF-8"', b""), []),
        (b"\xef\xbb\xbf" + XML, ["het bestand begint met een BOM; verwacht wordt UTF-8 zonder. Laat de BOM weg."]),
        (
            UTF16.encode("utf-16"),
            ["de codering is UTF-16; verwacht wordt UTF-8. Schrijf het bestand als UTF-8."],
        ),
        (
            TEKST.encode("utf-16-le"),
            ["de codering is UTF-16; verwacht wordt UTF-8. Schrijf het bestand als UTF-8."],
        ),
        (
            TEKST.replace("UTF-8", "windows-1252").replace("\r\n", "\n").encode("cp1252"),
            [
                "de codering is windows-1252; verwacht wordt UTF-8. Schrijf het bestand als UTF-8.",
                "regels eindigen op alleen LF; verwacht wordt CR/LF. Schrijf het bestand met CR/LF.",
            ],
        ),
        (
            XML.replace(b"\r\n", b"\r"),
            ["regels eindigen op alleen CR; verwacht wordt CR/LF. Schrijf het bestand met CR/LF."],
        ),
        (
            XML.replace(b"\r\n", b"\n", 3),
            [
                "de regeleinden zijn niet overal gelijk (regel 1: alleen LF); verwacht wordt CR/LF. Schrijf het bestand met CR/LF."
            ],
        ),
        (
            XML.replace(b"</wmo305:Header>\r\n", b"</wmo305:Header>\r"),
            [
                "de regeleinden zijn niet overal gelijk (regel 17: alleen CR); verwacht wordt CR/LF. Schrijf het bestand met CR/LF."
            ],
        ),
        (
            XML.replace(b"\r\n", b"\n", 3).replace(b"\r\n", b"\r"),
            [
                "de regeleinden zijn niet overal gelijk (regel 1: alleen LF); verwacht wordt CR/LF. Schrijf het bestand met CR/LF."
            ],
        ),
    ],
    ids=[
        "goed",
        "een-regel",
        "zonder-codering",
        "bom",
        "utf16",
        "utf16-verzwegen",
        "cp1252-lf",
        "cr",
        "gemengd",
        "een-cr",
        "lf-en-cr",
    ],
)
def test_de_vorm(xml: bytes, meldingen: list[str]) -> None:
    bevindingen = controleer(Bericht.lees(xml))
    assert [b.melding for b in bevindingen] == meldingen
    assert {(b.code, b.retourcode, b.ernst) for b in bevindingen} <= {("OP192", "", "waarschuwing")}


@pytest.mark.parametrize(
    ("inhoud", "code", "melding"),
    [
        (XML + b"\0", "OP192", "het bestand eindigt op 1 nul-byte; verwacht wordt alleen het bericht. Laat ze weg."),
        (XML + b"\0\0", "OP192", "het bestand eindigt op 2 nul-bytes; verwacht wordt alleen het bericht. Laat ze weg."),
        (
            TEKST.encode("utf-16-le")[:-20],
            "OP192",
            "Het bestand lijkt UTF-16; verwacht wordt UTF-8. Schrijf het als UTF-8.",
        ),
        (
            XML.replace(b"Geslacht>", b"Geslacht>\xe9", 1),
            "OP192",
            "Op regel 23 staat een byte (0xE9) die geen UTF-8 is. Schrijf het bestand als UTF-8.",
        ),
        (XML[:-20], "XML", " Herstel de XML op die plaats."),
        (
            b"<a>" + b" " * MAX_BYTES,
            "OP179",
            "een bericht is ten hoogste 26,214,400 bytes (25 MB). Verdeel de inhoud over meer berichten.",
        ),
        (
            XML.replace(b"iwmo/3_1/wmo305", b"igez/2_0/aw33"),
            "RELEASE",
            "het bestand is een bericht AW33 van iGez 2.0, en dat is hier niet bekend. Neem een bericht van iWmo, iJw of iWlz.",
        ),
        (
            XML.replace(b"iwmo/3_1/wmo305", b"ipgb/1_0/pgb301"),
            "RELEASE",
            "het bestand is een bericht PGB301 van iPgb 1.0, en dat is hier niet bekend. Neem een bericht van iWmo, iJw of iWlz.",
        ),
        (
            XML.replace(b"iwmo/3_1/wmo305", b"iwmo/3_1/wmo399"),
            "RELEASE",
            "het bestand is een bericht WMO399 van iWmo 3.1, en dat is hier niet bekend. Neem een bericht van iWmo, iJw of iWlz.",
        ),
        (b'<html xmlns="urn:x"/>', "XML", "de wortel is {urn:x}html, verwacht wordt een Bericht in de"),
        (
            b"<!DOCTYPE a><a/>",
            "XML",
            "een iStandaard-bericht heeft die nooit, en wie hem leest loopt gevaar. Wat te doen: laat de DTD weg.",
        ),
    ],
    ids=["nul", "nullen", "utf16", "latin1", "half", "groot", "igez", "ipgb", "onbekend", "html", "dtd"],
)
def test_wat_niet_te_lezen_is(inhoud: bytes, code: str, melding: str) -> None:
    with pytest.raises(OngeldigBericht) as fout:
        Bericht.lees(inhoud)
    bevinding = onleesbaar(fout.value, inhoud)
    assert (bevinding.code, bevinding.retourcode, bevinding.pad, bevinding.ernst) == (code, "", "/", "fout")
    assert melding in bevinding.melding
    assert "\n" not in bevinding.melding
