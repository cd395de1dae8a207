"""From what each case came to, to the verdict per eis and as a whole: over the cases that should have run, never those that did."""

from collections.abc import Iterable, Mapping, Sequence

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Ernst
from pytest_draaiboek.rapport.kalender import gegevens_van
from pytest_draaiboek.rapport.melding import Bewijsmelding, Gevalmelding
from pytest_draaiboek.rapport.resultaat import (
    Bewijs,
    Draaiboekresultaat,
    Eindoordeel,
    Eisresultaat,
    Geval,
    Schemagegevens,
    Systeemgegevens,
    Techniekresultaat,
    Verdict,
)

NIET_GEDRAAID = "niet gedraaid"
NIET_GEVRAAGD = "het onderdeel kalender is niet gevraagd"
GETOETST = frozenset({"voldoet", "afwijking", "aandachtspunt"})


def stel_vast(
    draaiboek: Draaiboek,
    systeem: Systeemgegevens,
    verwacht: Iterable[tuple[str, str]],
    meldingen: Iterable[Gevalmelding],
    bewijs: Iterable[Bewijsmelding],
    *,
    schemas: Schemagegevens,
    streng: bool,
    gevraagd: bool = True,
    techniek: Techniekresultaat | None = None,
) -> Draaiboekresultaat:
    """Return the verdict on one system by one draaiboek.

    Args:
        draaiboek: the calendar.
        systeem: who was judged, in which role.
        verwacht: eis id and message type of every case that should have run.
        meldingen: how the cases ended that did run.
        bewijs: how the supplier's own marked tests ended.
        schemas: which schemas were used.
        streng: whether agreements weigh as obligations.
        gevraagd: whether the calendar was asked for; otherwise there is no verdict by it.
        techniek: the verdict on the technical part, which stands beside it; None when that was not asked for.

    """
    per_geval = {(m.eis, m.berichttype): m for m in meldingen}
    typen_per_eis: dict[str, list[str]] = {}
    for eis_id, berichttype in verwacht:
        typen_per_eis.setdefault(eis_id, []).append(berichttype)
    bewijs = list(bewijs)
    eisen = [
        _eisresultaat(
            eis,
            [
                _geval(berichttype, per_geval.get((eis.id, berichttype)))
                for berichttype in typen_per_eis.get(eis.id, ())
            ],
            [Bewijs(nodeid=b.nodeid, uitkomst=b.uitkomst, reden=b.reden) for b in bewijs if eis.id in b.eisen],
            streng=streng,
        )
        for eis in (draaiboek.eisen_voor(systeem.rol) if gevraagd else ())
    ]
    eindoordeel, reden = eindoordeel_van(eisen) if gevraagd else (None, NIET_GEVRAAGD)
    return Draaiboekresultaat(
        draaiboek=gegevens_van(draaiboek),
        systeem=systeem,
        eindoordeel=eindoordeel,
        reden=reden,
        gedraaid=sum(eis.gedraaid for eis in eisen),
        verwacht=sum(eis.verwacht for eis in eisen),
        schemas=schemas,
        eisen=eisen,
        techniek=techniek,
    )


def _geval(berichttype: str, melding: Gevalmelding | None) -> Geval:
    if melding is None:
        return Geval(berichttype=berichttype, soort=NIET_GEDRAAID, reden="niet gedraaid", bekend="", waarnemingen=[])
    return Geval(
        berichttype=berichttype,
        soort=melding.soort,
        reden=melding.reden,
        bekend=melding.bekend,
        waarnemingen=melding.waarnemingen,
        verkeer=melding.verkeer,
        verklaring=melding.verklaring,
    )


def _eisresultaat(eis: Eis, gevallen: list[Geval], bewijs: list[Bewijs], *, streng: bool) -> Eisresultaat:
    verdict, reden = verdict_van(eis.ernst, gevallen, bewijs, streng=streng)
    return Eisresultaat(
        id=eis.id,
        paragraaf=eis.paragraaf,
        ernst=str(eis.ernst),
        tekst=eis.tekst,
        verdict=verdict,
        reden=reden,
        gedraaid=sum(geval.soort in GETOETST for geval in gevallen),
        verwacht=len(gevallen),
        gevallen=gevallen,
        eigen_bewijs=bewijs,
        mijlpalen=[mijlpaal.nr for mijlpaal in eis.mijlpalen],
        herkomst=eis.herkomst.value,
        toelichting=eis.toelichting,
    )


def verdict_van(
    ernst: str, gevallen: Sequence[Geval], bewijs: Sequence[Bewijs], *, streng: bool
) -> tuple[Verdict, str]:
    """Return the verdict on one eis, and why.

    Args:
        ernst: how heavy the eis weighs; one for information is advice: what deviates from it is a point of attention, always.
        gevallen: every case that should have run.
        bewijs: the supplier's own tests that are marked with it.
        streng: whether agreements weigh as obligations.

    """
    gefaald = next((b for b in bewijs if b.uitkomst == "gefaald"), None)
    if gefaald:
        return Verdict.VOLDOET_NIET, f"eigen test {gefaald.nodeid}: {gefaald.reden}"
    advies = ernst == Ernst.INFORMATIEF
    if advies and not gevallen:
        return Verdict.NIET_VAN_TOEPASSING, "informatief: wordt getoond, niet getoetst"
    weegt: Mapping[str, Verdict] = {
        "afwijking": Verdict.AANDACHTSPUNT if advies else Verdict.VOLDOET_NIET,
        "aandachtspunt": Verdict.VOLDOET_NIET if streng and not advies else Verdict.AANDACHTSPUNT,
        "voldoet": Verdict.VOLDOET,
    }
    gewogen = [(weegt.get(geval.soort, Verdict.NIET_GETOETST), geval) for geval in gevallen]
    for verdict in (Verdict.VOLDOET_NIET, Verdict.NIET_GETOETST, Verdict.AANDACHTSPUNT):
        eerste = next((geval for gevonden, geval in gewogen if gevonden is verdict), None)
        if eerste:
            return verdict, f"{eerste.berichttype}: {eerste.reden.splitlines()[0]}"
    if not gevallen:
        return Verdict.NIET_GETOETST, "er is geen geval om te toetsen"
    # What rests on a statement says so, wherever the verdict is shown.
    return Verdict.VOLDOET, next((geval.reden for geval in gevallen if geval.verklaring), "")


def eindoordeel_van(eisen: Sequence[Eisresultaat]) -> tuple[Eindoordeel, str]:
    """Return the verdict as a whole, and why, from that on every eis."""
    niet = [eis.id for eis in eisen if eis.verdict is Verdict.VOLDOET_NIET]
    if niet:
        return Eindoordeel.NIET_CONFORM, f"voldoet niet aan {', '.join(niet)}"
    verplicht = [eis for eis in eisen if eis.ernst == Ernst.VERPLICHT]
    open_ = [eis.id for eis in verplicht if eis.verdict is Verdict.NIET_GETOETST]
    if open_ or not verplicht:
        return Eindoordeel.ONVOLLEDIG, f"niet getoetst: {', '.join(open_)}"
    punten = [eis.id for eis in eisen if eis.verdict is Verdict.AANDACHTSPUNT]
    return Eindoordeel.CONFORM, f"met aandachtspunt: {', '.join(punten)}" if punten else ""
