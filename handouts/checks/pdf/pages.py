"""How many pages there are, and how full."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.findings import Finding, Severity, Where
from handouts.pdf.document import Geometry

LEAST_LAST_PAGE = 0.25
"""Share of the content height; less on the last page is a few lost lines that a tighter text would hold."""
LEAST_OTHER_PAGE = 0.70
"""Share of the content height; a gap of almost a third looks like the end."""
_PICTURE_KINDS = ("figure", "clinic-slot")
"""Kinds of blocks that fill a page without text. Others reach down to the page's end when they are broken."""


@check(
    "page-limit", stage=Stage.PDF, why="two sides are one sheet; a third page is another sheet that gets lost"
)
def within_the_limit(subject: PdfSubject) -> Iterator[Finding]:
    """Compare the number of pages with what the page format, or the handout itself, allows."""
    most = subject.pdf.document.max_pages
    if most is not None and subject.pdf.pages > most:
        yield Finding(
            "page-limit",
            f"takes {subject.pdf.pages} pages; at most {most} are allowed",
            where=Where(page=most + 1),
            hint="shorten the text, try a tighter density, or set max_pages in the handout",
        )


@check("page-fill", stage=Stage.PDF, why="a page that ends early looks like the end of the leaflet")
def pages_are_filled(subject: PdfSubject) -> Iterator[Finding]:
    """Measure how far down each page its content reaches."""
    geometry = subject.pdf.geometry
    last = len(geometry.content_boxes)
    for number, area in enumerate(geometry.content_boxes, start=1):
        if area.height_mm <= 0 or last == 1:
            continue
        share = max(0.0, _lowest_mm(geometry, number, area.top_mm) - area.top_mm) / area.height_mm
        least = LEAST_LAST_PAGE if number == last else LEAST_OTHER_PAGE
        if share < least:
            yield Finding(
                "page-fill",
                f"only {share:.0%} of the page is used",
                Severity.WARNING,
                Where(page=number),
                "shorten the text so that it ends a page earlier"
                if number == last
                else "a block that may not break was moved to the next page; make it smaller or move it",
            )


def _lowest_mm(geometry: Geometry, page: int, top_mm: float) -> float:
    lines = [line.box.bottom_mm for line in geometry.lines if line.page == page and line.role != "margin"]
    pictures = [
        block.box.bottom_mm
        for block in geometry.blocks
        if block.page == page and block.kind in _PICTURE_KINDS
    ]
    return max([*lines, *pictures], default=top_mm)
