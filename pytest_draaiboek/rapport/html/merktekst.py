"""What a mark on a timeline tells when asked: every observation behind it, those that are alike said once."""

import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from pytest_draaiboek.rapport.html.maskering import masker_bericht, masker_waarden
from pytest_draaiboek.rapport.html.tijdmerken import Bevinding, Merk, Teken
from pytest_draaiboek.rapport.resultaat import Berichtgegevens
from pytest_draaiboek.rapport.taal import Taal

MEESTE_TEKENS = 200  # of what a system made; more of it stands with its case
# What was seen, in the words of the kit: nothing in it comes out of a message.
_GEWOON = re.compile(r"niets|\w+ in [\d.]+(, \w+ in [\d.]+)*")


class Merkteksten:
    """Tells marks.

    Args:
        berichten: the messages of the result, by their key.
        taal: of the texts.
        zone: of the moments.

    """

    def __init__(self, berichten: Mapping[str, Berichtgegevens], taal: Taal, zone: ZoneInfo) -> None:
        self._berichten = berichten
        self._taal = taal
        self._zone = zone

    def titel(self, merk: Merk) -> str:
        """Return the text of a mark: type and moment, then what was done, expected and seen, for which eisen."""
        eisen: dict[tuple[Teken, str], dict[str, None]] = {}
        for bevinding in merk.bevindingen:
            eisen.setdefault((bevinding.teken, self._zin(bevinding)), {})[bevinding.eis] = None
        regels = [
            self._taal("tijdlijn.merk", berichttype=merk.berichttype, moment=self._taal.moment(merk.moment, self._zone))
        ]
        for (teken, zin), nummers in eisen.items():
            regel = self._taal("tijdlijn.regel", eisen=", ".join(nummers), wat=zin)
            oordeel = self._taal(f"tijdlijn.teken_{teken}")
            if teken is Teken.AFWIJKING:
                oordeel = oordeel.upper()
            regels.append(regel if teken.is_goed else f"{oordeel} · {regel}")
        return "\n".join(regels)

    def _zin(self, bevinding: Bevinding) -> str:
        waarneming = bevinding.waarneming
        handeling = self._taal.zin(waarneming.handeling)[0]
        gezien = self._taal.zin(self._gemaskeerd(bevinding))[0]
        if bevinding.teken.is_goed:
            # What was expected is what was seen.
            return self._taal("tijdlijn.waarneming_goed", handeling=handeling, gezien=gezien)
        verwacht = self._taal.zin(waarneming.verwacht)[0]
        return self._taal("tijdlijn.waarneming", handeling=handeling, verwacht=verwacht, gezien=gezien)

    def _gemaskeerd(self, bevinding: Bevinding) -> str:
        """Return what was seen without what the messages say about people."""
        gezien = bevinding.waarneming.gezien
        if _GEWOON.fullmatch(gezien):
            return gezien
        for bericht in bevinding.berichten:
            _, waarden = masker_bericht(self._berichten[bericht].tekst)
            gezien = masker_waarden(gezien, waarden)
        return gezien if len(gezien) <= MEESTE_TEKENS else f"{gezien[:MEESTE_TEKENS]}…"
