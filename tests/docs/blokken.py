"""A page of documentation as its blocks of code: in what language, which file they show, on which line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

DIRECTIEF = re.compile(r"\{(?P<naam>[\w:-]+)\}\s*(?P<taal>[\w+-]*)")
OPTIE = re.compile(r":(?P<naam>[\w-]+):\s*(?P<waarde>.*)")
OPMERKING = re.compile(r"^<!-- (?P<naam>file|exit): (?P<waarde>.+?) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Blok:
    """One block of code.

    Args:
        taal: the language it is marked with; empty without one.
        tekst: what stands in it.
        regel: the line on which it begins, from 1.
        bestand: the file that it shows, relative to the folder of the page's story; empty when it shows none.
        status: the exit status of its last command.

    """

    taal: str
    tekst: str
    regel: int
    bestand: str = ""
    status: int = 0


def blokken(tekst: str) -> Iterator[Blok]:
    """Return the blocks of a page in order, those within an admonition of MyST (``:::``) included.

    The file that a block shows is its caption, or stands in a comment above it (``<!-- file: pytest.ini -->``); so does the exit status
    of its last command, where that is not 0 (``<!-- exit: 1 -->``).

    Raises:
        ValueError: for a directive with blocks of code within it, which would not be seen.

    """
    gezegd: dict[str, str] = {}
    for teken in MarkdownIt("commonmark").parse(tekst):
        if teken.type == "html_block":
            gezegd |= {gevonden["naam"]: gevonden["waarde"] for gevonden in OPMERKING.finditer(teken.content)}
        elif teken.type == "code_block":
            # Indented: nobody said in what language.
            yield Blok("", teken.content, (teken.map[0] if teken.map else 0) + 1)
        elif teken.type == "fence":
            regel = (teken.map[0] if teken.map else 0) + 1
            directief = DIRECTIEF.match(teken.info.strip())
            if directief is None:
                yield _blok(teken.info.strip().split(" ")[0], teken.content, regel, gezegd)
            elif directief["naam"] == "code-block":
                opties, inhoud = _opties(teken.content)
                yield _blok(directief["taal"], inhoud, regel, gezegd | opties)
            elif "```" in teken.content or "~~~" in teken.content:
                raise ValueError(f"line {regel}: code within {{{directief['naam']}}} goes unseen; fence it with colons")
            gezegd = {}


def lees(pad: Path) -> list[Blok]:
    """Return the blocks of a file."""
    return list(blokken(pad.read_text(encoding="utf-8")))


def _opties(inhoud: str) -> tuple[dict[str, str], str]:
    """Return the options at the head of a directive, and what comes after them."""
    opties: dict[str, str] = {}
    regels = inhoud.splitlines(keepends=True)
    while regels and (optie := OPTIE.match(regels[0].strip())):
        opties[optie["naam"]] = optie["waarde"]
        del regels[0]
    return opties, "".join(regels).lstrip("\n")


def _blok(taal: str, tekst: str, regel: int, gezegd: dict[str, str]) -> Blok:
    return Blok(taal, tekst, regel, gezegd.get("caption", gezegd.get("file", "")), int(gezegd.get("exit", "0")))
