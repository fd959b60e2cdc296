"""Is the assembled file whole: every object where the table says, every piece of content in the tag tree?"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from handouts.checks.imprint.subject import ImprintSubject
from handouts.checks.registry import Stage, check
from handouts.findings import Finding, Where
from handouts.imprint import master as plan
from handouts.imprint.printing import Imprinted

_TABLE = re.compile(rb"/Index\[0 (\d+) (\d+) (\d+)\].*?/Length (\d+)>>\nstream\n", re.DOTALL)
_MARK = re.compile(rb"/MCID (\d+)>> BDC")
_END = b"\nendobj\n"
_HEADS = tuple(b"%d 0 obj\n" % number for number in range(plan.FIRST_STATIC))
"""What each object that an imprint writes begins with."""


@check(
    "imprint-structure",
    stage=Stage.IMPRINT,
    why="an object at the wrong place is a file that readers repair or refuse",
)
def file_is_whole(subject: ImprintSubject) -> Iterator[Finding]:
    """Follow the cross-reference table and the marks; see the full checks for everything else."""
    imprinted = subject.imprinted
    if not imprinted.data:
        return
    fault = _table_fault(imprinted.data) or _tag_fault(imprinted)
    if fault:
        yield Finding(
            "imprint-structure",
            fault,
            where=Where(path=imprinted.master.card.handout),
            hint="delete the master (handouts masters prune) and build again; then report it",
        )


def _table_fault(data: bytes) -> str:
    """Return what is wrong with the cross-reference stream, or nothing."""
    tail = data[-40:].split(b"startxref\n")
    if len(tail) != 2 or not tail[1].endswith(b"\n%%EOF\n"):
        return "the file does not end with the place of its table"
    place = int(tail[1].split(b"\n")[0])
    found = _TABLE.search(data, place)
    if found is None or not data[place : place + 12].split(b" ")[0].isdigit():
        return "there is no table where the file says"
    count, first, more, length = (int(group) for group in found.groups())
    try:
        rows = zlib.decompress(data[found.end() : found.end() + length])
    except zlib.error as error:
        return f"the table cannot be read: {error}"
    if len(rows) != 6 * (count + more) or first != plan.FIRST_STATIC or count > first:
        return "the table has another length than it says"
    for number, head in enumerate(_HEADS[:count]):
        at = 6 * number
        if rows[at] == 1 and not data.startswith(head, int.from_bytes(rows[at + 1 : at + 4], "big")):
            return f"object {number} is not where the table says"
    return ""


def _tag_fault(imprinted: Imprinted) -> str:
    """Return what is wrong with the marks of the pages written to, or nothing."""
    master, data = imprinted.master, imprinted.data
    marks: dict[int, list[int]] = {at: [] for at in range(len(master.pages))}
    for at, slot in enumerate(master.slots):
        marks[slot.page] += [
            int(mark) for mark in _MARK.findall(_object(data, master.head, plan.CONTENTS[at]))
        ]
        wanted = len(imprinted.fillings[at].parts)
        place = _object(data, master.head, plan.PLACES[at])
        if place.count(b" 0 R") - slot.head.count(b" 0 R") != wanted:
            return f"the tags of “{slot.name}” hold another number of parts than the {wanted} it has"
    for at, recipe in enumerate(master.pages):
        if marks[at] != list(range(recipe.marks, recipe.marks + len(marks[at]))):
            return "the marks of a page are not numbered in turn"
        if _object(data, master.head, plan.PARENTS[at]).count(b" 0 R") - recipe.parents.count(b" 0 R") != len(
            marks[at]
        ):
            return "a mark leads to no tag"
    return ""


def _object(data: bytes, head: bytes, number: int) -> bytes:
    """Return an object that the imprint wrote."""
    start = data.find(b"\n%d 0 obj\n" % number, len(head) - 1)
    return data[start : data.find(_END, start)] if start >= 0 else b""
