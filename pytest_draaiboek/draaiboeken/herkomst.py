"""Where a fact of a draaiboek comes from: its own document, or something less certain, which a report then says."""

from enum import StrEnum


class Herkomst(StrEnum):
    """Where a milestone, a window, a pair or an eis comes from."""

    SEED = "seed"
    """From the document that the draaiboek is."""
    BRON = "bron"
    """From another source."""
    AFLEIDING = "afleiding"
    """Inferred from what a source says."""
    ANALOGIE = "analogie"
    """As it was at an earlier migration."""
