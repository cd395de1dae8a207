"""The failure text of a case: the table of moments, expected against what left the system, and what it said."""

from collections.abc import Sequence

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Ernst
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag, Waarneming

KOPPEN = ("", "moment", "fase", "handeling", "verwacht", "verzonden", "gezegd")
AFWIJKEND = {Ernst.VERPLICHT: "FOUT", Ernst.PROCEDUREEL: "LET OP", Ernst.INFORMATIEF: "?"}
DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")


def verslag(draaiboek: Draaiboek, eis: Eis, berichttype: str, systeem: str, uitslag: Uitslag) -> str:
    """Return the whole text, in Dutch.

    Args:
        draaiboek: the calendar judged by.
        eis: the requirement.
        berichttype: the type tried.
        systeem: role, name and version.
        uitslag: how it ended.

    """
    regels = [
        f"Eis {eis.id} (§{eis.paragraaf}, {eis.ernst}) van draaiboek {draaiboek.naam}, met {berichttype}: {uitslag.soort}",
        f"  {eis.tekst}",
        f"  Systeem: {systeem}",
    ]
    if uitslag.reden and uitslag.soort is not Bevindingsoort.AFWIJKING:
        regels += ["", uitslag.reden]
    if uitslag.waarnemingen:
        regels += ["", *tabel(draaiboek, uitslag.waarnemingen)]
    if uitslag.spoor:
        regels += ["", uitslag.spoor.rstrip()]
    return "\n".join(regels)


def tabel(draaiboek: Draaiboek, waarnemingen: Sequence[Waarneming]) -> list[str]:
    """Return the observations as the lines of a table."""
    rijen = [KOPPEN, *(_rij(draaiboek, w) for w in waarnemingen)]
    breedtes = [max(len(rij[kolom]) for rij in rijen) for kolom in range(len(KOPPEN))]
    return ["  ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)).rstrip() for rij in rijen]


def _rij(draaiboek: Draaiboek, w: Waarneming) -> tuple[str, ...]:
    oordeel = "ok" if w.deugt else AFWIJKEND[w.ernst]
    lokaal = w.moment.astimezone(draaiboek.zone)
    moment = f"{DAGEN[lokaal.weekday()]} {lokaal:%d-%m-%Y %H:%M:%S} {lokaal:%z}"
    return oordeel, moment, str(draaiboek.fase(w.moment)), w.handeling, w.verwacht, w.gezien, w.gezegd
