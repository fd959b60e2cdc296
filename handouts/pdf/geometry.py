"""WeasyPrint's page boxes -> where lines, blocks and content areas lie, in millimetres from the top left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handouts.pdf.document import BlockBox, Geometry, TextLine
from handouts.pdf.weasyprint_seams import ink_of, weasyprint
from handouts.units import CSS_PX_PER_INCH, MM_PER_INCH, PT_PER_INCH, Box

_boxes = weasyprint.formatting_structure.boxes
_LineBox, _InlineBox, _TextBox, _MarginBox = (
    _boxes.LineBox,
    _boxes.InlineBox,
    _boxes.TextBox,
    _boxes.MarginBox,
)
_Placeholder = weasyprint.layout.absolute.AbsolutePlaceholder

_MM = MM_PER_INCH / CSS_PX_PER_INCH
_PT = PT_PER_INCH / CSS_PX_PER_INCH
_DIGITS = 3
"""Micrometres: finer than any printer, coarse enough to compare."""


def measure(pages: Sequence[Any]) -> Geometry:
    """Measure rendered pages.

    Args:
        pages: WeasyPrint's `Document.pages`.
    """
    tape = _Tape()
    for number, page in enumerate(pages, start=1):
        tape.page(number, page._page_box)
    return Geometry(tuple(tape.lines), tuple(tape.blocks), tuple(tape.content_boxes))


class _Tape:
    """Walks the boxes once and keeps what it met."""

    def __init__(self) -> None:
        self.lines: list[TextLine] = []
        self.blocks: list[BlockBox] = []
        self.content_boxes: list[Box] = []
        self._number = 0
        self._ends: dict[Any, int] = {}
        """Index of the latest closing line of each element, by element and tag."""

    def page(self, number: int, box: Any) -> None:
        self._number = number
        self.content_boxes.append(_mm(box.content_box_x(), box.content_box_y(), box.width, box.height))
        for child in box.children:
            self._walk(child, "", "margin" if isinstance(child, _MarginBox) else "", None)

    def _walk(self, box: Any, block: str, role: str, parent_element: Any) -> None:
        if isinstance(box, _Placeholder):
            box = box._box
        if isinstance(box, _TextBox):
            return
        element = box.element
        # Anonymous boxes and table wrappers repeat the element of their parent; a pseudo-element's tag has a
        # “::”.
        if element is not None and element is not parent_element and element.tag == box.element_tag:
            key = self._block(box, element)
            block = block if key is None or role else key
        children = box.children
        if children and isinstance(children[-1], _LineBox):
            self._paragraph(box, children, block, role)
            return
        for child in children:
            self._walk(child, block, role, element)

    def _block(self, box: Any, element: Any) -> str | None:
        """Note a box whose element says what it is, and return its key if it has one."""
        key: str | None = element.get("data-block")
        kind = element.get("data-kind")
        if key is not None or kind is not None:
            area = _mm(box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
            self.blocks.append(BlockBox(self._number, key or "", area, kind or element.tag))
        return key

    def _paragraph(self, box: Any, lines: Sequence[Any], block: str, role: str) -> None:
        """Take the lines of one block container; it may continue one from an earlier page."""
        tag = box.element_tag
        # The part on an earlier page did not end its paragraph after all.
        before = self._ends.get((box.element, tag)) if box.element is not None else None
        if before is not None and self.lines[before].page != self._number:
            line = self.lines[before]
            self.lines[before] = TextLine(
                line.page, line.text, line.box, line.size_pt, line.block, False, line.role
            )
        first = len(self.lines)
        for line in lines:
            self._line(line, block, role or tag or "")
        if len(self.lines) > first:
            end = self.lines[-1]
            self.lines[-1] = TextLine(end.page, end.text, end.box, end.size_pt, end.block, True, end.role)
            if box.element is not None:
                self._ends[box.element, tag] = len(self.lines) - 1

    def _line(self, line: Any, block: str, role: str) -> None:
        texts: list[Any] = []
        inner: list[Any] = []
        self._gather(line, texts, inner)
        words = "".join(text.text for text in texts)
        if words.strip():
            printed = [text for text in texts if text.text.strip()]
            left = min(text.position_x for text in printed)
            heights = [_height_of(text) for text in printed]
            top = min(upper for upper, _ in heights)
            right = max(text.position_x + text.width for text in printed)
            bottom = max(lower for _, lower in heights)
            size = min(text.style["font_size"] for text in printed)
            self.lines.append(
                TextLine(
                    self._number,
                    words,
                    _mm(left, top, right - left, bottom - top),
                    round(size * _PT, _DIGITS),
                    block,
                    False,
                    role,
                )
            )
        for box in inner:
            self._walk(box, block, role if role == "margin" else "", line.element)

    def _gather(self, box: Any, texts: list[Any], inner: list[Any]) -> None:
        """Collect the text of a line, and the boxes in it that have lines of their own."""
        for child in box.children:
            if isinstance(child, _TextBox):
                texts.append(child)
            elif isinstance(child, _InlineBox):
                if child.element is not None and child.element.tag == child.element_tag:
                    self._block(child, child.element)
                self._gather(child, texts, inner)
            else:
                inner.append(child)


_TALL = 1.5
"""Of the type size: a font that asks for more than this keeps room for marks that no handout prints."""


def _height_of(text: Any) -> tuple[float, float]:
    """Return top and bottom of a text box; of a very tall font, those of its ink."""
    if text.height <= _TALL * text.style["font_size"]:
        return text.position_y, text.position_y + text.height
    above, below = ink_of(text)
    base = text.position_y + text.baseline
    return base - above, base + below


def _mm(x: float, y: float, width: float, height: float) -> Box:
    return Box(
        round(x * _MM, _DIGITS),
        round(y * _MM, _DIGITS),
        round(width * _MM, _DIGITS),
        round(height * _MM, _DIGITS),
    )
