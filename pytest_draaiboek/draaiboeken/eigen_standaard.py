"""A user's own standard, or own releases and message types of one that the kit has: as a draaiboek file tells of it, with nothing looked up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pytest_draaiboek.draaiboeken import eigen_standaardvorm as vorm
from pytest_draaiboek.draaiboeken.boom import Bron
from pytest_draaiboek.draaiboeken.gebrek import Gebreken, Pad

MEESTE_BERICHTEN = 200
_NAAM = re.compile(r"[a-z][a-z0-9-]{0,29}")
# As everywhere: in texts in other languages too a message type is known by its form.
_TYPE = re.compile(r"(?!XML)[A-Z]{1,8}[0-9]{1,4}")
_VERSIE = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}")
_NUMMER = re.compile(r"[0-9]{1,4}")
_PLEK = re.compile(r"\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class EigenRelease:
    """A release of a user's own.

    Args:
        versie: of the release ("4.0").
        hoofdversie: what stands in a header as BerichtVersie.
        subversie: what stands in a header as BerichtSubversie.
        als: the release of the standard it builds on that it is like, but for what has a file of its own; None for none.
        naamruimte: pattern of its namespaces; None for that of the standard.

    """

    versie: str
    hoofdversie: str
    subversie: str
    als: str | None
    naamruimte: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EigenBericht:
    """A message type of a user's own.

    Args:
        berichttype: in full ("WMO331").
        naam: what it is called.
        berichtcode: what stands in its header; empty for nothing.
        afzender: role whose code stands in the header as Afzender.
        ontvanger: role whose code stands in the header as Ontvanger; None for none.
        vanaf: the first release that has it.
        tot: the first release that no longer has it; None for always.
        heen: the message type that it answers; None for one that answers nothing.
        verwijst: the element of its header that says which message it answers; None for one that repeats the header of that message.

    """

    berichttype: str
    naam: str
    berichtcode: str
    afzender: str
    ontvanger: str | None
    vanaf: str
    tot: str | None
    heen: str | None
    verwijst: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EigenStandaard:
    """What ``[standaard]`` says.

    Args:
        naam: of the standard.
        basis: the standard of the kit that it extends; None for one that is new.
        titel: as it is written; empty for that of the basis.
        naamruimte: pattern of its namespaces, with {release} and {bericht}; None for that of the basis.
        map: the folder with its XSD files, as an absolute path.
        releases: oldest first.
        berichten: the new message types.
        waarden: to choose from, by message type and path ("WMO331/Kenmerk").
        herkomst: the draaiboek file, as errors name it.

    """

    naam: str
    basis: str | None
    titel: str
    naamruimte: str | None
    map: Path
    releases: tuple[EigenRelease, ...]
    berichten: tuple[EigenBericht, ...]
    waarden: Mapping[str, tuple[str, ...]]
    herkomst: str


def eigen_standaard(gelezen: vorm.EigenStandaard, bron: Bron, gebreken: Gebreken) -> EigenStandaard:
    """Return what a draaiboek file says of a standard.

    Args:
        gelezen: the table, right in its form.
        bron: the file that it stands in, from where paths are seen.
        gebreken: takes what cannot be right.

    """
    _keur_standaard(gelezen, gebreken)
    versies = [release.versie for release in gelezen.release]
    for plek, release in enumerate(gelezen.release):
        _keur_release(gelezen, release, ("standaard", "release", plek), gebreken)
    for type_, bericht in gelezen.bericht.items():
        _keur_bericht(type_, bericht, versies, gebreken)
    return EigenStandaard(
        naam=gelezen.naam,
        basis=gelezen.basis or None,
        titel=gelezen.titel,
        naamruimte=gelezen.naamruimte or None,
        map=((bron.pad or Path()).parent / gelezen.map.replace("\\", "/")).absolute(),
        releases=tuple(_release(release) for release in gelezen.release),
        berichten=tuple(
            EigenBericht(
                berichttype=type_,
                naam=b.naam,
                berichtcode=b.berichtcode,
                afzender=b.afzender,
                ontvanger=b.ontvanger or None,
                vanaf=b.vanaf or versies[0],
                tot=b.tot or None,
                heen=b.heen or None,
                verwijst=b.verwijst or None,
            )
            for type_, b in gelezen.bericht.items()
            if versies
        ),
        waarden=MappingProxyType(dict(gelezen.waarde)),
        herkomst=bron.naam,
    )


def _release(release: vorm.EigenRelease) -> EigenRelease:
    voor, _, na = release.versie.partition(".")
    return EigenRelease(
        versie=release.versie,
        hoofdversie=release.hoofdversie or voor,
        subversie=release.subversie or na,
        als=release.als or None,
        naamruimte=release.naamruimte or None,
    )


def _keur_standaard(gelezen: vorm.EigenStandaard, gebreken: Gebreken) -> None:
    """Note names that cannot stand in a message or a path, and what is missing."""
    if not _NAAM.fullmatch(gelezen.naam):
        gebreken.meld(
            ("standaard", "naam"),
            f"{gelezen.naam!r} kan niet als naam van een standaard",
            "schrijf kleine letters, cijfers en streepjes, zoals 'iwmo'",
        )
    if not gelezen.release:
        gebreken.meld(
            ("standaard", "release"),
            "er is geen enkele release",
            "voeg een [[standaard.release]] met een versie toe",
        )
    if not gelezen.basis and not gelezen.naamruimte:
        gebreken.meld(
            ("standaard",),
            "de naamruimte ontbreekt, en er is geen basis om die van over te nemen",
            "geef 'naamruimte', of noem een 'basis'",
        )
    if len(gelezen.bericht) > MEESTE_BERICHTEN:
        gebreken.meld(
            ("standaard", "bericht"),
            f"er staan {len(gelezen.bericht)} berichttypen; een standaard heeft er hooguit {MEESTE_BERICHTEN}",
            "laat weg wat er niet in hoort",
        )
    _keur_naamruimte(("standaard", "naamruimte"), gelezen.naamruimte, gebreken)


def _keur_release(gelezen: vorm.EigenStandaard, release: vorm.EigenRelease, pad: Pad, gebreken: Gebreken) -> None:
    if not _VERSIE.fullmatch(release.versie):
        gebreken.meld((*pad, "versie"), f"{release.versie!r} is geen versie", 'schrijf bijvoorbeeld "4.0"')
    if sum(ander.versie == release.versie for ander in gelezen.release) > 1:
        gebreken.meld((*pad, "versie"), f"{release.versie!r} staat er meer dan eens", "laat er één over")
    if release.als and not gelezen.basis:
        gebreken.meld(
            (*pad, "als"), "een geheel nieuwe standaard lijkt op geen andere", "noem een basis, of laat 'als' weg"
        )
    for veld in ("hoofdversie", "subversie"):
        if getattr(release, veld) and not _NUMMER.fullmatch(getattr(release, veld)):
            gebreken.meld((*pad, veld), f"{getattr(release, veld)!r} is geen nummer", "schrijf er alleen cijfers")
    _keur_naamruimte((*pad, "naamruimte"), release.naamruimte, gebreken)


def _keur_bericht(type_: str, bericht: vorm.EigenBericht, versies: Sequence[str], gebreken: Gebreken) -> None:
    pad: Pad = ("standaard", "bericht", type_)
    if not _TYPE.fullmatch(type_):
        gebreken.meld(
            pad, f"{type_!r} kan niet als berichttype", "schrijf hoofdletters met een nummer erachter, zoals 'WMO331'"
        )
    for veld in ("vanaf", "tot"):
        if getattr(bericht, veld) and getattr(bericht, veld) not in versies:
            gebreken.meld(
                (*pad, veld),
                f"{getattr(bericht, veld)!r} is geen release van deze standaard",
                f"kies uit {', '.join(versies)}",
            )
    if bericht.verwijst and not bericht.heen:
        gebreken.meld(
            (*pad, "verwijst"),
            "alleen een antwoord verwijst naar een ander bericht",
            "noem ook 'heen', of laat het weg",
        )
    if bericht.heen == type_:
        gebreken.meld((*pad, "heen"), "een bericht is geen antwoord op zichzelf", "noem het heenbericht")


def _keur_naamruimte(pad: Pad, naamruimte: str, gebreken: Gebreken) -> None:
    plekken = [gevonden[1] for gevonden in _PLEK.finditer(naamruimte)]
    if naamruimte and ("bericht" not in plekken or not set(plekken) <= {"bericht", "release"}):
        gebreken.meld(
            pad,
            f"{naamruimte!r} zegt niet waar het berichttype staat, of heeft andere plaatshouders",
            "schrijf {bericht}, en als dat nodig is {release}",
        )
