"""The check that asks no system, but a person."""

from collections.abc import Iterable

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Ernst, op_te_geven
from pytest_draaiboek.draaiboeken.eis import VERKLARING
from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst
from pytest_draaiboek.toetsing.toetssoort import toets
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag


def _geen_bericht(_draaiboek: Draaiboek, _eis: Eis, _rol: str) -> Iterable[str]:
    return (VERKLARING,)


@toets("attest", _geen_bericht, zonder_systeem=True)
def attest(b: Beproeving, eis: Eis, _berichttype: str) -> Uitslag:
    """A person who may say so has stated, with name, position and date, that the eis is met; without a statement it is not tested."""
    verklaring = next((v for v in b.opstelling.verklaringen if v.is_van(b.draaiboek, eis, b.rol)), None)
    if verklaring is None:
        raise NietGetoetst(
            "er is geen verklaring, en alleen een mens kan dit zeggen",
            f"Maak een formulier met draaiboek attest {op_te_geven(b.draaiboek.naam, b.draaiboek.herkomst)} --rol {b.rol}, vul het in, en geef het op met --draaiboek-attest.",
        )
    wie = in_een_regel(verklaring.van_wie)
    if verklaring.akkoord:
        return Uitslag(Bevindingsoort.VOLDOET, f"berust op een verklaring van {wie}", (), verklaring=verklaring)
    zwaar = eis.ernst is Ernst.VERPLICHT
    soort = Bevindingsoort.AFWIJKING if zwaar else Bevindingsoort.AANDACHTSPUNT
    return Uitslag(soort, f"er is niet aan voldaan, volgens de verklaring van {wie}", (), verklaring=verklaring)
