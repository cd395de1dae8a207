"""What the placeholders and variables of a proef stand for: who the client is, and who the parties are."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from pytest_draaiboek.berichten import Dossier
from pytest_draaiboek.draaiboeken import Draaiboek


class Plekken(Mapping[str, str]):
    """The values about one client, worked out when they are asked for.

    A hub passes on between the two parties: the one that sends is then what a party is itself.

    Args:
        draaiboek: the calendar.
        rol: of the system.
        berichttype: that the proef is about, in full.
        dossier: who the client is.
        dag: today.

    """

    def __init__(self, draaiboek: Draaiboek, rol: str, berichttype: str, dossier: Dossier, dag: date) -> None:
        self._paar = draaiboek.paar(berichttype)
        self._zendt = draaiboek.rollen[rol].geeft_door or rol == self._paar.van
        self._dossier = dossier
        self._dag = dag
        self._hoe: Mapping[str, Callable[[], str]] = {
            "bsn": lambda: dossier.bsn,
            "eigen": partial(self._partij, eigen=True),
            "ander": partial(self._partij, eigen=False),
            "derde": lambda: dossier.gegevens.derden[0],
            "derde2": lambda: dossier.gegevens.derden[1],
            "besluit": lambda: dossier.besluitnummer,
        }

    def _partij(self, *, eigen: bool) -> str:
        """Return the code of the system itself or of the other party, as it stands in the header of the heenbericht."""
        kop = self._dossier.inhoud(self._paar.heen, self._dag)["Header"]
        afzender = self._zendt is eigen
        # A few types name no receiver.
        code = kop.get("Afzender" if afzender else "Ontvanger")
        return str(code or self._dossier.gegevens.code_van(self._paar.van if afzender else self._paar.naar))

    def __getitem__(self, naam: str) -> str:
        return self._hoe[naam]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._hoe)

    def __len__(self) -> int:
        return len(self._hoe)
