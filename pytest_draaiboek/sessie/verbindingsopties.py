"""The options and ini values that say how a system in another process is reached, and whether they fit the target."""

from datetime import timedelta
from pathlib import Path

import pytest

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok import lees_duur
from pytest_draaiboek.sessie.optiewaarden import schakelaar_van, tekst_van
from pytest_draaiboek.systemen.afstand.verbinding import TIJDSLIMIET, Geheim, Verbinding
from pytest_draaiboek.systemen.doel import adressen, is_op_afstand

LANGSTE = timedelta(hours=1)


def lees_verbinding(config: pytest.Config, doel: str | None, faketime: str | None) -> Verbinding:
    """Read them.

    Args:
        config: of the run.
        doel: what ``--draaiboek-systeem`` names.
        faketime: the runtime of which libfaketime is to set the clock; see `Verbinding`.

    Raises:
        OngeldigeInstelling: for what cannot be right, or does not go with the target.

    """
    doel = doel or ""
    start = tekst_van(config, "draaiboek-start") or ""
    if start and len(adressen(doel)) != 1:
        raise OngeldigeInstelling(
            f"--draaiboek-start start het systeem achter één adres, en --draaiboek-systeem is {doel or 'niet gegeven'}.\n"
            "Wat te doen: geef bijvoorbeeld --draaiboek-systeem=http://127.0.0.1:{poort} --draaiboek-start='node systeem.js {poort}'."
        )
    certificaat, sleutel = _bestand(config, "draaiboek_http_certificaat"), _bestand(config, "draaiboek_http_sleutel")
    if sleutel and not certificaat:
        raise OngeldigeInstelling(
            "draaiboek_http_sleutel is gegeven zonder draaiboek_http_certificaat. Geef ze allebei."
        )
    token = config.getini("draaiboek_http_token")
    return Verbinding(
        tijdslimiet=_tijdslimiet(tekst_van(config, "draaiboek-tijdslimiet")),
        start=start,
        openbaar=schakelaar_van(config, "draaiboek-openbaar"),
        ca=_bestand(config, "draaiboek_http_ca"),
        token=Geheim.lees(token, "draaiboek_http_token") if token and is_op_afstand(doel) else None,
        certificaat=certificaat,
        sleutel=sleutel,
        faketime=faketime,
    )


def _bestand(config: pytest.Config, naam: str) -> Path | None:
    waarde = config.getini(naam)
    if not waarde:
        return None
    pad = config.rootpath / str(waarde)
    if not pad.is_file():
        raise OngeldigeInstelling(
            f"{naam}: het bestand {pad} is er niet. Controleer het pad, gezien vanaf {config.rootpath}."
        )
    return pad


def _tijdslimiet(tekst: str | None) -> timedelta:
    limiet = lees_duur(tekst) if tekst else TIJDSLIMIET
    if not timedelta() < limiet <= LANGSTE:
        raise OngeldigeInstelling(
            f"--draaiboek-tijdslimiet is {tekst!r}; verwacht wordt een duur tot een uur. Geef bijvoorbeeld 30s."
        )
    return limiet
