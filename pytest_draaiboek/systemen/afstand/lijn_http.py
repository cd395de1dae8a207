"""HTTP: each verb a request, with the frozen instant in a header; what is no proper answer is never taken for a refusal by the system."""

import ssl
import time
from contextlib import suppress
from typing import NoReturn
from urllib.parse import urlsplit

import httpx
import msgspec

from pytest_draaiboek.fouten import AdapterFout, NietOndersteund, OnbereikbaarSysteem, OngeldigeInstelling
from pytest_draaiboek.systemen.afstand.adres import is_eigen
from pytest_draaiboek.systemen.afstand.lijn import GEEN_OORDEEL, MEESTE_BYTES, kort, meld
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.systemen.afstand.vormen import VORMVERSIE, Foutantwoord, Verb

# Well under what servers keep an idle connection open for, so that none is closed just as it is used again.
RUST_S = 2.0
MEESTE_KEREN_TE_LAAT = 3
_JSON = "application/json"
_FOUT = msgspec.json.Decoder(Foutantwoord)


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
        self._verbinding = verbinding
        self._limiet_s = verbinding.tijdslimiet.total_seconds()
        self._te_laat = 0
        self._kop = {"Accept": _JSON, "Accept-Encoding": "identity", "Draaiboek-Vorm": str(VORMVERSIE)}
        if verbinding.token:
            self._kop["Authorization"] = f"Bearer {verbinding.token.toon()}"
        # The transport itself, without the client around it: no redirects, cookies, proxies or settings from the environment.
        self._vervoer = httpx.HTTPTransport(
            verify=_tls(verbinding) if urlsplit(adres).scheme == "https" else False,
            trust_env=False,
            limits=httpx.Limits(max_connections=1, keepalive_expiry=RUST_S),
        )

    def vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        """Bring back the answer; see `Lijn.vraag`."""
        if self._te_laat >= MEESTE_KEREN_TE_LAAT:
            raise OnbereikbaarSysteem(
                f"{self.naar} antwoordde eerder {MEESTE_KEREN_TE_LAAT} keer niet binnen {self._limiet_s:g} seconden, en wordt niets meer gevraagd.\n"
                "Wat te doen: wat hierna komt is niet getoetst; zie het eerste geval dat afbrak."
            )
        kop = self._kop | {"Draaiboek-Moment": moment}
        if verb.methode != "GET":
            kop["Content-Type"] = _JSON
        verzoek = httpx.Request(
            verb.methode,
            self._basis + verb.pad,
            headers=kop,
            content=None if verb.methode == "GET" else inhoud,
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self._limiet_s)},
        )
        uiterlijk_s = time.monotonic() + self._limiet_s
        try:
            antwoord = self._vervoer.handle_request(verzoek)
            try:
                romp = self._lees(antwoord, verb, uiterlijk_s)
            finally:
                antwoord.close()
        except httpx.TimeoutException:
            self._meld_te_laat(verb)
        except httpx.ConnectError as fout:
            raise OnbereikbaarSysteem(
                f"{self.naar} is niet bereikbaar bij {verb.naam}: {fout or type(fout).__name__}.\n"
                "Wat te doen: kijk of het draait, en of adres, poort en certificaat kloppen; wat hierna komt is niet getoetst."
            ) from fout
        except httpx.TransportError as fout:
            raise OnbereikbaarSysteem(
                f"{self.naar} verbrak de verbinding tijdens {verb.naam}, voor of halverwege zijn antwoord ({fout or type(fout).__name__}).\n"
                f"Wat te doen: {GEEN_OORDEEL} Kijk of het nog draait, en wat het zelf schrijft over dit verzoek."
            ) from fout
        self._te_laat = 0
        return self._beoordeel(verb, antwoord, romp)

    def _lees(self, antwoord: httpx.Response, verb: Verb, uiterlijk_s: float) -> bytes:
        """Read an answer, no further than the limits of size and time."""
        self._controleer_overkant(antwoord)
        delen, lengte = [], 0
        for deel in antwoord.iter_raw():
            delen.append(deel)
            lengte += len(deel)
            if lengte > MEESTE_BYTES:
                raise AdapterFout(
                    f"{self.naar} gaf op {verb.naam} een antwoord van meer dan {MEESTE_BYTES // 2**20} MB; het is afgebroken.\n"
                    f"Wat te doen: {GEEN_OORDEEL} Geef alleen terug wat het systeem door dit verb verzond."
                )
            if time.monotonic() > uiterlijk_s:
                self._meld_te_laat(verb)
        romp = b"".join(delen)
        return self._verbinding.token.verberg_in(romp) if self._verbinding.token else romp

    def _controleer_overkant(self, antwoord: httpx.Response) -> None:
        """See who really answered: a name can lead elsewhere than it did at the start."""
        if self._verbinding.openbaar:
            return
        overkant = antwoord.extensions["network_stream"].get_extra_info("server_addr")
        if overkant and not is_eigen(str(overkant[0])):
            raise AdapterFout(
                f"{self.naar} antwoordt nu van een openbaar adres ({overkant[0]}); er wordt niets meer gestuurd.\n"
                "Wat te doen: is dit echt een testsysteem, geef dan --draaiboek-openbaar mee."
            )

    def _beoordeel(self, verb: Verb, antwoord: httpx.Response, romp: bytes) -> bytes:
        """Return the answer when it is one, and otherwise say what it is."""
        code = antwoord.status_code
        soort = antwoord.headers.get("Content-Type", "")
        if antwoord.headers.get("Content-Encoding", "identity") != "identity":
            self._wijs_af(
                verb,
                f"een ingepakt antwoord ({antwoord.headers['Content-Encoding']})",
                b"",
                "Pak antwoorden niet in; de kit vraagt daar niet om.",
            )
        if 300 <= code < 400:
            naar = kort(antwoord.headers.get("Location", "nergens"), 200)
            self._wijs_af(
                verb,
                f"een doorverwijzing ({code}, naar {naar})",
                b"",
                "Geef bij --draaiboek-systeem het adres zelf; de kit volgt geen doorverwijzing.",
            )
        if code == 204 and verb.antwoord.__struct_fields__ == ():
            return b"{}"
        is_json = soort.partition(";")[0].strip().lower() == _JSON
        if code != 200:
            if is_json:
                with suppress(msgspec.DecodeError, UnicodeDecodeError):
                    meld(_FOUT.decode(romp).fout, verb, self.naar)
            if code == 501:
                raise NietOndersteund(f"{self.naar} heeft geen {verb.naam}.")
            self._wijs_af(
                verb,
                f"een foutpagina ({code} {antwoord.reason_phrase})".replace(" )", ")"),
                romp,
                _RAAD.get(code, "Herstel de adapter; een weigering door het systeem is een 200 met status geweigerd."),
            )
        if not is_json:
            self._wijs_af(verb, f"een antwoord van de soort {soort or 'onbekend'!r}", romp, f"Antwoord met {_JSON}.")
        return romp

    def _wijs_af(self, verb: Verb, wat: str, romp: bytes, raad: str) -> NoReturn:
        begin = f": {kort(romp[:600].decode('utf-8', 'replace'))!r}" if romp else ""
        raise AdapterFout(
            f"{self.naar} gaf op {verb.naam} ({verb.methode} {verb.pad}) {wat}{begin}.\nWat te doen: {GEEN_OORDEEL} {raad}"
        )

    def _meld_te_laat(self, verb: Verb) -> NoReturn:
        self._te_laat += 1
        raise OnbereikbaarSysteem(
            f"{self.naar} antwoordde niet binnen {self._limiet_s:g} seconden op {verb.naam}.\n"
            "Wat te doen: kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd."
        )

    def sluit(self) -> None:
        """Close the connection."""
        self._vervoer.close()


