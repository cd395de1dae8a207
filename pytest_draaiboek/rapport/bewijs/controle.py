"""Whether a bundle is whole, and is what its result gives."""

import hashlib
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pytest_draaiboek.fouten import OngeldigeInstelling, OnveiligeZip
from pytest_draaiboek.rapport.aanzichten import RAPPORTNAAM
from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, ontleed
from pytest_draaiboek.rapport.bewijs.berichtenboom import MAP
from pytest_draaiboek.rapport.bewijs.bundel import gebreken, kitversie, leden_van
from pytest_draaiboek.rapport.bewijs.heelheid import gevallen_van
from pytest_draaiboek.rapport.bewijs.manifest import MANIFEST, SOMMEN, Bestand, Manifest, lees, oordelen_van, sommen
from pytest_draaiboek.rapport.bewijs.veilige_zip import VeiligeZip, open_zip
from pytest_draaiboek.rapport.resultaat import Resultaat


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevinding:
    """Something that is wrong with a bundle: at which file, and what, in Dutch; waar is empty for the zip as a whole."""

    waar: str
    wat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Controle:
    """What came of the check.

    Args:
        bevindingen: what is wrong; none when the bundle is whole.
        manifest: None when it could not be read.
        som: SHA-256 of the manifest, in hex.
        resultaat: None when it could not be read.
        niet_vergeleken: why the views were not drawn again; empty when they were.

    """

    bevindingen: list[Bevinding]
    manifest: Manifest | None = None
    som: str = ""
    resultaat: Resultaat | None = None
    niet_vergeleken: str = ""

    @property
    def deugt(self) -> bool:
        """Whether nothing is wrong."""
        return not self.bevindingen


@dataclass(slots=True)
class _Bundel:
    """What was read of a bundle: the sum of each file, and the two that are looked into."""

    sommen: dict[str, str] = field(default_factory=dict)
    grootten: dict[str, int] = field(default_factory=dict)
    inhoud: dict[str, bytes] = field(default_factory=dict)


def controleer(pad: Path) -> Controle:
    """Check a bundle; nothing of it is written anywhere.

    Args:
        pad: of the zip.

    Raises:
        OngeldigeInstelling: when there is no such file, or it is no zip.

    """
    with open_zip(pad) as bestand:
        try:
            bundel = _lees(VeiligeZip(bestand))
        except zipfile.BadZipFile as fout:
            raise OngeldigeInstelling(
                f"{pad}: dit is geen (hele) zip. Geef het pad van een bundel die draaiboek bewijs maakte."
            ) from fout
        except OnveiligeZip as fout:
            return Controle(bevindingen=[Bevinding(waar="", wat=str(fout))])
    return _beoordeel(bundel)


def _lees(zip_: VeiligeZip) -> _Bundel:
    bundel = _Bundel()
    for naam in zip_.leden:
        inhoud = zip_.inhoud(naam)
        bundel.sommen[naam] = hashlib.sha256(inhoud).hexdigest()
        bundel.grootten[naam] = len(inhoud)
        if naam in {MANIFEST, BESTANDSNAAM}:
            bundel.inhoud[naam] = inhoud
    return bundel


def _beoordeel(bundel: _Bundel) -> Controle:
    if MANIFEST not in bundel.inhoud:
        return Controle(
            bevindingen=[Bevinding(waar=MANIFEST, wat="ontbreekt; dit is geen bundel van draaiboek bewijs")]
        )
    som = bundel.sommen[MANIFEST]
    try:
        manifest = lees(bundel.inhoud[MANIFEST])
    except ValueError as fout:
        gebrek = Bevinding(waar=MANIFEST, wat=f"is geen manifest van een bundel ({fout})")
        return Controle(bevindingen=[gebrek], som=som)
    bevindingen = list(_volgens_manifest(bundel, manifest))
    if BESTANDSNAAM not in bundel.inhoud:
        return Controle(bevindingen=bevindingen or [_ontbreekt(BESTANDSNAAM)], manifest=manifest, som=som)
    try:
        resultaat = ontleed(bundel.inhoud[BESTANDSNAAM], BESTANDSNAAM)
    except OngeldigeInstelling as fout:
        wat = str(fout).removeprefix(f"{BESTANDSNAAM}: ")
        return Controle(bevindingen=[*bevindingen, Bevinding(waar=BESTANDSNAAM, wat=wat)], manifest=manifest, som=som)
    niet_heel = [Bevinding(waar=BESTANDSNAAM, wat=gebrek) for gebrek in gebreken(resultaat)]
    if manifest.oordelen != oordelen_van(resultaat) or manifest.getoetst != resultaat.slot.geeindigd:
        niet_heel.append(
            Bevinding(waar=MANIFEST, wat="noemt andere oordelen, of een ander tijdstip, dan het resultaat")
        )
    bevindingen += niet_heel or _berichten(bundel, resultaat)
    niet_vergeleken = _waarom_niet_vergeleken(manifest)
    if not bevindingen and not niet_vergeleken:
        anders, niet_vergeleken = _opnieuw(bundel, manifest, resultaat)
        bevindingen += anders
    return Controle(
        bevindingen=bevindingen, manifest=manifest, som=som, resultaat=resultaat, niet_vergeleken=niet_vergeleken
    )


