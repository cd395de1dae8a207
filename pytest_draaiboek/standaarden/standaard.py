"""A message standard and its releases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendeRelease
from pytest_draaiboek.standaarden.berichtsoort import Berichtsoort
from pytest_draaiboek.standaarden.eigen_schema import EigenSchema
from pytest_draaiboek.standaarden.regels import Regel, alle_regels, regels_in
from pytest_draaiboek.standaarden.release import Kenmerken, Release
from pytest_draaiboek.standaarden.samenhangregels import GEEN, Samenhangregels, alle_samenhangregels
from pytest_draaiboek.standaarden.schemabron import Schemabron


@dataclass(frozen=True, eq=False, kw_only=True)
class Standaard:
    """A message standard; made by `laad_standaard`, or from a user's own files.

    Args:
        naam: "iwmo" or "ijw".
        titel: as it is written ("iWmo").
        familie: of the standards that number their messages alike, and about the same: what is known by number is known by family too.
        berichtsoorten: by message type.
        kenmerken: of its releases, oldest first.
        bron: where its schema files come from.
        gegevens: the file that all this was read from.
        regels_bij: name by which the rules know it; default: its own.
        regelbestand: of the technical rules of its family; None when there are none.
        samenhangbestand: of the rules across messages of its family; None when there are none.
        eigen_schemas: those of a user's own files, by version and message type.

    """

    naam: str
    titel: str
    familie: str
    berichtsoorten: Mapping[str, Berichtsoort]
    kenmerken: tuple[Kenmerken, ...]
    bron: Schemabron = field(repr=False)
    gegevens: bytes = field(repr=False)
    regels_bij: str = ""
    regelbestand: str | None = None
    samenhangbestand: str | None = None
    eigen_schemas: Mapping[tuple[str, str], EigenSchema] = field(default_factory=dict, repr=False)

    @property
    def versies(self) -> tuple[str, ...]:
        """The versions of its releases, oldest first."""
        return tuple(kenmerken.versie for kenmerken in self.kenmerken)

    @property
    def regels(self) -> tuple[Regel, ...]:
        """Its technical rules, of every release and message type."""
        regels = alle_regels(self.regelbestand) if self.regelbestand else ()
        return tuple(regel for regel in regels if not regel.standaarden or self.regelnaam in regel.standaarden)

    @property
    def samenhangregels(self) -> Samenhangregels:
        """The rules across messages of its family."""
        return alle_samenhangregels(self.samenhangbestand) if self.samenhangbestand else GEEN

    @property
    def regelnaam(self) -> str:
        """The name by which the rules know it."""
        return self.regels_bij or self.naam

    def regels_voor(self, versie: str) -> tuple[Regel, ...]:
        """Return the technical rules of a release, each with only the tests that it has there."""
        return regels_in(self.regels, self.regelnaam, versie)

    @cached_property
    def sha256(self) -> str:
        """Over all its files, so that a result tells which schemas it was judged by."""
        som = sha256(self.gegevens)
        for naam, inhoud in self.bron.bestanden():
            som.update(naam.encode() + b"\0" + inhoud)
        return som.hexdigest()

    @cached_property
    def releases(self) -> dict[str, Release]:
        """The releases by version, oldest first."""
        return {kenmerken.versie: Release(self, kenmerken) for kenmerken in self.kenmerken}

    def release(self, versie: str) -> Release:
        """Return a release.

        Raises:
            OnbekendeRelease: for a version the kit has no schemas of; the text names those it has.

        """
        try:
            return self.releases[versie]
        except KeyError:
            raise OnbekendeRelease(
                f"Van {self.titel} kent de kit release {versie!r} niet. Kies uit {', '.join(self.versies)}."
            ) from None

    def vorm_van(self, versie: str) -> str:
        """Return the version by whose rules a release goes; for one that is not there its own."""
        release = self.releases.get(versie)
        return versie if release is None else release.vorm

    def soort(self, berichttype: str) -> Berichtsoort:
        """Return the kind of message of this type; `OnbekendBerichttype` names the ones there are."""
        try:
            return self.berichtsoorten[berichttype]
        except KeyError:
            raise OnbekendBerichttype(
                f"{self.titel} kent geen bericht {berichttype!r}.\nKies uit {', '.join(self.berichtsoorten)}."
            ) from None

    def nieuwste(self, berichttype: str) -> Release:
        """Return the newest release in which a message type exists."""
        self.soort(berichttype)
        return next(r for r in reversed(self.releases.values()) if berichttype in r.berichttypen)
