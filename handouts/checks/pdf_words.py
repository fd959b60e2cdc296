"""PDF bytes -> the words of every page, in the order they were painted and by the piece of marked content."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

_LONGEST_PIECE = 8192
"""UTF-16 units read of one text object at once; a line of A3 has a few hundred."""

_SAME_LINE_PT = 1.0
_GAP_PT = 12.0
"""Between two boxes at the foot of a page lies more; between two pieces of one line, a space."""

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
    backwards: tuple[str, ...] = ()
    """The words of each page's artifacts from the last piece to the first, as from right to left."""


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
        marked |= {mark: _in_order(pieces, reading.has_backwards) for mark, pieces in reading.pieces.items()}
    return PdfWords(
        tuple(" ".join(reading.order) for reading in readings),
        marked,
        tuple(" ".join(reading.artifacts) for reading in readings),
        tuple(" ".join(reading.unmarked) for reading in readings),
        tuple(reading.lines_backwards() for reading in readings),
    )


def _in_order(pieces: list[str], page_has_backwards: bool) -> str:
    """Return the words of one mark, whose text objects are painted from left to right.

    PDFium turns round what stands inside one object. A vowel mark, and each change of font, begins a new one.
    """
    backwards = any(_is_backwards(letter) for piece in pieces for letter in piece)
    backwards = backwards or (page_has_backwards and not any(map(str.isalnum, "".join(pieces))))
    return "".join(_backwards(pieces) if backwards else pieces)


def _backwards(pieces: list[str]) -> Iterator[str]:
    """Yield the pieces of a text from right to left in the order in which they are read."""
    return map(_turned, reversed(pieces))


def _by_place(text_page: pypdfium2.PdfTextpage) -> dict[int, str]:
    """Return the words of text objects by where their letters lie, on a page with letters from right to left.

    There PDFium turns round words of English titles, parts of a document's code, and now and then words that
    were in order. An object of both kinds of letters is left to PDFium.
    """
    if not any(_is_backwards(letter) for letter in text_page.get_text_range()):
        return {}
    edges = [ctypes.c_double() for _ in range(4)]
    found: dict[int, list[tuple[float, float, str]]] = {}
    for place in range(text_page.count_chars()):
        item = pdfium.FPDFText_GetTextObject(text_page, place)
        letter = chr(pdfium.FPDFText_GetUnicode(text_page, place))
        if item and pdfium.FPDFText_GetCharBox(text_page, place, *edges):
            letters = found.setdefault(ctypes.addressof(item.contents), [])
            letters.append((edges[0].value, edges[1].value, letter))
    words = {}
    for item, letters in found.items():
        if not any(_is_backwards(letter) for *_, letter in letters):
            words[item] = _from_the_left(letters)
        elif not any(letter.isalnum() and not _is_backwards(letter) for *_, letter in letters):
            words[item] = _words_backwards(letters)
    return words


def _from_the_left(letters: list[tuple[float, float, str]]) -> str:
    """Return letters from left to right; three in one place are a fraction (PDFium: 1/2 for ½)."""
    places = (
        "".join(sorted(letter for *_, letter in place))
        for _, place in groupby(sorted(letters), key=lambda letter: letter[:2])
    )
    return "".join(_FRACTIONS.get(letters_there, letters_there) for letters_there in places)


_FRACTIONS = {"/12": "½", "/14": "¼", "/34": "¾", "/13": "⅓", "/23": "⅔"}


def _words_backwards(letters: list[tuple[float, float, str]]) -> str:
    """Return words from right to left; PDFium has the letters of each in order, and not always the words."""
    runs = (tuple(run) for _, run in groupby(letters, key=lambda letter: _is_backwards(letter[2])))
    from_the_right = sorted(runs, key=lambda run: -max(right for _, right, _ in run))
    return "".join(letter for run in from_the_right for *_, letter in run)


def _turned(words: str) -> str:
    """Put the signs left of a number or of Latin words behind them, and those to the right before.

    >>> _turned(" · HLP-AR-GB ")
    ' HLP-AR-GB · '
    >>> _turned("31 :")
    ': 31'
    """
    if any(_is_backwards(letter) for letter in words):
        return words
    kept = [place for place, letter in enumerate(words) if letter.isalnum()]
    if not kept:
        return words[::-1]
    first, last = kept[0], kept[-1] + 1
    return words[last:][::-1] + words[first:last] + words[:first][::-1]


def _is_backwards(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL", "NSM")


@dataclass(slots=True)
class _Reading:
    order: list[str] = field(default_factory=list)
    pieces: dict[Mark, list[str]] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    places: list[tuple[float, float, float]] = field(default_factory=list)
    """Of each artifact: its base line from the foot of the page, its left and right edge, in points."""
    unmarked: list[str] = field(default_factory=list)
    has_backwards: bool = False
    """Whether there are letters from right to left; signs that stand alone run with them."""

    def lines_backwards(self) -> str:
        """The artifacts line by line as they were painted, each from its last piece to its first."""
        lines: list[list[str]] = []
        before = (0.0, 0.0, 0.0)
        for place, words in zip(self.places, self.artifacts, strict=True):
            goes_on = abs(place[0] - before[0]) < _SAME_LINE_PT and 0 <= place[1] - before[2] + 1 < _GAP_PT
            if not goes_on or not lines:
                lines.append([])
            lines[-1].append(words)
            before = place
        return " ".join(" ".join(_backwards(line)) for line in lines)


def _place(item: pdfium.FPDF_PAGEOBJECT) -> tuple[float, float, float]:
    place = pdfium.FS_MATRIX()
    height = float(place.f) if pdfium.FPDFPageObj_GetMatrix(item, place) else 0.0
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *edges)
    return height, edges[0].value, edges[2].value


def _read_page(page: pypdfium2.PdfPage, index: int) -> _Reading:
    text_page = page.get_textpage()
    reading = _Reading()
    room = ctypes.create_string_buffer(_LONGEST_PIECE * 2)
    letters = ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR))
    by_place = _by_place(text_page)
    reading.has_backwards = bool(by_place)
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, place)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        size = pdfium.FPDFTextObj_GetText(item, text_page, letters, _LONGEST_PIECE * 2)
        words = room.raw[: max(min(size, _LONGEST_PIECE * 2) - 2, 0)].decode("utf-16-le", "replace")
        words = by_place.get(ctypes.addressof(item.contents), words)
        reading.order.append(words)
        number = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if number >= 0:
            reading.pieces.setdefault((index, number), []).append(words)
        elif pdfium.FPDFPageObj_CountMarks(item) > 0:
            reading.artifacts.append(words)
            reading.places.append(_place(item))
        else:
            reading.unmarked.append(words)
    text_page.close()
    page.close()
    return reading
