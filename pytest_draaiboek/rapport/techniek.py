"""From what each technical case came to, to the verdict per rule and as a whole: over the cases that should have run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pytest_draaiboek.rapport.melding import Gevalmelding
from pytest_draaiboek.rapport.resultaat import (
    Regelresultaat,
    Techniekoordeel,
    Techniekresultaat,
    Technischgeval,
    Verdict,
)
from pytest_draaiboek.rapport.vaststelling import GETOETST, NIET_GEDRAAID

MEESTE_CODES = 8
WEEGT = {
    "afwijking": Verdict.VOLDOET_NIET,
    "voldoet": Verdict.VOLDOET,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwachtgeval:
    """A technical case that should have run, as plain data.

    Args:
        code: of the rule.
        retourcode: that it asks for; empty for what a schema refuses.
        tekst: what is wrong with a message that breaks it.
        berichttype: in full.
        versie: of the message.

    """

    code: str
    retourcode: str
    tekst: str
    berichttype: str
    versie: str


def stel_techniek_vast(
    verwacht: Iterable[Verwachtgeval], meldingen: Iterable[Gevalmelding], *, geeft_door: bool
) -> Techniekresultaat:
    """Return the verdict on one system.

    Args:
        verwacht: every case that should have run.
        meldingen: how the cases ended that did run.
        geeft_door: whether the system passes on what it gets, so that there is nothing for it to refuse.

    """
    per_geval = {(m.eis, m.berichttype, m.versie): m for m in meldingen}
    per_regel: dict[str, list[Verwachtgeval]] = {}
    for geval in verwacht:
        per_regel.setdefault(geval.code, []).append(geval)
    regels = [
        _regelresultaat(gevallen[0], [_geval(g, per_geval.get((g.code, g.berichttype, g.versie))) for g in gevallen])
        for gevallen in per_regel.values()
    ]
    oordeel, reden = techniekoordeel_van(regels, geeft_door=geeft_door)
    return Techniekresultaat(
        oordeel=oordeel,
        reden=reden,
        gedraaid=sum(regel.gedraaid for regel in regels),
        verwacht=sum(regel.verwacht for regel in regels),
        regels=regels,
    )


def _geval(verwacht: Verwachtgeval, melding: Gevalmelding | None) -> Technischgeval:
    return Technischgeval(
        berichttype=verwacht.berichttype,
        versie=verwacht.versie,
        soort=melding.soort if melding else NIET_GEDRAAID,
        reden=melding.reden if melding else NIET_GEDRAAID,
        bekend=melding.bekend if melding else "",
        waarnemingen=melding.waarnemingen if melding else [],
        verkeer=melding.verkeer if melding else [],
    )


def _regelresultaat(regel: Verwachtgeval, gevallen: list[Technischgeval]) -> Regelresultaat:
    verdict, reden = regelverdict_van(gevallen)
    return Regelresultaat(
        code=regel.code,
        retourcode=regel.retourcode,
        tekst=regel.tekst,
        verdict=verdict,
        reden=reden,
        gedraaid=sum(geval.soort in GETOETST for geval in gevallen),
        verwacht=len(gevallen),
        gevallen=gevallen,
    )


def regelverdict_van(gevallen: Sequence[Technischgeval]) -> tuple[Verdict, str]:
    """Return the verdict on one rule, and why, from every case that should have run."""
    for verdict in (Verdict.VOLDOET_NIET, Verdict.NIET_GETOETST):
        eerste = next((g for g in gevallen if WEEGT.get(g.soort, Verdict.NIET_GETOETST) is verdict), None)
        if eerste:
            return verdict, f"{eerste.berichttype} in {eerste.versie}: {eerste.reden.splitlines()[0]}"
    return Verdict.VOLDOET, ""


def techniekoordeel_van(regels: Sequence[Regelresultaat], *, geeft_door: bool) -> tuple[Techniekoordeel, str]:
    """Return the verdict on the technical part, and why, from that on every rule."""
    if geeft_door:
        return Techniekoordeel.NIET_VAN_TOEPASSING, "wie berichten doorgeeft, keurt ze niet af"
    if not regels:
        # All that should have run is in here, whether it ran or not: this role gets nothing but answers.
        return Techniekoordeel.NIET_VAN_TOEPASSING, "deze rol ontvangt geen bericht dat zij kan afkeuren"
    niet = [regel.code for regel in regels if regel.verdict is Verdict.VOLDOET_NIET]
    if niet:
        return Techniekoordeel.VOLDOET_NIET, f"voldoet niet aan {_opsomming(niet)}"
    open_ = [regel.code for regel in regels if regel.verdict is Verdict.NIET_GETOETST]
    if open_:
        return Techniekoordeel.ONVOLLEDIG, f"niet getoetst: {_opsomming(open_)}"
    return Techniekoordeel.VOLDOET, ""


def _opsomming(codes: Sequence[str]) -> str:
    """Name the first few; there may be scores of them, and each has a line of its own in the result."""
    meer = f" en {len(codes) - MEESTE_CODES} andere" if len(codes) > MEESTE_CODES else ""
    return ", ".join(codes[:MEESTE_CODES]) + meer
