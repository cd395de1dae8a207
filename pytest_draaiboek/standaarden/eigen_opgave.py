"""What a draaiboek file tells of a standard of a user's own, as this room sees it: it knows nothing of such files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol


class EigenRelease(Protocol):
    """A release of a user's own, as a draaiboek file tells of it."""

    @property
    def versie(self) -> str:
        """Of the release ("4.0")."""

    @property
    def hoofdversie(self) -> str:
        """What stands in a header as BerichtVersie."""

    @property
    def subversie(self) -> str:
        """What stands in a header as BerichtSubversie."""

    @property
    def als(self) -> str | None:
        """The release of the standard it builds on that it is like, but for what has a file of its own; None for none."""

    @property
    def naamruimte(self) -> str | None:
        """Pattern of its namespaces; None for that of the standard."""


class EigenBericht(Protocol):
    """A message type of a user's own, as a draaiboek file tells of it."""

    @property
    def berichttype(self) -> str:
        """In full ("WMO331")."""

    @property
    def naam(self) -> str:
        """What it is called."""

    @property
    def berichtcode(self) -> str:
        """What stands in its header; empty for nothing."""

    @property
    def afzender(self) -> str:
        """Role whose code stands in the header as Afzender."""

    @property
    def ontvanger(self) -> str | None:
        """Role whose code stands in the header as Ontvanger; None for none."""

    @property
    def vanaf(self) -> str:
        """The first release that has it."""

    @property
    def tot(self) -> str | None:
        """The first release that no longer has it; None for always."""

    @property
    def heen(self) -> str | None:
        """The message type that it answers; None for one that answers nothing."""

    @property
    def verwijst(self) -> str | None:
        """The element of its header that says which message it answers; None for one that repeats the header of that message."""


class EigenStandaard(Protocol):
    """A user's own standard, or an extension of one that the kit has, as a draaiboek file tells of it."""

    @property
    def naam(self) -> str:
        """Of the standard."""

    @property
    def basis(self) -> str | None:
        """The standard of the kit that it extends; None for one that is new."""

    @property
    def titel(self) -> str:
        """As it is written; empty for that of the basis."""

    @property
    def naamruimte(self) -> str | None:
        """Pattern of its namespaces, with {release} and {bericht}; None for that of the basis."""

    @property
    def map(self) -> Path:
        """The folder with its XSD files, as an absolute path."""

    @property
    def releases(self) -> Sequence[EigenRelease]:
        """Oldest first."""

    @property
    def berichten(self) -> Sequence[EigenBericht]:
        """The new message types."""

    @property
    def waarden(self) -> Mapping[str, tuple[str, ...]]:
        """To choose from, by message type and path ("WMO331/Kenmerk")."""

    @property
    def herkomst(self) -> str:
        """The draaiboek file, as errors name it."""
