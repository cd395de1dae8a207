"""``draaiboek controleer``: what is wrong with the messages in files and folders."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from pytest_draaiboek.berichten import Bericht, Bevinding
from pytest_draaiboek.berichten.controle import keur
from pytest_draaiboek.berichten.officieel import Officieel, lees_officieel
from pytest_draaiboek.berichten.onleesbaar import onleesbaar
from pytest_draaiboek.berichten.xml import MAX_BYTES
from pytest_draaiboek.fouten import OngeldigBericht, OngeldigeInstelling

EXTENSIE = ".xml"
STIL_TOT = 20  # so many files go by without a word
VORMVERSIE = 1


@dataclass(frozen=True, slots=True)
class Nagekeken:
    """One file and what is wrong with it; `bericht` is None when it could not be read as a message."""

    pad: Path
    bericht: Bericht | None
    bevindingen: tuple[Bevinding, ...]


def controleer_bestanden(gevraagd: argparse.Namespace) -> int:
    """Check files and folders, print what was found, and return 1 when anything was.

    Raises:
        OngeldigeInstelling: for a path that does not exist, or a folder without messages: nothing checked is not well; and for official
            files that cannot be used.

    """
    officieel = lees_officieel(gevraagd.xsd, gevraagd.xslt)
    bestanden = _bestanden([Path(pad) for pad in gevraagd.paden])
    uitkomsten = _met_voortgang((kijk_na(pad, officieel) for pad in bestanden), len(bestanden))
    if gevraagd.json:
        alles = list(uitkomsten)
        print(msgspec.json.format(msgspec.json.encode(_als_gegevens(alles, officieel)), indent=2).decode())
        return int(any(een.bevindingen for een in alles))
    met_bevindingen = 0
    soorten: set[tuple[str, str, str]] = set()
    for een in uitkomsten:
        soorten |= _soort(een)
        met_bevindingen += bool(een.bevindingen)
        for bevinding in een.bevindingen:
            print(f"{een.pad}:{max(bevinding.regel, 1)}: {_als_regel(bevinding, met_bron=officieel is not None)}")
    if officieel is not None:
        for regel in officieel.verantwoording(soorten):
            print(regel)
    aantal = f"{len(bestanden)} {'bestand' if len(bestanden) == 1 else 'bestanden'}"
    print(f"{aantal} nagekeken: {'geen bevindingen' if not met_bevindingen else f'{met_bevindingen} met bevindingen'}.")
    return int(met_bevindingen > 0)


def kijk_na(pad: Path, officieel: Officieel | None = None) -> Nagekeken:
    """Return what is wrong with one file, its name included; by official files too when there are any."""
    naam: list[Bevinding] = []
    if pad.suffix.lower() != EXTENSIE:
        melding = f"de extensie is {pad.suffix or 'leeg'!r}; verwacht wordt {EXTENSIE}. Geef het bestand die extensie."
        naam.append(Bevinding("OP192", "", "/", melding, "waarschuwing"))
    try:
        bericht = Bericht.lees(pad)
    except OngeldigBericht as fout:
        reden = OngeldigBericht(str(fout).removeprefix(f"{pad}: "))
        return Nagekeken(pad, None, (*naam, onleesbaar(reden, _inhoud(pad))))
    return Nagekeken(pad, bericht, (*naam, *keur(bericht, officieel)))


def _inhoud(pad: Path) -> bytes:
    """Return the bytes of a file, as far as a message may go and one more; none of one that cannot be read."""
    try:
        with pad.open("rb") as bestand:
            return bestand.read(MAX_BYTES + 1)
    except OSError:
        return b""


def _soort(uitkomst: Nagekeken) -> set[tuple[str, str, str]]:
    bericht = uitkomst.bericht
    return {(bericht.standaard, bericht.versie, bericht.berichttype)} if bericht else set()


def _bestanden(paden: Sequence[Path]) -> list[Path]:
    gevonden: list[Path] = []
    for pad in paden:
        if pad.is_dir():
            hierin = sorted(
                bestand for bestand in pad.rglob("*") if bestand.suffix.lower() == EXTENSIE and bestand.is_file()
            )
            if not hierin:
                raise OngeldigeInstelling(f"{pad}: in deze map staan geen berichten (*{EXTENSIE}). Controleer het pad.")
            gevonden += hierin
        elif pad.exists():
            gevonden.append(pad)
        else:
            raise OngeldigeInstelling(f"{pad}: dit bestand of deze map bestaat niet. Controleer het pad.")
    return gevonden


def _met_voortgang(uitkomsten: Iterable[Nagekeken], totaal: int) -> Iterator[Nagekeken]:
    """Pass on what comes by, and tell on a terminal how far it is."""
    tonen = totaal > STIL_TOT and sys.stderr.isatty()
    for nummer, uitkomst in enumerate(uitkomsten, 1):
        if tonen:
            print(f"\r{nummer} van {totaal}", end="" if nummer < totaal else "\n", file=sys.stderr, flush=True)
        yield uitkomst


def _als_regel(bevinding: Bevinding, *, met_bron: bool) -> str:
    retour = f" [retourcode {bevinding.retourcode}]" if bevinding.retourcode else ""
    ernst = "" if bevinding.ernst == "fout" else f" ({bevinding.ernst})"
    volgens = f" [volgens {' en '.join(bevinding.bron)}]" if met_bron else ""
    plek = f" {bevinding.pad}" if bevinding.pad != "/" else ""
    return f"{bevinding.code}{ernst}{retour}{plek}: {bevinding.melding}{volgens}"


def _als_gegevens(uitkomsten: Sequence[Nagekeken], officieel: Officieel | None) -> dict[str, Any]:
    soorten = {soort for een in uitkomsten for soort in _soort(een)}
    return {
        "vormversie": VORMVERSIE,
        "officieel": {
            "bestanden": [asdict(bestand) for bestand in officieel.bestanden] if officieel else [],
            "niet_gebruikt": list(officieel.niet_gebruikt(soorten)) if officieel else [],
        },
        "bestanden": [
            {
                "pad": een.pad.as_posix(),
                "standaard": een.bericht.standaard if een.bericht else None,
                "berichttype": een.bericht.berichttype if een.bericht else None,
                "versie": een.bericht.versie if een.bericht else None,
                "bevindingen": [asdict(bevinding) for bevinding in een.bevindingen],
            }
            for een in uitkomsten
        ],
    }
