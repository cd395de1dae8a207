"""TLS: what is trusted, how the kit makes itself known, and what it means when the other end will have none of it."""

import ssl

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding

# Of OpenSSL: X509_V_ERR_*.
_VERTROUWEN = {
    9: "zijn certificaat geldt nog niet",
    10: "zijn certificaat is verlopen",
    18: "zijn certificaat is door hemzelf ondertekend, en staat niet in draaiboek_http_ca",
    19: "zijn certificaat is niet van een uitgever die vertrouwd wordt (draaiboek_http_ca)",
    20: "zijn certificaat is niet van een uitgever die vertrouwd wordt (draaiboek_http_ca)",
    21: "zijn certificaat is niet van een uitgever die vertrouwd wordt (draaiboek_http_ca)",
    62: "zijn certificaat staat op een andere naam",
    64: "zijn certificaat staat op een ander IP-adres",
}
# Parts of what OpenSSL calls a reason, the first that occurs.
_REDENEN = (
    ("CERTIFICATE_REQUIRED", "het vraagt om een certificaat (draaiboek_http_certificaat)"),
    ("ALERT_HANDSHAKE_FAILURE", "het weigert de verbinding; misschien vraagt het om een certificaat (draaiboek_http_certificaat)"),
    ("ALERT_UNKNOWN_CA", "het vertrouwt de uitgever van draaiboek_http_certificaat niet"),
    ("ALERT_BAD_CERTIFICATE", "het wijst draaiboek_http_certificaat af"),
    ("ALERT_CERTIFICATE", "het wijst draaiboek_http_certificaat af"),
    ("ALERT_UNSUPPORTED_CERTIFICATE", "het wijst draaiboek_http_certificaat af"),
    ("ALERT_DECRYPT_ERROR", "het wijst draaiboek_http_certificaat af"),
    ("ALERT_ACCESS_DENIED", "het wijst draaiboek_http_certificaat af"),
    ("WRONG_VERSION_NUMBER", "daar wordt geen https gesproken"),
    ("RECORD_LAYER_FAILURE", "daar wordt geen https gesproken"),
    ("HTTP_REQUEST", "daar wordt geen https gesproken"),
)  # fmt: skip


def maak_context(verbinding: Verbinding) -> ssl.SSLContext:
    """Return what TLS connections are made with.

    Raises:
        OngeldigeInstelling: for certificates or a key that cannot be read.

    """
    try:
        context = ssl.create_default_context(cafile=verbinding.ca)
    except OSError as fout:
        raise OngeldigeInstelling(
            f"draaiboek_http_ca: {verbinding.ca} is niet te lezen als PEM met certificaten ({fout}).\n"
            "Wat te doen: geef een PEM-bestand met het certificaat van de uitgever, of van de server zelf."
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


def reden(fout: ssl.SSLError) -> str:
    """Say in Dutch why TLS came to nothing; what is not known is passed on as it is."""
    if isinstance(fout, ssl.SSLCertVerificationError):
        return _VERTROUWEN.get(fout.verify_code, f"zijn certificaat deugt niet ({fout.verify_message})")
    naam = (fout.reason or "").upper().replace(" ", "_")
    return next((uitleg for deel, uitleg in _REDENEN if deel in naam), f"TLS brak af ({fout.reason or fout})")
