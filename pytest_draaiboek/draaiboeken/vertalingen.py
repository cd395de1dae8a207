"""The texts of a draaiboek in other languages: by language and by what they are the text of."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from pytest_draaiboek.draaiboeken import bestand as vorm
from pytest_draaiboek.draaiboeken.gebrek import Gebreken, Pad
from pytest_draaiboek.draaiboeken.teksten import Vuller

# A language as BCP 47 has it: "en", "fy", "pt-BR". The texts of a draaiboek itself are Dutch.
TAALVORM = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
EIGEN_TAAL = "nl"


def vertalingen_van(
    gelezen: vorm.Bestand, uitgave: str, vuller: Vuller, gebreken: Gebreken
) -> Mapping[str, Mapping[str, str]]:
    """Return the texts of one edition by language, then by key: "eis 3.1.2", "mijlpaal 3.1.2", "fase 1", "rol gemeente", "proef …", "titel".

    A toelichting has no name of its own: it is known by its Dutch text, as in "toelichting Niet zeker."

    Args:
        gelezen: the whole file.
        uitgave: name of the edition.
        vuller: fills in what stands in braces.
        gebreken: takes what is wrong.

    """
    vertaler = _Vertaler(gelezen, vuller, gebreken)
    return MappingProxyType(
        {
            taal: MappingProxyType(dict(vertaler.teksten(uitgave, taal, vertaling)))
            for taal, vertaling in gelezen.vertaling.items()
        }
    )


class _Vertaler:
    def __init__(self, gelezen: vorm.Bestand, vuller: Vuller, gebreken: Gebreken) -> None:
        self.vuller = vuller
        self.gebreken = gebreken
        met_toelichting = (gelezen.eis, gelezen.mijlpaal, gelezen.paar, gelezen.venster)
        self.bekend = {
            "eis": {e.id for e in gelezen.eis},
            "mijlpaal": {m.nr for m in gelezen.mijlpaal},
            "fase": {str(f.nr) for f in gelezen.fase},
            "rol": set(gelezen.rol),
            "titel": set(gelezen.uitgave),
            "proef": set(proefteksten(gelezen)),
            "toelichting": {een.toelichting for lijst in met_toelichting for een in lijst if een.toelichting},
        }

    def teksten(self, uitgave: str, taal: str, vertaling: vorm.Vertaling) -> Iterator[tuple[str, str]]:
        if not TAALVORM.fullmatch(taal) or taal.partition("-")[0] == EIGEN_TAAL:
            self.gebreken.meld(
                ("vertaling", taal),
                f"{taal!r} is geen andere taal dan het Nederlands van het draaiboek zelf",
                "noem een taal met haar code, zoals 'en' of 'fy'",
            )
        for soort, namen in self.bekend.items():
            teksten: Mapping[str, str] = getattr(vertaling, soort)
            for naam, tekst in teksten.items():
                pad: Pad = ("vertaling", taal, soort, naam)
                self._kijk_na(pad, namen, tekst)
                # What stands in braces in a proef is for the proef itself.
                gevuld = tekst if soort == "proef" else self.vuller.vul(tekst, taal, partial(self.gebreken.meld, pad))
                if soort == "toelichting":
                    yield f"{soort} {self.vuller.vul(naam, EIGEN_TAAL, _niets)}", gevuld
                elif soort != "titel":
                    yield f"{soort} {naam}", gevuld
                elif naam == uitgave:
                    yield soort, gevuld

    def _kijk_na(self, pad: Pad, namen: set[str], tekst: str) -> None:
        _, _, soort, naam = pad
        if naam not in namen:
            wat = "uitgave" if soort == "titel" else soort
            self.gebreken.meld(pad, f"{wat} {naam!r} bestaat niet", f"kies uit {', '.join(sorted(namen))}")
        if not tekst.strip():
            self.gebreken.meld(pad, "leeg", "vul de vertaling in, of laat de regel weg")


def _niets(_gevonden: str, _raad: str) -> None:
    """Leave it at that: the Dutch text itself was looked at where it stands."""


def proefteksten(gelezen: vorm.Bestand) -> Iterator[str]:
    """Yield every Dutch text of the proeven of a file: their names, and what they say is expected."""
    for proef in gelezen.proef:
        yield proef.naam
        for stap in proef.stap:
            yield from (v.tekst for v in stap.verwacht.bericht if v.tekst)
            yield from (v.tekst for v in stap.verwacht.stand if v.tekst)
