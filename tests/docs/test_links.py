"""Links: those between files lead to something, also to a heading within it; those to elsewhere are https."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

WORTEL = Path(__file__).parents[2]
LOS = [*sorted(WORTEL.glob("*.md")), WORTEL / "docs" / "voorbeelden" / "README.md"]
ALLE = sorted({*LOS, *(pad for pad in (WORTEL / "docs").rglob("*.md") if "_build" not in pad.parts)})
# An address that is one only in an example: of this machine, or of nobody.
VOORBEELD = re.compile(r"http://(127\.0\.0\.1|localhost)[:/]|https?://\S*voorbeeld\.nl")


def links(tekst: str) -> Iterator[str]:
    """Return where the links and pictures of a page lead."""
    for teken in _alle(MarkdownIt("commonmark").enable("table").parse(tekst)):
        if teken.type == "link_open":
            yield str(teken.attrs["href"])
        elif teken.type == "image":
            yield str(teken.attrs["src"])


def ankers(tekst: str) -> set[str]:
    """Return the anchors of a page, as GitHub makes them of its headings."""
    gevonden = set()
    tekens = MarkdownIt("commonmark").parse(tekst)
    for teken, inhoud in pairwise(tekens):
        if teken.type == "heading_open":
            gevonden.add(re.sub(r"[^\w\- ]", "", inhoud.content.lower()).replace(" ", "-"))
    return gevonden


def gebroken(pad: Path, tekst: str) -> list[str]:
    """Return the links of a page that lead to nothing, or that are neither relative nor https."""
    fout = []
    for link in links(tekst):
        doel, _, anker = link.partition("#")
        if re.match(r"[a-z]+:", doel):
            if not re.fullmatch(r"https://[\w.-]+\.[a-z]{2,}(/\S*)?", doel):
                fout.append(link)
            continue
        bestand = pad.parent / doel
        if not bestand.exists() or (
            anker and anker not in ankers(bestand.read_text(encoding="utf-8") if doel else tekst)
        ):
            fout.append(link)
    return fout


def _alle(tekens: list[Token]) -> Iterator[Token]:
    for teken in tekens:
        yield teken
        yield from _alle(teken.children or [])


@pytest.mark.parametrize("pad", LOS, ids=lambda pad: pad.relative_to(WORTEL).as_posix())
def test_elke_link_leidt_ergens_heen(pad: Path) -> None:
    assert gebroken(pad, pad.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("pad", ALLE, ids=lambda pad: pad.relative_to(WORTEL).as_posix())
def test_elk_adres_elders_is_https(pad: Path) -> None:
    tekst = pad.read_text(encoding="utf-8")
    elders = [link for link in links(tekst) if re.match(r"[a-z]+:", link)]
    assert [link for link in elders if link in gebroken(pad, tekst)] == []
    kaal = re.findall(r"\bhttp://[^\s)\"'`<]+", re.sub(r"```.*?```|`[^`]*`", "", tekst, flags=re.DOTALL))
    assert [adres for adres in kaal if not VOORBEELD.match(adres)] == []


def test_een_gebroken_link_valt_op() -> None:
    pad = WORTEL / "README.md"
    tekst = """# Een kop: met teken

    [goed](LICENSE) [goed](#een-kop-met-teken) [goed](https://www.istandaarden.nl) [goed](CONTRIBUTING.md#set-up)
    [fout](NERGENS.md) ![fout](beeld.png) [fout](#geen-kop) [fout](http://www.istandaarden.nl) [fout](CONTRIBUTING.md#weg)
    """.replace("\n    ", "\n")
    assert gebroken(pad, tekst) == [
        "NERGENS.md",
        "beeld.png",
        "#geen-kop",
        "http://www.istandaarden.nl",
        "CONTRIBUTING.md#weg",
    ]
