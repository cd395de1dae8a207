"""The build of the documentation stops at what is wrong: a link, an anchor, a term, a name, a page that nobody reaches."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx", reason="the documentation is built in an environment of its own: tox -e docs")

DOCS = Path(__file__).parents[3] / "docs"
GOED = """# Page

A {term}`ding`, [a heading](#deel), [the same](andere.md#stuk), {py:class}`Rol`, [a file](bestand.txt), and an [anchor](#anker).

## Deel

(anker)=
### Verder

```{toctree}
andere
```
"""


def bouw(map_: Path, pagina: str, **erbij: str) -> tuple[int, str]:
    """Build a small site as ours is built; return the exit status and what was said."""
    shutil.copytree(DOCS / "_ext", map_ / "_ext", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(DOCS / "conf.py", map_)
    bladzijden = {
        "index": pagina,
        "andere": "# Andere\n\n## Stuk\n\n```{glossary}\nding\n  Iets.\n```\n\n```{eval-rst}\n.. autoclass:: pytest_draaiboek.Rol\n   :members:\n```\n",
        **erbij,
    }
    for naam, tekst in bladzijden.items():
        (map_ / f"{naam}.md").write_text(tekst, encoding="utf-8")
    (map_ / "bestand.txt").write_text("iets", encoding="utf-8")
    klaar = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-n", "--keep-going", "-q", "-b", "html", map_, map_ / "_build"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return klaar.returncode, klaar.stderr


def test_wat_klopt_wordt_gebouwd(tmp_path: Path) -> None:
    assert bouw(tmp_path, GOED) == (0, "")
    for pad in (tmp_path / "_build").glob("*.html"):
        html = pad.read_text(encoding="utf-8")
        # A site that can be read without a network: nothing is fetched from elsewhere.
        assert re.findall(r"<(?:script|link|img)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//[^>]*>", html) == []


# What is wrong, and what is said of it.
FOUT = {
    "{term}`dong`": "term not in glossary: 'dong'",
    "[x](#deeltje)": "'deeltje'",
    "[x](andere.md#stukje)": "'stukje'",
    "[x](nergens.md)": "nergens",
    "[x](bestand.pdf)": "bestand.pdf",
    "{py:class}`Rolletje`": "py:class reference target not found: Rolletje",
    "##### Dieper": "Non-consecutive header level",
    "```{bestaat-niet}\n```": "Unknown directive type: 'bestaat-niet'",
    "![x](beeld.png)": "image file not readable: beeld.png",
}


def test_wat_niet_klopt_houdt_op(tmp_path: Path) -> None:
    status, gezegd = bouw(tmp_path, GOED + "\n\n".join(["", *FOUT]), verdwaald="# Verdwaald\n")
    assert status == 1
    waarschuwingen = [regel for regel in gezegd.splitlines() if "WARNING" in regel or "ERROR" in regel]
    for verwacht in (*FOUT.values(), "verdwaald.md: WARNING: document isn't included in any toctree"):
        assert any(verwacht in regel for regel in waarschuwingen), f"{verwacht}\n{gezegd}"
    assert len(waarschuwingen) == len(FOUT) + 1


def test_wat_niet_gemaakt_kan_worden_houdt_op(tmp_path: Path) -> None:
    status, gezegd = bouw(tmp_path, GOED + "\n<!-- generated: bestaat-niet -->\n")
    assert status == 2
    assert "index: nothing is generated under 'bestaat-niet'. Choose from options, " in gezegd


def test_gemaakte_tekst_heeft_koppen_en_ankers(tmp_path: Path) -> None:
    pagina = GOED.replace("andere\n```", "andere\neisen\n```") + "\n[3.1.2](#eis-3.1.2)\n"
    assert bouw(tmp_path, pagina, eisen="# Eisen\n\n<!-- generated: eisen -->\n") == (0, "")
    html = (tmp_path / "_build" / "eisen.html").read_text(encoding="utf-8")
    assert 'id="eis-3-1-2"' in html or 'id="eis-3.1.2"' in html
    assert "Verzendt 305, 307, 315 en 317 tot 30 maart 17.00 uur" in html
