"""What every text of Markdown is made of: a table, a list in words."""

from collections.abc import Iterable, Sequence


def tabel(kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar within a cell is escaped, and a line break becomes a space."""
    regels = [kop, ["---"] * len(kop), *rijen]
    return "\n".join(f"| {' | '.join(map(_cel, regel))} |" for regel in regels) + "\n"


def opsomming(delen: Iterable[str]) -> str:
    """Return names as code, with commas."""
    return ", ".join(f"`{deel}`" for deel in delen)


def alinea(docstring: str | None) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())


def _cel(tekst: str) -> str:
    return " ".join(tekst.split()).replace("|", "\\|")
