"""A master + filled places -> a PDF: the master's bytes, then the few objects that are the clinic's."""

from __future__ import annotations

import hashlib
import html
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from handouts.imprint import master as plan
from handouts.imprint.fit import Fitted, Picture, Stretch
from handouts.imprint.master import Master, SlotRecipe
from handouts.imprint.typeface import Subset
from handouts.layout.identity import Part
from handouts.pdf.structure import spoken_of_link

_LINK_DEPTH = 0.24
_LINK_HEIGHT = 0.8
"""Of the type size, below and above the line, for the clickable area of a link."""


@dataclass(frozen=True, slots=True)
class Filling:
    """One place filled: what is drawn and how it is tagged, the same in every file of a clinic."""

    parts: tuple[Part, ...]
    fitted: Fitted
    runs: tuple[tuple[tuple[bytes, tuple[Stretch, ...]], ...], ...]
    """For each part, for each of its pieces: operators, and where the piece stands on each line."""


@dataclass(frozen=True, slots=True)
class Press:
    """What all files of one clinic in one language share."""

    name: str
    """As it stands in titles."""
    letters: str
    """The clinic's part of the document code."""
    digest: str
    """Of everything imprinted."""
    objects: tuple[tuple[int, bytes], ...]
    """Numbers and bytes of fonts, QR code and logo."""
    fonts: bytes
    """Entries of a page's resources."""


@dataclass(slots=True)
class _Page:
    """What a page gains."""

    marks: int
    parents: list[bytes] = field(default_factory=list)
    annotations: list[bytes] = field(default_factory=list)
    pictures: dict[bytes, int] = field(default_factory=dict)


def operators(
    stretches: Sequence[Stretch], *, subsets: tuple[Subset | None, Subset | None], colour: bytes
) -> bytes:
    """Return the operators that draw one piece of a part, line by line, in points of its place."""
    out = [colour, b"BT\n"]
    font: tuple[bool, float] | None = None
    for stretch in stretches:
        if font != (stretch.is_bold, stretch.size):
            font = (stretch.is_bold, stretch.size)
            out.append(b"%s %g Tf\n" % (plan.FONT_NAMES[stretch.is_bold], stretch.size))
        subset = subsets[stretch.is_bold]
        if subset is None:
            raise ValueError("a font was not cut")
        out.append(b"1 0 0 1 %.2f %.2f Tm\n" % (stretch.left, stretch.baseline))
        out.append(b"[" + _kerned(stretch, subset) + b"]TJ\n")
    out.append(b"ET\n")
    return b"".join(out)


def _kerned(stretch: Stretch, subset: Subset) -> bytes:
    """Return the letters of a stretch with the kerning between them, as the operand of TJ."""
    out = bytearray(b"(")
    codes, widths = subset.codes, subset.widths
    last = len(stretch.text) - 1
    for at, letter in enumerate(stretch.text):
        out += codes[letter].to_bytes(2, "big")
        kern = widths[letter] - stretch.advances[at]
        if kern and at != last:
            out += b")%d(" % kern
    out += b")"
    return bytes(out)


