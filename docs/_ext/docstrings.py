"""How docstrings are read: a property's as a sentence, and an error in ``Raises:`` by its bare name."""

from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

VOOR_NAPOLEON, NA_NAPOLEON = 400, 600


class Eigenschappen:
    """Keeps napoleon from taking "A sentence: with a colon." in the docstring of a property for a type and its meaning."""

    def __init__(self) -> None:
        self.zoals_geschreven: list[str] = []

    def onthoud(self, _app: Sphinx, _wat: str, _naam: str, _iets: object, _opties: object, regels: list[str]) -> None:
        """Keep the docstring as it is written."""
        self.zoals_geschreven = list(regels)

    def herstel(self, _app: Sphinx, wat: str, _naam: str, _iets: object, _opties: object, regels: list[str]) -> None:
        """Put it back, for a property."""
        if wat in ("property", "attribute"):
            regels[:] = self.zoals_geschreven


def zoek_bij_naam(
    app: Sphinx, env: BuildEnvironment, plek: pending_xref, inhoud: nodes.Element
) -> nodes.reference | None:
    """Resolve a Python name without its module, where only one object has it."""
    if plek.get("refdomain") != "py":
        return None
    doel = plek["reftarget"].rsplit(".", 1)[-1]
    gevonden = [
        (naam, iets)
        for naam, iets in env.domains.python_domain.objects.items()
        if naam.rsplit(".", 1)[-1] == doel and not iets.aliased
    ]
    if len(gevonden) != 1:
        return None
    ((naam, iets),) = gevonden
    return make_refnode(app.builder, plek["refdoc"], iets.docname, iets.node_id, inhoud, naam)


def setup(app: Sphinx) -> dict[str, Any]:
    """Have Sphinx call these at their time."""
    eigenschappen = Eigenschappen()
    app.connect("autodoc-process-docstring", eigenschappen.onthoud, priority=VOOR_NAPOLEON)
    app.connect("autodoc-process-docstring", eigenschappen.herstel, priority=NA_NAPOLEON)
    app.connect("missing-reference", zoek_bij_naam)
    return {"parallel_read_safe": True}
