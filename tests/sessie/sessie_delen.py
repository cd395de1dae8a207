"""Texts that several tests look for."""

GEEN_SYSTEEM = [
    "*Er is geen systeem om te toetsen.",
    "Wat te doen: schrijf in tests/conftest.py een fixture draaiboek_systeem die uw Systeem teruggeeft,",
    "of geef --draaiboek-systeem=module:naam, of probeer het uit met --draaiboek-systeem=voorbeeld:aanbieder.",
]
