"""PdfFile -> the places that are kept free on its pages for what is imprinted later."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.pdf.document import PdfFile
from handouts.units import Box

SLOT_KIND = "clinic-slot"
"""`data-kind` of an element that only keeps a place free."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A reserved place."""

    name: str
    """`data-block` of the element, or its kind when it has none."""
    page: int
    """From 1."""
    box: Box
    """In millimetres from the top left corner of the page."""


def reserved_places(pdf: PdfFile) -> tuple[Slot, ...]:
    """Return the reserved places of a painted document, in reading order; none when it reserves nothing."""
    return tuple(
        Slot(block.key or SLOT_KIND, block.page, block.box)
        for block in pdf.geometry.blocks
        if block.kind == SLOT_KIND
    )
