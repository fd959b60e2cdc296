"""A checked PDF with free places -> a master: every object renumbered, written once, ready to be copied."""

from __future__ import annotations

import html
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from handouts.errors import RenderError
from handouts.findings import Finding
from handouts.imprint import master as plan
from handouts.imprint.fit import Sizes
from handouts.imprint.master import Card, Master, PageRecipe, SlotRecipe
from handouts.imprint.typeface import SlotFont, slot_font
from handouts.layout.document import LaidOutDocument
from handouts.layout.identity import SLOTS

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_MOST_IN_STREAM = 4000
"""Objects of one object stream; our masters have a few hundred."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A free place as it stands in the PDF."""

    name: str
    element: Any
    page: int
    """Index from 0."""
    box: tuple[float, ...]
    transform: bytes
    """Operators that lead from the state of the page's content there back to the page's own points."""


def take_apart(
    data: bytes,
    document: LaidOutDocument,
    *,
    pages: int,
    fonts: tuple[bytes, bytes],
    findings: tuple[Finding, ...] = (),
) -> Master:
    """Return the master of a PDF that the gate let through.

    Args:
        data: the PDF, its places kept free.
        document: what it was painted from.
        pages: how many there are.
        fonts: the font files of `document.clinic_fonts`, regular and bold.
        findings: what the gate let through.

    Raises:
        RenderError: a place is missing, or lies where nothing can be put.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _Surgeon(pdf, document).run(
            pages, (slot_font(fonts[0], is_bold=False), slot_font(fonts[1], is_bold=True)), findings
        )


class _Surgeon:
    """Holds the opened PDF and the new numbers of its objects."""

    def __init__(self, pdf: pikepdf.Pdf, document: LaidOutDocument) -> None:
        self._pdf = pdf
        self._document = document
        self._pieces: dict[int, tuple[list[tuple[str, bytes]], dict[str, bytes]]] = {}
        self._places = list(self._find_places())
        self._written = sorted({place.page for place in self._places})
        self._numbers: dict[tuple[int, int], int] = {}
        self._new_streams: list[tuple[int, bytes]] = []

    def run(self, pages: int, fonts: tuple[SlotFont, SlotFont], findings: tuple[Finding, ...]) -> Master:
        pdf, document = self._pdf, self._document
        tree = pdf.Root.StructTreeRoot
        nums = {int(key): value for key, value in pikepdf.NumberTree(tree.ParentTree).items()}
        keys = {index: int(pdf.pages[index].obj.StructParents) for index in self._written}
        special: dict[tuple[int, int], int] = {
            pdf.trailer.Info.objgen: plan.INFO,
            pdf.Root.Metadata.objgen: plan.METADATA,
            tree.ParentTree.objgen: plan.PARENT_TREE,
        }
        for at, index in enumerate(self._written):
            special[pdf.pages[index].obj.objgen] = plan.PAGES[at]
        for at, place in enumerate(self._places):
            special[place.element.objgen] = plan.PLACES[at]
        dropped = {stream.objgen for index in self._written for stream in _streams(pdf.pages[index].obj)}
        static = [
            item
            for item in pdf.objects
            if isinstance(item, Dictionary | Stream | Array | pikepdf.Object)
            and item.objgen not in special
            and item.objgen not in dropped
            and not (isinstance(item, Stream) and item.get("/Type") in (Name.XRef, Name.ObjStm))
            and not (isinstance(item, Dictionary) and not isinstance(item, Stream) and not len(item))
        ]
        for number, item in enumerate(static, start=plan.FIRST_STATIC):
            self._numbers[item.objgen] = number
        self._numbers |= special
        self._next = plan.FIRST_STATIC + len(static)
        contents = {index: self._contents(index) for index in self._written}
        recipes = tuple(self._page(index, contents[index], nums.pop(keys[index])) for index in self._written)
        slots = tuple(self._slot(place) for place in self._places)
        owners = {key: self._text(value) for key, value in nums.items()}
        owners |= {keys[index]: b"%d 0 R" % plan.PARENTS[at] for at, index in enumerate(self._written)}
        rows_of_parents = b"".join(b"%d %s " % (key, owners[key]) for key in sorted(owners))
        tree.ParentTreeNextKey = max([*nums, *keys.values()]) + 1000
        objects: dict[int, bytes] = {}
        streams: list[tuple[int, bytes, bytes]] = []
        for item in static:
            if isinstance(item, Stream):
                streams.append((self._numbers[item.objgen], *self._stream(item)))
            else:
                objects[self._numbers[item.objgen]] = self._text(item, whole=True)
        for number, raw in self._new_streams:
            packed = zlib.compress(raw, 9)
            streams.append((number, b"<</Filter/FlateDecode/Length %d>>" % len(packed), packed))
        head, rows = self._write(objects, streams)
        return Master(
            card=self._card(pages),
            head=head,
            rows=rows,
            deflated_rows=_deflated(rows),
            root=self._numbers[pdf.Root.objgen],
            pages=recipes,
            slots=slots,
            info=self._info(),
            xmp=_split_xmp(pdf.Root.Metadata.read_bytes(), document),
            parent_rows=rows_of_parents,
            next_key=max([*nums, *keys.values()]) + 1,
            fonts=fonts,
            sizes=Sizes.of_paper(
                body_pt=document.page_format.body_pt, small_pt=document.page_format.small_pt
            ),
            findings=findings,
        )

    def _card(self, pages: int) -> Card:
        document = self._document
        return Card(
            handout=document.handout_id,
            locale=document.locale,
            lang=document.metadata.lang,
            jurisdiction=document.jurisdiction,
            format=document.page_format.name,
            title=document.metadata.title,
            code=document.metadata.identifier,
            edition=document.edition,
            parts=document.parts,
            pages=pages,
            mark=document.mark,
            words=document.clinic_words,
            colours=document.clinic_colours,
            valid_until=document.valid_until or document.edition.review_by,
            plan=document.variant,
        )

    # --- places ---------------------------------------------------------------------------------------------

    def _find_places(self) -> Iterator[_Place]:
        elements = {
            str(item.get("/T")): item
            for item in self._pdf.objects
            if isinstance(item, Dictionary) and item.get("/Type") == Name.StructElem and "/T" in item
        }
        found = [(name, elements[name]) for name in SLOTS if name in elements]
        if not found:
            raise RenderError(
                "the PDF keeps no place for a clinic free", hint="lay it out for an imprint, then paint it"
            )
        page_of = {page.obj.objgen: index for index, page in enumerate(self._pdf.pages)}
        for name, element in found:
            page = page_of[element.Pg.objgen]
            if page not in self._pieces:
                names = [other for other, item in found if page_of[item.Pg.objgen] == page]
                self._pieces[page] = _cut(self._pdf.pages[page], names)
            transform = self._pieces[page][1][name]
            yield _Place(name, element, page, tuple(float(edge) for edge in element.A.BBox), transform)

    def _contents(self, index: int) -> bytes:
        """Make streams of what stands around the places of a page; return its /Contents."""
        pieces, _ = self._pieces[index]
        references: list[bytes] = []
        for name, raw in pieces:
            self._new_streams.append((self._next, raw))
            references.append(b"%d 0 R" % self._next)
            self._next += 1
            references += [
                b"%d 0 R" % plan.CONTENTS[at] for at, place in enumerate(self._places) if place.name == name
            ]
        return b"[" + b" ".join(references) + b"]"

    def _page(self, index: int, contents: bytes, parents: Any) -> PageRecipe:
        page = self._pdf.pages[index].obj
        resources = page.Resources
        apart = ("/Contents", "/Annots", "/Resources")
        own = [(name, value) for name, value in page.items() if name not in apart]
        kept = [(name, value) for name, value in resources.items() if name not in ("/Font", "/XObject")]
        return PageRecipe(
            head=self._entries(own) + b"/Contents" + contents,
            annotations=b" ".join(self._text(link) for link in page.get("/Annots", ())),
            resources=self._entries(kept),
            fonts=self._entries(resources.get("/Font", Dictionary()).items()),
            pictures=self._entries(resources.get("/XObject", Dictionary()).items()),
            parents=b" ".join(self._text(owner) for owner in parents),
            marks=len(parents),
        )

    def _slot(self, place: _Place) -> SlotRecipe:
        left, bottom, right, top = place.box
        element = place.element
        kept = [(name, value) for name, value in element.items() if name not in ("/T", "/A", "/K", "/Pg")]
        return SlotRecipe(
            name=place.name,
            page=self._written.index(place.page),
            left=left,
            bottom=bottom,
            width=round(right - left, 3),
            height=round(top - bottom, 3),
            transform=place.transform,
            head=self._entries(kept),
        )

    # --- objects as text ------------------------------------------------------------------------------------

    def _text(self, value: Any, *, whole: bool = False) -> bytes:
        """Return an object as it is written, indirect ones as references with their new numbers."""
        if isinstance(value, pikepdf.Object) and value.is_indirect and not whole:
            number = self._numbers.get(value.objgen)
            return b"null" if number is None else b"%d 0 R" % number
        if isinstance(value, Dictionary | Stream):
            return b"<<" + self._entries(value.items()) + b">>"
        if isinstance(value, Array):
            return b"[" + b" ".join(self._text(item) for item in value) + b"]"
        if isinstance(value, bool):
            return b"true" if value else b"false"
        if isinstance(value, int | Decimal):
            return format(value, "f").encode() if isinstance(value, Decimal) else b"%d" % value
        if value is None:
            return b"null"
        return bytes(value.unparse())

    def _entries(self, items: Any) -> bytes:
        return b"".join(name.encode() + b" " + self._text(value) for name, value in items)

    def _stream(self, item: Stream) -> tuple[bytes, bytes]:
        """Return dictionary and bytes of a stream, as they were, or deflated when they were not."""
        names = [(name, value) for name, value in item.items() if name not in ("/Length", "/Filter")]
        if "/Filter" in item:
            raw = item.read_raw_bytes()
            return b"<<%s/Filter %s/Length %d>>" % (
                self._entries(names),
                self._text(item.Filter),
                len(raw),
            ), raw
        packed = zlib.compress(item.read_bytes(), 9)
        return b"<<%s/Filter/FlateDecode/Length %d>>" % (self._entries(names), len(packed)), packed

    def _write(
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
                rows[number] = b"\x02" + self._next.to_bytes(3, "big") + at.to_bytes(2, "big")
            packed = zlib.compress(bytes(index) + b"\n" + bytes(inside), 9)
            rows[self._next] = b"\x01" + len(head).to_bytes(3, "big") + b"\0\0"
            head += b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n" % (
                self._next,
                len(group),
                len(index) + 1,
                len(packed),
            )
            head += packed + b"\nendstream\nendobj\n"
            self._next += 1
        free = b"\0\0\0\0\0\0"
        return bytes(head), b"".join(rows.get(n, free) for n in range(plan.FIRST_STATIC, self._next))

    def _info(self) -> bytes:
        info = self._pdf.trailer.Info
        return self._entries(
            (name, value) for name, value in info.items() if name not in ("/Title", "/Keywords")
        )


def _streams(page: Any) -> list[Any]:
    contents = page.Contents
    return list(contents) if isinstance(contents, Array) else [contents]


@dataclass(frozen=True, slots=True)
class _State:
    """What q saves and Q brings back, as far as it matters here."""

    matrix: tuple[float, ...]
    is_clipped: bool


def _cut(page: pikepdf.Page, names: list[str]) -> tuple[list[tuple[str, bytes]], dict[str, bytes]]:
    """Cut a page's content at the marks of its places and take the marks out.

    Returns:
        The pieces, each with the name of the place behind it (nothing behind the last), and for each place
        what leads back to the page's own points.

    Raises:
        RenderError: a mark is not there.
    """
    states: list[_State] = [_State((1, 0, 0, 1, 0, 0), is_clipped=False)]
    pieces: list[tuple[str, bytes]] = []
    transforms: dict[str, bytes] = {}
    kept: list[Any] = []
    start = b""
    name, depth = "", 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        state = states[-1]
        if operator == "q":
            states.append(state)
        elif operator == "Q":
            states.pop()
        elif operator == "cm":
            states[-1] = replace(state, matrix=_product(instruction.operands, state.matrix))
        elif operator in ("W", "W*"):
            states[-1] = replace(state, is_clipped=True)
        if depth:
            depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
        elif operator == "BDC" and (name := _slot_of(instruction)) in names:
            # The mark is painted inside a clip of its own size: leave it, and come back behind the place.
            clips = next(up for up, outer in enumerate(reversed(states)) if not outer.is_clipped)
            pieces.append((name, start + pikepdf.unparse_content_stream(kept) + b"\nQ" * clips + b"\n"))
            transforms[name] = _inverse(states[-1 - clips].matrix)
            kept, depth, start = [], 1, b"q\n" * clips
        else:
            kept.append(instruction)
    pieces.append(("", start + pikepdf.unparse_content_stream(kept)))
    if missing := [name for name in names if name not in transforms]:
        raise RenderError(f"the mark of the place “{missing[0]}” is not on its page", hint="paint it again")
    return pieces, transforms


def _slot_of(instruction: Any) -> str:
    properties = instruction.operands[1]
    return str(properties.get("/Slot", ""))[1:] if isinstance(properties, Dictionary) else ""


def _product(operands: Any, other: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = (float(value) for value in operands)
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _inverse(matrix: tuple[float, ...]) -> bytes:
    a, b, c, d, e, f = matrix
    whole = a * d - b * c
    values = (d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole)
    return " ".join(f"{value:.8f}".rstrip("0").rstrip(".") for value in values).encode() + b" cm\n"


def _deflated(rows: bytes) -> bytes:
    """Return rows as the last blocks of a raw deflate stream, which other blocks may precede."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(rows) + packer.flush()


def _split_xmp(xmp: bytes, document: LaidOutDocument) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Return the XMP around title, keywords, identifier and the list of fingerprints."""
    metadata = document.metadata
    title, code = (
        html.escape(metadata.title, quote=False).encode(),
        html.escape(metadata.identifier, quote=False).encode(),
    )
    marks = (
        (b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">', title),
        (b"<pdf:Keywords>", code),
        (b"<dc:identifier>", code),
        (b"<xmp:Identifier><rdf:Bag>", b""),
    )
    pieces = []
    for opening, value in marks:
        before, found, after = xmp.partition(opening)
        others, _, after = after.partition(value) if value else (b"", b"", after)
        if not found or b"<" in others:  # other keywords may stand before the code
            raise RenderError("the XMP of the master has another form than ours", hint="paint it again")
        pieces.append(before + opening + others)
        xmp = after
    return (pieces[0], pieces[1], pieces[2], pieces[3], xmp)
