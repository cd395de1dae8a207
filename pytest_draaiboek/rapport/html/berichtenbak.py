"""The messages that a report shows: masked, each once, packed together; they are alike, so that takes few bytes."""

import base64
import codecs
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence

from pytest_draaiboek.leesbaar import leesbaar
from pytest_draaiboek.rapport.html.maskering import masker_bericht
from pytest_draaiboek.rapport.html.omgeving import schoon
from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Verkeer

# What is longer than this is shown up to here; a result and a bundle have all of it.
MEESTE_TEKENS = 60_000
NIVEAU = 9


class Berichtenbak:
    """Gathers the messages of a report in order of first use.

    Args:
        berichten: of the result, by key.

    """

    def __init__(self, berichten: Mapping[str, Berichtgegevens]) -> None:
        self._berichten = berichten
        self._gemaskeerd: dict[str, tuple[str, frozenset[str]]] = {}
        self._plaats: dict[str, int] = {}

    def verwijzing(self, verkeer: Sequence[Verkeer], plaatsen: Sequence[int]) -> str:
        """Return where the messages of an observation are to be found, such as "i3 u4": what went in and what came out."""
        return " ".join(
            f"{een.richting[0]}{self._plaats.setdefault(een.bericht, len(self._plaats))}"
            for een in (verkeer[nr] for nr in plaatsen)
        )

    def waarden(self, verkeer: Iterable[Verkeer]) -> frozenset[str]:
        """Return what these messages say about people, to be kept out of whatever is said about them."""
        return frozenset().union(*(self._masker(een.bericht)[1] for een in verkeer))

    def pak(self) -> str:
        """Return all of it as text: JSON rows of number, type, version and text, deflated, in base64.

        What is alike stands together, out of the order of the numbers: that takes a third less.
        """
        op_soort = sorted(
            self._plaats.items(),
            key=lambda plek: (self._berichten[plek[0]].berichttype, self._berichten[plek[0]].versie, plek[1]),
        )
        rijen = [
            (
                nr,
                schoon(self._berichten[sleutel].berichttype),
                schoon(self._berichten[sleutel].versie),
                self._masker(sleutel)[0],
            )
            for sleutel, nr in op_soort
        ]
        tekst = json.dumps(rijen, ensure_ascii=False, separators=(",", ":"))
        inpakker = zlib.compressobj(NIVEAU, wbits=-zlib.MAX_WBITS)
        return base64.b64encode(inpakker.compress(tekst.encode("utf-8")) + inpakker.flush()).decode("ascii")

    def _masker(self, sleutel: str) -> tuple[str, frozenset[str]]:
        if sleutel not in self._gemaskeerd:
            bericht = self._berichten[sleutel]
            heel = _als_tekst(bericht)
            tekst, waarden = masker_bericht(heel[:MEESTE_TEKENS])
            rest = len(heel) - MEESTE_TEKENS
            tekst = leesbaar(tekst) + (f"\n… (+{rest})" if rest > 0 else "")
            self._gemaskeerd[sleutel] = tekst, waarden
        return self._gemaskeerd[sleutel]


def _als_tekst(bericht: Berichtgegevens) -> str:
    """Return what can be read of a message: base64 hides nothing from whoever can decode it, and cannot be masked.

    What is neither UTF-8 nor UTF-16 keeps only what every encoding like ASCII has, so that nothing is left that masking does not know.
    """
    if bericht.codering == "utf-8":
        return bericht.tekst
    rauw = base64.b64decode(bericht.tekst)
    if rauw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return rauw.decode("utf-16", errors="replace")
    return rauw.replace(b"\x00", b"").decode("ascii", errors="replace")
