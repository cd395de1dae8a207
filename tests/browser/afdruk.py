"""A printed page as a PDF: its sheets, their size, and the text on them."""

import re
from functools import cached_property
from io import BytesIO

from pypdf import PageObject, PdfReader

MM_PER_PUNT = 25.4 / 72
A4_MM = (210, 297)


class Afdruk:
    """What came out of the printer.

    Args:
        pdf: the bytes of it.

    """

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf

    @cached_property
    def _bladen(self) -> list[PageObject]:
        return [*PdfReader(BytesIO(self.pdf)).pages]

    @cached_property
    def teksten(self) -> list[str]:
        """The text on each sheet, with white space as single spaces."""
        return [re.sub(r"\s+", " ", blad.extract_text()) for blad in self._bladen]

    @property
    def tekst(self) -> str:
        """The text of all sheets."""
        return " ".join(self.teksten)

    @cached_property
    def maten_mm(self) -> list[tuple[int, int]]:
        """The width and height of each sheet."""
        return [
            (round(float(blad.mediabox.width) * MM_PER_PUNT), round(float(blad.mediabox.height) * MM_PER_PUNT))
            for blad in self._bladen
        ]

    def krimp(self) -> float:
        """Return by how much all was made smaller because something was too wide for the sheet; 1 when nothing was.

        Chromium draws a sheet in steps of 0.24 points, and scales its pixels (1/96 inch) to those once for all of it.
        """
        inhoud = self._bladen[0].get_contents()
        assert inhoud is not None
        schaal = re.search(rb"q\n([\d.]+) 0 0 \1 [\d.]+ [\d.]+ cm", inhoud.get_data())
        assert schaal is not None
        return float(schaal[1]) / 3.125
