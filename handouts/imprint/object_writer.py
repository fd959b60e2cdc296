"""Objects of an opened PDF -> their text, with other numbers, written anew into one file from byte one."""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

from handouts.imprint import master as plan

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_MOST_IN_STREAM = 4000
"""Objects of one object stream; our masters have a few hundred."""


class ObjectWriter:
    """Writes objects as text, references with their new numbers.

    Attributes:
        numbers: the new number of each object, by its old one.
        next: the first number that is free.
    """

    def __init__(self) -> None:
        self.numbers: dict[tuple[int, int], int] = {}
        self.next = plan.FIRST_STATIC

    def text(self, value: Any, *, whole: bool = False) -> bytes:
        """Return an object as it is written, indirect ones as references with their new numbers."""
        if isinstance(value, pikepdf.Object) and value.is_indirect and not whole:
            number = self.numbers.get(value.objgen)
            return b"null" if number is None else b"%d 0 R" % number
        if isinstance(value, Dictionary | Stream):
            return b"<<" + self.entries(value.items()) + b">>"
        if isinstance(value, Array):
            return b"[" + b" ".join(self.text(item) for item in value) + b"]"
        if isinstance(value, bool):
            return b"true" if value else b"false"
        if isinstance(value, int | Decimal):
            return format(value, "f").encode() if isinstance(value, Decimal) else b"%d" % value
        if value is None:
            return b"null"
        return bytes(value.unparse())

    def entries(self, items: Any) -> bytes:
        """Return the entries of a dictionary as they are written."""
        return b"".join(name.encode() + b" " + self.text(value) for name, value in items)

    def stream(self, item: Stream) -> tuple[bytes, bytes]:
        """Return dictionary and bytes of a stream, as they were, or deflated when they were not."""
        names = [(name, value) for name, value in item.items() if name not in ("/Length", "/Filter")]
        if "/Filter" in item:
            raw = item.read_raw_bytes()
            return b"<<%s/Filter %s/Length %d>>" % (
                self.entries(names),
                self.text(item.Filter),
                len(raw),
            ), raw
        packed = zlib.compress(item.read_bytes(), 9)
        return b"<<%s/Filter/FlateDecode/Length %d>>" % (self.entries(names), len(packed)), packed

    def write(
        self, objects: dict[int, bytes], streams: list[tuple[int, bytes, bytes]]
    ) -> tuple[bytes, bytes]:
        """Return the file up to here and a row of six bytes for each number from FIRST_STATIC."""
        rows: dict[int, bytes] = {}
        head = bytearray(_HEADER)
        for number, dictionary, body in streams:
            rows[number] = b"\x01" + len(head).to_bytes(3, "big") + b"\0\0"
            head += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, dictionary, body)
        numbers = sorted(objects)
        for first in range(0, len(numbers), _MOST_IN_STREAM):
            group = numbers[first : first + _MOST_IN_STREAM]
            index, inside = bytearray(), bytearray()
            for at, number in enumerate(group):
                index += b"%d %d " % (number, len(inside))
                inside += objects[number] + b"\n"
                rows[number] = b"\x02" + self.next.to_bytes(3, "big") + at.to_bytes(2, "big")
            packed = zlib.compress(bytes(index) + b"\n" + bytes(inside), 9)
            rows[self.next] = b"\x01" + len(head).to_bytes(3, "big") + b"\0\0"
            head += b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n" % (
                self.next,
                len(group),
                len(index) + 1,
                len(packed),
            )
            head += packed + b"\nendstream\nendobj\n"
            self.next += 1
        free = b"\0\0\0\0\0\0"
        return bytes(head), b"".join(rows.get(n, free) for n in range(plan.FIRST_STATIC, self.next))