_RAAD = {
    401: "Het token of certificaat ontbreekt of klopt niet; zie de ini-waarden draaiboek_http_token en draaiboek_http_certificaat.",
    403: "Het token of certificaat geeft geen toegang; zie de ini-waarden draaiboek_http_token en draaiboek_http_certificaat.",
    404: "Dit pad is er niet: controleer het adres; een verb dat het systeem niet heeft, is een 501.",
    405: "Deze methode kent het pad niet; zie de beschrijving (openapi.json).",
}


def _tls(verbinding: Verbinding) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=verbinding.ca)
    except OSError as fout:
        raise OngeldigeInstelling(
            f"draaiboek_http_ca: {verbinding.ca} is niet te lezen als PEM met certificaten ({fout})."
        ) from fout
    if verbinding.certificaat:
        try:
            context.load_cert_chain(verbinding.certificaat, verbinding.sleutel, password=lambda: "")
        except OSError as fout:
            raise OngeldigeInstelling(
                f"draaiboek_http_certificaat: {verbinding.certificaat} met sleutel {verbinding.sleutel or 'in hetzelfde bestand'} is niet te lezen ({fout}).\n"
                "Wat te doen: geef een PEM-bestand met certificaat, en de sleutel daarin of bij draaiboek_http_sleutel, zonder wachtwoord."
            ) from fout
    return context
