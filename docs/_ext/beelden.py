"""The pictures of a site that is built: made by the build where there is a browser; otherwise those that are kept in the repository."""

import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

MAP = "beelden"
BELOFTE = "DRAAIBOEK_BROWSER"
LOG = logging.getLogger(__name__)


def vervang(app: Sphinx, fout: Exception | None) -> None:
    """Put new pictures in the place of those that were copied, when the site has any; the repository is left alone.

    Raises:
        ExtensionError: where the browser was promised (``DRAAIBOEK_BROWSER=verplicht``) and is not there, or when a picture cannot be made.

    """
    getoond = {
        Path(bron).name: naam
        for bron, naam in getattr(app.builder, "images", {}).items()
        if Path(bron).parent.name == MAP
    }
    if fout or not getoond:
        return
    import rapportbeelden

    waarmee = rapportbeelden.browser()
    if waarmee is None:
        if os.environ.get(BELOFTE) == "verplicht":
            raise ExtensionError(f"Chromium or chromedriver is not here, and {BELOFTE}=verplicht promises both.")
        LOG.info("no Chromium here: the site shows the pictures of the repository")
        return
    naar = Path(app.outdir) / "_images"
    try:
        gemaakt = rapportbeelden.maak(naar, waarmee)
    except rapportbeelden.Mislukt as reden:
        raise ExtensionError(str(reden)) from reden
    if ontbreekt := getoond.keys() - {pad.name for pad in gemaakt}:
        raise ExtensionError(f"a page shows {', '.join(sorted(ontbreekt))}, which nothing makes.")
    for pad in gemaakt:
        if pad.name in getoond:
            pad.replace(naar / getoond[pad.name])
        else:
            pad.unlink()
    LOG.info("%d pictures of the report made", len(getoond))


def setup(app: Sphinx) -> dict[str, Any]:
    """Have Sphinx call this when all is written."""
    app.connect("build-finished", vervang)
    return {"parallel_read_safe": True}
