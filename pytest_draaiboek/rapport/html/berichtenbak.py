"""The messages that a report shows: masked, each once, packed together; they are alike, so that takes few bytes."""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence

from pytest_draaiboek.leesbaar import leesbaar
from pytest_draaiboek.rapport.html.maskering import masker_bericht
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

    def waarden(self, verkeer: Sequence[Verkeer], plaatsen: Sequence[int]) -> frozenset[str]:
        """Return what these messages say about people, to be kept out of whatever is said about them."""
        return frozenset().union(*(self._masker(verkeer[nr].bericht)[1] for nr in plaatsen))

    def pak(self) -> str:
        """Return all of it as text: JSON rows of type, version and text, deflated, in base64."""
        rijen = [
            (self._berichten[sleutel].berichttype, self._berichten[sleutel].versie, self._masker(sleutel)[0])
            for sleutel in self._plaats
        ]
        tekst = json.dumps(rijen, ensure_ascii=False, separators=(",", ":"))
        inpakker = zlib.compressobj(NIVEAU, wbits=-zlib.MAX_WBITS)
        return base64.b64encode(inpakker.compress(tekst.encode("utf-8")) + inpakker.flush()).decode("ascii")

    def _masker(self, sleutel: str) -> tuple[str, frozenset[str]]:
        if sleutel not in self._gemaskeerd:
            bericht = self._berichten[sleutel]
            tekst, waarden = masker_bericht(bericht.tekst[:MEESTE_TEKENS])
            rest = len(bericht.tekst) - MEESTE_TEKENS
            tekst = leesbaar(tekst) + (f"\n… (+{rest})" if rest > 0 else "")
            self._gemaskeerd[sleutel] = tekst, waarden
        return self._gemaskeerd[sleutel]
