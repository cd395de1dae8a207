"""Values as a TOML file has them."""

from datetime import datetime


def moment(waarde: datetime) -> str:
    """Return an aware moment as a draaiboek file has it: local, and without its zone."""
    return f"{waarde:%Y-%m-%dT%H:%M:%S}"


def tekst(waarde: str) -> str:
    """Return a text as TOML writes it, with all that cannot be seen written out."""
    ontsnapt = waarde.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(teken if teken.isprintable() else _ontsnapt(teken) for teken in ontsnapt)}"'


def _ontsnapt(teken: str) -> str:
    return f"\\u{ord(teken):04X}" if ord(teken) <= 0xFFFF else f"\\U{ord(teken):08X}"
