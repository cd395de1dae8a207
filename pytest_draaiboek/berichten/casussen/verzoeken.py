"""What an aanbieder asks for (315, 317), and what the gemeente answers before it assigns, or instead (319)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pytest_draaiboek.berichten.casussen.lezen import Vormnaam
from pytest_draaiboek.berichten.casussen.toewijzing import (
    DAG,
    Inhoud,
    Toewijzing,
    ander_budget,
    ander_volume,
    looptijd,
    nieuwe_toewijzing,
    nieuwe_toewijzingen,
)
from pytest_draaiboek.berichten.casussen.verloop import Verloop, Verzoek

AFGEWEZEN, IN_ONDERZOEK = "1", "2"
WOONPLAATSBEGINSEL = "8"
DOOR_AANBIEDER, VERLENGD, VERKORT = "12", "04", "05"
MEESTE_AANGEVRAAGD = 2
NOG_DAGEN = (14, 28)  # between a request and the day that it is wanted
TOT_EINDE_DAGEN = (60, 500)  # between a request and the end that is wanted
ZORGVERLENERS = ("02", "03", "04", "05")
TOTAAL = "6"
KANS_OP_ZELFDE_EINDE = 0.5
# Beside what is there, a product must be named.
VOLUIT: tuple[Vormnaam, ...] = ("per_periode", "totaal", "aspecifiek", "budget")


def _verzoek(v: Verloop) -> Iterator[Inhoud]:
    """Ask for products, each under a reference of its own (TR347, TR383)."""
    wensen = nieuwe_toewijzingen(
        v.kans,
        v.gegevens,
        v.op + DAG * v.kans.randint(*NOG_DAGEN),
        vormen=v.casus.eerste,
        tarief=v.casus.tarief,
        minste=v.casus.minste,
        vrij=v.casus.vrij,
        meeste=MEESTE_AANGEVRAAGD,
    )
    regels = []
    for wens in wensen:
        wens.referentie = v.kenmerk("VOT", 9)
        v.verzoeken.append(Verzoek(wens.referentie, [wens]))
        beschikking = {"BeschikkingNummer": v.getal(), "BeschikkingIngangsdatum": str(wens.van)}  # CD043
        regels.append(
            {
                "ReferentieAanbieder": wens.referentie,
                "ToewijzingIngangsdatum": str(wens.van),
                "ToewijzingEinddatum": str(wens.tot) if wens.tot else None,
                "Verwijzer": _verwijzer(v),
                **wens.vorm,
                **v.soms(beschikking),
                **v.soms({"Raamcontract": v.kans.choice(("1", "2"))}),
            }
        )
    gezag = v.structuur("315").kind("Client")
    extra = {"GezagsdragerBekend": v.kans.choice(("1", "2"))} if gezag and gezag.kind("GezagsdragerBekend") else {}
    yield {
        "Client": v.client_zoals_in("315") | v.soms(extra) | {"AangevraagdeProducten": {"AangevraagdProduct": regels}}
    }


def _verwijzer(v: Verloop) -> Inhoud:
    """CD066, CD067, CD068."""
    type_ = v.kans.choice(v.codes("315", "Type"))
    if type_ not in ZORGVERLENERS:
        return {"Type": type_}
    return {"Type": type_} | v.kans.choice(
        ({"Naam": "Praktijk Linde & Zn."}, {"ZorgverlenerCode": v.gegevens.agb_code})
    )


def _andere_omvang(v: Verloop) -> Iterator[Inhoud]:
    """Ask for more or less of the first product: that will be a new one, from a day to come, and the old one ends (IV066, TR357)."""
    oud = v.toewijzingen[0]
    van = v.op + DAG * v.kans.randint(*NOG_DAGEN)
    tot = oud.tot if oud.tot is None or v.kans.random() < KANS_OP_ZELFDE_EINDE else looptijd(v.kans, van)
    nieuw = replace(
        oud,
        vorm=oud.vorm | {"Omvang": ander_volume(v.kans, oud.vorm["Omvang"])},
        van=van,
        tot=tot,
        nummer="",
        toegewezen=None,
        begonnen=None,
        begindatums=set(),
        gestopt=[],
        gedeclareerd_tot=None,
    )
    verzoek = _nieuw_verzoek(v)
    nieuw.referentie = verzoek.referentie
    verzoek.gevraagd.append(nieuw)
    verzoek.vervangt[oud.nummer] = replace(oud, tot=van - DAG, reden=DOOR_AANBIEDER, referentie=verzoek.referentie)
    yield _wijzigingsverzoek(v, verzoek, gewijzigd=[(oud.nummer, nieuw)])


def _andere_looptijd(v: Verloop) -> Iterator[Inhoud]:
    """Ask for another Budget, another total or another end of the first product, from its first day on (IV066, TR357, TR373)."""
    oud = v.toewijzingen[0]
    vorm, tot, reden = dict(oud.vorm), oud.tot, DOOR_AANBIEDER
    if "Budget" in vorm:
        vorm["Budget"] = ander_budget(v.kans, vorm["Budget"])
    elif "Omvang" in vorm and vorm["Omvang"]["Frequentie"] == TOTAAL:
        vorm["Omvang"] = ander_volume(v.kans, vorm["Omvang"])
    else:
        tot = v.op + DAG * v.kans.randint(*TOT_EINDE_DAGEN)
        if tot == oud.tot:
            tot += DAG
        reden = v.kans.choice((DOOR_AANBIEDER, VERKORT if oud.tot is None or tot < oud.tot else VERLENGD))
    verzoek = _nieuw_verzoek(v)
    nieuw = replace(oud, vorm=vorm, tot=tot, reden=reden, referentie=verzoek.referentie)
    verzoek.vervangt[oud.nummer] = nieuw
    yield _wijzigingsverzoek(v, verzoek, gewijzigd=[(oud.nummer, nieuw)])


def _product_erbij(v: Verloop) -> Iterator[Inhoud]:
    """Ask for another product, from a day to come (TR361, TR380)."""
    bezet = {t.product.categorie for t in v.toewijzingen}
    over = [product for product in v.gegevens.producten if product.categorie not in bezet]
    van = v.op + DAG * v.kans.randint(*NOG_DAGEN)
    verzoek = _nieuw_verzoek(v)
    nieuw = nieuwe_toewijzing(v.kans, v.kans.choice(over), van, vormen=VOLUIT)
    nieuw.referentie = verzoek.referentie
    verzoek.gevraagd.append(nieuw)
    yield _wijzigingsverzoek(v, verzoek, nieuw=[nieuw])


def _nieuw_verzoek(v: Verloop) -> Verzoek:
    verzoek = Verzoek(v.kenmerk("VOW", 9))
    v.verzoeken.append(verzoek)
    return verzoek


def _wijzigingsverzoek(
    v: Verloop,
    verzoek: Verzoek,
    *,
    gewijzigd: list[tuple[str, Toewijzing]] | None = None,
    nieuw: list[Toewijzing] | None = None,
) -> Inhoud:
    """Return a 317, in which everything that is current occurs once (TR349)."""
    anders = {nummer for nummer, _ in gewijzigd or ()}
    blijft = [{"ToewijzingNummer": t.nummer} for t in v.toewijzingen if t.nummer not in anders]
    wijzigt = [{"ToewijzingNummer": nummer, **_gewenst(t, kaal=True)} for nummer, t in gewijzigd or ()]
    erbij = [_gewenst(t, kaal=False) for t in nieuw or ()]
    inhoud: Inhoud = {
        "ReferentieAanbieder": verzoek.referentie,
        "RedenVerzoek": v.kans.choice(v.codes("317", "RedenVerzoek")),
    }
    for lijst, regel, regels in (
        ("OngewijzigdeProducten", "OngewijzigdProduct", blijft),
        ("TeWijzigenProducten", "TeWijzigenProduct", wijzigt),
        ("NieuweProducten", "NieuwProduct", erbij),
    ):
        if regels:
            inhoud[lijst] = {regel: regels}
    return {"Client": {"Bsn": v.client["Bsn"], "Verzoek": inhoud}}


def _gewenst(toewijzing: Toewijzing, *, kaal: bool) -> Inhoud:
    """Return how a product is wanted; bare when it is known already which product that is."""
    return {
        "GewensteIngangsdatum": str(toewijzing.van),
        "Einddatum": str(toewijzing.tot) if toewijzing.tot else None,
        **{naam: deel for naam, deel in toewijzing.vorm.items() if naam != "Product" or not kaal},
    }


def _onderzoek(v: Verloop) -> Iterator[Inhoud]:
    for verzoek in v.verzoeken:
        yield {"Antwoord": {"ReferentieAanbieder": verzoek.referentie, "VerzoekAntwoord": IN_ONDERZOEK}}


def _afwijzing(v: Verloop) -> Iterator[Inhoud]:
    yield from _wijs_af(v, v.verzoeken)
    v.verzoeken.clear()


def _afwijzing_deels(v: Verloop) -> Iterator[Inhoud]:
    yield from _wijs_af(v, [v.verzoeken.pop()])


def _wijs_af(v: Verloop, verzoeken: list[Verzoek]) -> Iterator[Inhoud]:
    """Refuse what was asked (CD085); for the rule of residence, say which gemeente it is for (TR377, TR409)."""
    antwoord = v.structuur("319").kind("Antwoord")
    met_woonplaats = antwoord is not None and antwoord.kind("Woonplaatsbeginsel") is not None
    redenen = [r for r in v.codes("319", "RedenAfwijzingVerzoek") if met_woonplaats or r != WOONPLAATSBEGINSEL]
    for verzoek in verzoeken:
        reden = v.kans.choice(redenen)
        inhoud: Inhoud = {
            "ReferentieAanbieder": verzoek.referentie,
            "VerzoekAntwoord": AFGEWEZEN,
            "RedenAfwijzingVerzoek": reden,
        }
        if reden == WOONPLAATSBEGINSEL:
            inhoud["Woonplaatsbeginsel"] = {"Gemeente": v.gegevens.gemeentecode}
        yield {"Antwoord": inhoud}


MANIEREN: dict[tuple[str, str], Callable[[Verloop], Iterator[Inhoud]]] = {
    ("315", "gewoon"): _verzoek,
    ("317", "omvang"): _andere_omvang,
    ("317", "looptijd"): _andere_looptijd,
    ("317", "erbij"): _product_erbij,
    ("319", "onderzoek"): _onderzoek,
    ("319", "afwijzing"): _afwijzing,
    ("319", "afwijzing_deels"): _afwijzing_deels,
}
