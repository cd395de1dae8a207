"""What ``draaiboek controleer`` says: a line per finding and what was not checked, or the same as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from pytest_draaiboek.berichten import niet_nagekeken
from pytest_draaiboek.berichten.registercontrole import ALLEEN, ZONDER_REGISTER
from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.opdrachtregel.uitkomst import Maatstaf, Nagekeken, Soort, Verwijzing, Vondst

VORMVERSIE = 1
_KLEUR = {"fout": "red", "waarschuwing": "yellow"}
GENOEMD = 5  # so many files are called by name in one line


def toon(uitkomsten: Iterable[Nagekeken], maatstaf: Maatstaf) -> bool:
    """Print a line per finding as they come by, and what was not checked; return whether any of it makes a message wrong.

    Args:
        uitkomsten: per file.
        maatstaf: what they were held to.

    """
    soorten: set[Soort] = set()
    buiten: list[Path] = []
    aantal = fout = waarschuwingen = 0
    for een in uitkomsten:
        aantal += 1
        fout += een.is_fout
        waarschuwingen += een.waarschuwingen
        soorten |= een.soorten
        if een.in_geschiedenis is False:
            buiten.append(een.pad)
        for vondst in een.vondsten:
            regel = _als_regel(vondst, met_bron=maatstaf.officieel is not None)
            kleur = _KLEUR.get(vondst.bevinding.ernst, "")
            druk(f"{een.pad}:{max(vondst.bevinding.regel, 1)}: {regel}", kleur)
    if maatstaf.officieel is not None:
        for regel in maatstaf.officieel.verantwoording(soorten):
            druk(regel)
    for zin in (_buiten_de_geschiedenis(buiten), _niet_nagekeken(maatstaf, soorten)):
        if zin:
            druk(zin)
    gevonden = f"{fout} met bevindingen" if fout else "geen bevindingen"
    erbij = f", {_aantal(waarschuwingen, 'waarschuwing', 'waarschuwingen')}" if waarschuwingen else ""
    kleur = "red" if fout else "yellow" if waarschuwingen else "green"
    druk(f"{_aantal(aantal, 'bestand', 'bestanden')} nagekeken: {gevonden}{erbij}.", kleur)
    return fout > 0


def toon_json(uitkomsten: Iterable[Nagekeken], maatstaf: Maatstaf) -> bool:
    """Print everything as JSON; return whether any of it makes a message wrong.

    Args:
        uitkomsten: per file.
        maatstaf: what they were held to.

    """
    alles = list(uitkomsten)
    print(msgspec.json.format(msgspec.json.encode(_als_gegevens(alles, maatstaf)), indent=2).decode())
    return any(een.is_fout for een in alles)


def _als_regel(vondst: Vondst, *, met_bron: bool) -> str:
    bevinding = vondst.bevinding
    retour = f" [retourcode {bevinding.retourcode}]" if bevinding.retourcode else ""
    ernst = "" if bevinding.ernst == "fout" else f" ({bevinding.ernst})"
    volgens = f" [volgens {' en '.join(bevinding.bron)}]" if met_bron else ""
    plek = f" {bevinding.pad}" if bevinding.pad != "/" else ""
    return f"{bevinding.code}{ernst}{retour}{plek}: {bevinding.melding}{_zie_ook(vondst.bij)}{volgens}"


def _zie_ook(bij: Sequence[Verwijzing]) -> str:
    return (
        f" Zie ook {_opgesomd([f'{een.pad} ({een.berichttype} {een.identificatie})' for een in bij])}." if bij else ""
    )


def _buiten_de_geschiedenis(paden: Sequence[Path]) -> str:
    if not paden:
        return ""
    return (
        "Buiten de geschiedenis gelaten, want onleesbaar of geweigerd door het schema:"
        f" {_opgesomd([str(pad) for pad in paden])}. Wat daarin staat, geldt als niet verzonden."
    )


def _niet_nagekeken(maatstaf: Maatstaf, soorten: set[Soort]) -> str:
    """Return what a user can have checked as well, and how; what no message shows is left to the JSON and the documentation."""
    redenen = [een.reden for een in niet_nagekeken(samen=maatstaf.samen, register=maatstaf.register, soorten=soorten)]
    meer = sum(reden == ALLEEN for reden in redenen)
    zonder = [reden.removeprefix(f"{ZONDER_REGISTER} ") for reden in redenen if reden.startswith(ZONDER_REGISTER)]
    delen = []
    if meer:
        delen.append(f"{_aantal(meer, 'regel', 'regels')} over meer berichten (geef --samen)")
    if zonder:
        raad = "geef --register" if maatstaf.register is None else f"niet in het register: {_en(sorted({*zonder}))}"
        delen.append(f"{len(zonder) if meer else _aantal(len(zonder), 'regel', 'regels')} over registers ({raad})")
    return f"Niet nagekeken: {' en '.join(delen)}." if delen else ""


def _als_gegevens(uitkomsten: Sequence[Nagekeken], maatstaf: Maatstaf) -> dict[str, Any]:
    soorten = {soort for een in uitkomsten for soort in een.soorten}
    officieel = maatstaf.officieel
    nagelaten = niet_nagekeken(samen=maatstaf.samen, register=maatstaf.register, soorten=soorten)
    return {
        "vormversie": VORMVERSIE,
        "officieel": {
            "bestanden": [asdict(bestand) for bestand in officieel.bestanden] if officieel else [],
            "niet_gebruikt": list(officieel.niet_gebruikt(soorten)) if officieel else [],
        },
        "samen": maatstaf.samen,
        "niet_nagekeken": [asdict(een) for een in nagelaten],
        "bestanden": [
            {
                "pad": een.pad.as_posix(),
                "standaard": een.bericht.standaard if een.bericht else None,
                "berichttype": een.bericht.berichttype if een.bericht else None,
                "versie": een.bericht.versie if een.bericht else None,
                "in_geschiedenis": een.in_geschiedenis,
                "bevindingen": [
                    asdict(vondst.bevinding)
                    | {"bij": [asdict(ander) | {"pad": ander.pad.as_posix()} for ander in vondst.bij]}
                    for vondst in een.vondsten
                ],
            }
            for een in uitkomsten
        ],
    }


def _aantal(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"


def _en(namen: Sequence[str]) -> str:
    *eerder, laatste = namen
    return f"{', '.join(eerder)} en {laatste}" if eerder else laatste


def _opgesomd(namen: Sequence[str]) -> str:
    """Return names as a list in words, of which only the first are written out."""
    if len(namen) <= GENOEMD:
        return _en(namen)
    return f"{', '.join(namen[:GENOEMD])} en nog {len(namen) - GENOEMD}"
