"""What the PDF stage gives: bytes, what the engine complained about, and where things lie on the pages."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.findings import Finding
from handouts.layout.document import LaidOutDocument
from handouts.units import Box


@dataclass(frozen=True, slots=True)
class TextLine:
    """One painted line of text."""

    page: int
    text: str
    box: Box
    size_pt: float
    block: str
    """Key of the nearest block (`data-block`) it stands in, or nothing."""
    last: bool
    """Whether it is the last line of its paragraph."""
    role: str
    """Name of the HTML element whose text it is: p, li, h2, td …"""


@dataclass(frozen=True, slots=True)
class BlockBox:
    """Where a block (an element with `data-block`) or a part of it lies on one page."""

    page: int
    key: str
    box: Box
    """Border box."""
    kind: str
    """`data-kind` of the element: callout, heading, slot …"""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where everything lies, measured from the engine's own boxes."""

    lines: tuple[TextLine, ...]
    blocks: tuple[BlockBox, ...]
    content_boxes: tuple[Box, ...]
    """The content area of each page (paper less margins)."""


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A painted document, not yet let through the gate."""

    data: bytes
    document: LaidOutDocument
    pages: int
    findings: tuple[Finding, ...]
    """What the engine complained about."""
    geometry: Geometry
