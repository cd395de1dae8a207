"""What the rules of a standard say, in other languages: by language, then by the Dutch text."""

from collections.abc import Iterator, Mapping

from pytest_draaiboek.standaarden.laden import laad_standaard
from pytest_draaiboek.standaarden.schemaregels import alle_schemaregels


def regelvertalingen(standaard: str) -> dict[str, dict[str, str]]:
    """Return the texts of all rules of a standard, those that a schema says included; its rules in Dutch are the keys.

    Args:
        standaard: its name ("iwmo").

    """
    vertalingen: dict[str, dict[str, str]] = {}
    for tekst, talen in _teksten(standaard):
        for taal, vertaald in talen.items():
            vertalingen.setdefault(taal, {})[tekst] = vertaald
    return vertalingen


def _teksten(standaard: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for regel in laad_standaard(standaard).regels:
        yield regel.melding, regel.vertalingen
    for schemaregel in alle_schemaregels():
        yield schemaregel.verwacht, schemaregel.vertalingen
