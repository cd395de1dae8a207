"""Conditions in XPath 1.0 put together as text, and how much is known of one that can't be said exactly."""

from dataclasses import dataclass

WAAR = "true()"
ONWAAR = "false()"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What can be said in XPath of whether something is true.

    Args:
        kan: true whenever it is, and perhaps more often.
        moet: true only when it is, and perhaps less often.

    """

    kan: str
    moet: str

    @property
    def precies(self) -> bool:
        """Whether nothing is lost."""
        return self.kan == self.moet


ONBEKEND = Oordeel(WAAR, ONWAAR)


def precies(voorwaarde: str) -> Oordeel:
    """Return a condition that says exactly what is meant."""
    return Oordeel(voorwaarde, voorwaarde)


def en(*delen: str) -> str:
    """Return all of them at once; the shortest first, since that is quickly tried."""
    if ONWAAR in delen:
        return ONWAAR
    return _samen("and", delen, WAAR)


def of(*delen: str) -> str:
    """Return any of them; the shortest first, since that is quickly tried."""
    if WAAR in delen:
        return WAAR
    return _samen("or", delen, ONWAAR)


def niet(deel: str) -> str:
    """Return the opposite."""
    return {WAAR: ONWAAR, ONWAAR: WAAR}.get(deel) or f"not({deel})"


def alle(delen: list[Oordeel]) -> Oordeel:
    """Return whether all are true."""
    return Oordeel(en(*(deel.kan for deel in delen)), en(*(deel.moet for deel in delen)))


def een(delen: list[Oordeel]) -> Oordeel:
    """Return whether one is true."""
    return Oordeel(of(*(deel.kan for deel in delen)), of(*(deel.moet for deel in delen)))


def anders(deel: Oordeel) -> Oordeel:
    """Return whether it is not true."""
    return Oordeel(niet(deel.moet), niet(deel.kan))


def verschilt(a: Oordeel, b: Oordeel) -> Oordeel:
    """Return whether one of two is true and the other isn't."""
    if a.precies and b.precies and not {a.kan, b.kan} & {WAAR, ONWAAR}:
        return precies(f"(boolean({a.kan}) != boolean({b.kan}))")
    return een([alle([a, anders(b)]), alle([b, anders(a)])])


def _samen(woord: str, delen: tuple[str, ...], leeg: str) -> str:
    over = sorted({deel for deel in delen if deel != leeg}, key=lambda deel: (len(deel), deel))
    if len(over) < 2:
        return over[0] if over else leeg
    return f"({f' {woord} '.join(over)})"
