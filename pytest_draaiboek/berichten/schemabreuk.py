"""Breaks a message on purpose in a way that its schema refuses, in one place of what follows the Header."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.opstellen import stel_op
from pytest_draaiboek.standaarden import Knoop, laad_standaard

# By code: what is wrong with the message, in Dutch.
SCHEMABREUKEN = {
    "XSD-ontbreekt": "een element dat er moet zijn, ontbreekt.",
    "XSD-dubbel": "een element dat er één keer mag zijn, staat er twee keer.",
    "XSD-codelijst": "een waarde staat niet in de codelijst.",
    "XSD-vorm": "een waarde heeft niet de vorm die het gegevenstype vraagt.",
}
KOP = "Header"
BUITEN_DE_LIJST = "Z"
# None of the data types allows all of these: too long, another alphabet, nothing at all.
VREEMD = ("{}?", "?", "\u00a4", "")

Inhoud = dict[str, Any]


def schemabreuken(structuur: Knoop) -> tuple[str, ...]:
    """Return the codes of the breaks that any message of this structure can be given."""
    altijd = [knoop for knoop, _ in _altijd(structuur, ())]
    return tuple(code for code, past in _PLAATSEN.items() if any(past(knoop) for knoop in altijd))


def breek_schema(bericht: Bericht, code: str, kans: Random) -> Bericht | None:
    """Return a message that its schema refuses, and that can still be read and identified; None when it could not be made.

    Args:
        bericht: valid.
        code: of `SCHEMABREUKEN`.
        kans: chooses the place.

    """
    release = laad_standaard(bericht.standaard).release(bericht.versie)
    structuur = release.structuur(bericht.berichttype)
    plaatsen = [plaats for plaats in _altijd(structuur, ()) if _PLAATSEN[code](plaats[0])]
    kans.shuffle(plaatsen)
    for knoop, pad in plaatsen:
        for inhoud in _gebroken(bericht.inhoud, knoop, pad, code):
            gebroken = stel_op(
                bericht.berichttype,
                bericht.versie,
                inhoud,
                dagtekening=bericht.dagtekening,
                identificatie=bericht.eigen_identificatie,
            )
            if not release.schema(bericht.berichttype).validate(gebroken.root):
                return gebroken
    return None


def _altijd(knoop: Knoop, pad: tuple[str, ...]) -> Iterator[tuple[Knoop, tuple[str, ...]]]:
    """Yield every element that must be there, with the path of what holds it; the Header is needed to know the message by."""
    for kind in knoop.kinderen:
        if kind.verplicht and kind.naam != KOP:
            yield kind, pad
            yield from _altijd(kind, (*pad, kind.naam))


_PLAATSEN: dict[str, Callable[[Knoop], bool]] = {
    "XSD-ontbreekt": lambda knoop: knoop.datatype is not None,
    "XSD-dubbel": lambda knoop: not knoop.herhaalbaar,
    "XSD-codelijst": lambda knoop: knoop.datatype is not None and bool(knoop.datatype.codes) and _kent_niet(knoop),
    "XSD-vorm": lambda knoop: knoop.datatype is not None and not knoop.datatype.codes and _kent_niet(knoop),
}


def _kent_niet(knoop: Knoop) -> bool:
    """Whether there is something that the data type of a leaf refuses: in a user's own schema it may allow everything."""
    type_ = knoop.datatype
    if type_ is None or type_.toets is None:
        return True
    pogingen = [BUITEN_DE_LIJST * len(code) for code in type_.codes] or [vorm for vorm in VREEMD if "{" not in vorm]
    return not all(map(type_.toets, pogingen))


def _gebroken(inhoud: Inhoud, knoop: Knoop, pad: tuple[str, ...], code: str) -> Iterator[Inhoud]:
    """Yield contents in which one element is as the code says; more than one when it depends on the data type."""
    if code == "XSD-ontbreekt":
        yield _met(inhoud, pad, knoop.naam, lambda _: None)
    elif code == "XSD-dubbel":
        yield _met(inhoud, pad, knoop.naam, lambda deel: [deel, deepcopy(deel)])
    elif code == "XSD-codelijst":
        yield _met(inhoud, pad, knoop.naam, lambda deel: BUITEN_DE_LIJST * len(str(deel)))
    else:
        for vorm in VREEMD:
            yield _met(inhoud, pad, knoop.naam, vorm.format)


def _met(inhoud: Inhoud, pad: tuple[str, ...], naam: str, anders: Callable[[Any], Any]) -> Inhoud:
    nieuw = deepcopy(inhoud)
    houder: Any = nieuw
    for stap in pad:
        houder = houder[stap]
        houder = houder[0] if isinstance(houder, list) else houder
    houder[naam] = anders(houder[naam])
    return nieuw
