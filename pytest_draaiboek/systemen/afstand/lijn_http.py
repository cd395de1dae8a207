"""HTTP: each verb a request, with the frozen instant in a header; what is no proper answer is never taken for a refusal by the system."""

import socket
import ssl
from contextlib import suppress
from typing import NoReturn
from urllib.parse import urlsplit

import httpcore
import msgspec

from pytest_draaiboek.fouten import AdapterBrakAf, AdapterFout, DraaiboekFout, NietOndersteund, OnbereikbaarSysteem
from pytest_draaiboek.systemen.afstand import tls
from pytest_draaiboek.systemen.afstand.lijn import GEEN_OORDEEL, MEESTE_BYTES, kort, meld
from pytest_draaiboek.systemen.afstand.netwerk import Netwerk, Termijn
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.systemen.afstand.vormen import VORMVERSIE, Fout, Verb

# Well under what servers keep an idle connection open for, so that none is closed just as it is used again.
RUST_S = 2.0
MEESTE_KEREN_TE_LAAT = 3
_JSON = "application/json"


class _Kop(msgspec.Struct):
    fout: Fout | None = None


_KOP = msgspec.json.Decoder(_Kop)
_VELDEN = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Httplijn:
    """Talks with a server.

    Args:
        adres: of which the verbs are paths below; already found to be allowed.
        verbinding: time limit, certificates, token.

    Raises:
        OngeldigeInstelling: for certificates that cannot be read.

    """

    def __init__(self, adres: str, verbinding: Verbinding) -> None:
        self.naar = f"Het systeem {adres}"
        self._basis = adres.rstrip("/")
        self._geheim = verbinding.token
        self._limiet_s = verbinding.tijdslimiet.total_seconds()
        self._te_laat = 0
        self._termijn = Termijn()
        # The pool itself, without a client around it: no redirects, cookies, proxies or settings from the environment.
        self._verbindingen = httpcore.ConnectionPool(
            ssl_context=tls.maak_context(verbinding) if urlsplit(adres).scheme == "https" else None,
            max_connections=1,
            keepalive_expiry=RUST_S,
            network_backend=Netwerk(self._termijn, openbaar=verbinding.openbaar),
        )

    def vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        """Bring back the answer; see `Lijn.vraag`."""
        try:
            return self._vraag(verb, moment, inhoud)
        except DraaiboekFout as fout:
            # Without the frames below and their variables, that hold what was sent and what came back: pytest can show those.
            raise fout.with_traceback(None) from None

    def _vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        if self._te_laat >= MEESTE_KEREN_TE_LAAT:
            raise OnbereikbaarSysteem(
                f"{self.naar} antwoordde eerder {MEESTE_KEREN_TE_LAAT} keer niet binnen {self._limiet_s:g} seconden, en wordt niets meer gevraagd.\n"
                "Wat te doen: wat hierna komt is niet getoetst; zie het eerste geval dat afbrak."
            )
        self._termijn.begin(self._limiet_s)
        begonnen = False
        try:
            with self._verbindingen.stream(
                verb.methode,
                self._basis + verb.pad,
                headers=self._koppen(verb, moment),
                content=None if verb.methode == "GET" else inhoud,
            ) as antwoord:
                begonnen = True
                romp = self._lees(antwoord, verb)
        except httpcore.TimeoutException:
            self._te_laat += 1
            raise OnbereikbaarSysteem(
                f"{self.naar} antwoordde niet binnen {self._limiet_s:g} seconden op {verb.naam}.\n"
                "Wat te doen: kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd."
            ) from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as fout:
            raise self._verbroken(verb, fout, begonnen=begonnen) from fout
        self._te_laat = 0
        return self._beoordeel(verb, antwoord, romp)

    def _koppen(self, verb: Verb, moment: str) -> list[tuple[str, str]]:
        koppen = [
            ("Accept", _JSON),
            ("Accept-Encoding", "identity"),
            ("Draaiboek-Moment", moment),
            ("Draaiboek-Vorm", str(VORMVERSIE)),
        ]
        if verb.methode != "GET":
            koppen.append(("Content-Type", _JSON))
        if self._geheim:
            koppen.append(("Authorization", f"Bearer {self._geheim.toon()}"))
        return koppen

    def _lees(self, antwoord: httpcore.Response, verb: Verb) -> bytes:
        """Read an answer, no further than the largest that is taken."""
        delen, lengte = [], 0
        for deel in antwoord.iter_stream():
            delen.append(deel)
            lengte += len(deel)
            if lengte > MEESTE_BYTES:
                raise AdapterFout(
                    f"{self.naar} gaf op {verb.naam} een antwoord van meer dan {MEESTE_BYTES // 2**20} MB; het is afgebroken.\n"
                    f"Wat te doen: {GEEN_OORDEEL} Geef alleen terug wat het systeem door dit verb verzond."
                )
        return b"".join(delen)

    def _verbroken(self, verb: Verb, fout: Exception, *, begonnen: bool) -> AdapterFout:
        """Say what came between."""
        oorzaak = _oorzaak(fout)
        if isinstance(oorzaak, ssl.SSLError) and not isinstance(oorzaak, ssl.SSLEOFError):
            return OnbereikbaarSysteem(
                f"{self.naar} is niet te vertrouwen of vertrouwt de kit niet: {tls.reden(oorzaak)}.\n"
                f"Wat te doen: {GEEN_OORDEEL} Controleer het adres en de ini-waarden draaiboek_http_ca, draaiboek_http_certificaat en draaiboek_http_sleutel."
            )
        if isinstance(fout, httpcore.ConnectError):
            return OnbereikbaarSysteem(
                f"{self.naar} is niet bereikbaar bij {verb.naam}: {_waarom(oorzaak)}.\n"
                "Wat te doen: kijk of het draait, en of adres en poort kloppen; wat hierna komt is niet getoetst."
            )
        if isinstance(fout, httpcore.ProtocolError) and not begonnen and "disconnected" not in str(fout):
            return AdapterFout(
                f"{self.naar} antwoordde op {verb.naam} met iets dat geen HTTP is ({kort(self._verberg(str(fout)), 200)}).\n"
                f"Wat te doen: {GEEN_OORDEEL} Controleer adres en poort, en of daar een HTTP-server luistert."
            )
        waar = "halverwege zijn antwoord" if begonnen else "voordat het antwoordde"
        return OnbereikbaarSysteem(
            f"{self.naar} verbrak de verbinding tijdens {verb.naam}, {waar}.\n"
            f"Wat te doen: {GEEN_OORDEEL} Kijk of het nog draait, en wat het zelf schrijft over dit verzoek."
        )

    def _beoordeel(self, verb: Verb, antwoord: httpcore.Response, romp: bytes) -> bytes:
        """Return the answer when it is one, and otherwise say what it is."""
        code = antwoord.status
        status = " ".join(f"{code} {self._verberg(_ascii(antwoord.extensions.get('reason_phrase', b'')))}".split())
        if code == 204 and not verb.antwoord.__struct_fields__:
            return b"{}"
        if 300 <= code < 400:
            self._wijs_af(
                verb,
                f"een doorverwijzing ({status}, naar {kort(self._kop_van(antwoord, 'Location'), 200) or 'nergens'})",
                "Geef bij --draaiboek-systeem het adres zelf; de kit volgt geen doorverwijzing.",
            )
        inpakking, soort = (self._kop_van(antwoord, naam) for naam in ("Content-Encoding", "Content-Type"))
        ingepakt = inpakking.lower() not in ("", "identity")
        is_json = soort.partition(";")[0].strip().lower() == _JSON
        if is_json and not ingepakt:
            self._meld_fout(verb, romp, gelukt=code == 200)
        if code == 501:
            raise NietOndersteund(f"{self.naar} heeft geen {verb.naam}.")
        if code >= 400:
            raad = _RAAD.get(
                code, "Herstel de adapter; een weigering door het systeem is een 200 met status geweigerd."
            )
            # A 500 is how a server says that it broke off on this very question.
            soort_fout = AdapterBrakAf if code == 500 else AdapterFout
            self._wijs_af(verb, f"een foutpagina ({status})", raad, b"" if ingepakt else romp, soort_fout)
        if code != 200:
            self._wijs_af(
                verb, f"status {status}", "Antwoord met 200, en alleen zonder inhoud met 204 waar dat mag.", romp
            )
        if ingepakt:
            self._wijs_af(
                verb, f"een ingepakt antwoord ({inpakking})", "Pak antwoorden niet in; de kit vraagt daar niet om."
            )
        if not romp.strip():
            self._wijs_af(verb, "een leeg antwoord", "Antwoord met een JSON-object; waar dat leeg is mag ook 204.")
        if not is_json:
            self._wijs_af(verb, f"een antwoord van de soort {soort or 'onbekend'!r}", f"Antwoord met {_JSON}.", romp)
        return self._zonder_geheim(romp)

    def _meld_fout(self, verb: Verb, romp: bytes, *, gelukt: bool) -> None:
        """Raise the fault that an answer tells of, whatever its status."""
        try:
            fout = _KOP.decode(romp).fout
        except msgspec.ValidationError as ongeldig:
            if gelukt and "$.fout" in str(ongeldig):
                self._wijs_af(verb, "een fout die niet de vorm {soort, melding} heeft", "Herstel de adapter.", romp)
            return
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return
        if fout:
            meld(Fout(self._verberg(fout.soort), self._verberg(fout.melding or "")), verb, self.naar)

    def _wijs_af(
        self, verb: Verb, wat: str, raad: str, romp: bytes = b"", soort: type[AdapterFout] = AdapterFout
    ) -> NoReturn:
        begin = kort(self._verberg(romp.decode("utf-8", "replace"))[:600])
        raise soort(
            f"{self.naar} gaf op {verb.naam} ({verb.methode} {verb.pad}) {wat}{f': {begin!r}' if begin else ''}.\nWat te doen: {GEEN_OORDEEL} {raad}"
        )

    def _kop_van(self, antwoord: httpcore.Response, naam: str) -> str:
        gevonden = next((w for n, w in antwoord.headers if n.lower() == naam.lower().encode()), b"")
        return self._verberg(_ascii(gevonden)).strip()

    def _verberg(self, tekst: str) -> str:
        return self._geheim.verberg_in(tekst) if self._geheim else tekst

    def _zonder_geheim(self, romp: bytes) -> bytes:
        """Return an answer without the secret in what is shown of it; messages are left as they are."""
        if not self._geheim:
            return romp
        with suppress(UnicodeDecodeError):
            if self._verberg(tekst := romp.decode()) == tekst:
                return romp
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            velden = _VELDEN.decode(romp)
            return msgspec.json.encode(
                {
                    n: w if n == "berichten" else msgspec.Raw(self._verberg(bytes(w).decode()).encode())
                    for n, w in velden.items()
                }
            )
        return self._verberg(romp.decode("utf-8", "replace")).encode()

    def sluit(self) -> None:
        """Close the connection."""
        self._verbindingen.close()


_RAAD = {
    401: "Het token of certificaat ontbreekt of klopt niet; zie de ini-waarden draaiboek_http_token en draaiboek_http_certificaat.",
    403: "Het token of certificaat geeft geen toegang; zie de ini-waarden draaiboek_http_token en draaiboek_http_certificaat.",
    404: "Dit pad is er niet: controleer het adres; een verb dat het systeem niet heeft, is een 501.",
    405: "Deze methode kent het pad niet; zie de beschrijving (openapi.json).",
}


def _oorzaak(fout: BaseException) -> BaseException:
    """Return what an error of the network came from, where that is still to be found."""
    while not isinstance(fout, OSError) and fout.__context__:
        fout = fout.__context__
    return fout


def _waarom(fout: BaseException) -> str:
    if isinstance(fout, ConnectionRefusedError):
        return "daar luistert niemand"
    if isinstance(fout, socket.gaierror):
        return "de naam leidt nergens heen"
    if isinstance(fout, ConnectionResetError | BrokenPipeError | ssl.SSLEOFError):
        return "het verbrak de verbinding meteen"
    return str(fout) or type(fout).__name__


def _ascii(kop: bytes) -> str:
    return kop.decode("ascii", "replace")
