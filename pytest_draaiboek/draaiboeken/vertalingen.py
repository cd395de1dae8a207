"""The texts of a draaiboek in other languages: by language and by what they are the text of."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NoReturn

from pytest_draaiboek.draaiboeken import bestand as vorm

# A language as BCP 47 has it: "en", "fy", "pt-BR". The texts of a draaiboek itself are Dutch.
TAALVORM = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
EIGEN_TAAL = "nl"

Weiger = Callable[[str, str, str], NoReturn]


def vertalingen_van(gelezen: vorm.Bestand, uitgave: str, weiger: Weiger) -> Mapping[str, Mapping[str, str]]:
    """Return the texts of one edition by language, then by key: "eis 3.1.2", "mijlpaal 3.1.2", "fase 1", "rol gemeente", "proef …", "titel".

    Args:
        gelezen: the whole file.
        uitgave: name of the edition.
        weiger: refuses the file, for a key, what was found there, and what to do.

    """
    return MappingProxyType(
        {
            taal: MappingProxyType(dict(_van_taal(gelezen, uitgave, taal, vertaling, weiger)))
            for taal, vertaling in gelezen.vertaling.items()
        }
    )


def _van_taal(
    gelezen: vorm.Bestand, uitgave: str, taal: str, vertaling: vorm.Vertaling, weiger: Weiger
) -> Iterator[tuple[str, str]]:
    if not TAALVORM.fullmatch(taal) or taal.partition("-")[0] == EIGEN_TAAL:
        weiger(
            f"vertaling.{taal}",
            f"{taal!r} is geen andere taal dan het Nederlands van het draaiboek zelf",
            "noem een taal met haar code, zoals 'en' of 'fy'",
        )
    bekend = {
        "eis": {e.id for e in gelezen.eis},
        "mijlpaal": {m.nr for m in gelezen.mijlpaal},
        "fase": {str(f.nr) for f in gelezen.fase},
        "rol": set(gelezen.rol),
        "titel": set(gelezen.uitgave),
        "proef": set(proefteksten(gelezen)),
    }
    for soort, namen in bekend.items():
        teksten: Mapping[str, str] = getattr(vertaling, soort)
        for naam, tekst in teksten.items():
            sleutel = f"vertaling.{taal}.{soort}.{naam}"
            if naam not in namen:
                wat = "uitgave" if soort == "titel" else soort
                weiger(sleutel, f"{wat} {naam!r} bestaat niet", f"kies uit {', '.join(sorted(namen))}")
            if not tekst.strip():
                weiger(sleutel, "leeg", "vul de vertaling in, of laat de regel weg")
            if soort != "titel":
                yield f"{soort} {naam}", tekst
            elif naam == uitgave:
                yield soort, tekst


def proefteksten(gelezen: vorm.Bestand) -> Iterator[str]:
    """Yield every Dutch text of the proeven of a file: their names, and what they say is expected."""
    for proef in gelezen.proef:
        yield proef.naam
        for stap in proef.stap:
            yield from (v.tekst for v in stap.verwacht.bericht if v.tekst)
            yield from (v.tekst for v in stap.verwacht.stand if v.tekst)
