"""A user's own standard, or own releases and message types of one that the kit has: as a draaiboek file tells of it, with nothing looked up."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pytest_draaiboek.draaiboeken import eigen_standaardvorm as vorm

# Takes note of something wrong: the key, what was found, and what to do.
Weiger = Callable[[str, str, str], object]

_NAAM = re.compile(r"[a-z][a-z0-9-]{0,29}")
_TYPE = re.compile(r"(?!XML)[A-Z][A-Z0-9]{1,19}")
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


def eigen_standaard(gelezen: vorm.Standaard, bestand: Path | None, herkomst: str, weiger: Weiger) -> EigenStandaard:
    """Return what a draaiboek file says of a standard.

    Args:
        gelezen: the table, right in its form.
        bestand: the draaiboek file, from where paths are seen; None for a draaiboek without a place, which can have no folder.
        herkomst: how errors name it.
        weiger: takes note of what cannot be right.

    """
    if bestand is None:
        weiger(
            "standaard.map",
            "een draaiboek zonder plaats heeft geen map",
            "lees het draaiboek uit een bestand",
        )
    _keur_namen(gelezen, weiger)
    versies = [release.versie for release in gelezen.release]
    eerste = versies[0] if versies else ""
    return EigenStandaard(
        naam=gelezen.naam,
        basis=gelezen.basis or None,
        titel=gelezen.titel,
        naamruimte=gelezen.naamruimte or None,
        map=((bestand or Path()).parent / gelezen.map).absolute(),
        releases=tuple(_release(release) for release in gelezen.release),
        berichten=tuple(
            EigenBericht(
                berichttype=type_,
                naam=b.naam,
                berichtcode=b.berichtcode,
                afzender=b.afzender,
                ontvanger=b.ontvanger or None,
                vanaf=b.vanaf or eerste,
                tot=b.tot or None,
                heen=b.heen or None,
                verwijst=b.verwijst or None,
            )
            for type_, b in gelezen.bericht.items()
        ),
        waarden=MappingProxyType(dict(gelezen.waarde)),
        herkomst=herkomst,
    )


def _release(release: vorm.Release) -> EigenRelease:
    voor, _, na = release.versie.partition(".")
    return EigenRelease(
        versie=release.versie,
        hoofdversie=release.hoofdversie or voor,
        subversie=release.subversie or na,
        als=release.als or None,
        naamruimte=release.naamruimte or None,
    )


def _keur_namen(gelezen: vorm.Standaard, weiger: Weiger) -> None:
    """Take note of names that cannot be used in a message or a path, and of what refers to nothing."""
    if not _NAAM.fullmatch(gelezen.naam):
        weiger(
            "standaard.naam", f"{gelezen.naam!r} is geen naam", "gebruik kleine letters, cijfers en '-', zoals 'iwmo'"
        )
    if not gelezen.release:
        weiger("standaard.release", "er is geen enkele release", "voeg een [[standaard.release]] met een versie toe")
    if not gelezen.basis and not gelezen.naamruimte:
        weiger("standaard.naamruimte", "ontbreekt", "geef het patroon van de naamruimten, of noem een basis")
    versies = [release.versie for release in gelezen.release]
    for nr, release in enumerate(gelezen.release, 1):
        sleutel = f"standaard.release {nr}"
        if versies.count(release.versie) > 1:
            weiger(sleutel, f"versie {release.versie} staat er meer dan eens", "laat er één over")
        if release.als and not gelezen.basis:
            weiger(f"{sleutel}.als", "een nieuwe standaard heeft geen releases om op te lijken", "laat 'als' weg")
        for veld in ("hoofdversie", "subversie"):
            if getattr(release, veld) and not _NUMMER.fullmatch(getattr(release, veld)):
                weiger(f"{sleutel}.{veld}", f"{getattr(release, veld)!r} is geen nummer", "geef alleen cijfers")
        _keur_naamruimte(f"{sleutel}.naamruimte", release.naamruimte, weiger)
    _keur_naamruimte("standaard.naamruimte", gelezen.naamruimte, weiger)
    _keur_berichten(gelezen, versies, weiger)


def _keur_berichten(gelezen: vorm.Standaard, versies: Sequence[str], weiger: Weiger) -> None:
    for type_, bericht in gelezen.bericht.items():
        sleutel = f"standaard.bericht.{type_}"
        if not _TYPE.fullmatch(type_):
            weiger(sleutel, f"{type_!r} is geen berichttype", "gebruik hoofdletters en cijfers, zoals 'WMO331'")
        for veld in ("vanaf", "tot"):
            if getattr(bericht, veld) and getattr(bericht, veld) not in versies:
                weiger(
                    f"{sleutel}.{veld}",
                    f"{getattr(bericht, veld)!r} is geen release die hier staat",
                    f"kies uit {', '.join(versies)}",
                )
        if bericht.verwijst and not bericht.heen:
            weiger(f"{sleutel}.verwijst", "alleen een antwoord verwijst naar een ander bericht", "noem ook 'heen'")
        if bericht.heen == type_:
            weiger(f"{sleutel}.heen", "een bericht is geen antwoord op zichzelf", "noem het heenbericht")


def _keur_naamruimte(sleutel: str, naamruimte: str, weiger: Weiger) -> None:
    if not naamruimte:
        return
    plekken = [gevonden[1] for gevonden in _PLEK.finditer(naamruimte)]
    if "bericht" not in plekken or not set(plekken) <= {"bericht", "release"}:
        weiger(
            sleutel,
            f"{naamruimte!r} zegt niet waar het berichttype staat, of heeft andere plaatshouders",
            "gebruik {bericht}, en als dat nodig is {release}",
        )
