"""What the placeholders and variables of a proef stand for: who the client is, and who the parties are."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from pytest_draaiboek.draaiboeken.proef import Proef
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.client import Client


class Plekken(Mapping[str, str]):
    """The values about one client, worked out when they are asked for.

    A hub passes on between the two parties: the one that sends is then what a party is itself.
    """

    def __init__(self, beproeving: Beproeving, proef: Proef, client: Client) -> None:
        self._b = beproeving
        self._proef = proef
        self._client = client
        dossier = client.dossier
        self._hoe: Mapping[str, Callable[[], str]] = {
            "bsn": lambda: dossier.bsn,
            "eigen": partial(self._partij, eigen=True),
            "ander": partial(self._partij, eigen=False),
            "derde": partial(self._derde, 0),
            "derde2": partial(self._derde, 1),
            "besluit": lambda: dossier.besluitnummer,
        }

    def _partij(self, *, eigen: bool) -> str:
        """Return the code of the system itself or of the other party, as it stands in the header of the heenbericht."""
        paar = self._b.draaiboek.paar(self._proef.berichttype)
        kop = self._client.dossier.inhoud(paar.heen, self._b.klok.nu.date())["Header"]
        zendt = self._b.geeft_door or self._b.rol == paar.van
        afzender = zendt is eigen
        # A few types name no receiver.
        code = kop.get("Afzender" if afzender else "Ontvanger")
        return str(code or self._client.dossier.gegevens.code_van(paar.van if afzender else paar.naar))

    def _derde(self, nr: int) -> str:
        return self._client.dossier.gegevens.derden[nr]

    def __getitem__(self, naam: str) -> str:
        return self._hoe[naam]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._hoe)

    def __len__(self) -> int:
        return len(self._hoe)
