"""The toewijzing (301): products assigned, as the gemeente sees fit or as was asked, changed, and withdrawn."""

from collections.abc import Callable, Iterator

from pytest_draaiboek.berichten.casussen.toewijzing import (
    MEESTE_PRODUCTEN,
    Inhoud,
    Toewijzing,
    nieuwe_toewijzingen,
)
from pytest_draaiboek.berichten.casussen.verloop import Verloop
from pytest_draaiboek.standaarden.reeks import geldt

VERWIJDERD, VERWIJDERD_3_0 = "13", "01"  # CS335, CS336


def _gewoon(v: Verloop) -> Iterator[Inhoud]:
    casus = v.casus
    v.toewijzingen = nieuwe_toewijzingen(
        v.kans,
        v.gegevens,
        v.op,
        vormen=casus.eerste,
        tarief=casus.tarief,
        minste=casus.minste,
        vrij=casus.vrij,
        meeste=MEESTE_PRODUCTEN,
    )
    yield _bericht(v, v.toewijzingen)


def _verlening(v: Verloop) -> Iterator[Inhoud]:
    """Grant what was asked in a 315 (IV097, TR379)."""
    for verzoek in v.verzoeken:
        v.toewijzingen += verzoek.gevraagd
    v.verzoeken.clear()
    yield _bericht(v, v.toewijzingen)


def _wijziging(v: Verloop) -> Iterator[Inhoud]:
    """Grant what was asked in a 317; what did not change is sent again as it was (IV013, IV097, IV099)."""
    (verzoek,) = v.verzoeken
    for nr, oud in enumerate(v.toewijzingen):
        v.toewijzingen[nr] = nieuw = verzoek.vervangt.get(oud.nummer, oud)
        if nieuw is not oud:
            nieuw.toegewezen = None
    v.toewijzingen += verzoek.gevraagd
    v.verzoeken.clear()
    yield _bericht(v, v.toewijzingen)


def _intrekking(v: Verloop) -> Iterator[Inhoud]:
    """Withdraw the first product, on which nothing was declared (TR385): it ends on the day it begins (CS335)."""
    weg = v.toewijzingen[0]
    weg.reden = VERWIJDERD if geldt(v.release.vorm, "3.1", None) else VERWIJDERD_3_0
    weg.tot, weg.toegewezen = weg.van, None
    yield _bericht(v, v.toewijzingen)


def _bericht(v: Verloop, toewijzingen: list[Toewijzing]) -> Inhoud:
    regels = []
    for toewijzing in toewijzingen:
        if toewijzing.toegewezen is None:
            toewijzing.toegewezen = (
                v.op,
                f"{v.kans.randrange(8, 17):02}:{v.kans.randrange(60):02}:{v.kans.randrange(60):02}",
            )
        toewijzing.nummer = toewijzing.nummer or v.getal()
        regels.append(_regel(toewijzing))
        # The reason of a change and the request behind it are said once (IV099, TR379).
        toewijzing.reden = toewijzing.referentie = None
    return {"Client": v.client | {"ToegewezenProducten": {"ToegewezenProduct": regels}}}


def _regel(toewijzing: Toewijzing) -> Inhoud:
    op, tijd = toewijzing.toegewezen or ("", "")
    return {
        "ToewijzingNummer": toewijzing.nummer,
        "ReferentieAanbieder": toewijzing.referentie,
        "Toewijzingsdatum": str(op),
        "Toewijzingstijd": tijd,
        "Ingangsdatum": str(toewijzing.van),
        "Einddatum": str(toewijzing.tot) if toewijzing.tot else None,
        "RedenWijziging": toewijzing.reden,
        **toewijzing.vorm,
    }


MANIEREN: dict[tuple[str, str], Callable[[Verloop], Iterator[Inhoud]]] = {
    ("301", "gewoon"): _gewoon,
    ("301", "verlening"): _verlening,
    ("301", "wijziging"): _wijziging,
    ("301", "intrekking"): _intrekking,
}
