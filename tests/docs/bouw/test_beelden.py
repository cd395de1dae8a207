"""The pictures of the report: kept copies that are shown, new ones by the build, and no build that passes for one with pictures."""

import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from talen import BROWSER, sla_over

sphinx_errors = pytest.importorskip(
    "sphinx.errors", reason="the documentation is built in an environment of its own: tox -e docs"
)

WORTEL = Path(__file__).parents[3]
DOCS = WORTEL / "docs"
PNG = b"\x89PNG\r\n\x1a\n"
GROOTSTE_BYTES = 600_000
KLEINSTE_BYTES = 20_000  # an empty picture of this size takes less than half


@pytest.fixture(scope="module")
def uitbreiding() -> Iterator[tuple[ModuleType, ModuleType]]:
    """The extension that replaces pictures, and the module that makes them."""
    sys.path.insert(0, str(DOCS / "_ext"))
    import beelden
    import rapportbeelden

    yield beelden, rapportbeelden
    sys.path.remove(str(DOCS / "_ext"))


def site(map_: Path, *getoond: str) -> Any:
    """Return what the extension sees of a site that shows these pictures."""
    (map_ / "_images").mkdir()
    for naam in getoond:
        (map_ / "_images" / naam).write_text("van de repository", encoding="utf-8")
    return SimpleNamespace(
        outdir=str(map_), builder=SimpleNamespace(images={f"beelden/{naam}": naam for naam in getoond})
    )


def test_wat_bewaard_wordt_is_wat_gemaakt_wordt_en_getoond(uitbreiding: tuple[ModuleType, ModuleType]) -> None:
    _, maker = uitbreiding
    bewaard = {pad.name for pad in (DOCS / "beelden").iterdir()}
    assert bewaard == {*maker.BEELDEN, *maker.BADGES}
    bladzijden = "".join(pad.read_text(encoding="utf-8") for pad in DOCS.rglob("*.md") if "_build" not in pad.parts)
    assert set(re.findall(r"\]\(\.\./beelden/([\w.-]+)\)", bladzijden)) == bewaard
    in_readme = re.findall(r"\]\(docs/beelden/([\w.-]+)\)", (WORTEL / "README.md").read_text(encoding="utf-8"))
    assert {"badge.svg", "rapport.png"} <= set(in_readme) <= bewaard


def controleer(map_: Path, maker: ModuleType) -> None:
    """Every picture is one, as wide as it should be at most, and not empty; every badge names its verdict."""
    for naam, beeld in maker.BEELDEN.items():
        inhoud = (map_ / naam).read_bytes()
        assert inhoud.startswith(PNG)
        breedte, hoogte = struct.unpack(">II", inhoud[16:24])
        assert beeld.breedte / 2 < breedte <= beeld.breedte
        assert 0 < hoogte <= beeld.hoogte
        assert KLEINSTE_BYTES < len(inhoud) < GROOTSTE_BYTES
    assert "aanbieder: conform" in (map_ / "badge.svg").read_text(encoding="utf-8")
    assert "aanbieder: niet conform: 9 eisen" in (map_ / "badge-niet-conform.svg").read_text(encoding="utf-8")


def test_de_bewaarde_beelden(uitbreiding: tuple[ModuleType, ModuleType]) -> None:
    controleer(DOCS / "beelden", uitbreiding[1])


def test_nieuwe_beelden(uitbreiding: tuple[ModuleType, ModuleType], tmp_path: Path) -> None:
    _, maker = uitbreiding
    waarmee = maker.browser()
    if waarmee is None:
        sla_over("chromium or chromedriver is not installed", BROWSER)
    assert {pad.name for pad in maker.maak(tmp_path, waarmee)} == {pad.name for pad in tmp_path.iterdir()}
    controleer(tmp_path, maker)


def test_een_deel_dat_het_rapport_niet_heeft(uitbreiding: tuple[ModuleType, ModuleType]) -> None:
    _, maker = uitbreiding
    leeg = SimpleNamespace(set_window_size=lambda *_: None, get=lambda _: None, find_elements=lambda *_: [])
    with pytest.raises(maker.Mislukt, match="the report shows nothing with the id weg"):
        maker._fotografeer(leeg, maker.Beeld("eind", 1, 1, "weg"), DOCS / "index.md")


def test_een_kit_die_niets_maakt(uitbreiding: tuple[ModuleType, ModuleType], tmp_path: Path) -> None:
    _, maker = uitbreiding
    with pytest.raises(maker.Mislukt, match="the kit made no report"):
        maker._toets(tmp_path / "x", "raise SystemExit\n")


def test_de_bouw_vervangt_ze(
    uitbreiding: tuple[ModuleType, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, maker = uitbreiding

    def maak(naar: Path, _waarmee: object) -> list[Path]:
        for naam in ("rapport.png", "badge.svg"):
            (naar / naam).write_text("van de bouw", encoding="utf-8")
        return [naar / "rapport.png", naar / "badge.svg"]

    monkeypatch.setattr(maker, "browser", lambda: ("chromium", "chromedriver"))
    monkeypatch.setattr(maker, "maak", maak)
    hook.vervang(site(tmp_path, "rapport.png"), None)
    assert {pad.name: pad.read_text(encoding="utf-8") for pad in (tmp_path / "_images").iterdir()} == {
        "rapport.png": "van de bouw"
    }


def test_een_beeld_dat_niemand_maakt(
    uitbreiding: tuple[ModuleType, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, maker = uitbreiding
    monkeypatch.setattr(maker, "browser", lambda: ("chromium", "chromedriver"))
    monkeypatch.setattr(maker, "maak", lambda *_: [])
    with pytest.raises(sphinx_errors.ExtensionError, match=r"a page shows oud\.png, which nothing makes"):
        hook.vervang(site(tmp_path, "oud.png"), None)


def test_zonder_browser_blijven_ze_tenzij_die_beloofd_is(
    uitbreiding: tuple[ModuleType, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, maker = uitbreiding
    monkeypatch.setattr(maker, "browser", lambda: None)
    monkeypatch.delenv(BROWSER, raising=False)
    app = site(tmp_path, "rapport.png")
    hook.vervang(app, None)
    assert (tmp_path / "_images" / "rapport.png").read_text(encoding="utf-8") == "van de repository"
    monkeypatch.setenv(BROWSER, "verplicht")
    with pytest.raises(sphinx_errors.ExtensionError, match="DRAAIBOEK_BROWSER=verplicht promises both"):
        hook.vervang(app, None)
    hook.vervang(SimpleNamespace(builder=SimpleNamespace(images={})), None)
