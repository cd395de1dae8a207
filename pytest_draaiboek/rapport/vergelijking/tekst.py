"""A comparison as text: Dutch, lines of at most 80 columns, what became worse before what became better."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

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
MEESTE_GEVALLEN = 6
_KOPPEN = {
    "Verslechterd": (Aard.VERSLECHTERD,),
    "Verbeterd": (Aard.VERBETERD,),
    "Nieuw of vervallen": (Aard.NIEUW, Aard.VERVALLEN, Aard.BEKEND_ERBIJ, Aard.BEKEND_WEG),
    "Zelfde oordeel, andere reden": (Aard.ANDERS,),
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
    yield _slot(vergelijking)


def _kop(label: str, bestand: str, stand: Stand) -> Iterator[str]:
    yield from _gevouwen(bestand, label, " " * len(label))
    yield f"{' ' * len(label)}{_moment(stand.geeindigd)}, kit {_schoon(stand.kit)}"[:BREEDTE]


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
    groepen: dict[tuple[str, str, str], list[Verschil]] = {}
    for verschil in verschillen:
        groepen.setdefault((verschil.wie, verschil.onderdeel, verschil.sleutel), []).append(verschil)
    vorige = ""
    for (wie, _, _), groep in groepen.items():
        if noem_wie and wie != vorige:
            yield from _gevouwen(f"{wie}:", "  ", "    ")
            vorige = wie
        marge = "    " if noem_wie else "  "
        yield from _groep(groep, marge)


def _groep(groep: Sequence[Verschil], marge: str) -> Iterator[str]:
    """Yield the lines of one eis or rule: itself when it changed, and its cases, together those of which the same is to be told."""
    gevallen = [verschil for verschil in groep if verschil.soort in _UIT_ZICHZELF]
    zelf = [verschil for verschil in groep if verschil.soort not in _UIT_ZICHZELF]
    for verschil in zelf:
        # The reason of an eis is that of its first case, which follows.
        reden = "" if gevallen else verschil.reden
        yield from _gevouwen(_met_reden(f"{_naam(verschil)}: {_van_naar(verschil)}", reden), marge, f"{marge}    ")
    if not zelf:
        yield from _gevouwen(_naam(groep[0]), marge, f"{marge}    ")
    gelijk: dict[tuple[str, str], list[str]] = {}
    for verschil in gevallen:
        gelijk.setdefault((_van_naar(verschil), verschil.reden), []).append(verschil.geval)
    getoond = 0
    for (van_naar, reden), namen in list(gelijk.items())[:MEESTE_GEVALLEN]:
        getoond += len(namen)
        yield from _gevouwen(_met_reden(f"{_opgesomd(namen)}: {van_naar}", reden), f"{marge}  ", f"{marge}    ")
    if getoond < len(gevallen):
        yield f"{marge}  en nog {len(gevallen) - getoond} (--json noemt ze alle)"


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
    aantallen = {
        kop.lower(): sum(verschil.aard in aarden for verschil in vergelijking.verschillen)
        for kop, aarden in _KOPPEN.items()
    }
    return f"{', '.join(f'{aantal} {wat}' for wat, aantal in aantallen.items() if aantal).capitalize()}."


def _opgesomd(namen: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(namen))


def _met_reden(tekst: str, reden: str) -> str:
    return f"{tekst}: {_kort(reden)}" if reden else tekst


def _kort(tekst: str) -> str:
    """Return a text of a length that can be read at a glance; the whole of it is in the file."""
    return textwrap.shorten(tekst, MEESTE_TEKENS, placeholder=" …") if len(tekst) > MEESTE_TEKENS else tekst


def _gevouwen(tekst: str, eerste: str = "", volgende: str = "") -> Iterable[str]:
    return textwrap.wrap(
        _schoon(tekst), BREEDTE, initial_indent=eerste, subsequent_indent=volgende, break_on_hyphens=False
    )


def _schoon(tekst: str) -> str:
    """Leave out what could steer a terminal: a result may come from anywhere."""
    return "".join(teken if teken.isprintable() else " " for teken in tekst)
