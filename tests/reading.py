"""PDF file -> what a reader finds in it: printed words, numbers to dial, the words in reading order."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from handouts.checks.pdf_view import Tag, look_into
from handouts.checks.pdf_words import Mark, read_words


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in a file."""

    pages: tuple[str, ...]
    """The words of each page in the order they were painted, line breaks as spaces."""
    dialled: tuple[str, ...]
    """The numbers behind the telephone links."""

    @property
    def words(self) -> str:
        """All words."""
        return " ".join(self.pages)

    def has_number(self, number: str) -> bool:
        """Tell whether a number is printed: not as part of a longer one, and not as an amount of food."""
        alone = rf"(?<![\d.,–-]){re.escape(number)}(?!\d|[.,–-]\d|\s(?:g|ml|kcal)\b)"
        return re.search(alone, self.words) is not None


def printed(path: Path) -> Printed:
    """Read a file."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = tuple(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for page in pages for letter in page):
        read = read_words(path.read_bytes())  # PDFium turns whole lines round, numbers with them
        pages = tuple(" ".join(all_of) for all_of in zip(pages, read.pages, read.backwards, strict=True))
    with pikepdf.open(path) as pdf:
        addresses = [
            str(link.A.URI)
            for page in pdf.pages
            for link in page.get("/Annots", ())
            if "/A" in link and "/URI" in link.A
        ]
    return Printed(pages, tuple(a.removeprefix("tel:") for a in addresses if a.startswith("tel:")))


# --- the tag tree, with its words -------------------------------------------------------------------------

INLINE = frozenset({"Span", "Link", "Strong", "Em", "Lbl", "Reference", "Quote", "Code"})
"""Elements that are part of the sentence around them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of marked content."""

    words: str
    page: int
    first: float
    """Baseline of its first line, in points from the foot of the page."""
    last: float

    def __add__(self, more: Piece) -> Piece:
        same_line = self.page == more.page and abs(self.last - more.first) < 1
        gap = "" if same_line or not self.words else " "
        return Piece(self.words + gap + more.words, more.page, self.first, more.last)


NOTHING = Piece("", -1, 0, 0)


def marked_pieces(path: Path) -> dict[Mark, Piece]:
    """Give every piece of marked content, with a space where a line ends."""
    found: dict[Mark, Piece] = {}
    document = pypdfium2.PdfDocument(path)
    try:
        for index, page in enumerate(document):
            text_page = page.get_textpage()
            for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=1):
                number = pdfium.FPDFPageObj_GetMarkedContentID(item)
                if number >= 0:
                    baseline = item.get_matrix().f
                    line = Piece(_words(item, text_page), index, baseline, baseline)
                    found[index, number] = found.get((index, number), NOTHING) + line
    finally:
        document.close()
    return found


def _words(item: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
    room = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(item, text_page, ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return room.raw[: size - 2].decode("utf-16-le")


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """A file as a screen reader meets it."""

    paragraphs: tuple[str, ...]
    """The words in reading order, one line for each paragraph, item or cell."""
    outline: tuple[str, ...]
    """The tag tree, one line for each element: indentation, name, language, the start of its words."""
    unread: tuple[str, ...]
    """What is printed on each page and not read out."""


def read_aloud(path: Path) -> ReadAloud:
    """Read a file by its tag tree."""
    view = look_into(path.read_bytes())
    assert not view.fault, view.fault
    assert view.tags is not None, "there is no tag tree"
    pieces = marked_pieces(path)

    def spoken(tag: Tag) -> str:
        met = [pieces[mark] for mark in tag.marks() if mark in pieces]
        return " ".join(sum(met, NOTHING).words.split())

    def paragraphs(tag: Tag) -> Iterator[str]:
        blocks = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.role not in INLINE]
        if blocks:
            for block in blocks:
                yield from paragraphs(block)
        elif tag.alt:
            yield f"[{tag.alt}]"
        elif said := spoken(tag):
            yield said

    def outline(tag: Tag, depth: int) -> Iterator[str]:
        leaf = not any(isinstance(kid, Tag) and kid.role not in INLINE for kid in tag.kids)
        said = tag.alt or (spoken(tag) if leaf else "")
        lang = f" [{tag.lang}]" if tag.lang else ""
        scope = f" ({tag.scope})" if tag.scope else ""
        yield f"{'  ' * depth}{tag.role}{lang}{scope} {_short(said)}".rstrip()
        for kid in tag.kids:
            if isinstance(kid, Tag):
                yield from outline(kid, depth + 1)

    unread = tuple(" ".join(text.split()) for text in view.words.artifacts)
    return ReadAloud(tuple(paragraphs(view.tags)), tuple(outline(view.tags, 0)), unread)


def _short(text: str, length: int = 48) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
