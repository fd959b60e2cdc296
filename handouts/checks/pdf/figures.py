"""Can who does not see a picture know what it shows?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.pictures import alt_fault
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short
from handouts.findings import Finding, Where

EDGE_TOLERANCE_PT = 1.0
"""Rounding of pixels to points in the engine's boxes stays far below a point."""


@check(
    "pdf-figure-alt",
    stage=Stage.PDF,
    why="PDF/UA-1 wants words for every picture (7.3), and PDF readers want to know where it lies",
)
def figures_have_words(subject: PdfSubject) -> Iterator[Finding]:
    """Check the alternative text and the bounding box of each figure tag."""
    view = subject.view
    if view.tags is None:
        return
    for tag in view.tags.walk():
        if tag.role != "Figure":
            continue
        where = Where(page=None if tag.page is None else tag.page + 1)
        if fault := alt_fault(tag.alt):
            hint = "say in the leaflet's alt field what the drawing shows"
            yield Finding("pdf-figure-alt", f"a picture's text {fault}", where=where, hint=hint)
        if not tag.box_pt:
            hint = "the PDF stage writes /BBox for each picture"
            yield Finding(
                "pdf-figure-alt", f"“{short(tag.alt)}” does not say where it lies", where=where, hint=hint
            )
        elif tag.page is not None and tag.page < len(view.pages):
            page = view.pages[tag.page]
            left, bottom, right, top = tag.box_pt
            inside = (
                left >= -EDGE_TOLERANCE_PT
                and bottom >= -EDGE_TOLERANCE_PT
                and right <= page.width_pt + EDGE_TOLERANCE_PT
                and top <= page.height_pt + EDGE_TOLERANCE_PT
            )
            if not inside or left >= right or bottom >= top:
                hint = "make the picture smaller or give it room"
                fault = f"“{short(tag.alt)}” does not lie on the page"
                yield Finding("pdf-figure-alt", fault, where=where, hint=hint)
