"""A master: a checked PDF taken apart into what never changes and what an imprint adds; plain bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handouts.edition import Edition
from handouts.findings import Finding
from handouts.imprint.fit import Sizes
from handouts.imprint.typeface import SlotFont

# Numbers of the objects that an imprint writes, the same in every imprint, so that a clinic's fonts, QR code
# and logo are the same bytes in every file. Objects of the master begin at FIRST_STATIC.
INFO, METADATA, PARENT_TREE, QR, LOGO = 1, 2, 3, 12, 13
PAGES, PARENTS, CONTENTS, PLACES = (4, 5), (6, 7), (8, 9), (10, 11)
"""Of the first and the second page, or place, that an imprint writes to."""
FONTS = (16, 22)
"""First of the six objects of the regular and the bold font."""
FIRST_ELEMENT = 28
FIRST_STATIC = 160
FONT_NAMES = (b"/HcR", b"/HcB")
QR_NAME, LOGO_NAME = b"/HcQ", b"/HcL"


@dataclass(frozen=True, slots=True)
class Card:
    """What a master says of itself."""

    handout: str
    locale: str
    lang: str
    """BCP 47 tag."""
    jurisdiction: str
    format: str
    title: str
    code: str
    """The printed document code."""
    edition: Edition
    parts: tuple[tuple[str, str], ...]
    """A hash for each part of the edition: text, translation, facts, design, engine."""
    pages: int
    mark: str
    """A word painted across every page (DRAFT), or nothing."""
    words: tuple[tuple[str, str], ...]
    """Interface words of a clinic's identity, by name."""
    colours: tuple[str, str]
    """Of running text and of names."""
    valid_until: date
    """The last day on which the review and every telephone line on the pages hold."""
    plan: str = ""
    """The name of the plan that somebody chose; part of the file's name."""


@dataclass(frozen=True, slots=True)
class PageRecipe:
    """A page that an imprint writes to: its object between the parts that vary."""

    head: bytes
    """Everything but what follows."""
    annotations: bytes
    """References to the master's own links."""
    resources: bytes
    """All resources but fonts and pictures."""
    fonts: bytes
    pictures: bytes
    parents: bytes
    """The master's own row of the parent tree."""
    marks: int
    """Pieces of marked content the master has on the page."""


@dataclass(frozen=True, slots=True)
class SlotRecipe:
    """A place that an imprint fills."""

    name: str
    page: int
    """Index into the master's recipes of pages."""
    left: float
    bottom: float
    width: float
    height: float
    """In points from the lower left corner of the page."""
    transform: bytes
    """Operators that lead from the page's state at this point back to points from the lower left corner."""
    head: bytes
    """The structure element of the place, up to its kids."""


@dataclass(frozen=True, slots=True)
class Master:
    """A master. Made by `take_apart` from a PDF that went through the gate, and by nothing else."""

    card: Card
    head: bytes
    """The file from its first byte through the master's own objects."""
    rows: bytes
    """Their rows of the cross-reference stream, six bytes each."""
    deflated_rows: bytes
    """The same rows as the last blocks of a raw deflate stream."""
    root: int
    """Number of the catalog."""
    pages: tuple[PageRecipe, ...]
    slots: tuple[SlotRecipe, ...]
    info: bytes
    """Document information without title and keywords."""
    xmp: tuple[bytes, bytes, bytes, bytes, bytes]
    """The XMP around title, keywords, identifier and fingerprints."""
    parent_rows: bytes
    """The parent tree's rows; those of written pages lead to the rows an imprint writes."""
    next_key: int
    """First free key of the parent tree."""
    fonts: tuple[SlotFont, SlotFont]
    """Regular and bold."""
    sizes: Sizes
    findings: tuple[Finding, ...]
    """What the gate noticed and let through."""
