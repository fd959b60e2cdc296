"""A checked PDF with free places -> a master: every object renumbered, written once, ready to be copied."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from handouts.errors import RenderError
from handouts.findings import Finding
from handouts.imprint import master as plan
from handouts.imprint.cuts import cut_page, cut_xmp
from handouts.imprint.fit import Sizes
from handouts.imprint.master import Card, Master, PageRecipe, SlotRecipe
from handouts.imprint.object_writer import ObjectWriter
from handouts.imprint.typeface import SlotFont, slot_font
from handouts.layout.document import LaidOutDocument
from handouts.layout.identity import SLOTS


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
        self._out = ObjectWriter()
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
            self._out.numbers[item.objgen] = number
        self._out.numbers |= special
        self._out.next = plan.FIRST_STATIC + len(static)
        contents = {index: self._contents(index) for index in self._written}
        recipes = tuple(self._page(index, contents[index], nums.pop(keys[index])) for index in self._written)
        slots = tuple(self._slot(place) for place in self._places)
        owners = {key: self._out.text(value) for key, value in nums.items()}
        owners |= {keys[index]: b"%d 0 R" % plan.PARENTS[at] for at, index in enumerate(self._written)}
        rows_of_parents = b"".join(b"%d %s " % (key, owners[key]) for key in sorted(owners))
        tree.ParentTreeNextKey = max([*nums, *keys.values()]) + 1000
        objects: dict[int, bytes] = {}
        streams: list[tuple[int, bytes, bytes]] = []
        for item in static:
            if isinstance(item, Stream):
                streams.append((self._out.numbers[item.objgen], *self._out.stream(item)))
            else:
                objects[self._out.numbers[item.objgen]] = self._out.text(item, whole=True)
        for number, raw in self._new_streams:
            packed = zlib.compress(raw, 9)
            streams.append((number, b"<</Filter/FlateDecode/Length %d>>" % len(packed), packed))
        head, rows = self._out.write(objects, streams)
        return Master(
            card=self._card(pages),
            head=head,
            rows=rows,
            deflated_rows=_deflated(rows),
            root=self._out.numbers[pdf.Root.objgen],
            pages=recipes,
            slots=slots,
            info=self._info(),
            xmp=cut_xmp(pdf.Root.Metadata.read_bytes(), document),
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
                self._pieces[page] = cut_page(self._pdf.pages[page], names)
            transform = self._pieces[page][1][name]
            yield _Place(name, element, page, tuple(float(edge) for edge in element.A.BBox), transform)

    def _contents(self, index: int) -> bytes:
        """Make streams of what stands around the places of a page; return its /Contents."""
        pieces, _ = self._pieces[index]
        references: list[bytes] = []
        for name, raw in pieces:
            self._new_streams.append((self._out.next, raw))
            references.append(b"%d 0 R" % self._out.next)
            self._out.next += 1
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
            head=self._out.entries(own) + b"/Contents" + contents,
            annotations=b" ".join(self._out.text(link) for link in page.get("/Annots", ())),
            resources=self._out.entries(kept),
            fonts=self._out.entries(resources.get("/Font", Dictionary()).items()),
            pictures=self._out.entries(resources.get("/XObject", Dictionary()).items()),
            parents=b" ".join(self._out.text(owner) for owner in parents),
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
            head=self._out.entries(kept),
        )

    def _info(self) -> bytes:
        info = self._pdf.trailer.Info
        return self._out.entries(
            (name, value) for name, value in info.items() if name not in ("/Title", "/Keywords")
        )


def _streams(page: Any) -> list[Any]:
    contents = page.Contents
    return list(contents) if isinstance(contents, Array) else [contents]


def _deflated(rows: bytes) -> bytes:
    """Return rows as the last blocks of a raw deflate stream, which other blocks may precede."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(rows) + packer.flush()
