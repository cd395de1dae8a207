"""Which draaiboek the kit takes where any will do and the user names none: for a diagnosis."""

ZONDER_KEUZE = "iwmo-3.1"
