"""Every eis of every draaiboek: what it says, for whom, and how it is tested."""

from collections.abc import Iterator, Sequence

from bladen.markdown import alinea, opsomming
from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Herkomst, Mijlpaal, laad, namen
from pytest_draaiboek.toetsing.toetsen import toetssoort

WEGING = {
    "verplicht": "mandatory: a deviation is *voldoet niet*",
    "procedureel": "agreed, and not enforced: a deviation is an *aandachtspunt*, with `--draaiboek-streng` *voldoet niet*",
    "informatief": "for information: it is shown, and where it is tested a deviation is an *aandachtspunt* at most",
}
HERKOMST = {
    Herkomst.SEED: "*seed*: the document itself",
    Herkomst.BRON: "*bron*: another public source",
    Herkomst.AFLEIDING: "*afleiding*: it follows from the document",
    Herkomst.ANALOGIE: "*analogie*: as at an earlier migration",
}


def eisen() -> str:
    """Return a chapter per file of draaiboeken, with a section per eis; the draaiboeken in one file have the same eisen."""
    per_bestand: dict[str, list[Draaiboek]] = {}
    for naam in namen():
        draaiboek = laad(naam)
        per_bestand.setdefault(draaiboek.herkomst, []).append(draaiboek)
    return "\n".join(
        regel for nr, groep in enumerate(per_bestand.values()) for regel in _hoofdstuk(groep, eerste=nr == 0)
    )


def _hoofdstuk(groep: Sequence[Draaiboek], *, eerste: bool) -> Iterator[str]:
    draaiboek = groep[0]
    # The short anchor is for the first file only; an id may come back in another.
    voorvoegsel = "" if eerste else f"{draaiboek.naam}-"
    yield f"## {' and '.join(f'`{een.naam}`' for een in groep)}\n"
    yield f"From *{draaiboek.bron}*. Moments are in {draaiboek.zone.key}.\n"
    for eis in draaiboek.eisen.values():
        yield f"(eis-{voorvoegsel}{eis.id})="
        yield f"### {eis.id}\n"
        yield f"> {eis.tekst}\n"
        yield f"Paragraph\n: {eis.paragraaf}\n"
        yield f"For\n: {opsomming(eis.rollen)}\n"
        yield f"Weight\n: {eis.ernst}: {WEGING[eis.ernst].split(': ', 1)[0]}; {WEGING[eis.ernst].split(': ', 1)[1]}\n"
        if eis.mijlpalen:
            yield f"Milestones\n: {_mijlpaal(eis.mijlpalen[0])}\n"
            yield from (f": {_mijlpaal(mijlpaal)}\n" for mijlpaal in eis.mijlpalen[1:])
        if eis.herkomst is not Herkomst.SEED or eis.toelichting:
            yield f"Where from\n: {HERKOMST[eis.herkomst]}\n"
        if eis.toelichting:
            yield f": {eis.toelichting}\n"
        yield from _toets(groep, eis)


def _toets(groep: Sequence[Draaiboek], eis: Eis) -> Iterator[str]:
    if not eis.toets:
        return
    soort = toetssoort(groep[0], eis)
    yield f"Tested\n: {alinea(soort.voer_uit.__doc__)} The check is `{soort.naam}`.\n"
    if proeven := [proef for proef in groep[0].proeven if proef.eis == eis.id]:
        yield "Tried\n" + "\n".join(
            f": {proef.naam} (`{proef.berichttype}`: {opsomming(proef.rollen)})\n" for proef in proeven
        )
    if verben := tuple(dict.fromkeys(verb for rol in eis.rollen for verb in soort.nodig(groep[0], eis, rol))):
        yield f"Needs the verbs\n: {opsomming(verben)}; without them it is *niet getoetst*\n"
    regels = []
    for rol in eis.rollen:
        gevallen = [" ".join(soort.typen(draaiboek, draaiboek.eis(eis.id), rol)) for draaiboek in groep]
        regels.append(f": {rol}: " + "; ".join(f"`{typen}`" for typen in gevallen) + "\n")
    yield "Cases\n" + "\n".join(regels)


def _mijlpaal(mijlpaal: Mijlpaal) -> str:
    moment = f"{mijlpaal.moment:%Y-%m-%d %H:%M}"
    tot = f" to {mijlpaal.tot:%Y-%m-%d %H:%M}" if mijlpaal.tot else ""
    return f"**{mijlpaal.nr}**, {moment}{tot}: {mijlpaal.wat}"
