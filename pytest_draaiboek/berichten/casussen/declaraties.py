"""Declaraties (323): month after month, with what was declared before put right."""

from collections.abc import Callable, Iterator
from datetime import date

from pytest_draaiboek.berichten.bedragen import CREDIT, DEBET, als_totaal, met_teken
from pytest_draaiboek.berichten.casussen.lezen import alle_producten
from pytest_draaiboek.berichten.casussen.toewijzing import DAG, Inhoud, Toewijzing, anders
from pytest_draaiboek.berichten.casussen.verloop import Verloop
from pytest_draaiboek.berichten.maanden import maand
from pytest_draaiboek.fouten import OngeldigeInstelling

EERSTE_MAAND = date(2021, 1, 1)  # CS100


def _gewoon(v: Verloop) -> Iterator[Inhoud]:
    yield _declaratie(v, _prestaties(v))


def _correctie(v: Verloop) -> Iterator[Inhoud]:
    """Declare the next month, take back the first Prestatie of the one before, and declare it again (IV091, TR323, TR389, TR390)."""
    fout = v.prestaties[0]
    toewijzing = _van(v, fout)
    nieuwe = _prestaties(v)
    credit = fout | {
        "ProductReferentie": {
            "ReferentieNummer": v.kenmerk("P", 11),
            "VorigReferentieNummer": fout["ProductReferentie"]["ReferentieNummer"],
        },
        "IngediendBedrag": fout["IngediendBedrag"] | {"DebetCredit": CREDIT},
    }
    begin, einde = (date.fromisoformat(dag) for dag in fout["ProductPeriode"].values())
    volume = anders(v.kans, int(fout["GeleverdVolume"]), 1, toewijzing.ruimte(begin, einde))
    yield _declaratie(v, [credit, _prestatie(v, toewijzing, begin, einde, volume), *nieuwe])


def _opnieuw(v: Verloop) -> Iterator[Inhoud]:
    """Declare the next month, and once more the first Prestatie of the one before, which was rejected for its tarief (IV088)."""
    fout = v.prestaties[0]
    toewijzing = _van(v, fout)
    laagste, hoogste, stap = alle_producten().eenheden[toewijzing.eenheid].tarief_cent or (1, 1, 1)
    toewijzing.tarief_cent = laagste + stap * anders(
        v.kans, ((toewijzing.tarief_cent or laagste) - laagste) // stap, 0, (hoogste - laagste) // stap
    )
    begin, einde = (date.fromisoformat(dag) for dag in fout["ProductPeriode"].values())
    volume = min(int(fout["GeleverdVolume"]), toewijzing.ruimte(begin, einde))
    opnieuw = _prestatie(v, toewijzing, begin, einde, volume)
    yield _declaratie(v, [opnieuw, *_prestaties(v)])


def _van(v: Verloop, prestatie: Inhoud) -> Toewijzing:
    return next(t for t in v.toewijzingen if t.nummer == prestatie["ToewijzingNummer"])


def _prestaties(v: Verloop) -> list[Inhoud]:
    """Move on to the next month that can be declared (TR318), and return what was delivered in it: one Prestatie for each product (IV089)."""
    geleverd = [t for t in v.toewijzingen if t.begonnen]
    if v.declaratiemaand is None:
        v.declaratiemaand = maand(min(t.begonnen for t in geleverd if t.begonnen))
    else:
        v.declaratiemaand = maand(v.declaratiemaand[1] + DAG)
    eerste, laatste = v.declaratiemaand
    if eerste < EERSTE_MAAND:
        raise OngeldigeInstelling(
            f"Casus {v.casus.naam} declareert hier {eerste:%Y-%m}; een declaratie gaat over een maand vanaf {EERSTE_MAAND:%Y-%m}.\n"
            "Wat te doen: zet de klok later, of neem een casus zonder declaratie."
        )
    v.prestaties = []
    for toewijzing in geleverd:
        if toewijzing.begonnen and toewijzing.begonnen <= laatste:
            begin = max(eerste, toewijzing.van)  # TR387
            einde = min(laatste, toewijzing.tot or laatste)  # TR388
            volume = v.kans.randint(1, toewijzing.ruimte(begin, einde))
            v.prestaties.append(_prestatie(v, toewijzing, begin, einde, volume))
            toewijzing.gedeclareerd_tot = einde
    return v.prestaties


def _prestatie(v: Verloop, toewijzing: Toewijzing, begin: date, einde: date, volume: int) -> Inhoud:
    """CD087, CS339, TR346."""
    tarief = toewijzing.tarief_cent
    return {
        "ProductReferentie": {"ReferentieNummer": v.kenmerk("P", 11)},
        "ToewijzingNummer": toewijzing.nummer,
        "ProductCategorie": toewijzing.product.categorie,
        "ProductCode": toewijzing.product.code,
        "ProductPeriode": {"Begindatum": str(begin), "Einddatum": str(einde)},
        "GeleverdVolume": str(volume),
        "Eenheid": toewijzing.eenheid,
        "ProductTarief": str(tarief) if tarief else None,
        "IngediendBedrag": {"Bedrag": str(volume * (tarief or 1)), "DebetCredit": DEBET},
    }


def _declaratie(v: Verloop, prestaties: list[Inhoud]) -> Inhoud:
    eerste, laatste = v.declaratiemaand or maand(v.op, 1)
    return {
        "Declaratie": {
            "DeclaratieNummer": v.kenmerk("D", 11),
            "DeclaratiePeriode": {"Begindatum": str(eerste), "Einddatum": str(laatste)},
            "DeclaratieDagtekening": str(v.op),
            "TotaalIngediendBedrag": als_totaal(sum(met_teken(p["IngediendBedrag"], "Bedrag") for p in prestaties)),
            "Clienten": {"Client": [{"Bsn": v.client["Bsn"], "Prestaties": {"Prestatie": prestaties}}]},
        }
    }


MANIEREN: dict[tuple[str, str], Callable[[Verloop], Iterator[Inhoud]]] = {
    ("323", "gewoon"): _gewoon,
    ("323", "correctie"): _correctie,
    ("323", "opnieuw"): _opnieuw,
}
