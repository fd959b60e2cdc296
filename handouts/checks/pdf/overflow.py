"""Does everything lie where it should, and nothing on top of anything else?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short
from handouts.findings import Finding, Where
from handouts.pdf.document import BlockBox, TextLine
from handouts.units import Box

EDGE_TOLERANCE_MM = 1.0
"""A line's box is as high as its font, which may be a little more than the line height; ink stays inside."""
OVERLAP_SHARE = 0.25
"""Of the smaller box: boxes are as high as the font, and tight headings touch without their ink meeting."""
BLOCK_OVERLAP_MM = 1.0
"""Less is the rounding of borders."""


@check("page-overflow", stage=Stage.PDF, why="words in the margin are cut off by the printer, without a word")
def nothing_sticks_out(subject: PdfSubject) -> Iterator[Finding]:
    """Check each line of text against the paper, the content area and the block it belongs to."""
    geometry, paper = subject.pdf.geometry, subject.pdf.document.page_format
    sheet = Box(0.0, 0.0, paper.width_mm, paper.height_mm)
    boxes: dict[tuple[int, str], list[Box]] = defaultdict(list)
    for block in geometry.blocks:
        boxes[block.page, block.key].append(block.box)
    for line in geometry.lines:
        if not sheet.holds(line.box):
            yield _out(line, "is cut at the edge of the paper")
        elif line.role == "margin":
            continue
        elif not geometry.content_boxes[line.page - 1].holds(line.box, tolerance_mm=EDGE_TOLERANCE_MM):
            yield _out(line, "stands in the margin")
        elif line.block and not any(
            box.holds(line.box, tolerance_mm=EDGE_TOLERANCE_MM) for box in boxes[line.page, line.block]
        ):
            yield _out(line, "sticks out of its block")


def _out(line: TextLine, what: str) -> Finding:
    where = Where(page=line.page, path=line.block)
    hint = "shorten the text, or let it break: a long word, a wide number or a fixed height holds it"
    return Finding("page-overflow", f"“{short(line.text)}” {what}", where=where, hint=hint)


@check("page-overlap", stage=Stage.PDF, why="two lines on top of each other can be read as neither")
def nothing_overlaps(subject: PdfSubject) -> Iterator[Finding]:
    """Compare lines with lines, lines with pictures and slots, and blocks with blocks, page by page."""
    geometry = subject.pdf.geometry
    for page in range(1, len(geometry.content_boxes) + 1):
        lines = sorted(
            (line for line in geometry.lines if line.page == page), key=lambda line: line.box.top_mm
        )
        blocks = [block for block in geometry.blocks if block.page == page and block.key]
        yield from _lines_on_lines(lines)
        yield from _lines_on_pictures(lines, blocks)
        yield from _blocks_on_blocks(blocks)


def _lines_on_lines(lines: list[TextLine]) -> Iterator[Finding]:
    for place, upper in enumerate(lines):
        for lower in lines[place + 1 :]:
            if lower.box.top_mm >= upper.box.bottom_mm:
                break
            if _covers(upper.box, lower.box) and not _one_line(upper, lower):
                fault = f"“{short(upper.text, 40)}” and “{short(lower.text, 40)}” are printed over each other"
                where = Where(page=upper.page, path=lower.block)
                yield Finding("page-overlap", fault, where=where, hint="look for a fixed height or position")


def _one_line(one: TextLine, other: TextLine) -> bool:
    """Whether one is an inline block in a gap of the other, whose box spans what stands inside it."""
    if "::" in one.role or "::" in other.role or one.block != other.block:
        return False
    return one.role != other.role and (
        one.box.top_mm <= other.box.top_mm + EDGE_TOLERANCE_MM
        and other.box.bottom_mm <= one.box.bottom_mm + EDGE_TOLERANCE_MM
    )


def _lines_on_pictures(lines: list[TextLine], blocks: list[BlockBox]) -> Iterator[Finding]:
    for picture in blocks:
        if picture.kind not in ("figure", "clinic-slot"):
            continue
        for line in lines:
            if line.block != picture.key and line.role != "margin" and _covers(picture.box, line.box):
                fault = f"“{short(line.text, 40)}” is printed over “{picture.key}”"
                where = Where(page=line.page, path=line.block)
                hint = "give the picture or the slot its own room"
                yield Finding("page-overlap", fault, where=where, hint=hint)


def _blocks_on_blocks(blocks: list[BlockBox]) -> Iterator[Finding]:
    # Text flows round a floating figure while the boxes of blocks lie behind it: lines tell if it is free.
    solid = [block for block in blocks if block.kind != "figure"]
    for one, other in combinations(solid, 2):
        if one.key == other.key or one.box.overlap_mm2(other.box) == 0.0:
            continue
        if one.box.holds(other.box, tolerance_mm=BLOCK_OVERLAP_MM):
            continue
        if other.box.holds(one.box, tolerance_mm=BLOCK_OVERLAP_MM):
            continue
        width = min(one.box.right_mm, other.box.right_mm) - max(one.box.left_mm, other.box.left_mm)
        height = min(one.box.bottom_mm, other.box.bottom_mm) - max(one.box.top_mm, other.box.top_mm)
        if min(width, height) > BLOCK_OVERLAP_MM:
            fault = f"“{one.key}” and “{other.key}” overlap"
            where = Where(page=one.page, path=other.key)
            yield Finding("page-overlap", fault, where=where, hint="look for a fixed height or position")


def _covers(one: Box, other: Box) -> bool:
    smaller = min(one.width_mm * one.height_mm, other.width_mm * other.height_mm)
    return smaller > 0 and one.overlap_mm2(other) > OVERLAP_SHARE * smaller
