"""Text from a result on a terminal: a result may come from anywhere."""


def toonbaar(tekst: str) -> str:
    """Return a text without what could steer a terminal: every character that does not print becomes a space."""
    return "".join(teken if teken.isprintable() else " " for teken in tekst)
