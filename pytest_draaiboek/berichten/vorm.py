"""The form of a file: what the chain wants of its bytes, though it can be read without."""

import re
from collections.abc import Iterator

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import Bevinding

BESTANDSVORM = "OP192"
BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # how such a file begins, whatever it declares
_LOS = re.compile(rb"(?<!\r)\n|\r(?!\n)")


def vormfouten(bericht: Bericht) -> Iterator[Bevinding]:
    """Yield a warning for everything in the bytes of a message that is not as OP192 asks: UTF-8, without a BOM, lines ended by CR/LF."""
    xml = bericht.xml
    if xml.startswith(BOM):
        yield _waarschuwing("het bestand begint met een BOM; verwacht wordt UTF-8 zonder. Laat de BOM weg.")
    codering = "UTF-16" if xml.startswith(UTF16) else bericht.root.getroottree().docinfo.encoding or "UTF-8"
    if codering.upper() not in {"UTF-8", "ASCII"}:
        yield _waarschuwing(f"de codering is {codering}; verwacht wordt UTF-8. Schrijf het bestand als UTF-8.")
        if codering.upper().startswith(("UTF-16", "UCS", "UTF-32", "ISO-10646")):
            return  # its line ends are no single bytes
    los = _LOS.search(xml)
    if los is None:
        return
    wat = "LF" if los[0] == b"\n" else "CR"
    regel = xml.count(b"\n", 0, los.start()) + 1
    if b"\r\n" in xml or {b"\r", b"\n"} <= {einde[0] for einde in _LOS.finditer(xml)}:
        melding = f"de regeleinden zijn niet overal gelijk (regel {regel}: alleen {wat}); verwacht wordt CR/LF."
    else:
        melding = f"regels eindigen op alleen {wat}; verwacht wordt CR/LF."
    yield _waarschuwing(f"{melding} Schrijf het bestand met CR/LF.", regel)


def _waarschuwing(melding: str, regel: int = 1) -> Bevinding:
    return Bevinding(BESTANDSVORM, "", "/Bericht", melding, "waarschuwing", regel)