def assemble(master: Master, fillings: Sequence[Filling], press: Press) -> bytes:
    """Return the finished PDF.

    Args:
        master: what to imprint.
        fillings: one for each of the master's places, in their order.
        press: what is the same in every file of the clinic.
    """
    pages = [_Page(recipe.marks) for recipe in master.pages]
    objects: list[tuple[int, bytes]] = []
    writer = _Writer(master, pages, objects)
    for at, (slot, filling) in enumerate(zip(master.slots, fillings, strict=True)):
        writer.fill(at, slot, filling)
    for at, (recipe, page) in enumerate(zip(master.pages, pages, strict=True)):
        annotations = (
            b" ".join([recipe.annotations, *page.annotations]) if page.annotations else recipe.annotations
        )
        pictures = b"".join(b"%s %d 0 R" % item for item in page.pictures.items())
        objects.append(
            (
                plan.PAGES[at],
                b"".join(
                    (
                        b"<<",
                        recipe.head,
                        b"/Annots[",
                        annotations,
                        b"]/Resources<<",
                        recipe.resources,
                        b"/Font<<",
                        recipe.fonts,
                        press.fonts,
                        b">>/XObject<<",
                        recipe.pictures,
                        pictures,
                        b">>>>>>",
                    )
                ),
            )
        )
        objects.append((plan.PARENTS[at], b"[%s %s]" % (recipe.parents, b" ".join(page.parents))))
    code = f"{master.card.code}-{press.letters}"
    objects.append((plan.PARENT_TREE, b"<</Nums[" + master.parent_rows + writer.keys() + b"]>>"))
    title = f"{master.card.title} – {press.name}"
    objects.append(
        (plan.INFO, b"<<" + master.info + b"/Title" + text(title) + b"/Keywords" + text(code) + b">>")
    )
    xmp = _xmp(master, press, title, code)
    objects.append(
        (plan.METADATA, b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream" % (len(xmp), xmp))
    )
    return _written(master, press, objects, writer.next)


class _Writer:
    """Writes the elements, links and content of the places."""

    def __init__(self, master: Master, pages: list[_Page], objects: list[tuple[int, bytes]]) -> None:
        self._pages = pages
        self._objects = objects
        self._key = master.next_key
        self._owners: list[bytes] = []
        self._slots = master.slots
        self.next = plan.FIRST_ELEMENT

    def keys(self) -> bytes:
        """Return the rows of the parent tree for the links."""
        first = self._key - len(self._owners)
        return b"".join(b"%d %s " % (first + at, owner) for at, owner in enumerate(self._owners))

    def _new(self) -> int:
        number = self.next
        if number >= plan.FIRST_STATIC:
            raise ValueError("an imprint has too many parts")
        self.next += 1
        return number

    def fill(self, at: int, slot: SlotRecipe, filling: Filling) -> None:
        page = self._pages[slot.page]
        owner = plan.PLACES[at]
        page_ref = b"%d 0 R" % plan.PAGES[slot.page]
        pictures = {picture.part: picture for picture in filling.fitted.pictures}
        kids, content = [], [b"q\n", slot.transform, b"1 0 0 1 %.3f %.3f cm\n" % (slot.left, slot.bottom)]
        for number, part in enumerate(filling.parts):
            element = self._new()
            kids.append(b"%d 0 R" % element)
            if number in pictures:
                content.append(self._picture(element, owner, part, pictures[number], slot, page, page_ref))
            else:
                content.append(self._words(element, owner, part, filling.runs[number], slot, page, page_ref))
        content.append(b"Q\n")
        self._objects.append((owner, b"<<" + slot.head + b"/K[" + b" ".join(kids) + b"]>>"))
        stream = b"".join(content)
        self._objects.append(
            (plan.CONTENTS[at], b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream))
        )

    def _mark(self, page: _Page, owner: int) -> int:
        page.parents.append(b"%d 0 R" % owner)
        page.marks += 1
        return page.marks - 1

    def _picture(
        self,
        element: int,
        owner: int,
        part: Part,
        picture: Picture,
        slot: SlotRecipe,
        page: _Page,
        page_ref: bytes,
    ) -> bytes:
        mark = self._mark(page, element)
        name, number = (plan.QR_NAME, plan.QR) if part.kind == "qr" else (plan.LOGO_NAME, plan.LOGO)
        page.pictures[name] = number
        left, bottom = slot.left + picture.left, slot.bottom + picture.bottom
        self._objects.append(
            (
                element,
                b"<</Type/StructElem/S/Figure/P %d 0 R/Pg %s/K %d/Alt%s"
                b"/A<</O/Layout/BBox[%.3f %.3f %.3f %.3f]>>>>"
                % (
                    owner,
                    page_ref,
                    mark,
                    text(part.alt),
                    left,
                    bottom,
                    left + picture.width,
                    bottom + picture.height,
                ),
            )
        )
        return b"/Figure <</MCID %d>> BDC\nq %.3f 0 0 %.3f %.3f %.3f cm %s Do Q\nEMC\n" % (
            mark,
            picture.width,
            picture.height,
            picture.left,
            picture.bottom,
            name,
        )

    def _words(
        self,
        element: int,
        owner: int,
        part: Part,
        runs: tuple[tuple[bytes, tuple[Stretch, ...]], ...],
        slot: SlotRecipe,
        page: _Page,
        page_ref: bytes,
    ) -> bytes:
        kids, content = [], []
        for piece, (drawn, stretches) in zip(part.pieces, runs, strict=True):
            if not piece.link:
                mark = self._mark(page, element)
                kids.append(b"%d" % mark)
                content.append(b"/P <</MCID %d>> BDC\n%sEMC\n" % (mark, drawn))
                continue
            link = self._new()
            kids.append(b"%d 0 R" % link)
            mark = self._mark(page, link)
            content.append(b"/Link <</MCID %d>> BDC\n%sEMC\n" % (mark, drawn))
            areas = [self._area(link, piece.text, piece.link, stretch, slot, page) for stretch in stretches]
            objrs = b"".join(b" <</Type/OBJR/Pg %s/Obj %d 0 R>>" % (page_ref, area) for area in areas)
            self._objects.append(
                (
                    link,
                    b"<</Type/StructElem/S/Link/P %d 0 R/Pg %s/K[%d%s]>>" % (element, page_ref, mark, objrs),
                )
            )
        lang = b"/Lang" + text(part.lang) if part.lang else b""
        self._objects.append(
            (
                element,
                b"<</Type/StructElem/S/P/P %d 0 R/Pg %s%s/K[%s]>>" % (owner, page_ref, lang, b" ".join(kids)),
            )
        )
        return b"".join(content)

    def _area(
        self, link: int, words: str, address: str, stretch: Stretch, slot: SlotRecipe, page: _Page
    ) -> int:
        number = self._new()
        page.annotations.append(b"%d 0 R" % number)
        left, base = slot.left + stretch.left, slot.bottom + stretch.baseline
        size = stretch.size
        self._objects.append(
            (
                number,
                b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%.2f %.2f %.2f %.2f]"
                b"/StructParent %d/Contents%s/A<</Type/Action/S/URI/URI%s>>>>"
                % (
                    left,
                    base - size * _LINK_DEPTH,
                    left + stretch.width,
                    base + size * _LINK_HEIGHT,
                    self._key,
                    text(spoken_of_link(words, address)),
                    text(address),
                ),
            )
        )
        self._owners.append(b"%d 0 R" % link)
        self._key += 1
        return number


