"""A master + plates -> a PDF: the master's bytes, then the few objects that are the clinic's."""

from __future__ import annotations

import hashlib
import html
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.imprint import master as plan
from handouts.imprint.master import Master
from handouts.imprint.plate import BETWEEN, Plate
from handouts.imprint.strings import text


@dataclass(frozen=True, slots=True)
class Press:
    """What all files of one clinic in one language share."""

    name: str
    """As it stands in titles."""
    letters: str
    """The clinic's part of the document code."""
    digest: bytes
    """Of the name and the objects."""
    objects: tuple[tuple[int, bytes], ...]
    """Numbers and bytes of fonts, QR code and logo."""
    fonts: bytes
    """Entries of a page's resources."""


def digest_of(plates: Sequence[Plate], press: Press) -> str:
    """Return a hash of everything imprinted: with the master's fingerprint it names a file's bytes."""
    return hashlib.sha256(b"".join((press.digest, *(plate.digest for plate in plates)))).hexdigest()


def assemble(master: Master, plates: Sequence[Plate], press: Press, *, digest: str) -> bytes:
    """Return the finished PDF.

    Args:
        master: what to imprint.
        plates: one for each of the master's places, in their order.
        press: what is the same in every file of the clinic.
        digest: of everything imprinted.
    """
    objects: list[tuple[int, bytes]] = []
    keys, end = _fill(master, plates, objects)
    _write_pages(master, plates, press, objects)
    code = f"{master.card.code}-{press.letters}"
    title = f"{master.card.title} – {press.name}"
    xmp = _xmp(master, digest, title, code)
    for number, body in (
        (plan.PARENT_TREE, b"<</Nums[" + master.parent_rows + keys + b"]>>"),
        (plan.INFO, b"<<" + master.info + b"/Title" + text(title) + b"/Keywords" + text(code) + b">>"),
        (plan.METADATA, b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream" % (len(xmp), xmp)),
    ):
        objects.append((number, b"%d 0 obj\n%s\nendobj\n" % (number, body)))
    objects += press.objects
    return _written(master, objects, end, digest)


def _fill(master: Master, plates: Sequence[Plate], objects: list[tuple[int, bytes]]) -> tuple[bytes, int]:
    """Add what stands in the places; return the parent tree's rows of links and the first free number."""
    marks = [recipe.marks for recipe in master.pages]
    key, keys, end = master.next_key, [], plan.FIRST_ELEMENT
    for at, (slot, plate) in enumerate(zip(master.slots, plates, strict=True)):
        first = marks[slot.page]
        marks[slot.page] += plate.marks
        top = slot.bottom + slot.height
        origin = (first, key, slot.left, top)
        bodies = plate.bodies % tuple([origin[kind] + more for kind, more in plate.gaps])
        objects += zip(plate.numbers, bodies.split(BETWEEN), strict=True)
        place = plan.PLACES[at]
        objects.append((place, b"%d 0 obj\n<<%s/K[%s]>>\nendobj\n" % (place, slot.head, plate.kids)))
        drawn = plate.content % tuple(range(first, first + plate.marks))
        stream = b"q\n%s1 0 0 1 %.3f %.3f cm\n%sQ\n" % (slot.transform, slot.left, top, drawn)
        content = plan.CONTENTS[at]
        objects.append(
            (
                content,
                b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (content, len(stream), stream),
            )
        )
        for link in plate.links:
            keys.append(b"%d %s " % (key, link))
            key += 1
        end = max(end, plate.end)
    return b"".join(keys), end


def _write_pages(
    master: Master, plates: Sequence[Plate], press: Press, objects: list[tuple[int, bytes]]
) -> None:
    for at, recipe in enumerate(master.pages):
        on_page = [plate for slot, plate in zip(master.slots, plates, strict=True) if slot.page == at]
        number, parents = plan.PAGES[at], plan.PARENTS[at]
        page = (
            b"%d 0 obj\n<<" % number,
            recipe.head,
            b"/Annots[",
            b" ".join(filter(None, (recipe.annotations, *(plate.annotations for plate in on_page)))),
            b"]/Resources<<",
            recipe.resources,
            b"/Font<<",
            recipe.fonts,
            press.fonts,
            b">>/XObject<<",
            recipe.pictures,
            *dict.fromkeys(entry for plate in on_page for entry in plate.pictures),
            b">>>>>>\nendobj\n",
        )
        objects.append((number, b"".join(page)))
        owners = b" ".join((recipe.parents, *(plate.owners for plate in on_page)))
        objects.append((parents, b"%d 0 obj\n[%s]\nendobj\n" % (parents, owners)))


def _xmp(master: Master, digest: str, title: str, code: str) -> bytes:
    before, second, third, fourth, rest = master.xmp
    printed = html.escape(code, quote=False).encode()
    own = b"<rdf:li>imprint:%s</rdf:li>" % digest.encode()
    return b"".join(
        (before, html.escape(title, quote=False).encode(), second, printed, third, printed, fourth, own, rest)
    )


def _written(master: Master, objects: list[tuple[int, bytes]], end: int, digest: str) -> bytes:
    """Return head, objects and cross-reference stream as one file."""
    out = [master.head]
    position = len(master.head)
    rows = [0] * (2 * end + 2)  # a row of noughts is a free entry; the last is the table's own
    rows[1] = 0xFFFF
    for number, whole in objects:
        rows[2 * number] = _IN_USE | position
        out.append(whole)
        position += len(whole)
    if position >= 1 << 24:
        raise ValueError("a master of 16 MB or more cannot be imprinted")
    rows[2 * end] = _IN_USE | position
    packed = _packed(struct.pack(">" + "IH" * (end + 1), *rows), master)
    count = len(master.rows) // 6
    fingerprint = master.card.edition.fingerprint
    first = fingerprint[:32].upper().encode()
    second = hashlib.sha256(f"{fingerprint} {digest}".encode()).hexdigest()[:32].upper().encode()
    out.append(
        b"%d 0 obj\n<</Type/XRef/Size %d/Index[0 %d %d %d]/W[1 3 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
        b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (
            end,
            plan.FIRST_STATIC + count,
            end + 1,
            plan.FIRST_STATIC,
            count,
            master.root,
            plan.INFO,
            first,
            second,
            len(packed),
            packed,
            position,
        )
    )
    return b"".join(out)


_IN_USE = 1 << 24
"""The first byte of the row of an object that is there."""


def _packed(own: bytes, master: Master) -> bytes:
    """Return both tables of rows as one deflate stream: ours as it is, the master's deflated already."""
    size = len(own)
    stored = b"\0" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + own
    check = zlib.adler32(master.rows, zlib.adler32(own))
    return b"\x78\x9c" + stored + master.deflated_rows + check.to_bytes(4, "big")
