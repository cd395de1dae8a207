"""From a target to a system that answers: started when that is asked, connected, and described."""

import socket
import time
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from pytest_draaiboek.fouten import OnbereikbaarSysteem, OngeldigeInstelling
from pytest_draaiboek.systemen.afstand.adres import POORT, PROCES, controleer_adres, vrije_poort
from pytest_draaiboek.systemen.afstand.kind import GEDULD_S, Kind, ontleed_opdracht
from pytest_draaiboek.systemen.afstand.lijn import Lijn
from pytest_draaiboek.systemen.afstand.lijn_proces import Proceslijn
from pytest_draaiboek.systemen.afstand.systeem import Klokzetter, SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.verbinding import GEWOON, Geheim, Verbinding
from pytest_draaiboek.systemen.afstand.vormen import Verb

# Without a command of ours the system should be there; a short while is for one that was started just now.
GEDULD_ZONDER_START_S = 3.0
TUSSENPOOS_S = 0.1
EEN_POGING_S = 1.0
ONBEKEND: Mapping[str, bool] = MappingProxyType({})


def open_systeem(doel: str, verbinding: Verbinding = GEWOON, rollen: Mapping[str, bool] = ONBEKEND) -> SysteemOpAfstand:
    """Return a system that answers.

    Args:
        doel: one address (``http://…``, ``https://…``), or ``proces:`` with a command.
        verbinding: how to reach it.
        rollen: the roles that it can be judged in, and whether it must be able to send in each; default: for a case to find out.

    Raises:
        OngeldigeInstelling: when it cannot be started or may not be reached.
        OnbereikbaarSysteem: when nobody answers there.
        AdapterFout: when it does not describe itself as it should.

    """
    if doel.startswith(PROCES):
        return _open_proces(doel, rollen, verbinding)
    return _open_http(doel, rollen, verbinding)


def _open_proces(doel: str, rollen: Mapping[str, bool], verbinding: Verbinding) -> SysteemOpAfstand:
    opdracht = ontleed_opdracht(doel.removeprefix(PROCES), "--draaiboek-systeem")
    if verbinding.faketime is None:
        return _beschreven(Proceslijn(opdracht, tijdslimiet=verbinding.tijdslimiet, naar=doel), rollen)
    from pytest_draaiboek.klok.faketime import kies_faketime

    faketijd = kies_faketime(opdracht, verbinding.faketime)
    lijn = Proceslijn(opdracht, faketijd.omgeving, tijdslimiet=verbinding.tijdslimiet, naar=doel, daarna=faketijd.sluit)
    systeem = _beschreven(lijn, rollen, faketijd.zet)
    systeem.klok_beschrijving = faketijd.beschrijving
    return systeem


def _beschreven(lijn: Lijn, rollen: Mapping[str, bool], zet_klok: Klokzetter | None = None) -> SysteemOpAfstand:
    try:
        return SysteemOpAfstand(lijn, rollen, zet_klok)
    except BaseException:
        lijn.sluit()
        raise


def _open_http(doel: str, rollen: Mapping[str, bool], verbinding: Verbinding) -> SysteemOpAfstand:
    try:
        from pytest_draaiboek.systemen.afstand.lijn_http import Httplijn
    except ModuleNotFoundError as fout:
        raise OngeldigeInstelling(
            f"--draaiboek-systeem={doel}: {fout.name} is niet geïnstalleerd.\nWat te doen: pip install 'pytest-draaiboek[http]'."
        ) from fout
    start = verbinding.start
    if POORT in start and POORT not in doel:
        raise OngeldigeInstelling(
            f"--draaiboek-start noemt {POORT}, en --draaiboek-systeem={doel} niet. Schrijf {POORT} ook in het adres."
        )
    if POORT in doel:
        if not start:
            raise OngeldigeInstelling(
                f"--draaiboek-systeem={doel}: {POORT} kan alleen met --draaiboek-start. Noem de poort zelf."
            )
        poort = str(vrije_poort())
        doel, start = doel.replace(POORT, poort), start.replace(POORT, poort)
    controleer_adres(doel, openbaar=verbinding.openbaar)
    lijn: Lijn = Httplijn(doel, verbinding)
    if not start:
        _wacht(doel, GEDULD_ZONDER_START_S, None)
        return _beschreven(lijn, rollen)
    opdracht = ontleed_opdracht(start, "--draaiboek-start")
    if _luistert(doel):
        raise OngeldigeInstelling(
            f"Op {doel} luistert al een systeem; dat zou beoordeeld worden in plaats van wat --draaiboek-start start.\n"
            "Wat te doen: stop het, of laat --draaiboek-start weg, of schrijf {poort} in adres en opdracht."
        )
    gestart = GestarteLijn(lijn, Kind(opdracht, gesprek=False), verbinding.token)
    uiterlijk_s = time.monotonic() + verbinding.tijdslimiet.total_seconds()
    try:
        _wacht(doel, verbinding.tijdslimiet.total_seconds(), gestart)
        systeem = _beschreven_zodra_het_kan(gestart, rollen, uiterlijk_s)
        if not gestart.kind.leeft:
            raise OngeldigeInstelling(
                f"Op {doel} antwoordt een systeem, maar niet wat --draaiboek-start startte: dat {gestart.kind.einde()}.\n{gestart.laatste_woorden()}\n"
                "Wat te doen: laat het gestarte programma op de voorgrond draaien, en kijk of niets anders op die poort luistert."
            )
        return systeem
    except BaseException:
        gestart.sluit(netjes=False)
        raise


