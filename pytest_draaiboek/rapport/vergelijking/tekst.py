"""A comparison as text: Dutch, lines of at most 80 columns, what became worse before what became better."""

import textwrap
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime

from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.rapport.vergelijking.delen import TECHNIEK
from pytest_draaiboek.rapport.vergelijking.verschil import (
    Aard,
    Koppel,
    Meting,
    Soort,
    Stand,
    Vergelijking,
    Verschil,
)

BREEDTE = 80
GEEN_VERSCHIL = "Geen verschil."
# Of a text, and of the cases of one eis: everything is in the JSON.
MEESTE_TEKENS = 200
MEESTE_NAMEN = 8
_KOPPEN = {
    "Verslechterd": (Aard.VERSLECHTERD,),
    "Verbeterd": (Aard.VERBETERD,),
    "Nieuw of vervallen": (Aard.NIEUW, Aard.VERVALLEN, Aard.BEKEND_ERBIJ, Aard.BEKEND_WEG),
    "Zelfde oordeel, andere reden": (Aard.ANDERS,),
}
_MEERVOUD = {
    Soort.SYSTEEM: "systemen",
    Soort.ONDERDEEL: "onderdelen",
    Soort.OORDEEL: "oordelen",
    Soort.EIS: "eisen",
    Soort.REGEL: "regels",
    Soort.GEVAL: "gevallen",
    Soort.BEWIJS: "eigen tests",
}
_UIT_ZICHZELF = (Soort.GEVAL, Soort.BEWIJS)


def regels(vergelijking: Vergelijking, oud: str, nieuw: str) -> Iterator[str]:
    """Yield the lines of a comparison.

    Args:
        vergelijking: what changed.
        oud: what to call the one file.
        nieuw: what to call the other.

    """
    yield from _kop("Oud:   ", oud, vergelijking.oud)
    yield from _kop("Nieuw: ", nieuw, vergelijking.nieuw)
    if vergelijking.nieuw.geeindigd < vergelijking.oud.geeindigd:
        yield from _gevouwen(
            "Let op: het tweede resultaat is ouder dan het eerste. Draai ze om als dat niet zo bedoeld is."
        )
    yield ""
    if vergelijking.anders_gemeten:
        yield "Anders gemeten"
        yield from _gemeten(vergelijking.anders_gemeten)
        yield ""
    for kop, aarden in _KOPPEN.items():
        hiervan = [verschil for verschil in vergelijking.verschillen if verschil.aard in aarden]
        if hiervan:
            yield kop
            yield from _verschillen(hiervan, noem_wie=len(vergelijking.nieuw.systemen) > 1)
            yield ""
    yield "Oordeel"
    for koppel in vergelijking.oordelen:
        yield from _oordeel(koppel)
    yield ""
    yield from _gevouwen(_slot(vergelijking))


def _kop(label: str, bestand: str, stand: Stand) -> Iterator[str]:
    yield from _gevouwen(bestand, label, " " * len(label))
    yield f"{' ' * len(label)}{_moment(stand.geeindigd)}, kit {in_een_regel(stand.kit)}"[:BREEDTE]


def _moment(moment: datetime) -> str:
    return f"{moment:%d-%m-%Y %H:%M %Z}"


def _gemeten(metingen: Sequence[Meting]) -> Iterator[str]:
    vorige = ""
    for meting in metingen:
        if meting.wie != vorige:
            yield from _gevouwen(f"{meting.wie}:", "  ", "    ")
            vorige = meting.wie
        marge = "    " if meting.wie else "  "
        yield from _gevouwen(f"{meting.wat}: {_kort(meting.oud)} -> {_kort(meting.nieuw)}", marge, f"{marge}  ")


def _verschillen(verschillen: Sequence[Verschil], *, noem_wie: bool) -> Iterator[str]:
    per_sleutel: dict[tuple[str, str, str], list[Verschil]] = {}
    for verschil in verschillen:
        per_sleutel.setdefault((verschil.wie, verschil.onderdeel, verschil.sleutel), []).append(verschil)
    samen: dict[Hashable, list[list[Verschil]]] = {}
    for sleutel, groep in per_sleutel.items():
        samen.setdefault(_gezegd(groep) if groep[0].onderdeel == TECHNIEK else sleutel, []).append(groep)
    vorige = ""
    marge = "    " if noem_wie else "  "
    for groepen in samen.values():
        if noem_wie and groepen[0][0].wie != vorige:
            vorige = groepen[0][0].wie
            yield from _gevouwen(f"{vorige}:", "  ", "    ")
        yield from _groep(groepen[0], _opgesomd([_naam(groep[0]) for groep in groepen], len(groepen)), marge)


