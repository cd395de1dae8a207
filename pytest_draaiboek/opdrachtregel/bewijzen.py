"""``draaiboek bewijs``: a result packed with all that belongs to it, and the check of such a bundle."""

import argparse
import textwrap
import zipfile
from pathlib import Path

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.rapport import bestand
from pytest_draaiboek.rapport.bewijs import Controle, controleer, maak
from pytest_draaiboek.rapport.bewijs.berichtenboom import MAP
from pytest_draaiboek.rapport.bewijs.manifest import MANIFEST, SOMMEN, Oordeel
from pytest_draaiboek.rapport.bewijs.veilige_zip import OnveiligeZip, VeiligeZip, open_zip

NAAM, EXTENSIE = "bewijs.zip", ".zip"
HIER = "."
BREEDTE = 80
MEESTE_BEVINDINGEN = 20
WAT_HET_ZEGT = (
    "Dit zegt dat de bundel heel is en bij elkaar hoort, niet wie hem maakte: het is een zelftoets. "
    "Noteer de som hierboven: die legt alle bestanden vast."
)


def bewijs(gevraagd: argparse.Namespace) -> int:
    """Pack a result, or check a bundle; return 1 when something is wrong with it.

    Raises:
        OngeldigeInstelling: when there is no result to pack, no place to write it, or no zip to check.

    """
    if gevraagd.controleer is None:
        return _pak_in(Path(HIER if gevraagd.resultaat is None else gevraagd.resultaat), gevraagd.naar, gevraagd.taal)
    if gevraagd.resultaat is not None or gevraagd.naar is not None:
        raise OngeldigeInstelling(
            "--controleer kijkt een bundel na en pakt niets in. Geef alleen de zip die nagekeken moet worden."
        )
    return _kijk_na(Path(gevraagd.controleer))


def _pak_in(gegeven: Path, naar: str | None, taal: str | None) -> int:
    pad = bestand.vind(gegeven)
    doel = _doel(Path(naar) if naar else pad.with_name(NAAM))
    inhoud = maak(bestand.lees_bytes(pad), str(pad), taal)
    vervangen = doel.exists()
    bestand.schrijf_bestand(doel, inhoud)
    controle = controleer(doel)
    druk(f"Bewijs: {doel}{' (het vorige is vervangen)' if vervangen else ''}")
    _toon_inhoud(controle)
    return _toon_bevindingen(controle)


def _doel(doel: Path) -> Path:
    """Return where the bundle goes; never over something that is no bundle."""
    if doel.is_dir():
        doel /= NAAM
    if doel.suffix.lower() != EXTENSIE:
        raise OngeldigeInstelling(f"{doel}: een bundel is een bestand met de extensie {EXTENSIE}. Geef het die naam.")
    if doel.exists() and not _is_bundel(doel):
        raise OngeldigeInstelling(
            f"{doel}: hier staat al iets anders dan een bundel. Kies een andere naam, of haal het weg."
        )
    return doel


def _is_bundel(pad: Path) -> bool:
    try:
        with open_zip(pad) as bestand:
            return {MANIFEST, SOMMEN} <= VeiligeZip(bestand).leden.keys()
    except (OnveiligeZip, zipfile.BadZipFile):
        return False


def _kijk_na(pad: Path) -> int:
    controle = controleer(pad)
    druk(f"{pad}: {'in orde' if controle.deugt else 'NIET in orde'}.", "green" if controle.deugt else "red")
    if not controle.deugt:
        return _toon_bevindingen(controle)
    _toon_inhoud(controle)
    _schrijf(WAT_HET_ZEGT, "")
    return 0


def _toon_inhoud(controle: Controle) -> None:
    manifest = controle.manifest
    if manifest is None:
        return
    _schrijf(f"Getoetst tot {manifest.getoetst:%d-%m-%Y %H:%M %Z}, ingepakt met kit {manifest.kit}.", "  ")
    for oordeel in manifest.oordelen:
        for tekst in _oordelen(oordeel):
            _schrijf(tekst, "  ")
    berichten = sum(een.pad.startswith(f"{MAP}/") for een in manifest.bestanden)
    aantal = f"{len(manifest.bestanden)} bestanden, waarvan {berichten} berichten"
    _schrijf(f"{aantal}; {MANIFEST} en {SOMMEN} komen daarbij.", "  ")
    if controle.niet_vergeleken:
        _schrijf(f"Rapport en badge zijn niet opnieuw getekend en vergeleken: {controle.niet_vergeleken}.", "  ")
    elif controle.deugt:
        _schrijf("Rapport en badge zijn opnieuw getekend en zijn gelijk.", "  ")
    druk(f"SHA-256 van {MANIFEST}:\n  {controle.som}")


def _oordelen(oordeel: Oordeel) -> list[str]:
    systeem = " ".join(deel for deel in (oordeel.systeem, oordeel.versie) if deel) or "zonder naam"
    wie = f"{oordeel.draaiboek} als {oordeel.rol}"
    kalender = f"{wie} ({systeem}): {oordeel.kalender or 'geen oordeel volgens het draaiboek'}"
    return [kalender, f"{wie}, techniek: {oordeel.techniek}"] if oordeel.techniek else [kalender]


def _toon_bevindingen(controle: Controle) -> int:
    for bevinding in controle.bevindingen[:MEESTE_BEVINDINGEN]:
        _schrijf(f"{bevinding.waar}: {bevinding.wat}" if bevinding.waar else bevinding.wat, "  ")
    rest = len(controle.bevindingen) - MEESTE_BEVINDINGEN
    if rest > 0:
        druk(f"  en nog {rest}")
    return int(not controle.deugt)


def _schrijf(tekst: str, marge: str) -> None:
    for regel in textwrap.wrap(
        in_een_regel(tekst),
        BREEDTE,
        initial_indent=marge,
        subsequent_indent=f"{marge}  " if marge else "",
        break_on_hyphens=False,
    ):
        druk(regel)
