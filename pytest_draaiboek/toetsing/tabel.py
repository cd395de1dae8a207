"""The failure text of a case: the table of moments, expected against what left the system, what the calendar says of it, and what to do."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pytest_draaiboek.draaiboeken import Draaiboek, Ernst
from pytest_draaiboek.leesbaar import in_een_regel, leesbaar
from pytest_draaiboek.toetsing.geval import Geval
from pytest_draaiboek.toetsing.techniek import Techniekgeval
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag, Waarneming

HANDELING, GEZEGD = "handeling", "gezegd"
KOPPEN = ("", "moment", HANDELING, "verwacht", "verzonden", GEZEGD)
AFWIJKEND = {Ernst.VERPLICHT: "FOUT", Ernst.PROCEDUREEL: "LET OP", Ernst.INFORMATIEF: "?"}
VERKLARINGRAAD = "Wat te doen: zorg dat eraan voldaan is, en laat de verklaring dan opnieuw tekenen."
DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")


def verslag(geval: Geval | Techniekgeval, systeem: str, uitslag: Uitslag) -> str:
    """Return the whole text, in Dutch; what the system said is in it as text that can be seen, and nothing else.

    Args:
        geval: the case.
        systeem: role, name and version.
        uitslag: how it ended.

    """
    regels = [*_kop(geval, str(uitslag.soort)), f"  Systeem: {in_een_regel(systeem)}"]
    if uitslag.waarnemingen:
        regels += ["", *tabel(geval.draaiboek, uitslag.waarnemingen)]
        regels += _gevonden(uitslag.waarnemingen)
    if uitslag.spoor:
        # It stands in, so that no line of it passes for one of the kit.
        regels += ["", *(f"  {regel}" for regel in uitslag.spoor.rstrip().splitlines())]
    if uitslag.verklaring and not uitslag.verklaring.akkoord:
        regels += ["", f"{uitslag.reden}.", VERKLARINGRAAD, f"Draai dit geval alleen met -k {_naam(geval)}."]
    elif uitslag.soort in (Bevindingsoort.AFWIJKING, Bevindingsoort.AANDACHTSPUNT):
        regels += ["", *_volgens_de_kalender(geval, uitslag.waarnemingen), _raad(geval)]
    elif uitslag.reden:
        # It says what to do, and that is what to end with.
        regels += ["", uitslag.reden]
    return leesbaar("\n".join(regels))


def _gevonden(waarnemingen: Sequence[Waarneming]) -> list[str]:
    """Say once what is wrong with messages, however often it was seen."""
    keren = Counter(in_een_regel(bevinding) for w in waarnemingen for bevinding in w.bevindingen)
    return [f"gevonden: {bevinding}{f' ({keer} keer)' if keer > 1 else ''}" for bevinding, keer in keren.items()]


def _kop(geval: Geval | Techniekgeval, soort: str) -> list[str]:
    if isinstance(geval, Geval):
        eis = geval.eis
        return [
            f"Eis {eis.id} (§{eis.paragraaf}, {eis.ernst}) van draaiboek {geval.draaiboek.naam}, met {geval.berichttype}: {soort}",
            f"  {eis.tekst}",
        ]
    regel = geval.voorschrift
    afkeuring = f"retourcode {regel.retourcode}" if regel.retourcode else "zonder retour te weigeren"
    return [
        f"Techniek {regel.code} ({afkeuring}), met {geval.berichttype} in {geval.versie}: {soort}",
        f"  {regel.tekst}",
    ]


def tabel(draaiboek: Draaiboek, waarnemingen: Sequence[Waarneming]) -> list[str]:
    """Return the observations as the lines of a table; what is the same at every moment stands once, above it, and a phase once where it begins."""
    rijen = [_rij(draaiboek, w) for w in waarnemingen]
    boven, over = [], []
    for kolom, kop in enumerate(KOPPEN):
        if kop in (HANDELING, GEZEGD) and len({rij[kolom] for rij in rijen}) == 1:
            boven.append(f"{kop}: {rijen[0][kolom] or 'niets'}")
        else:
            over.append(kolom)
    cellen = [[rij[kolom] for kolom in over] for rij in (KOPPEN, *rijen)]
    breedtes = [max(map(len, kolom)) for kolom in zip(*cellen, strict=True)]
    kop, *regels = (
        "  ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)).rstrip() for rij in cellen
    )
    return [*boven, kop, *_met_fasen(draaiboek, waarnemingen, regels, " " * (breedtes[0] + 2))]


def _met_fasen(
    draaiboek: Draaiboek, waarnemingen: Sequence[Waarneming], regels: Sequence[str], marge: str
) -> Iterator[str]:
    vorige = ""
    for w, regel in zip(waarnemingen, regels, strict=True):
        if (fase := str(draaiboek.fase(w.moment))) != vorige:
            yield f"{marge}{fase}"
            vorige = fase
        yield regel


def _rij(draaiboek: Draaiboek, w: Waarneming) -> tuple[str, ...]:
    oordeel = "ok" if w.deugt else AFWIJKEND[w.ernst]
    return oordeel, _moment(draaiboek, w), *map(in_een_regel, (w.handeling, w.verwacht, w.gezien, w.gezegd))


def _volgens_de_kalender(geval: Geval | Techniekgeval, waarnemingen: Sequence[Waarneming]) -> list[str]:
    """Say what the calendar has to say of the type at the first moment that deviates; a case of the technical part has no boundary near."""
    fout = next((w for w in waarnemingen if not w.deugt and w.ernst is not Ernst.INFORMATIEF), None)
    if fout is None or not isinstance(geval, Geval):
        return []
    draaiboek = geval.draaiboek
    return [
        f"Bij de eerste afwijking, {_moment(draaiboek, fout)}, zegt het draaiboek:",
        *(
            f"  {geval.berichttype} in {versie}: {draaiboek.oordeel(geval.berichttype, versie, fout.moment)}"
            for versie in draaiboek.versies
            if (geval.berichttype, versie) in draaiboek.stroken
        ),
    ]


def _raad(geval: Geval | Techniekgeval) -> str:
    wat = (
        "doen wat bij FOUT of LET OP verwacht is"
        if isinstance(geval, Geval)
        else "antwoorden zoals bij FOUT verwacht is"
    )
    return f"Wat te doen: laat het systeem {wat}.\nDraai dit geval alleen met -k {_naam(geval)}."


def _naam(geval: Geval | Techniekgeval) -> str:
    return f"{geval.sleutel}-{geval.berichttype}" + (f"-{geval.versie}" if geval.versie else "")


def _moment(draaiboek: Draaiboek, w: Waarneming) -> str:
    lokaal = w.moment.astimezone(draaiboek.zone)
    return f"{DAGEN[lokaal.weekday()]} {lokaal:%d-%m-%Y %H:%M:%S} {lokaal:%z}"
