"""How the example zorgkantoor fills the new version: which allocations it sends again, and what becomes of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from pytest_draaiboek.systemen.voorbeelden.toewijzing import (
    MPT,
    PGB,
    SUBSIDIE,
    VERBLIJF,
    VPT,
    WLZ_INDICEERBAAR,
    Toewijzing,
)

PEILDATUM = "2018-04-01"
TOEWIJZINGSDATUM = "2018-04-02"
GEHEEL, ONBEPAALD = "10000", "100"  # in hundredths of a percent
ADL = "91"
BEHANDELING = {"61", "63", "64"}
WLZ_INDICEERBAAR_ZZP = "996"
# Verpleging, verzorging, begeleiding (individueel, groep), behandeling groep, verblijf tijdelijk, huishoudelijke verzorging.
VOLGORDE = ("41", "31", "81", "82", "64", "71", "21")
SOORTEN = {"2": "1", "4": "3"}  # alternatief became regulier, transfer became overbrugging
DOSSIERHOUDERSOORTEN = {"1", "2"}
ZONDER_EINDE = "9999-12-31"


def blijft_functie(toewijzing: Toewijzing) -> bool:
    """Whether a functie is still assigned as one: ADL and treatment under a subsidy, and ADL of who is Wlz-indiceerbaar."""
    if not toewijzing.functie:
        return False
    if toewijzing.financiering == SUBSIDIE:
        return toewijzing.code == ADL or toewijzing.code in BEHANDELING
    return toewijzing.financiering == WLZ_INDICEERBAAR and toewijzing.code == ADL


def coordinator(toewijzingen: Iterable[Toewijzing]) -> str:
    """Return who coordinates care at home: the instelling with the first functie of the order, on the day itself when there is any."""
    functies = [t for t in toewijzingen if t.functie and t.financiering != SUBSIDIE and not blijft_functie(t)]
    kandidaten = [t for t in functies if t.geldt_op(PEILDATUM)] or functies
    op_volgorde = sorted(kandidaten, key=lambda t: VOLGORDE.index(t.code) if t.code in VOLGORDE else len(VOLGORDE))
    return op_volgorde[0].instelling


def dossierhouder(toewijzingen: Iterable[Toewijzing]) -> str:
    """Return who keeps the file: of those with a zorgzwaartepakket of the right kind on the day, the one whose allocation ends last."""
    pakketten = [t for t in toewijzingen if not t.functie and t.leveringsvorm != PGB]
    goede = [t for t in pakketten if t.soort in DOSSIERHOUDERSOORTEN and t.geldt_op(PEILDATUM)]
    return max(goede or pakketten, key=lambda t: t.einddatum or ZONDER_EINDE).instelling


def te_vervangen(toewijzingen: Iterable[Toewijzing]) -> list[Toewijzing]:
    """Return the allocations that hold on the day or later."""
    return [t for t in toewijzingen if not t.eindigt_voor(PEILDATUM)]


def zet_om(toewijzingen: Sequence[Toewijzing], zzp: str) -> list[dict[str, Any]]:
    """Return what replaces the allocations of one client: rows of an AW33 in the new version.

    Args:
        toewijzingen: of that client, as far as they are to be replaced.
        zzp: the zorgzwaartepakket that the client was indicated for; empty for none.

    """
    pgb = any(t.leveringsvorm == PGB for t in toewijzingen)
    instellingen = {t.instelling for t in toewijzingen if t.leveringsvorm != PGB}
    percentage = GEHEEL if len(instellingen) == 1 and not pgb else ONBEPAALD
    rijen = []
    mpt: dict[str, list[Toewijzing]] = {}
    for toewijzing in toewijzingen:
        if toewijzing.functie and not blijft_functie(toewijzing):
            mpt.setdefault(toewijzing.instelling, []).append(toewijzing)
        elif toewijzing.functie:
            rijen.append({**toewijzing.rij, **_kenmerken(toewijzing)})
        else:
            rijen.append(_pakket(toewijzing, toewijzingen, percentage))
    for functies in mpt.values():
        eerste = min(functies, key=lambda t: t.ingangsdatum)
        laatste = max(functies, key=lambda t: t.einddatum or ZONDER_EINDE)
        rij = {
            "ZzpCode": zzp or WLZ_INDICEERBAAR_ZZP,
            "Instelling": eerste.instelling,
            "Zorgkantoor": eerste.rij["Zorgkantoor"],
            **_kenmerken(eerste),
            "ToewijzingPercentage": percentage,
            "Leveringsvorm": MPT,
            "CoordinatorZorgThuis": coordinator(toewijzingen),
        }
        rij.pop("Einddatum", None)
        rijen.append(rij | ({"Einddatum": laatste.einddatum} if laatste.einddatum else {}))
    return rijen


def _kenmerken(toewijzing: Toewijzing) -> dict[str, Any]:
    """Return what every row that replaces another has in common."""
    einde = {"Einddatum": toewijzing.einddatum} if toewijzing.einddatum else {}
    return {
        "Soort": SOORTEN.get(toewijzing.soort, toewijzing.soort),
        "Toewijzingsdatum": TOEWIJZINGSDATUM,
        "Toewijzingstijd": "09:00:00",
        "Ingangsdatum": max(toewijzing.ingangsdatum, PEILDATUM),
        **einde,
    }


def _pakket(toewijzing: Toewijzing, alle: Sequence[Toewijzing], percentage: str) -> dict[str, Any]:
    rij = {
        "ZzpCode": toewijzing.code,
        "Zorgkantoor": toewijzing.rij["Zorgkantoor"],
        **_kenmerken(toewijzing),
        "Leveringsvorm": toewijzing.leveringsvorm,
    }
    if toewijzing.leveringsvorm == PGB:
        return rij  # it informs, and assigns nothing to anybody
    rij |= {"Instelling": toewijzing.instelling, "ToewijzingPercentage": percentage}
    if toewijzing.leveringsvorm in (VERBLIJF, VPT):
        rij |= {"Klasse": toewijzing.rij["Klasse"], "Dossierhouder": dossierhouder(alle)}
    if toewijzing.leveringsvorm == VERBLIJF:
        rij["Opname"] = "1"
    return rij