def _beschreven_zodra_het_kan(lijn: "GestarteLijn", rollen: Mapping[str, bool], uiterlijk_s: float) -> SysteemOpAfstand:
    """Ask who it is until it answers: what passes connections on can listen before the server behind it does."""
    while True:
        try:
            return SysteemOpAfstand(lijn, rollen)
        except OnbereikbaarSysteem:
            if not lijn.kind.leeft or time.monotonic() > uiterlijk_s:
                raise
        time.sleep(TUSSENPOOS_S)


class GestarteLijn:
    """A line to a server that the kit started: it ends with the line, and its last words go with the message that it is gone."""

    def __init__(self, lijn: Lijn, kind: Kind, geheim: Geheim | None = None) -> None:
        self._lijn = lijn
        self._geheim = geheim
        self.kind = kind

    @property
    def naar(self) -> str:
        """What is at the other end."""
        return self._lijn.naar

    def vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        """Bring back the answer; see `Lijn.vraag`."""
        try:
            return self._lijn.vraag(verb, moment, inhoud)
        except OnbereikbaarSysteem as fout:
            # It breaks the connection before it is gone.
            wat = "" if self.kind.leeft_na(TUSSENPOOS_S) else f"Het gestarte proces {self.kind.einde()}.\n"
            gevonden, _, raad = str(fout).partition("\nWat te doen: ")
            raise OnbereikbaarSysteem(
                f"{gevonden}\n{wat}{self.laatste_woorden()}\nWat te doen: {raad or 'kijk of het systeem nog draait.'}"
            ) from None

    def laatste_woorden(self) -> str:
        """Return the last lines that it wrote; a server that writes what it is sent writes the token too."""
        woorden = self.kind.laatste_woorden()
        return self._geheim.verberg_in(woorden) if self._geheim else woorden

    def sluit(self, *, netjes: bool = True) -> None:
        """Close the line and end the server, which gets a moment to do so itself when that is asked."""
        try:
            self._lijn.sluit()
        finally:
            self.kind.stop(GEDULD_S if netjes else 0)


def _wacht(adres: str, geduld_s: float, gestart: GestarteLijn | None) -> None:
    """Try to connect until somebody listens; this is the only thing that is ever tried again."""
    uiterlijk_s = time.monotonic() + geduld_s
    while not _luistert(adres):
        if gestart and not gestart.kind.leeft:
            raise OngeldigeInstelling(
                f"Wat --draaiboek-start startte, {gestart.kind.einde()} voordat er op {adres} iets luisterde.\n{gestart.laatste_woorden()}\n"
                "Wat te doen: probeer de opdracht los uit, en kijk of het adres klopt."
            )
        if time.monotonic() > uiterlijk_s:
            woorden = f"\n{gestart.laatste_woorden()}" if gestart else ""
            raise OnbereikbaarSysteem(
                f"Op {adres} luistert niemand, ook niet na {geduld_s:g} seconden.{woorden}\n"
                "Wat te doen: start het systeem eerst, of laat de kit dat doen met --draaiboek-start; controleer adres en poort."
            )
        time.sleep(TUSSENPOOS_S)


def _luistert(adres: str) -> bool:
    delen = urlsplit(adres)
    poort = delen.port or (443 if delen.scheme == "https" else 80)
    try:
        socket.create_connection((delen.hostname or "", poort), EEN_POGING_S).close()
    except OSError:
        return False
    return True