def _ontbreekt(pad: str) -> Bevinding:
    return Bevinding(waar=pad, wat="ontbreekt")


def _volgens_manifest(bundel: _Bundel, manifest: Manifest) -> Iterator[Bevinding]:
    genoemd: dict[str, Bestand] = {}
    for een in manifest.bestanden:
        if een.pad in genoemd or een.pad in {MANIFEST, SOMMEN}:
            yield Bevinding(waar=een.pad, wat="hoort niet (of niet nog eens) in het manifest")
        genoemd[een.pad] = een
    for pad, een in genoemd.items():
        if pad not in bundel.sommen:
            yield _ontbreekt(pad)
        elif een.grootte != bundel.grootten[pad]:
            yield Bevinding(waar=pad, wat=f"is {bundel.grootten[pad]} bytes; volgens het manifest {een.grootte}")
        elif een.sha256 != bundel.sommen[pad]:
            yield Bevinding(waar=pad, wat="heeft een andere inhoud dan volgens het manifest")
    for pad in sorted(bundel.sommen.keys() - genoemd.keys() - {MANIFEST, SOMMEN}):
        yield Bevinding(waar=pad, wat="staat in de zip en niet in het manifest")
    if SOMMEN not in bundel.sommen:
        yield _ontbreekt(SOMMEN)
    elif bundel.sommen[SOMMEN] != hashlib.sha256(sommen(manifest, bundel.sommen[MANIFEST])).hexdigest():
        yield Bevinding(waar=SOMMEN, wat="is niet wat bij het manifest hoort")


def _berichten(bundel: _Bundel, resultaat: Resultaat) -> Iterator[Bevinding]:
    """Yield what differs between the messages in the bundle and those in the cases, whatever their files are called."""
    horen = Counter(
        verkeer.bericht for een in resultaat.draaiboeken for _, geval in gevallen_van(een) for verkeer in geval.verkeer
    )
    per_som: dict[str, list[str]] = {}
    for pad, som in bundel.sommen.items():
        if _is_bericht(pad):
            per_som.setdefault(som, []).append(pad)
    for som, aantal in horen.items():
        if len(per_som.get(som, ())) < aantal:
            yield Bevinding(waar=MAP, wat=f"van bericht {som} uit het resultaat ontbreekt het bestand")
    for som, paden in per_som.items():
        for pad in sorted(paden)[horen[som] :]:
            yield Bevinding(waar=pad, wat="is geen bericht uit het resultaat")


def _waarom_niet_vergeleken(manifest: Manifest) -> str:
    if manifest.kit != kitversie():
        return f"de bundel is gemaakt met kit {manifest.kit}, dit is kit {kitversie()}"
    return ""


def _opnieuw(bundel: _Bundel, manifest: Manifest, resultaat: Resultaat) -> tuple[list[Bevinding], str]:
    """Make every file again; return what differs, and why that was not said of the report, if it was not."""
    try:
        leden = leden_van(resultaat, bundel.inhoud[BESTANDSNAAM], manifest.taal)
    except OngeldigeInstelling as fout:
        return [Bevinding(waar=MANIFEST, wat=str(fout))], ""
    except (
        Exception
    ) as fout:  # a result from elsewhere may hold what a view stumbles over, and never what we do not report
        wat = f"hiervan is geen rapport te tekenen ({type(fout).__name__}: {fout})"
        return [Bevinding(waar=BESTANDSNAAM, wat=wat)], ""
    horen = {pad: hashlib.sha256(inhoud).hexdigest() for pad, inhoud in leden.items()}
    # Another zlib packs the messages in the report otherwise; what is in it may well be the same.
    zelfde_zlib = manifest.zlib == zlib.ZLIB_RUNTIME_VERSION
    hangt_af = set() if zelfde_zlib else {RAPPORTNAAM, MANIFEST, SOMMEN}
    anders = sorted(pad for pad in horen.keys() | bundel.sommen.keys() if horen.get(pad) != bundel.sommen.get(pad))
    # Manifest and sums differ along with any other file; by themselves they do when they say more than ours.
    vreemd = [pad for pad in anders if pad not in hangt_af]
    eigenlijk = [pad for pad in vreemd if pad not in {MANIFEST, SOMMEN}] or vreemd[-1:]
    waarom = f"de bundel is gemaakt met zlib {manifest.zlib}, dit is zlib {zlib.ZLIB_RUNTIME_VERSION}"
    return (
        [Bevinding(waar=pad, wat="is niet wat uit het resultaat volgt") for pad in eigenlijk],
        waarom if RAPPORTNAAM in hangt_af & {*anders} else "",
    )


def _is_bericht(pad: str) -> bool:
    return pad.startswith(f"{MAP}/")
