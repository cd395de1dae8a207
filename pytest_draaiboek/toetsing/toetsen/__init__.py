"""The checks that a draaiboek can name; importing this package registers them."""

from pytest_draaiboek.toetsing.toetsen import conversie, inkomend, kalender, paren, storing

__all__ = ["conversie", "inkomend", "kalender", "paren", "storing"]