def _gezegd(groep: Sequence[Verschil]) -> Hashable:
    """Return what is to be told of a rule, but for its code and its reasons: there may be scores of which the same is to be told."""
    return groep[0].wie, groep[0].sleutel == "", tuple((een.soort, een.geval, _van_naar(een)) for een in groep)


def _groep(groep: Sequence[Verschil], naam: str, marge: str) -> Iterator[str]:
    """Yield the lines of one eis, or of rules alike: itself when it changed, and its cases, together those that changed alike."""
    gevallen = [verschil for verschil in groep if verschil.soort in _UIT_ZICHZELF]
    zelf = [verschil for verschil in groep if verschil.soort not in _UIT_ZICHZELF]
    for verschil in zelf:
        # The reason of an eis is that of its first case, which follows.
        reden = "" if gevallen else verschil.reden
        yield from _gevouwen(_met_reden(f"{naam}: {_van_naar(verschil)}", reden), marge, f"{marge}    ")
    if not zelf:
        yield from _gevouwen(naam, marge, f"{marge}    ")
    gelijk: dict[tuple[str, str], list[Verschil]] = {}
    for verschil in gevallen:
        bekend = verschil.aard in {Aard.BEKEND_ERBIJ, Aard.BEKEND_WEG}
        gelijk.setdefault((_van_naar(verschil), verschil.reden if bekend else ""), []).append(verschil)
    for (van_naar, _), gevonden in gelijk.items():
        namen = _opgesomd([verschil.geval for verschil in gevonden], MEESTE_NAMEN)
        eerste = "" if len(gevonden) == 1 or not gevonden[0].reden else f"{gevonden[0].geval}: "
        reden = f"{eerste}{_kort(gevonden[0].reden)}"
        yield from _gevouwen(_met_reden(f"{namen}: {van_naar}", reden), f"{marge}  ", f"{marge}    ")


def _naam(verschil: Verschil) -> str:
    if verschil.sleutel:
        waar = f" (§ {verschil.paragraaf})" if verschil.paragraaf else ""
        return f"{Soort.REGEL if verschil.onderdeel == TECHNIEK else Soort.EIS} {verschil.sleutel}{waar}"
    if verschil.soort is Soort.SYSTEEM:
        return verschil.wie
    return verschil.onderdeel if verschil.soort is Soort.ONDERDEEL else f"{verschil.soort} {verschil.onderdeel}"


def _van_naar(verschil: Verschil) -> str:
    if verschil.aard in {Aard.BEKEND_ERBIJ, Aard.BEKEND_WEG}:
        return verschil.aard
    if not verschil.oud:
        return f"nieuw, {verschil.nieuw}"
    return verschil.nieuw if verschil.aard is Aard.ANDERS else f"{verschil.oud} -> {verschil.nieuw}"


def _oordeel(koppel: Koppel) -> Iterator[str]:
    wie = f"{koppel.wie}, {TECHNIEK}" if koppel.onderdeel == TECHNIEK else koppel.wie
    if koppel.oud == koppel.nieuw:
        tekst = f"{wie}: {koppel.nieuw} (onveranderd)"
    else:
        tekst = f"{wie}: {koppel.oud or 'geen oordeel'} -> {koppel.nieuw or 'geen oordeel'}"
    yield from _gevouwen(tekst, "  ", "    ")


def _slot(vergelijking: Vergelijking) -> str:
    if not vergelijking.verschillen:
        return "Geen verschil in de uitkomst." if vergelijking.anders_gemeten else GEEN_VERSCHIL
    return " ".join(
        f"{kop}: {_geteld([een.soort for een in vergelijking.verschillen if een.aard in aarden])}."
        for kop, aarden in _KOPPEN.items()
        if any(een.aard in aarden for een in vergelijking.verschillen)
    )


def _geteld(soorten: Sequence[Soort]) -> str:
    aantallen = {soort: soorten.count(soort) for soort in _MEERVOUD if soort in soorten}
    return ", ".join(f"{aantal} {soort if aantal == 1 else _MEERVOUD[soort]}" for soort, aantal in aantallen.items())


def _opgesomd(namen: Sequence[str], meeste: int) -> str:
    meer = f" en nog {len(namen) - meeste}" if len(namen) > meeste else ""
    return f"{', '.join(namen[:meeste])}{meer}"


def _met_reden(tekst: str, reden: str) -> str:
    return f"{tekst}: {_kort(reden)}" if reden else tekst


def _kort(tekst: str) -> str:
    """Return a text of a length that can be read at a glance; the whole of it is in the file."""
    return textwrap.shorten(tekst, MEESTE_TEKENS, placeholder=" …") if len(tekst) > MEESTE_TEKENS else tekst


def _gevouwen(tekst: str, eerste: str = "", volgende: str = "") -> Iterable[str]:
    return textwrap.wrap(
        in_een_regel(tekst), BREEDTE, initial_indent=eerste, subsequent_indent=volgende, break_on_hyphens=False
    )
