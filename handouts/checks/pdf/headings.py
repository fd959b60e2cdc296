"""Does every heading stand with what it heads?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short
from handouts.findings import Finding, Where
from handouts.pdf.document import Geometry, TextLine

_HEADING = re.compile(r"h[1-6]")


@check(
    "page-heading-orphan", stage=Stage.PDF, why="a heading at the foot of a page promises what is not there"
)
def headings_stay_with_their_text(subject: PdfSubject) -> Iterator[Finding]:
    """Check that after each heading something follows on the same page."""
    geometry = subject.pdf.geometry
    lines = [line for line in geometry.lines if line.role != "margin"]
    for line, following in pairwise(lines):
        if not (line.last and _HEADING.fullmatch(line.role)) or following.page == line.page:
            continue
        if not _picture_below(geometry, line):
            yield Finding(
                "page-heading-orphan",
                f"the heading “{short(line.text)}” stands at the foot of the page, its text on the next",
                where=Where(page=line.page, path=line.block),
                hint="keep it with its text (break-after: avoid), or shorten what stands before it",
            )


def _picture_below(geometry: Geometry, heading: TextLine) -> bool:
    return any(
        block.kind == "figure" and block.page == heading.page and block.box.top_mm >= heading.box.top_mm
        for block in geometry.blocks
    )
