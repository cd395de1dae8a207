"""Amounts as messages write them: a number of eurocents, and whether it is debet or credit."""

from collections.abc import Mapping

DEBET, CREDIT = "D", "C"


def met_teken(bedrag: Mapping[str, object], naam: str) -> int:
    """Return an amount in eurocents, credit as less than zero.

    Args:
        bedrag: holds the number and DebetCredit; what is no whole number counts as nothing.
        naam: of the element with the number.

    """
    return als_getal(bedrag.get(naam)) * (-1 if bedrag.get("DebetCredit") == CREDIT else 1)


def als_totaal(netto: int) -> dict[str, str]:
    """Return an amount in eurocents as a total."""
    return {"TotaalBedrag": str(abs(netto)), "DebetCredit": CREDIT if netto < 0 else DEBET}


def als_getal(waarde: object) -> int:
    """Return a value as a whole number; nothing when it is none."""
    try:
        return int(waarde if isinstance(waarde, str) else str(waarde))
    except ValueError:
        return 0
