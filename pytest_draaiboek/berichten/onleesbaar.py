"""What to say of a file that cannot be read as a message: in one line, and what to do about it."""

import re

from lxml import etree

from pytest_draaiboek.berichten.bevinding import Bevinding
from pytest_draaiboek.berichten.vorm import BESTANDSVORM, UTF16
from pytest_draaiboek.berichten.xml import MAX_BYTES, RAAD_XML, ontleed
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.standaarden.laden import titels

OMVANG = "OP179"
_REGEL = re.compile(r"[Rr]egel (\d+)")
_NAAMRUIMTE = re.compile(r"https?://www\.istandaarden\.nl/i(\w+)/(\d+)_(\d+)/(\w+)/schema")


def onleesbaar(fout: OngeldigBericht, inhoud: bytes) -> Bevinding:
    """Return the finding on a file that is no readable message.

    Args:
        fout: why it is not; its text names the line and the reason.
        inhoud: the bytes of the file; those of the beginning will do for one that is too big.

    """
    reden = " ".join(str(fout).split())
    if reden.endswith(RAAD_XML):
        # What the bytes show may be better advice.
        reden, raad = reden.removesuffix(f" {RAAD_XML}"), f" {RAAD_XML}"
    else:
        raad = ""
    if len(inhoud) > MAX_BYTES:
        return _bevinding(OMVANG, reden)
    if inhoud.startswith(UTF16):
        return _bevinding(
            BESTANDSVORM, f"{reden} Het bestand lijkt UTF-16; verwacht wordt UTF-8. Schrijf het als UTF-8."
        )
    if inhoud.rstrip(b"\0") != inhoud:
        nullen = len(inhoud) - len(inhoud.rstrip(b"\0"))
        melding = f"het bestand eindigt op {nullen} nul-{'byte' if nullen == 1 else 'bytes'}; verwacht wordt alleen het bericht. Laat ze weg."
        return _bevinding(BESTANDSVORM, melding)
    try:
        root = ontleed(inhoud)
    except OngeldigBericht:
        return _bevinding(*_geen_xml(reden, raad, inhoud))
    ander = _NAAMRUIMTE.fullmatch(etree.QName(root).namespace or "")
    if ander and etree.QName(root).localname == "Bericht" and "dit is geen bericht van" in reden:
        titel = f"i{ander[1].capitalize()} {ander[2]}.{ander[3]}"
        melding = f"het bestand is een bericht {ander[4].upper()} van {titel}, en dat is hier niet bekend. Neem een bericht van {titels()}."
        return _bevinding("RELEASE", melding)
    return _bevinding("XML", reden)


def _geen_xml(reden: str, raad: str, inhoud: bytes) -> tuple[str, str]:
    try:
        inhoud.decode()
    except UnicodeDecodeError as plek:
        if not re.search(rb"encoding\s*=", inhoud[:200]) or b"utf-8" in inhoud[:200].lower():
            regel = inhoud.count(b"\n", 0, plek.start) + 1
            byte = f"0x{inhoud[plek.start]:02X}"
            return (
                BESTANDSVORM,
                f"{reden} Op regel {regel} staat een byte ({byte}) die geen UTF-8 is. Schrijf het bestand als UTF-8.",
            )
    return "XML", f"{reden}{raad}"


def _bevinding(code: str, melding: str) -> Bevinding:
    genoemd = _REGEL.search(melding)
    return Bevinding(code, "", "/", melding, regel=int(genoemd[1]) if genoemd else 1)
