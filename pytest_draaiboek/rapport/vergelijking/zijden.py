"""From two results to every change between them: eis by eis and case by case, also when the kit or the draaiboek differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Resultaat, Verdict
from pytest_draaiboek.rapport.vergelijking.delen import TECHNIEK, Deel, Onderwerp, Uitkomst, delen_van
from pytest_draaiboek.rapport.vergelijking.gemeten import van_de_run, van_een_oordeel
from pytest_draaiboek.rapport.vergelijking.koppelen import koppel, noem
from pytest_draaiboek.rapport.vergelijking.verschil import Aard, Koppel, Meting, Soort, Stand, Vergelijking, Verschil

WEG = "staat er niet meer in"
# So many eisen or rules are named as what a verdict fell through; each has a line of its own as well.
MEESTE_SCHULD = 6
_VOLGORDE = list(Aard)


def vergelijk(oud: Resultaat, nieuw: Resultaat) -> Vergelijking:
    """Return what changed from one result to another.

    Worse is every step down of voldoet, aandachtspunt, niet getoetst, voldoet niet: of an eis or a rule that is in both, of a case in it, of
    a test of the supplier's own; a verdict that fell; and what is gone although it was measured by the same.
    """
    gemeten: list[Meting] = list(van_de_run(oud, nieuw))
    verschillen: list[Verschil] = []
    oordelen: list[Koppel] = []
    for links, rechts in koppel(oud.draaiboeken, nieuw.draaiboeken):
        if links is not None and rechts is not None:
            wie = noem(rechts, nieuw.draaiboeken)
            gemeten += van_een_oordeel(wie, links, rechts)
            zijden = _Zijden(wie, links, rechts, oud.omgeving.kit, nieuw.omgeving.kit)
            verschillen += zijden.verschillen()
            oordelen += zijden.oordelen()
        elif links is not None:
            wie = noem(links, oud.draaiboeken)
            oordelen += [_eenzijdig(wie, deel, was=True) for deel in delen_van(links).values()]
            verschillen.append(
                Verschil(aard=Aard.VERSLECHTERD, soort=Soort.SYSTEEM, wie=wie, oud="beoordeeld", nieuw=WEG)
            )
        elif rechts is not None:
            wie = noem(rechts, nieuw.draaiboeken)
            oordelen += [_eenzijdig(wie, deel, was=False) for deel in delen_van(rechts).values()]
            verschillen.append(Verschil(aard=Aard.NIEUW, soort=Soort.SYSTEEM, wie=wie, nieuw="beoordeeld"))
    return Vergelijking(
        oud=_stand(oud),
        nieuw=_stand(nieuw),
        anders_gemeten=gemeten,
        verschillen=sorted(verschillen, key=lambda verschil: _VOLGORDE.index(verschil.aard)),
        oordelen=oordelen,
    )


def _stand(resultaat: Resultaat) -> Stand:
    return Stand(
        begonnen=resultaat.begonnen,
        geeindigd=resultaat.slot.geeindigd,
        kit=resultaat.omgeving.kit,
        systemen=[noem(een, resultaat.draaiboeken) for een in resultaat.draaiboeken],
    )


def _eenzijdig(wie: str, deel: Deel, *, was: bool) -> Koppel:
    oordeel = deel.oordeel
    return Koppel(
        wie=wie, onderdeel=deel.naam, oud=oordeel if was else "", nieuw="" if was else oordeel, reden=deel.reden
    )


@dataclass(frozen=True, slots=True)
class _Zijden:
    """One system by one draaiboek in both results."""

    wie: str
    oud: Draaiboekresultaat
    nieuw: Draaiboekresultaat
    oude_kit: str
    nieuwe_kit: str

    def oordelen(self) -> Iterator[Koppel]:
        eerder, later = delen_van(self.oud), delen_van(self.nieuw)
        for naam in dict.fromkeys([*eerder, *later]):
            was, is_ = eerder.get(naam), later.get(naam)
            yield Koppel(
                wie=self.wie,
                onderdeel=naam,
                oud=was.oordeel if was else "",
                nieuw=is_.oordeel if is_ else "",
                reden=is_.reden if is_ else "",
            )

    def verschillen(self) -> Iterator[Verschil]:
        eerder, later = delen_van(self.oud), delen_van(self.nieuw)
        for naam in dict.fromkeys([*eerder, *later]):
            was, is_ = eerder.get(naam), later.get(naam)
            if was and is_:
                yield from self._deel(was, is_)
            elif was:
                reden = "dit onderdeel is niet gevraagd"
                yield self._maak(Aard.VERSLECHTERD, Soort.ONDERDEEL, naam, oud=was.oordeel, nieuw=WEG, reden=reden)
            elif is_:
                yield self._maak(Aard.NIEUW, Soort.ONDERDEEL, naam, nieuw=is_.oordeel, reden=is_.reden)

    def _deel(self, was: Deel, is_: Deel) -> Iterator[Verschil]:
        if was.trede != is_.trede:
            yield self._maak(
                _richting(was.trede, is_.trede),
                Soort.OORDEEL,
                is_.naam,
                oud=was.oordeel,
                nieuw=is_.oordeel,
                reden=_waardoor(was, is_) if is_.trede < was.trede else is_.reden,
            )
        for sleutel in dict.fromkeys([*was.onderwerpen, *is_.onderwerpen]):
            eerst, nu = was.onderwerpen.get(sleutel), is_.onderwerpen.get(sleutel)
            if eerst and nu and _geldt_evenzeer(eerst, nu):
                yield from self._onderwerp(is_.naam, eerst, nu)
            else:
                yield from self._komt_en_gaat(is_.naam, eerst, nu)

    def _komt_en_gaat(self, onderdeel: str, eerst: Onderwerp | None, nu: Onderwerp | None) -> Iterator[Verschil]:
        """Yield what is there, or is judged, on one side only."""
        anders = self._wat_anders_is(onderdeel, om_de_kit=onderdeel == TECHNIEK)
        if eerst and not (nu and eerst.verdict is Verdict.NIET_VAN_TOEPASSING):
            aard = Aard.VERVALLEN if anders else Aard.VERSLECHTERD
            weg = nu.verdict if nu else WEG
            reden = anders or "gemeten naar hetzelfde hoort dit erin te staan"
            yield self._maak(aard, eerst.soort, onderdeel, eerst, oud=eerst.verdict, nieuw=weg, reden=reden)
        elif nu:
            was = eerst.verdict if eerst else ""
            reden = "; ".join(deel for deel in (anders, _eerste_regel(nu.reden)) if deel)
            yield self._maak(Aard.NIEUW, nu.soort, onderdeel, nu, oud=was, nieuw=nu.verdict, reden=reden)

    def _onderwerp(self, onderdeel: str, eerst: Onderwerp, nu: Onderwerp) -> Iterator[Verschil]:
        if eerst.trede != nu.trede:
            aard = _richting(eerst.trede, nu.trede)
            reden = nu.reden if aard is Aard.VERSLECHTERD else ""
            if nu.ernst != eerst.ernst:
                reden = f"weegt nu als {nu.ernst}, eerst als {eerst.ernst}. {reden}".rstrip(". ")
            yield self._maak(aard, nu.soort, onderdeel, nu, oud=eerst.verdict, nieuw=nu.verdict, reden=reden)
        for sleutel in dict.fromkeys([*eerst.uitkomsten, *nu.uitkomsten]):
            was, is_ = eerst.uitkomsten.get(sleutel), nu.uitkomsten.get(sleutel)
            if was and is_:
                yield from self._uitkomst(onderdeel, nu, was, is_)
            elif was:
                yield self._vervallen_uitkomst(onderdeel, nu, was)
            elif is_:
                yield self._maak(
                    Aard.NIEUW, is_.soort, onderdeel, nu, is_, nieuw=is_.stand, reden=_eerste_regel(is_.reden)
                )

    def _vervallen_uitkomst(self, onderdeel: str, onderwerp: Onderwerp, was: Uitkomst) -> Verschil:
        # Tests of the supplier's own come and go as they please; cases do not.
        eigen = was.soort is Soort.BEWIJS
        anders = "" if eigen else self._wat_anders_is(onderdeel, om_de_kit=True)
        aard = Aard.VERVALLEN if eigen or anders else Aard.VERSLECHTERD
        reden = anders or ("" if eigen else "gemeten naar hetzelfde hoort dit geval erin te staan")
        return self._maak(aard, was.soort, onderdeel, onderwerp, was, oud=was.stand, nieuw=WEG, reden=reden)

    def _uitkomst(self, onderdeel: str, onderwerp: Onderwerp, was: Uitkomst, is_: Uitkomst) -> Iterator[Verschil]:
        oud, nieuw, reden = was.stand, is_.stand, _eerste_regel(is_.reden)
        if was.trede != is_.trede:
            aard = _richting(was.trede, is_.trede)
            yield self._maak(
                aard,
                is_.soort,
                onderdeel,
                onderwerp,
                is_,
                oud=oud,
                nieuw=nieuw,
                reden=reden if nieuw != "voldoet" else "",
            )
        elif (oud, _eerste_regel(was.reden)) != (nieuw, reden):
            yield self._maak(Aard.ANDERS, is_.soort, onderdeel, onderwerp, is_, oud=oud, nieuw=nieuw, reden=reden)
        if was.bekend != is_.bekend:
            aard = Aard.BEKEND_ERBIJ if is_.bekend else Aard.BEKEND_WEG
            bekend = is_.bekend or was.bekend
            yield self._maak(aard, is_.soort, onderdeel, onderwerp, is_, oud=oud, nieuw=nieuw, reden=bekend)

    def _wat_anders_is(self, onderdeel: str, *, om_de_kit: bool) -> str:
        """Say what brings along other eisen, rules or cases; empty when it was measured by the same."""
        if self.oud.draaiboek.sha256 != self.nieuw.draaiboek.sha256:
            return "het draaiboek is anders"
        if onderdeel == TECHNIEK and self.oud.schemas.sha256 != self.nieuw.schemas.sha256:
            return "de schema's en regels zijn anders"
        if om_de_kit and self.oude_kit != self.nieuwe_kit:
            return f"kit {self.nieuwe_kit} in plaats van {self.oude_kit}"
        return ""

    def _maak(
        self,
        aard: Aard,
        soort: Soort,
        onderdeel: str,
        onderwerp: Onderwerp | None = None,
        uitkomst: Uitkomst | None = None,
        *,
        oud: str = "",
        nieuw: str = "",
        reden: str = "",
    ) -> Verschil:
        return Verschil(
            aard=aard,
            soort=soort,
            wie=self.wie,
            onderdeel=onderdeel,
            sleutel=onderwerp.sleutel if onderwerp else "",
            paragraaf=onderwerp.paragraaf if onderwerp else "",
            geval=uitkomst.naam if uitkomst else "",
            oud=oud,
            nieuw=nieuw,
            reden=reden,
        )


def _richting(was: int, is_: int) -> Aard:
    return Aard.VERSLECHTERD if is_ < was else Aard.VERBETERD


def _geldt_evenzeer(eerst: Onderwerp, nu: Onderwerp) -> bool:
    """Whether both sides judge it: what only began or ceased to apply did not become better or worse."""
    geldt_niet = Verdict.NIET_VAN_TOEPASSING
    return eerst.ernst == nu.ernst or (eerst.verdict is geldt_niet) == (nu.verdict is geldt_niet)


def _waardoor(was: Deel, is_: Deel) -> str:
    """Say through which eisen or rules a verdict fell: new ones too."""
    schuld = []
    for sleutel, nu in is_.onderwerpen.items():
        eerst = was.onderwerpen.get(sleutel)
        if not _drukt(is_, nu) or (eerst and _drukt(is_, eerst)):
            continue
        if eerst is None:
            schuld.append(f"de nieuwe {nu.soort} {sleutel}")
        elif eerst.verdict != nu.verdict:
            schuld.append(f"{nu.soort} {sleutel} (was {eerst.verdict})")
        else:
            schuld.append(f"{nu.soort} {sleutel} (nu {nu.ernst})")
    if not schuld:
        return is_.reden
    if len(schuld) > MEESTE_SCHULD:
        schuld = [*schuld[:MEESTE_SCHULD], f"nog {len(schuld) - MEESTE_SCHULD}"]
    *eerder, laatste = schuld
    return f"door {', '.join(eerder)} en {laatste}" if eerder else f"door {laatste}"


def _drukt(deel: Deel, onderwerp: Onderwerp) -> bool:
    """Whether an eis or rule like this gives a part the verdict that it has."""
    if deel.deugt_niet:
        return onderwerp.verdict is Verdict.VOLDOET_NIET
    return onderwerp.verdict is Verdict.NIET_GETOETST and onderwerp.telt


def _eerste_regel(tekst: str) -> str:
    return next(iter(tekst.splitlines()), "")
