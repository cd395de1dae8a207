"""``draaiboek controleer-draaiboek``: what is wrong with draaiboek files, and what is in them when nothing is."""

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from pytest_draaiboek.berichten import neem_beproefd_op
from pytest_draaiboek.draaiboeken import Draaiboek, Gebrek, keur, lees
from pytest_draaiboek.draaiboeken.plaatsen import Vondst, gebreken_in, geschreven
from pytest_draaiboek.fouten import DraaiboekFout, OnbekendeRelease, OngeldigeInstelling, OngeldigSchema
from pytest_draaiboek.opdrachtregel.bestanden import zoek_bestanden
from pytest_draaiboek.opdrachtregel.keurverslag import Gekeurd, toon, toon_json
from pytest_draaiboek.standaarden import Standaard, laad_standaard
from pytest_draaiboek.standaarden.eigen import neem_op
from pytest_draaiboek.toetsing.keuring import keur_eisen
from pytest_draaiboek.toetsing.proefkeuring import keur_proeven

EXTENSIE = ".toml"
_IN_SCHEMA = re.compile(r"(?P<pad>.+?), regel (?P<regel>\d+): (?P<wat>.+)", re.DOTALL)


def controleer_draaiboek(gevraagd: argparse.Namespace) -> int:
    """Judge draaiboek files; return 1 when something is wrong with any of them.

    Raises:
        OngeldigeInstelling: for a path that does not exist.

    """
    gekeurd = [keur_bestand(pad) for pad in zoek_bestanden(gevraagd.paden, EXTENSIE, "draaiboeken")]
    (toon_json if gevraagd.json else toon)(gekeurd)
    return int(any(een.gebreken for een in gekeurd))


def keur_bestand(pad: Path) -> Gekeurd:
    """Return what is wrong with a file, by itself and with regard to the standards and checks that it names."""
    if eigen := keur(pad):
        return Gekeurd(pad, eigen, ())
    draaiboeken = lees(pad)
    gebreken: list[Gebrek] = []
    for draaiboek in draaiboeken:
        voorvoegsel = geschreven(str(pad), draaiboek.naam).voorvoegsel
        terug, in_schemas = _neem_op(draaiboek, pad)
        try:
            gebreken += in_schemas or gebreken_in(pad, _vondsten(draaiboek, voorvoegsel))
        finally:
            terug()
    return Gekeurd(pad, tuple(sorted(dict.fromkeys(gebreken))), draaiboeken)


def _neem_op(draaiboek: Draaiboek, pad: Path) -> tuple[Callable[[], None], tuple[Gebrek, ...]]:
    """Take in the standard that a draaiboek brings along; return what takes it out again, and what is wrong with its schemas."""
    if draaiboek.eigen_standaard is None:
        return (lambda: None), ()
    try:
        try:
            return neem_beproefd_op(draaiboek.eigen_standaard), ()
        except OngeldigeInstelling:
            # The codes of an own role are with the system: without them its messages can be read, and not made.
            return neem_op(draaiboek.eigen_standaard), ()
    except OngeldigSchema as fout:
        gevonden, _, raad = str(fout).removesuffix(".").partition(".\nWat te doen: ")
        if in_schema := _IN_SCHEMA.fullmatch(gevonden):
            gebrek = Gebrek(in_schema["pad"], int(in_schema["regel"]), "", in_schema["wat"], raad)
            return (lambda: None), (gebrek,)
        waar = ("standaard", "map") if gevonden.startswith(str(draaiboek.eigen_standaard.map)) else ("standaard",)
        kort = gevonden.removeprefix(f"{draaiboek.eigen_standaard.herkomst}: [standaard]: ")
        return (lambda: None), gebreken_in(pad, [(waar, kort, raad)])


def _vondsten(draaiboek: Draaiboek, voorvoegsel: str) -> Iterator[Vondst]:
    yield from _berichten(draaiboek, voorvoegsel)
    for een in keur_eisen(draaiboek):
        yield ("eis", een.eis, een.veld), een.gevonden, een.raad
    if _kent(draaiboek):
        for gebrek in keur_proeven(draaiboek):
            yield ("proef", gebrek.proef), gebrek.gevonden, gebrek.raad


def _kent(draaiboek: Draaiboek) -> bool:
    """Whether there is a standard to make the messages of a draaiboek by."""
    try:
        return set(draaiboek.versies) <= laad_standaard(draaiboek.standaard).releases.keys()
    except OnbekendeRelease:
        return False


def _berichten(draaiboek: Draaiboek, voorvoegsel: str) -> Iterator[Vondst]:
    """Yield what is missing to make and read the messages that a draaiboek speaks of."""
    try:
        standaard = laad_standaard(draaiboek.standaard)
    except OnbekendeRelease as fout:
        yield ("uitgave", draaiboek.naam, "standaard"), *_gezegd(fout)
        return
    for veld, versie in (("van", draaiboek.van), ("naar", draaiboek.naar)):
        if versie not in standaard.releases:
            yield (
                (veld,),
                f"van {standaard.titel} kent de kit release {versie!r} niet",
                f"kies uit {', '.join(standaard.versies)}, of beschrijf de release in [standaard]",
            )
            continue
        for heen, helft, type_ in _zonder_schema(draaiboek, standaard, versie):
            yield (
                ("paar", heen.removeprefix(voorvoegsel), helft),
                f"{type_} mag in {versie} verzonden worden, maar van dat bericht is er geen schema",
                f"zet {type_.lower()}.xsd in de map van [standaard], of geef het type een venster met 'bestaat_niet_sinds'",
            )


def _zonder_schema(draaiboek: Draaiboek, standaard: Standaard, versie: str) -> Iterator[tuple[str, str, str]]:
    """Yield every message that may be sent in a release and that there is no schema of, after the heenbericht of its pair and as which half of that."""
    aanwezig = standaard.releases[versie].berichttypen
    for paar in draaiboek.paren:
        for helft, type_ in (("heen", paar.heen), ("retour", paar.retour)):
            if type_ not in aanwezig and draaiboek.bestaat(type_, versie):
                yield paar.heen, helft, type_


def _gezegd(fout: DraaiboekFout) -> tuple[str, str]:
    """Return what an error of the kit found, and what it advises: its last sentence."""
    gevonden, _, raad = str(fout).rstrip(".").rpartition(". ")
    return gevonden, f"{raad[0].lower()}{raad[1:]}"
