"""The document that layout hands to the PDF stage: no text will change after this."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from handouts.edition import Edition


@dataclass(frozen=True, slots=True)
class PageFormat:
    """Paper, margins, type sizes and page limits, read from `templates/page_formats/<name>/format.toml`."""

    name: str
    width_mm: float
    height_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float
    left_mm: float
    body_pt: float
    """Least size of running text, in points."""
    small_pt: float
    """Least size of anything printed: sources, colophon, footer."""
    max_pages: int | None
    """Most pages a handout may take unless it allows itself more; none where the text reflows freely."""
    because: str
    """Why these numbers."""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """One CSS text; `name` is for messages."""

    name: str
    css: str


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """A string that a reader must find in the PDF."""

    key: str
    """Message key, such as `low-milk-supply/latch/text`."""
    text: str
    lang: str
    """BCP 47 tag of this string."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the PDF says of itself (document information and XMP)."""

    title: str
    author: str
    """The organisation that publishes."""
    subject: str
    lang: str
    identifier: str
    """The printed document code."""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidOutDocument:
    """A handout ready to be painted."""

    html: str
    styles: tuple[StyleSheet, ...]
    page_format: PageFormat
    edition: Edition
    metadata: Metadata
    expected: tuple[ExpectedText, ...]
    """Every localized string on the pages, in reading order."""
    outline: tuple[tuple[int, str], ...]
    """The headings in order: (level, text)."""
    fonts: tuple[str, ...]
    """Font files the styles may use, as asset names (`fonts/noto-sans/NotoSans-Regular.ttf`)."""
    font_stacks: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """The same files by use: for text and for headings the families in their order, each with its files."""
    max_pages: int | None = None
    handout_id: str = ""
    locale: str = ""
    jurisdiction: str = ""
    no_break_after: tuple[str, ...] = ()
    """Words that must not end a line in this language (Polish a, i, o, u, w, z)."""
    direction: Literal["ltr", "rtl"] = "ltr"
    """Where lines begin: the side of margins, columns and pictures follows."""
    tags: tuple[tuple[str, int], ...] = field(default=())
    """Least number of structure elements expected of a type: (("Table", 1), ("Figure", 3), …)."""
    variant: str = ""
    """The name of the plan it shows, where that is not the plan everybody gets; part of the file's name."""
    parts: tuple[tuple[str, str], ...] = ()
    """A hash for each part of the edition: text, translation, facts, design, engine."""
    with_clinic: bool = False
    """Whether the places for the clinic are kept free for an imprint or filled, not boxes for a stamp."""
    clinic_words: tuple[tuple[str, str], ...] = ()
    """The interface words of a clinic's identity in this language, by name."""
    clinic_fonts: tuple[str, ...] = ()
    """Font files for a clinic's identity: regular and bold."""
    clinic_colours: tuple[str, str] = ("#000000", "#000000")
    """Of a clinic's words, and of its name where the clinic has no colour of its own."""
    valid_until: date | None = None
    """The last day on which the review and every telephone line on the pages hold."""
    mark: str = ""
    """A word painted across every page (DRAFT, in the locale's words), or nothing."""
