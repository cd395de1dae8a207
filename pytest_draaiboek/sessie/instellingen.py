"""The options and ini values of a run, read once, checked, and frozen."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from pytest_draaiboek.berichten import Gegevens, neem_beproefd_op
from pytest_draaiboek.berichten.officieel import Officieel, lees_officieel
from pytest_draaiboek.draaiboeken import Draaiboek, is_pad, kies_rol, laad, lees
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok import lees_duur
from pytest_draaiboek.rapport.taal import TALEN
from pytest_draaiboek.sessie.attesten import lees_attesten
from pytest_draaiboek.sessie.bekend import Bekend, lees_bekend
from pytest_draaiboek.sessie.optiewaarden import pad_of_niets, pad_van, schakelaar_van, tekst_van
from pytest_draaiboek.sessie.uitsteloptie import met_uitstel
from pytest_draaiboek.sessie.verbindingsopties import lees_verbinding
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.systemen.afstand.adres import PROCES
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.toetsing.verklaring import Verklaring

STANDAARD_MOTOR = "freezegun"
FAKETIME = "faketime"
KALENDER, TECHNIEK = ONDERDELEN = ("kalender", "techniek")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instellingen:
    """What the user asked for.

    Args:
        draaiboeken: to judge by, in the order given.
        systeem: the target of ``--draaiboek-systeem``; None for the user's own fixture.
        onderdelen: the parts of the suite that are asked for, of `ONDERDELEN`.
        rol: the role given; None to take it from the system.
        rapport: directory for the result file; None for none.
        taal: of the report, of `TALEN`.
        zaad: varies clients and messages.
        streng: whether agreements weigh as obligations.
        marge: how much earlier the system closes on purpose.
        motor: name of what freezes the clock of this process.
        klok: what ``--draaiboek-klok`` asks for: a motor, or faketime for the process of the system.
        verbinding: how a system in another process is reached.
        bekend: known deviations.
        attesten: what people stated about eisen that only they can speak for.
        alleen_fixtures: whether the built-in suite stays out.
        gegevens: the codes the system knows, from the ini-named file; None for the fixture's own.
        officieel: official schemas and rule sheets, which have their say on what leaves the system; None for none.

    """

    draaiboeken: tuple[Draaiboek, ...]
    systeem: str | None
    onderdelen: tuple[str, ...]
    rol: str | None
    rapport: Path | None
    taal: str
    zaad: int
    streng: bool
    marge: timedelta
    motor: str
    klok: str
    verbinding: Verbinding
    bekend: tuple[Bekend, ...]
    attesten: tuple[Verklaring, ...]
    alleen_fixtures: bool
    gegevens: Gegevens | None
    officieel: Officieel | None


def lees_instellingen(config: pytest.Config) -> Instellingen:
    """Read the options and their ini twins.

    Raises:
        DraaiboekFout: for anything that cannot be right; the plugin shows it as a usage error.

    """
    draaiboeken = _draaiboeken(config)
    _neem_standaarden_op(config, draaiboeken)
    rapport = tekst_van(config, "draaiboek-rapport")
    bekend = tekst_van(config, "draaiboek-bekend")
    gegevens = config.getini("draaiboek_gegevens")
    attest = pad_of_niets(config, "draaiboek-attest")
    systeem = tekst_van(config, "draaiboek-systeem")
    rol = tekst_van(config, "draaiboek-rol")
    klok = tekst_van(config, "draaiboek-klok") or STANDAARD_MOTOR
    faketime = _faketime(klok, systeem)
    return Instellingen(
        draaiboeken=draaiboeken,
        systeem=systeem,
        onderdelen=_onderdelen(config),
        rol=kies_rol(rol, draaiboeken) if rol else None,
        rapport=pad_van(config, rapport, "draaiboek-rapport") if rapport else None,
        taal=_taal(tekst_van(config, "draaiboek-taal")),
        zaad=_zaad(tekst_van(config, "draaiboek-zaad")),
        streng=schakelaar_van(config, "draaiboek-streng"),
        marge=_marge(tekst_van(config, "draaiboek-marge")),
        motor=klok if faketime is None else STANDAARD_MOTOR,
        klok=klok,
        verbinding=lees_verbinding(config, systeem, faketime),
        bekend=lees_bekend(pad_van(config, bekend, "draaiboek-bekend"), draaiboeken) if bekend else (),
        attesten=lees_attesten(attest, draaiboeken) if attest else (),
        alleen_fixtures=schakelaar_van(config, "draaiboek-alleen-fixtures"),
        gegevens=Gegevens.lees(config.rootpath / gegevens) if gegevens else None,
        officieel=lees_officieel(*(pad_of_niets(config, naam) for naam in ("draaiboek-xsd", "draaiboek-xslt"))),
    )


def _draaiboeken(config: pytest.Config) -> tuple[Draaiboek, ...]:
    gevraagd = [deel.strip() for deel in (tekst_van(config, "draaiboek") or "").split(",") if deel.strip()]
    gevonden: list[Draaiboek] = []
    for naam in gevraagd:
        gevonden += lees(pad_van(config, naam, "draaiboek")) if is_pad(naam) else [laad(naam)]
    namen = [draaiboek.naam for draaiboek in gevonden]
    if dubbel := {naam for naam in namen if namen.count(naam) > 1}:
        raise OngeldigeInstelling(
            f"--draaiboek noemt {', '.join(sorted(dubbel))} meer dan eens. Noem elk draaiboek één keer."
        )
    return met_uitstel(config, gevonden)


def _neem_standaarden_op(config: pytest.Config, draaiboeken: tuple[Draaiboek, ...]) -> None:
    """Take in what standards the draaiboeken bring along, until the run ends."""
    for draaiboek in draaiboeken:
        if draaiboek.eigen_standaard is not None:
            config.add_cleanup(neem_beproefd_op(draaiboek.eigen_standaard))
        _keur_releases(draaiboek)


def _keur_releases(draaiboek: Draaiboek) -> None:
    """Refuse a draaiboek about a release that no standard has: nothing of it could be tested."""
    standaard = laad_standaard(draaiboek.standaard)
    for versie in draaiboek.versies:
        standaard.release(versie)


def _onderdelen(config: pytest.Config) -> tuple[str, ...]:
    gegeven = config.getoption("draaiboek_onderdeel")
    if gegeven is None:
        gegeven = config.getini("draaiboek_onderdeel")
    if gegeven is None:
        return ONDERDELEN
    gevraagd = [deel.strip() for deel in gegeven.split(",") if deel.strip()]
    if not gevraagd or not set(gevraagd) <= set(ONDERDELEN):
        raise OngeldigeInstelling(
            f"--draaiboek-onderdeel is {gegeven!r}; bekend zijn {' en '.join(ONDERDELEN)}.\n"
            "Wat te doen: noem er een, of allebei met een komma ertussen; zonder deze optie wordt allebei getoetst."
        )
    return tuple(onderdeel for onderdeel in ONDERDELEN if onderdeel in gevraagd)


def _faketime(klok: str, systeem: str | None) -> str | None:
    """Return the runtime of which libfaketime is to set the clock, "" for one to be recognised; None when it has no part in it."""
    naam, scheiding, runtime = klok.partition(":")
    if naam != FAKETIME:
        return None
    if scheiding and not runtime:
        raise OngeldigeInstelling(f"--draaiboek-klok is {klok!r}. Schrijf faketime, of bijvoorbeeld faketime:java.")
    if not (systeem or "").startswith(PROCES):
        raise OngeldigeInstelling(
            f"--draaiboek-klok={klok} zet de klok van een proces dat de kit zelf start, en --draaiboek-systeem is {systeem!r}.\n"
            "Wat te doen: gebruik het met --draaiboek-systeem=proces:OPDRACHT, of laat het systeem zelf zijn klok zetten (verb zet_klok)."
        )
    return runtime


def _taal(gegeven: str | None) -> str:
    taal = gegeven or TALEN[0]
    if taal not in TALEN:
        raise OngeldigeInstelling(
            f"--draaiboek-taal is {taal!r}; het rapport is er in {' en '.join(TALEN)}.\n"
            f"Wat te doen: kies er een van; zonder deze optie is het {TALEN[0]}."
        )
    return taal


def _zaad(tekst: str | None) -> int:
    try:
        return int(tekst or 0)
    except ValueError:
        raise OngeldigeInstelling(
            f"--draaiboek-zaad is {tekst!r}; verwacht wordt een geheel getal. Geef bijvoorbeeld 7."
        ) from None


def _marge(tekst: str | None) -> timedelta:
    marge = lees_duur(tekst) if tekst else timedelta()
    if not timedelta() <= marge < timedelta(days=1):
        raise OngeldigeInstelling(
            f"--draaiboek-marge is {tekst!r}; verwacht wordt een duur van nul tot een dag: hoeveel eerder het systeem met opzet sluit.\n"
            "Geef bijvoorbeeld 15m."
        )
    return marge
