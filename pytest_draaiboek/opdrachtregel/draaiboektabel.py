"""A draaiboek as rows of text, each with its columns first and then what may go on to a next line."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from pytest_draaiboek.draaiboeken import Draaiboek, Herkomst
from pytest_draaiboek.draaiboeken.mijlpaal import Mijlpaal

MOMENT = "%d-%m-%Y %H:%M"
SMALSTE_KOLOM = 6
SMALSTE_TEKST = 30  # columns: with less room than this a text goes on below its columns, and not beside them

Rij = tuple[str, str]


def gevouwen(rij: Rij, breedte: int | None) -> str:
    """Return a row as lines of at most so many columns, with what goes on beneath its text; None for one line, however long."""
    kop, tekst = rij
    if breedte is None or len(kop) + len(tekst) <= breedte or tekst.startswith("\n"):
        return kop + tekst
    marge = " " * (len(kop) if breedte - len(kop) >= SMALSTE_TEKST else 4)
    return textwrap.fill(kop + tekst, breedte, subsequent_indent=marge, break_on_hyphens=False, break_long_words=False)


def boven(draaiboek: Draaiboek, mijlpalen: Sequence[Mijlpaal]) -> Iterator[Rij]:
    """Yield where a draaiboek comes from, its phases, and milestones."""
    yield "", f"Bron: {draaiboek.bron}. Tijden in {draaiboek.zone.key}."
    if draaiboek.uitstel:
        verzet = draaiboek.uitstel
        was = verzet.was.get(draaiboek.live.nr, verzet.live)
        yield (
            "",
            f"Verschoven: {len(verzet.mijlpalen)} momenten, gemeld op {_moment(verzet.gemeld_op)}. {draaiboek.naar} gaat live op {_moment(verzet.live)}; dat was {_moment(was)}.",
        )
    yield "", "\nFasen"
    for fase in draaiboek.fasen:
        yield f"  {_moment(fase.begin):<18}", f"{fase}"
    yield "", "\nMijlpalen"
    breed = _breedte(mijlpaal.nr for mijlpaal in mijlpalen)
    for mijlpaal in mijlpalen:
        tot = f" (tot {_moment(mijlpaal.tot)})" if mijlpaal.tot else ""
        wie = ", ".join(mijlpaal.rollen) or "allen"
        bij = _bij(mijlpaal.herkomst, mijlpaal.toelichting)
        yield f"  {_moment(mijlpaal.moment):<18}{mijlpaal.nr:<{breed}}", f"{wie}: {mijlpaal.wat}{tot}{bij}"


def onder(draaiboek: Draaiboek, typen: Sequence[str], rol: str) -> Iterator[Rij]:
    """Yield what may be sent when, by message type and version, and the eisen: of a role, or all of them."""
    yield "", "\nWat mag wanneer"
    for type_ in typen:
        paar = draaiboek.paar(type_)
        facultatief = " (facultatief: niet getoetst)" if paar.facultatief else ""
        for versie in draaiboek.versies:
            strook = draaiboek.stroken[type_, versie]
            delen = [
                f"{'' if nr == 0 else f'vanaf {_moment(strook.momenten[nr - 1])} '}{oordeel.soort.value}"
                for nr, oordeel in enumerate(strook.oordelen)
            ]
            # All judgements of a window come from the same place.
            bij = _bij(strook.oordelen[0].herkomst, strook.oordelen[0].toelichting)
            yield f"  {type_:<8}{versie:<6}", f"{'; '.join(delen)}{facultatief}{bij}"
    yield "", "\nEisen"
    eisen = draaiboek.eisen_voor(rol) if rol else tuple(draaiboek.eisen.values())
    breed, paragraaf = _breedte(eis.id for eis in eisen), _breedte(eis.paragraaf for eis in eisen)
    for eis in eisen:
        kop = f"  {eis.id:<{breed}}§{eis.paragraaf:<{paragraaf}}{eis.ernst:<14}"
        yield kop, f"{', '.join(eis.rollen)}: {eis.tekst}{_bij(eis.herkomst, eis.toelichting)}"


def _breedte(teksten: Iterable[str]) -> int:
    """Return how wide a column must be for these texts, with room between it and the next."""
    return max((*map(len, teksten), SMALSTE_KOLOM)) + 2


def _bij(herkomst: Herkomst, toelichting: str) -> str:
    """Return what is to be known of something that the draaiboek itself does not say, or not surely."""
    delen = [f"herkomst: {herkomst.value}"] if herkomst is not Herkomst.SEED else []
    return f" [{'; '.join([*delen, toelichting] if toelichting else delen)}]" if delen or toelichting else ""


def _moment(moment: datetime | None) -> str:
    return f"{moment:{MOMENT}}" if moment else ""
