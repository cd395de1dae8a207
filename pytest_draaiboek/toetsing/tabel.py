"""The failure text of a case: the table of moments, expected against what left the system, and what it said."""

from collections import Counter
from collections.abc import Sequence

from pytest_draaiboek.draaiboeken import Draaiboek, Ernst
from pytest_draaiboek.toetsing.geval import Geval
from pytest_draaiboek.toetsing.techniek import Techniekgeval
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag, Waarneming

KOPPEN = ("", "moment", "fase", "handeling", "verwacht", "verzonden", "gezegd")
AFWIJKEND = {Ernst.VERPLICHT: "FOUT", Ernst.PROCEDUREEL: "LET OP", Ernst.INFORMATIEF: "?"}
DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")


def verslag(geval: Geval | Techniekgeval, systeem: str, uitslag: Uitslag) -> str:
    """Return the whole text, in Dutch.

    Args:
        geval: the case.
        systeem: role, name and version.
        uitslag: how it ended.

    """
    draaiboek = geval.draaiboek
    regels = [*_kop(geval, str(uitslag.soort)), f"  Systeem: {systeem}"]
    if uitslag.reden and uitslag.soort is not Bevindingsoort.AFWIJKING:
        regels += ["", uitslag.reden]
    if uitslag.waarnemingen:
        regels += ["", *tabel(draaiboek, uitslag.waarnemingen)]
        regels += _gevonden(uitslag.waarnemingen)
    if uitslag.spoor:
        regels += ["", uitslag.spoor.rstrip()]
    return "\n".join(regels)


def _gevonden(waarnemingen: Sequence[Waarneming]) -> list[str]:
    """Say once what is wrong with messages, however often it was seen."""
    keren = Counter(bevinding for w in waarnemingen for bevinding in w.bevindingen)
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
    """Return the observations as the lines of a table."""
    rijen = [KOPPEN, *(_rij(draaiboek, w) for w in waarnemingen)]
    breedtes = [max(len(rij[kolom]) for rij in rijen) for kolom in range(len(KOPPEN))]
    return ["  ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)).rstrip() for rij in rijen]


def _rij(draaiboek: Draaiboek, w: Waarneming) -> tuple[str, ...]:
    oordeel = "ok" if w.deugt else AFWIJKEND[w.ernst]
    lokaal = w.moment.astimezone(draaiboek.zone)
    moment = f"{DAGEN[lokaal.weekday()]} {lokaal:%d-%m-%Y %H:%M:%S} {lokaal:%z}"
    return oordeel, moment, str(draaiboek.fase(w.moment)), w.handeling, w.verwacht, w.gezien, w.gezegd
