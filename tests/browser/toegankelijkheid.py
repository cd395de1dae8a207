"""What axe-core has against a page: WCAG 2.2 A and AA, and good practice for headings and landmarks."""

from functools import cache
from importlib import resources

from bladzijde import Bladzijde

# What must be right; "best-practice" is about headings, landmarks and the order of both.
LABELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _axe() -> str:
    """The script; of the package that carries it nothing else is used."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def bezwaren(bladzijde: Bladzijde) -> list[str]:
    """Return what axe finds wrong on the page as it is now, each with the rule and the elements."""
    return _vind(bladzijde, "violations")


def twijfels(bladzijde: Bladzijde) -> list[str]:
    """Return what axe cannot decide, and leaves to be looked at."""
    return _vind(bladzijde, "incomplete")


def _vind(bladzijde: Bladzijde, soort: str) -> list[str]:
    bladzijde.doe(f"if (!window.axe) {{ {_axe()} }}")
    gevonden = bladzijde.driver.execute_async_script(
        """
        const [labels, soort, klaar] = arguments;
        axe.run(document, {runOnly: {type: 'tag', values: labels}, resultTypes: [soort]}).then(
          uit => klaar(uit[soort].flatMap(regel => regel.nodes.map(n => `${regel.id}: ${n.target.join(' ')}: ${n.failureSummary}`))),
          fout => klaar({fout: String(fout)}));
        """,
        LABELS,
        soort,
    )
    assert isinstance(gevonden, list), gevonden
    return gevonden
