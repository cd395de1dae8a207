"""Lines: a child that reads one JSON object per line from stdin, and answers each with one line on stdout."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

import msgspec

from pytest_draaiboek.fouten import AdapterFout, OnbereikbaarSysteem
from pytest_draaiboek.systemen.afstand.kind import GEDULD_S, Kind
from pytest_draaiboek.systemen.afstand.lijn import GEEN_OORDEEL, MEESTE_BYTES, kort, meld
from pytest_draaiboek.systemen.afstand.vormen import VORMVERSIE, Fout, Verb

TIK_S = 0.1


class _Kop(msgspec.Struct):
    nr: int
    fout: Fout | None = None


_KOP = msgspec.json.Decoder(_Kop)


class Proceslijn:
    """Talks with a child that is started once and lives as long as the run.

    Args:
        opdracht: program and arguments.
        omgeving: what its environment has besides that of this process.
        tijdslimiet: how long a verb may take.
        naar: the target as the user wrote it.
        daarna: what is to be done when the child has ended.

    Raises:
        OngeldigeInstelling: when it cannot be started.

    """

    def __init__(
        self,
        opdracht: Sequence[str],
        omgeving: Mapping[str, str],
        *,
        tijdslimiet: timedelta,
        naar: str,
        daarna: Callable[[], None] = lambda: None,
    ) -> None:
        self.naar = f"Het systeem {naar}"
        self._limiet_s = tijdslimiet.total_seconds()
        self._nr = 0
        self._weg = ""
        self._uiterlijk_s: float | None = None
        self._te_laat = False
        self._daarna = daarna
        try:
            self._kind = Kind(opdracht, omgeving, gesprek=True)
        except BaseException:
            daarna()
            raise
        self._klaar = threading.Event()
        self._wachter = threading.Thread(target=self._wacht, daemon=True)
        self._wachter.start()

    def vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        """Bring back the answer; see `Lijn.vraag`."""
        if self._weg:
            raise OnbereikbaarSysteem(self._weg)
        self._nr += 1
        # What is asked with zet_klok is that moment itself, and a name stands in a JSON object only once.
        eigen = {} if verb.naam == "zet_klok" else {"moment": moment}
        kop = msgspec.json.encode({"nr": self._nr, "vorm": VORMVERSIE, "verb": verb.naam, **eigen})
        regel = kop if inhoud == b"{}" else kop[:-1] + b"," + inhoud[1:]
        self._uiterlijk_s = time.monotonic() + self._limiet_s
        try:
            return self._wissel(verb, regel + b"\n")
        finally:
            self._uiterlijk_s = None

    def _wissel(self, verb: Verb, regel: bytes) -> bytes:
        try:
            self._kind.erin.write(regel)
            self._kind.erin.flush()
            while True:
                antwoord = self._kind.eruit.readline(MEESTE_BYTES)
                if not antwoord.endswith(b"\n"):
                    break
                kop = self._kop(verb, antwoord)
                # What answers an earlier verb, that was given up already, is left.
                if kop.nr == self._nr:
                    if kop.fout:
                        meld(kop.fout, verb, self.naar)
                    return antwoord
                if kop.nr > self._nr:
                    raise self._onzin(verb, antwoord, f"het nummer (nr) {kop.nr}, gevraagd was {self._nr}")
        except (OSError, ValueError):  # it reads no more, or its pipes were closed
            antwoord = b""
        raise self._gebroken(verb, antwoord)

    def _kop(self, verb: Verb, antwoord: bytes) -> _Kop:
        try:
            return _KOP.decode(antwoord)
        except msgspec.ValidationError:
            raise self._onzin(verb, antwoord, "een regel zonder het nummer (nr) van de vraag") from None
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise self._onzin(verb, antwoord, "een regel die geen JSON is") from None

    def _onzin(self, verb: Verb, antwoord: bytes, wat: str) -> AdapterFout:
        return AdapterFout(
            f"{self.naar} antwoordde op {verb.naam} met {wat}: {kort(antwoord[:400].decode('utf-8', 'replace'))!r}\n"
            f"{self._kind.laatste_woorden()}\n"
            f"Wat te doen: {GEEN_OORDEEL} Schrijf op stdout alleen antwoorden, elk op een regel en met het nummer (nr) van de vraag; "
            "meldingen horen op stderr."
        )

    def _gebroken(self, verb: Verb, begin: bytes) -> AdapterFout:
        """Say why there is no whole answer; the child is of no use any more."""
        if self._te_laat:
            wat = f"antwoordde niet binnen {self._limiet_s:g} seconden op {verb.naam}, en is beëindigd"
            raad = "Kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd."
        elif len(begin) >= MEESTE_BYTES:
            wat = f"gaf op {verb.naam} een antwoord van meer dan {MEESTE_BYTES // 2**20} MB, en is beëindigd"
            raad = "Geef alleen terug wat het systeem door dit verb verzond."
        else:
            half = f", halverwege zijn antwoord {kort(begin[:100].decode('utf-8', 'replace'))!r}" if begin else ""
            wat = f"{self._kind.einde()} tijdens {verb.naam}{half}"
            raad = "Herstel de adapter; hij leest regels tot stdin eindigt."
        self._kind.stop()
        woorden = self._kind.laatste_woorden()
        self._weg = f"{self.naar} is er niet meer: het {wat}.\nWat te doen: wat hierna komt is niet getoetst; zie het eerste geval dat afbrak."
        return AdapterFout(f"{self.naar} {wat}.\n{woorden}\nWat te doen: {GEEN_OORDEEL} {raad}")

    def _wacht(self) -> None:
        """End a child that takes too long; whoever reads from it then sees that it is gone."""
        while not self._klaar.wait(TIK_S):
            uiterlijk_s = self._uiterlijk_s
            if uiterlijk_s is not None and time.monotonic() > uiterlijk_s:
                self._te_laat = True
                self._kind.beeindig()
                return

    def sluit(self) -> None:
        """Let it end by itself, and else end it."""
        self._klaar.set()
        self._wachter.join()
        if not self._weg:
            self._weg = f"{self.naar} is gesloten."
            with suppress(OSError):
                self._kind.erin.close()
        self._kind.stop(GEDULD_S)
        self._daarna()
