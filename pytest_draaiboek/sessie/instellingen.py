"""The options and ini values of a run, read once, checked, and frozen."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from pytest_draaiboek.berichten import Gegevens
from pytest_draaiboek.berichten.officieel import Officieel, lees_officieel
from pytest_draaiboek.draaiboeken import Draaiboek, laad, lees
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok import lees_duur
from pytest_draaiboek.sessie.bekend import Bekend, lees_bekend

STANDAARD_MOTOR = "freezegun"
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
        zaad: varies clients and messages.
        streng: whether agreements weigh as obligations.
        marge: how much earlier the system closes on purpose.
        motor: name of the clock backend.
        bekend: known deviations.
        alleen_fixtures: whether the built-in suite stays out.
        gegevens: the codes the system knows, from the ini-named file; None for the fixture's own.
        officieel: official schemas and rule sheets, which have their say on what leaves the system; None for none.

    """

    draaiboeken: tuple[Draaiboek, ...]
    systeem: str | None
    onderdelen: tuple[str, ...]
    rol: str | None
    rapport: Path | None
    zaad: int
    streng: bool
    marge: timedelta
    motor: str
    bekend: tuple[Bekend, ...]
    alleen_fixtures: bool
    gegevens: Gegevens | None
    officieel: Officieel | None


def lees_instellingen(config: pytest.Config) -> Instellingen:
    """Read the options and their ini twins.

    Raises:
        DraaiboekFout: for anything that cannot be right; the plugin shows it as a usage error.

    """
    draaiboeken = _draaiboeken(config)
    rapport = _tekst(config, "draaiboek-rapport")
    bekend = _tekst(config, "draaiboek-bekend")
    gegevens = config.getini("draaiboek_gegevens")
    return Instellingen(
        draaiboeken=draaiboeken,
        systeem=_tekst(config, "draaiboek-systeem"),
        onderdelen=_onderdelen(config),
        rol=_rol(_tekst(config, "draaiboek-rol"), draaiboeken),
        rapport=_pad(config, rapport, "draaiboek-rapport") if rapport else None,
        zaad=_zaad(_tekst(config, "draaiboek-zaad")),
        streng=_schakelaar(config, "draaiboek-streng"),
        marge=_marge(_tekst(config, "draaiboek-marge")),
        motor=_tekst(config, "draaiboek-klok") or STANDAARD_MOTOR,
        bekend=lees_bekend(_pad(config, bekend, "draaiboek-bekend"), draaiboeken) if bekend else (),
        alleen_fixtures=_schakelaar(config, "draaiboek-alleen-fixtures"),
        gegevens=Gegevens.lees(config.rootpath / gegevens) if gegevens else None,
        officieel=lees_officieel(*(_pad_of_niets(config, naam) for naam in ("draaiboek-xsd", "draaiboek-xslt"))),
    )


def _tekst(config: pytest.Config, naam: str) -> str | None:
    sleutel = naam.replace("-", "_")
    return config.getoption(sleutel) or config.getini(sleutel) or None


def _schakelaar(config: pytest.Config, naam: str) -> bool:
    sleutel = naam.replace("-", "_")
    gegeven = config.getoption(sleutel)
    return bool(config.getini(sleutel)) if gegeven is None else bool(gegeven)


def _pad(config: pytest.Config, tekst: str, naam: str) -> Path:
    """Take a path from the command line as seen from where the user stands, and one from the ini file from the root."""
    op_de_opdrachtregel = config.getoption(naam.replace("-", "_")) is not None
    return (config.invocation_params.dir if op_de_opdrachtregel else config.rootpath) / tekst


def _pad_of_niets(config: pytest.Config, naam: str) -> Path | None:
    tekst = _tekst(config, naam)
    return _pad(config, tekst, naam) if tekst else None


def _draaiboeken(config: pytest.Config) -> tuple[Draaiboek, ...]:
    gevraagd = [deel.strip() for deel in (_tekst(config, "draaiboek") or "").split(",") if deel.strip()]
    gevonden: list[Draaiboek] = []
    for naam in gevraagd:
        gevonden += lees(_pad(config, naam, "draaiboek")) if naam.endswith(".toml") else [laad(naam)]
    namen = [draaiboek.naam for draaiboek in gevonden]
    if dubbel := {naam for naam in namen if namen.count(naam) > 1}:
        raise OngeldigeInstelling(
            f"--draaiboek noemt {', '.join(sorted(dubbel))} meer dan eens. Noem elk draaiboek één keer."
        )
    return tuple(gevonden)


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


def _rol(rol: str | None, draaiboeken: tuple[Draaiboek, ...]) -> str | None:
    if rol is None:
        return None
    for draaiboek in draaiboeken:
        if rol not in draaiboek.rollen:
            raise OngeldigeInstelling(
                f"Draaiboek {draaiboek.naam} kent geen rol {rol!r}.\nKies --draaiboek-rol uit {', '.join(draaiboek.rollen)}."
            )
    return rol


def _zaad(tekst: str | None) -> int:
    try:
        return int(tekst or 0)
    except ValueError:
        raise OngeldigeInstelling(f"--draaiboek-zaad is {tekst!r}; verwacht wordt een geheel getal, zoals 7.") from None


def _marge(tekst: str | None) -> timedelta:
    marge = lees_duur(tekst) if tekst else timedelta()
    if not timedelta() <= marge < timedelta(days=1):
        raise OngeldigeInstelling(
            f"--draaiboek-marge is {tekst!r}; verwacht wordt een duur van nul tot een dag, zoals 15m.\n"
            "De marge zegt hoeveel eerder het systeem met opzet sluit."
        )
    return marge
