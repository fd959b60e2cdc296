"""Headings, lines and tables -> a tagged PDF drawn by ReportLab: PDF/UA-1 and PDF/A-2a, as all that we print.

ReportLab 5.1 writes no tags. Each piece is drawn inside marked content here; the structure tree, the metadata
and the colour profile are added with pikepdf afterwards.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from handouts.errors import RenderError
from handouts.imprint.drawing import EmbeddedFont
from handouts.imprint.sheet_tags import Element, Tags
from handouts.units import pt_from_mm

_LEADING = 1.35
_ROW_PAD_MM = 1.6


class Sheet:
    """A document of A4 pages, filled from the top.

    Args:
        title: of the document.
        lang: BCP 47 tag of all its words.
        regular: font of the text.
        bold: font of headings.
        size_mm: paper.
        margin_mm: on all sides.
    """

    def __init__(
        self,
        title: str,
        *,
        lang: str,
        regular: EmbeddedFont,
        bold: EmbeddedFont,
        size_mm: tuple[float, float] = (210, 297),
        margin_mm: float = 18,
    ) -> None:
        self._title, self._lang = title, lang
        self._regular, self._bold = regular, bold
        self._width_mm, self._height_mm = size_mm
        self._margin_mm = margin_mm
        self._bytes = io.BytesIO()
        self._canvas: Any = Canvas(
            self._bytes,
            pagesize=(pt_from_mm(size_mm[0]), pt_from_mm(size_mm[1])),
            invariant=1,
            initialFontName=regular.name,
        )
        self._root = Element("Document")
        self._page, self._mark = 0, 0
        self._top_mm = margin_mm

    def heading(self, words: str, *, level: int = 1, size_pt: float = 22) -> None:
        """Write a heading; it wraps."""
        element = self._root.under(f"H{level}")
        self._lines(words, element, self._bold, size_pt, gap_mm=3)

    def line(self, words: str, *, size_pt: float = 12, bold: bool = False, gap_mm: float = 2) -> None:
        """Write a paragraph; it wraps."""
        element = self._root.under("P")
        self._lines(words, element, self._bold if bold else self._regular, size_pt, gap_mm=gap_mm)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[float],
        size_pt: float = 10,
    ) -> None:
        """Write a table; its heads are repeated on every page, and read out once.

        Args:
            heads: of the columns.
            rows: of cells; the first cell is the head of its row.
            widths: of the columns, as parts of the whole.
            size_pt: type size.
        """
        table = self._root.under("Table")
        whole = self._width_mm - 2 * self._margin_mm
        columns = [whole * width / sum(widths) for width in widths]
        self._row(heads, table.under("TR"), columns, size_pt, head=True)
        for row in rows:
            height = self._row_height(row, columns, size_pt)
            if self._top_mm + height > self._height_mm - self._margin_mm:
                self._next_page()
                self._row(heads, None, columns, size_pt, head=True)
            self._row(row, table.under("TR"), columns, size_pt)
        self._top_mm += 3

    def data(self) -> bytes:
        """Return the finished PDF."""
        self._canvas.showPage()
        self._canvas.save()
        self._bytes.seek(0)
        with pikepdf.open(self._bytes) as pdf:
            Tags(pdf, self._root).write(title=self._title, lang=self._lang)
            out = io.BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                fix_metadata_version=False,
                min_version="1.7",
            )
        return out.getvalue()

    # --- drawing -------------------------------------------------------------------------------------------

    def _lines(
        self, words: str, element: Element, font: EmbeddedFont, size_pt: float, *, gap_mm: float
    ) -> None:
        step = size_pt * _LEADING / pt_from_mm(1)
        for text in _wrapped(words, font, size_pt, self._width_mm - 2 * self._margin_mm):
            if self._top_mm + step > self._height_mm - self._margin_mm:
                self._next_page()
            with self._tagged(element):
                self._text(text, self._margin_mm, self._top_mm, font, size_pt)
            self._top_mm += step
        self._top_mm += gap_mm

    def _row_height(self, row: Sequence[str], columns: Sequence[float], size_pt: float) -> float:
        step = size_pt * _LEADING / pt_from_mm(1)
        most = max(
            len(_wrapped(cell, self._bold, size_pt, width - 2 * _ROW_PAD_MM))
            for cell, width in zip(row, columns, strict=True)
        )
        return most * step + 2 * _ROW_PAD_MM

    def _row(
        self,
        row: Sequence[str],
        element: Element | None,
        columns: Sequence[float],
        size_pt: float,
        *,
        head: bool = False,
    ) -> None:
        height = self._row_height(row, columns, size_pt)
        step = size_pt * _LEADING / pt_from_mm(1)
        left = self._margin_mm
        for number, (cell, width) in enumerate(zip(row, columns, strict=True)):
            is_head = head or number == 0
            font = self._bold if is_head else self._regular
            inside = None
            if element is not None:
                scope = ("Column" if head else "Row") if is_head else ""
                inside = element.under("TH" if is_head else "TD", scope=scope)
            for at, text in enumerate(_wrapped(cell, font, size_pt, width - 2 * _ROW_PAD_MM)):
                with self._tagged(inside):
                    self._text(
                        text, left + _ROW_PAD_MM, self._top_mm + _ROW_PAD_MM + at * step, font, size_pt
                    )
            left += width
        self._top_mm += height
        with self._tagged(None):
            y = pt_from_mm(self._height_mm - self._top_mm)
            self._canvas.setLineWidth(0.8 if head else 0.3)
            self._canvas.line(pt_from_mm(self._margin_mm), y, pt_from_mm(left), y)

    def _text(self, words: str, left_mm: float, top_mm: float, font: EmbeddedFont, size_pt: float) -> None:
        if lacking := font.missing(words):
            raise RenderError(
                f"“{font.path.name}” lacks {lacking!r} of “{words}”", hint="choose another font"
            )
        self._canvas.setFont(font.name, size_pt)
        self._canvas.drawString(pt_from_mm(left_mm), pt_from_mm(self._height_mm - top_mm) - size_pt, words)

    @contextmanager
    def _tagged(self, element: Element | None) -> Iterator[None]:
        """Mark what is drawn inside as content of an element, or as nothing to read."""
        if element is None:
            self._canvas._code.append("/Artifact BMC")
        else:
            self._canvas._code.append(f"/{element.role} <</MCID {self._mark}>> BDC")
            element.kids.append((self._page, self._mark))
            self._mark += 1
        yield
        self._canvas._code.append("EMC")

    def _next_page(self) -> None:
        self._canvas.showPage()
        self._page, self._mark, self._top_mm = self._page + 1, 0, self._margin_mm


def _wrapped(words: str, font: EmbeddedFont, size_pt: float, width_mm: float) -> list[str]:
    """Return the lines of a text, broken between words, and inside a word that no line could hold."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if font.width_mm(longer, size_pt=size_pt) <= width_mm:
            line = longer
            continue
        if line:
            lines.append(line)
        while font.width_mm(word, size_pt=size_pt) > width_mm and len(word) > 1:
            cut = next(
                (
                    n
                    for n in range(len(word) - 1, 1, -1)
                    if font.width_mm(word[:n], size_pt=size_pt) <= width_mm
                ),
                1,
            )
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line or not lines else lines
