"""What stays open for a system that does without a verb."""

from pytest_draaiboek.draaiboeken import Draaiboek, Ernst
from pytest_draaiboek.toetsing.geval import gevallen
from pytest_draaiboek.toetsing.toetsen import toetssoort


def open_eisen(draaiboek: Draaiboek, rol: str, verb: str) -> tuple[str, ...]:
    """Return the ids of the mandatory eisen of a role that are not tested without a verb, in the order of the draaiboek."""
    return tuple(
        dict.fromkeys(
            geval.eis.id
            for geval in gevallen(draaiboek, rol)
            if geval.eis.ernst is Ernst.VERPLICHT
            and verb in toetssoort(draaiboek, geval.eis).nodig(draaiboek, geval.eis, rol)
        )
    )


def zonder(draaiboek: Draaiboek, rol: str, verb: str) -> str:
    """Say in Dutch what stays open without a verb; empty when nothing does."""
    eisen = open_eisen(draaiboek, rol, verb)
    if not eisen:
        return ""
    if len(eisen) == 1:
        return f"zonder {verb} blijft eis {eisen[0]} niet getoetst"
    return f"zonder {verb} blijven de eisen {', '.join(eisen[:-1])} en {eisen[-1]} niet getoetst"
