"""``draaiboek controleer``: what is wrong with the messages in files and folders, each by itself and all together."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pytest_draaiboek.berichten import (
    Bericht,
    Bevinding,
    Register,
    controleer_register,
    controleer_samen,
)
from pytest_draaiboek.berichten.controle import keur
from pytest_draaiboek.berichten.officieel import lees_officieel
from pytest_draaiboek.berichten.onleesbaar import onleesbaar
from pytest_draaiboek.berichten.schemaoordeel import voldoet_aan_schema
from pytest_draaiboek.berichten.xml import MAX_BYTES
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.opdrachtregel import verslag
from pytest_draaiboek.opdrachtregel.bestanden import EXTENSIE, zoek_bestanden
from pytest_draaiboek.opdrachtregel.uitkomst import Maatstaf, Nagekeken, Verwijzing, Vondst

STIL_TOT = 20  # so many files go by without a word


def controleer_bestanden(gevraagd: argparse.Namespace) -> int:
    """Check files and folders, print what was found, and return 1 when any of it makes a message wrong; warnings do not.

    Raises:
        OngeldigeInstelling: for a path that does not exist, or a folder without messages: nothing checked is not well; and for official
            files or a register that cannot be used.

    """
    maatstaf = Maatstaf(
        lees_officieel(gevraagd.xsd, gevraagd.xslt),
        None if gevraagd.register is None else Register.lees(Path(gevraagd.register)),
        gevraagd.samen,
    )
    bestanden = zoek_bestanden(gevraagd.paden)
    uitkomsten = _met_voortgang((kijk_na(pad, maatstaf) for pad in bestanden), len(bestanden))
    if maatstaf.samen:
        uitkomsten = iter(kijk_samen_na(list(uitkomsten), maatstaf.register))
    return int((verslag.toon_json if gevraagd.json else verslag.toon)(uitkomsten, maatstaf))


def kijk_na(pad: Path, maatstaf: Maatstaf) -> Nagekeken:
    """Return what is wrong with one file by itself, its name included."""
    naam: list[Bevinding] = []
    if pad.suffix.lower() != EXTENSIE:
        melding = f"de extensie is {pad.suffix or 'leeg'!r}; verwacht wordt {EXTENSIE}. Geef het bestand die extensie."
        naam.append(Bevinding("OP192", "", "/", melding, "waarschuwing"))
    try:
        bericht = Bericht.lees(pad)
    except OngeldigBericht as fout:
        reden = OngeldigBericht(str(fout).removeprefix(f"{pad}: "))
        gevonden = [*naam, onleesbaar(reden, _inhoud(pad))]
        return Nagekeken(pad, None, tuple(map(Vondst, gevonden)))
    gevonden = [*naam, *keur(bericht, maatstaf.officieel)]
    if maatstaf.register is not None and not maatstaf.samen:
        gevonden += controleer_register(bericht, maatstaf.register)
    return Nagekeken(pad, bericht, tuple(map(Vondst, gevonden)))


def kijk_samen_na(uitkomsten: Sequence[Nagekeken], register: Register | None) -> list[Nagekeken]:
    """Return the same files, with what each gets wrong about the others, which are taken for a complete history.

    Names and places of files tell no order: what is dated on one day is put in an order that can be. What cannot be read and what its schema
    refuses stays out.

    Args:
        uitkomsten: of each file by itself.
        register: what is known outside the messages; None when it is not.

    """
    erin = [(een.pad, een.bericht) for een in uitkomsten if een.bericht and voldoet_aan_schema(een.bericht)]
    gevonden = controleer_samen([bericht for _, bericht in erin], register=register, vast=False)
    van = {
        pad: [Vondst(een, tuple(_verwijzing(*erin[plaats]) for plaats in een.bij)) for een in bevindingen]
        for (pad, _), bevindingen in zip(erin, gevonden, strict=True)
    }
    return [
        replace(een, vondsten=(*een.vondsten, *van.get(een.pad, ())), in_geschiedenis=een.pad in van)
        for een in uitkomsten
    ]


def _verwijzing(pad: Path, bericht: Bericht) -> Verwijzing:
    return Verwijzing(pad, bericht.berichttype, bericht.eigen_identificatie)


def _inhoud(pad: Path) -> bytes:
    """Return the bytes of a file, as far as a message may go and one more; none of one that cannot be read."""
    try:
        with pad.open("rb") as bestand:
            return bestand.read(MAX_BYTES + 1)
    except OSError:
        return b""


def _met_voortgang(uitkomsten: Iterable[Nagekeken], totaal: int) -> Iterator[Nagekeken]:
    """Pass on what comes by, and tell on a terminal how far it is."""
    tonen = totaal > STIL_TOT and sys.stderr.isatty()
    for nummer, uitkomst in enumerate(uitkomsten, 1):
        if tonen:
            print(f"\r{nummer} van {totaal}", end="" if nummer < totaal else "\n", file=sys.stderr, flush=True)
        yield uitkomst
