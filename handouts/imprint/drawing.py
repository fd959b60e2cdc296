"""Drawing in millimetres from the top left corner, with one embedded font and nothing else."""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from handouts.errors import RenderError
from handouts.units import pt_from_mm


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A whole static TrueType font, registered with ReportLab under a name made from its bytes."""

    name: str
    path: Path

    @classmethod
    def load(cls, path: Path) -> EmbeddedFont:
        """Read a font file; the same file is read once per process.

        Raises:
            RenderError: the file is missing, or is not a TrueType font.
        """
        try:
            name = f"handouts-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(path)))
        except (OSError, TTFError) as error:
            raise RenderError(f"the font “{path.name}” cannot be read", hint="use a TrueType file") from error
        return cls(name, path)

    def missing(self, words: str) -> str:
        """Return the letters of some text that the font lacks."""
        glyphs = pdfmetrics.getFont(self.name).face.charToGlyph
        return "".join(dict.fromkeys(letter for letter in words if ord(letter) not in glyphs))

    def width_mm(self, words: str, *, size_pt: float) -> float:
        """Return the width of one line of text."""
        width: float = pdfmetrics.stringWidth(words, self.name, size_pt)
        return width / pt_from_mm(1)


class Page:
    """A ReportLab page measured in millimetres from the top left corner.

    Args:
        width_mm: of the paper.
        height_mm: of the paper.
        font: the only font on it; ReportLab's own Helvetica would not be embedded.
    """

    def __init__(self, width_mm: float, height_mm: float, font: EmbeddedFont) -> None:
        self._bytes = io.BytesIO()
        self._height_mm = height_mm
        self._font = font
        self._canvas = Canvas(
            self._bytes,
            pagesize=(pt_from_mm(width_mm), pt_from_mm(height_mm)),
            invariant=1,  # no date and no random identifier
            pageCompression=0,
            initialFontName=font.name,
        )

    def slanted(
        self, words: str, *, middle_mm: tuple[float, float], size_pt: float, degrees: float, grey: float
    ) -> None:
        """Write one line around a point, turned anticlockwise.

        Args:
            words: the text; every letter must be in the font.
            middle_mm: the point, from the left and from the top.
            size_pt: type size.
            degrees: 0 is level, 90 runs upwards.
            grey: 0 black to 1 white.
        """
        left, top = middle_mm
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(pt_from_mm(left), pt_from_mm(self._height_mm - top))
        canvas.rotate(degrees)
        canvas.setFillGray(grey)
        canvas.setFont(self._font.name, size_pt)
        # Capitals are about 0.7 of the size high: half of that below the point centres them on it.
        canvas.drawCentredString(0, -0.35 * size_pt, words)
        canvas.restoreState()

    def data(self) -> bytes:
        """Return the page as a PDF of its own."""
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()


def diagonal(width_mm: float, height_mm: float) -> tuple[float, float]:
    """Return length (mm) and angle (degrees) of the line from the lower left to the upper right corner.

    >>> diagonal(30, 40)[0]
    50.0
    """
    return math.hypot(width_mm, height_mm), math.degrees(math.atan2(height_mm, width_mm))
