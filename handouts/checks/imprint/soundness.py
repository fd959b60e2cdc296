"""Is the assembled file whole: every object where the table says, every piece of content in the tag tree?"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache

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
_IN_USE = 1 << 24
"""The first byte of the row of an object that is there, before the place's three."""


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
    try:
        fault = _tag_fault(imprinted, _places(imprinted))
    except _Faulty as error:
        fault = str(error)
    if fault:
        yield Finding(
            "imprint-structure",
            fault,
            where=Where(path=imprinted.master.card.handout),
            hint="delete the master (handouts masters prune) and build again; then report it",
        )


class _Faulty(Exception):  # noqa: N818 (says what is wrong, and is a finding)
    """The table is not what it should be."""


def _places(imprinted: Imprinted) -> tuple[int, ...]:
    """Return where each object of the imprint begins, by its number; 0 where there is none.

    The master's own rows were checked with the master: they must be the same bytes, behind ours.

    Raises:
        _Faulty: the cross-reference stream is wrong.
    """
    data, master = imprinted.data, imprinted.master
    tail = data[-40:].split(b"startxref\n")
    if len(tail) != 2 or not tail[1].endswith(b"\n%%EOF\n"):
        raise _Faulty("the file does not end with the place of its table")
    place = int(tail[1].split(b"\n")[0])
    found = _TABLE.search(data, place)
    if found is None or not data[place : place + 12].split(b" ")[0].isdigit():
        raise _Faulty("there is no table where the file says")
    count, first, more, length = (int(group) for group in found.groups())
    packed = data[found.end() : found.end() + length]
    size = 6 * count
    start, own, rest, check = packed[:7], packed[7 : 7 + size], packed[7 + size : -4], packed[-4:]
    if 6 * more != len(master.rows) or first != plan.FIRST_STATIC or count > first or len(own) != size:
        raise _Faulty("the table has another length than it says")
    if start != b"\x78\x9c\0%s%s" % (size.to_bytes(2, "little"), (size ^ 0xFFFF).to_bytes(2, "little")):
        raise _Faulty("the table cannot be read")
    whole = zlib.adler32(master.rows, zlib.adler32(own)).to_bytes(4, "big")
    if rest != master.deflated_rows or check != whole:
        raise _Faulty("the table's rows of the master are not the master's")
    entries = _rows(count).unpack(own)[::2]
    for number, entry in enumerate(entries):
        if entry and not data.startswith(_HEADS[number], entry ^ _IN_USE):
            raise _Faulty(f"object {number} is not where the table says")
    return tuple([entry and entry ^ _IN_USE for entry in entries])


@cache
def _rows(count: int) -> struct.Struct:
    return struct.Struct(">" + "IH" * count)


def _tag_fault(imprinted: Imprinted, places: tuple[int, ...]) -> str:
    """Return what is wrong with the marks of the pages written to, or nothing."""
    master, data = imprinted.master, imprinted.data
    marks: dict[int, list[int]] = {at: [] for at in range(len(master.pages))}
    for at, slot in enumerate(master.slots):
        marks[slot.page] += [int(mark) for mark in _MARK.findall(_object(data, places, plan.CONTENTS[at]))]
        wanted = len(imprinted.fillings[at].parts)
        place = _object(data, places, plan.PLACES[at])
        if place.count(b" 0 R") - slot.head.count(b" 0 R") != wanted:
            return f"the tags of “{slot.name}” hold another number of parts than the {wanted} it has"
    for at, recipe in enumerate(master.pages):
        if marks[at] != list(range(recipe.marks, recipe.marks + len(marks[at]))):
            return "the marks of a page are not numbered in turn"
        if _object(data, places, plan.PARENTS[at]).count(b" 0 R") - recipe.parents.count(b" 0 R") != len(
            marks[at]
        ):
            return "a mark leads to no tag"
    return ""


def _object(data: bytes, places: tuple[int, ...], number: int) -> bytes:
    """Return an object that the imprint wrote."""
    start = places[number]
    return data[start : data.find(_END, start)] if start else b""
