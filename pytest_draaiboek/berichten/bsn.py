"""Citizen service numbers of nobody: the range 9999xxxxx, which is reserved for testing."""

from functools import cache

BEGIN = "9999"
CIJFERS = 9
_MODULUS = 11


def is_elfproef(bsn: str) -> bool:
    """Whether nine digits pass the eleven-test: 9a + 8b + … + 2h − i is a multiple of eleven, and not all are zero."""
    if len(bsn) != CIJFERS or not bsn.isascii() or not bsn.isdigit() or not int(bsn):
        return False
    return (_som(bsn[:-1]) - int(bsn[-1])) % _MODULUS == 0


def _som(cijfers: str) -> int:
    return sum(gewicht * int(cijfer) for gewicht, cijfer in zip(range(CIJFERS, 1, -1), cijfers, strict=True))


@cache
def fictieve_bsns() -> tuple[str, ...]:
    """Return every number of the test range that passes the eleven-test."""
    koppen = (f"{BEGIN}{nr:04}" for nr in range(10_000))
    return tuple(f"{kop}{rest}" for kop in koppen if (rest := _som(kop) % _MODULUS) < _MODULUS - 1)