def text(words: str) -> bytes:
    """Return a text as a PDF string.

    >>> text("Clinic A"), text("Ł")
    (b'(Clinic A)', b'<FEFF0141>')
    """
    if words.isascii():
        plain = words.encode()
        for byte in (b"\\", b"(", b")"):
            plain = plain.replace(byte, b"\\" + byte)
        return b"(" + plain + b")"
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode() + b">"


def _xmp(master: Master, press: Press, title: str, code: str) -> bytes:
    before, second, third, fourth, rest = master.xmp
    printed = html.escape(code, quote=False).encode()
    own = b"<rdf:li>imprint:%s</rdf:li>" % press.digest.encode()
    return b"".join(
        (before, html.escape(title, quote=False).encode(), second, printed, third, printed, fourth, own, rest)
    )


def _written(master: Master, press: Press, objects: list[tuple[int, bytes]], end: int) -> bytes:
    """Return head, objects and cross-reference stream as one file."""
    out = [master.head]
    position = len(master.head)
    rows = bytearray(6 * (end + 1))  # a row of noughts is a free entry; the last is the table's own
    rows[4:6] = b"\xff\xff"
    for number, body in objects:
        rows[6 * number : 6 * number + 4] = b"\x01" + position.to_bytes(3, "big")
        whole = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        out.append(whole)
        position += len(whole)
    for number, whole in press.objects:
        rows[6 * number : 6 * number + 4] = b"\x01" + position.to_bytes(3, "big")
        out.append(whole)
        position += len(whole)
    rows[6 * end : 6 * end + 4] = b"\x01" + position.to_bytes(3, "big")
    packed = _packed(bytes(rows), master)
    count = len(master.rows) // 6
    fingerprint = master.card.edition.fingerprint
    first = fingerprint[:32].upper().encode()
    second = hashlib.sha256(f"{fingerprint} {press.digest}".encode()).hexdigest()[:32].upper().encode()
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


def _packed(own: bytes, master: Master) -> bytes:
    """Return both tables of rows as one deflate stream: ours as it is, the master's deflated already."""
    size = len(own)
    stored = b"\0" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + own
    check = zlib.adler32(master.rows, zlib.adler32(own))
    return b"\x78\x9c" + stored + master.deflated_rows + check.to_bytes(4, "big")


def letters_of(fittings: Sequence[Fitted]) -> tuple[list[str], list[str]]:
    """Return the letters that places need, of the regular and of the bold font, each once and sorted."""
    found: tuple[set[str], set[str]] = (set(), set())
    for stretch in _stretches(fittings):
        found[stretch.is_bold].update(stretch.text)
    return sorted(found[0]), sorted(found[1])


def _stretches(fittings: Sequence[Fitted]) -> Iterator[Stretch]:
    for fitted in fittings:
        yield from fitted.stretches
