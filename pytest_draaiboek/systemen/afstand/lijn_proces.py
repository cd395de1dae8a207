"""Lines: a child that reads one JSON object per line from stdin, and answers each with one line on stdout."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import msgspec

from pytest_draaiboek.fouten import AdapterFout, OnbereikbaarSysteem
from pytest_draaiboek.systemen.afstand.kind import GEDULD_S, Kind
from pytest_draaiboek.systemen.afstand.lijn import GEEN_OORDEEL, MEESTE_BYTES, kort, meld
from pytest_draaiboek.systemen.afstand.vormen import VORMVERSIE, Fout, Verb


class _Kop(msgspec.Struct):
    nr: int
    fout: Fout | None = None


_KOP = msgspec.json.Decoder(_Kop)
GEEN_NUMMER = "een regel zonder het nummer (nr) van de vraag"


class Proceslijn:
    """Talks with a child that is started once and lives as long as the run.

    Args:
        opdracht: program and arguments.
        omgeving: its whole environment; None for that of this process.
        tijdslimiet: how long a verb may take.
        naar: the target as the user wrote it.
        daarna: what is to be done when the child has ended.

    Raises:
        OngeldigeInstelling: when it cannot be started.

    """

    def __init__(
        self,
        opdracht: Sequence[str],
        omgeving: Mapping[str, str] | None = None,
        *,
        tijdslimiet: timedelta,
        naar: str,
        daarna: Callable[[], None] = lambda: None,
    ) -> None:
        self.naar = f"Het systeem {naar}"
        self._limiet_s = tijdslimiet.total_seconds()
        self._nr = 0
        self._weg = ""
        self._daarna = daarna
        try:
            self._kind = Kind(opdracht, omgeving, gesprek=True)
        except BaseException:
            daarna()
            raise

    def vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        """Bring back the answer; see `Lijn.vraag`."""
        if self._weg:
            raise OnbereikbaarSysteem(self._weg)
        self._nr += 1
        # Each field once: the moment is also what zet_klok asks.
        velden = msgspec.json.decode(inhoud, type=dict[str, msgspec.Raw])
        kop = {"nr": self._nr, "vorm": VORMVERSIE, "verb": verb.naam, "moment": moment}
        self._kind.zeg(msgspec.json.encode(kop | velden) + b"\n")
        uiterlijk_s = time.monotonic() + self._limiet_s
        while True:
            try:
                antwoord = self._kind.hoor(uiterlijk_s - time.monotonic())
            except TimeoutError:
                raise self._te_laat(verb) from None
            if not antwoord.endswith(b"\n"):
                raise self._gebroken(verb, antwoord)
            kop_terug = self._kop(verb, antwoord)
            # What answers an earlier verb, that was given up already, is left.
            if kop_terug.nr == self._nr:
                if kop_terug.fout:
                    meld(kop_terug.fout, verb, self.naar)
                return antwoord
            if kop_terug.nr > self._nr:
                raise self._onzin(verb, antwoord, f"het nummer (nr) {kop_terug.nr}, gevraagd was {self._nr}")

    def _kop(self, verb: Verb, antwoord: bytes) -> _Kop:
        try:
            return _KOP.decode(antwoord)
        except msgspec.ValidationError as fout:
            wat = "een fout die niet de vorm {soort, melding} heeft" if "$.fout" in str(fout) else GEEN_NUMMER
            raise self._onzin(verb, antwoord, wat) from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise self._onzin(verb, antwoord, "een regel die geen JSON is") from None

    def _onzin(self, verb: Verb, antwoord: bytes, wat: str) -> AdapterFout:
        return AdapterFout(
            f"{self.naar} antwoordde op {verb.naam} met {wat}: {kort(antwoord[:400].decode('utf-8', 'replace'))!r}\n"
            f"{self._kind.laatste_woorden()}\n"
            f"Wat te doen: {GEEN_OORDEEL} Schrijf op stdout alleen antwoorden, elk op een regel en met het nummer (nr) van de vraag; "
            "meldingen horen op stderr."
        )

    def _te_laat(self, verb: Verb) -> AdapterFout:
        return self._weg_door(
            f"antwoordde niet binnen {self._limiet_s:g} seconden op {verb.naam}, en is beëindigd",
            "Kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd.",
        )

    def _gebroken(self, verb: Verb, begin: bytes) -> AdapterFout:
        """Say why there is no whole answer."""
        if len(begin) >= MEESTE_BYTES:
            return self._weg_door(
                f"gaf op {verb.naam} een antwoord van meer dan {MEESTE_BYTES // 2**20} MB, en is beëindigd",
                "Geef alleen terug wat het systeem door dit verb verzond.",
            )
        half = f", halverwege zijn antwoord {kort(begin[:100].decode('utf-8', 'replace'))!r}" if begin else ""
        return self._weg_door(
            f"{self._kind.einde()} tijdens {verb.naam}{half}", "Herstel de adapter; hij leest regels tot stdin eindigt."
        )

    def _weg_door(self, wat: str, raad: str) -> AdapterFout:
        """End the child, that is of no use any more; what is asked of it from now on is not asked."""
        self._kind.stop()
        self._weg = f"{self.naar} is er niet meer: het {wat}.\nWat te doen: wat hierna komt is niet getoetst; zie het eerste geval dat afbrak."
        return AdapterFout(f"{self.naar} {wat}.\n{self._kind.laatste_woorden()}\nWat te doen: {GEEN_OORDEEL} {raad}")

    def sluit(self) -> None:
        """Let it end by itself, and else end it."""
        self._weg = self._weg or f"{self.naar} is gesloten."
        try:
            self._kind.stop(GEDULD_S)
        finally:
            self._daarna()
