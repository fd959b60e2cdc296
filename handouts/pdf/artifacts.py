"""Marked content of a page's stream: find it, turn it into artifacts, number what is left."""

from __future__ import annotations

from typing import Any

from handouts.pdf.weasyprint_seams import pydyf

HEADER = pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Header", "Attached": "[/Top]"})
FOOTER = pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Footer", "Attached": "[/Bottom]"})
REPEATED = pydyf.Dictionary({"Type": "/Pagination"})
"""A table head printed again on the next page."""
DECORATION = pydyf.Dictionary({"Type": "/Layout"})


def slot_mark(name: str) -> pydyf.Dictionary:
    """Return the artifact that shows where an imprint is put; a master no longer holds it."""
    return pydyf.Dictionary({"Type": "/Layout", "Slot": f"/{name}"})


class Marks:
    """The marked pieces of one page, by the number WeasyPrint gave them.

    Args:
        stream: the page's content stream, not yet written. Its items are operators and operands in turn; a
        marked piece is a tag, a property list and `BDC`.
    """

    def __init__(self, stream: Any) -> None:
        self._items = stream.stream
        self._places = {
            item["MCID"]: place
            for place, item in enumerate(self._items)
            if isinstance(item, pydyf.Dictionary) and "MCID" in item
        }

    def __contains__(self, mark: int) -> bool:
        """Say whether a piece lies in this stream, and not in a group painted with `opacity`."""
        return mark in self._places

    def hide(self, mark: int, artifact: pydyf.Dictionary) -> None:
        """Make a piece an artifact: printed, but not read out."""
        place = self._places.pop(mark)
        self._items[place - 1] = "/Artifact"
        self._items[place] = artifact

    def renumber(self) -> dict[int, int]:
        """Number the pieces that are left from 0 without gaps, and return the new numbers by the old ones."""
        numbers = {}
        for number, (mark, place) in enumerate(self._places.items()):
            self._items[place]["MCID"] = number
            numbers[mark] = number
        return numbers
