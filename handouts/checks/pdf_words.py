"""PDF bytes -> the words of every page, in the order they were painted and by the piece of marked content."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

_LONGEST_PIECE = 8192
"""UTF-16 units read of one text object at once; a line of A3 has a few hundred."""

Mark = tuple[int, int]
"""A piece of marked content: index of the page from 0, and the number the page calls it by (MCID)."""


@dataclass(frozen=True, slots=True)
class PdfWords:
    """The words of a PDF as PDFium reads them."""

    pages: tuple[str, ...]
    """All words of each page, in the order they were painted."""
    marked: dict[Mark, str]
    """The words of each piece that a screen reader can reach."""
    artifacts: tuple[str, ...]
    """The words of each page that are printed but not read out: running foot, page number."""
    unmarked: tuple[str, ...] = ()
    """The words of each page that are neither in marked content nor called artifacts."""


def read_words(data: bytes) -> PdfWords:
    """Return the words of a PDF.

    Raises:
        pypdfium2.PdfiumError: it cannot be opened.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        readings = [_read_page(page, index) for index, page in enumerate(document)]
    finally:
        document.close()
    marked: dict[Mark, str] = {}
    for reading in readings:
        marked |= reading.marked
    return PdfWords(
        tuple(" ".join(reading.order) for reading in readings),
        marked,
        tuple(" ".join(reading.artifacts) for reading in readings),
        tuple(" ".join(reading.unmarked) for reading in readings),
    )


@dataclass(slots=True)
class _Reading:
    order: list[str] = field(default_factory=list)
    marked: dict[Mark, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)


def _read_page(page: pypdfium2.PdfPage, index: int) -> _Reading:
    text_page = page.get_textpage()
    reading = _Reading()
    room = ctypes.create_string_buffer(_LONGEST_PIECE * 2)
    letters = ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR))
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, place)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        size = pdfium.FPDFTextObj_GetText(item, text_page, letters, _LONGEST_PIECE * 2)
        words = room.raw[: max(min(size, _LONGEST_PIECE * 2) - 2, 0)].decode("utf-16-le", "replace")
        reading.order.append(words)
        number = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if number >= 0:
            reading.marked[index, number] = reading.marked.get((index, number), "") + words
        elif pdfium.FPDFPageObj_CountMarks(item) > 0:
            reading.artifacts.append(words)
        else:
            reading.unmarked.append(words)
    text_page.close()
    page.close()
    return reading
