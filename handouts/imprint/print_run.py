"""Many tagged PDFs -> one: pages, tags and links kept, fonts and drawings stored once, a bookmark for each.

The result is PDF/UA-1 and PDF/A-2a when its documents are. Each becomes a Part of one structure tree.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from handouts.errors import RenderError
from handouts.imprint.kept import Kept
from handouts.imprint.pdf_trees import (
    elements_below,
    is_element,
    keys_of,
    named_destinations,
    names_of,
    numbers_of,
    tops,
)
from handouts.pdf.claims import rdf

PRODUCER = "handouts"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a print run."""

    data: bytes
    group: str
    """The bookmark that it stands under, such as the clinic's name."""
    name: str
    """Its bookmark when it has no title of its own."""


@dataclass(frozen=True, slots=True)
class Combined:
    """The PDF that holds all documents."""

    data: bytes
    pages: int


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def combine(documents: Iterable[Document], *, title: str, lang: str = "") -> Combined:
    """Put documents one behind the other into one PDF.

    Args:
        documents: in order; those of one group stand together.
        title: of the whole.
        lang: of the whole, as BCP 47 tag; the first document's when empty. Each Part says its own.

    Raises:
        RenderError: there is no document, or one is no PDF.
    """
    with pikepdf.new() as out:
        book = _Book(out)
        for document in documents:
            try:
                source = pikepdf.open(io.BytesIO(document.data))
            except pikepdf.PdfError as error:
                raise RenderError(f"“{document.name}” is not a PDF that can be read") from error
            book.add(source, document)
        if not book.marks:
            raise RenderError("there is no document to put together")
        book.finish(title=title, lang=lang or book.lang)
        result = io.BytesIO()
        out.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
            min_version="1.7",
        )
        return Combined(result.getvalue(), len(out.pages))


class _Book:
    """A PDF that grows by one document after the other."""

    def __init__(self, out: pikepdf.Pdf) -> None:
        self.out = out
        self.marks: list[tuple[str, str, int]] = []
        """Group, title and first page (from 0) of each document."""
        self.lang = ""
        self._kept = Kept(out)
        self._sources: list[pikepdf.Pdf] = []  # their streams are read when all is written
        self._root: Any = out.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._whole: Any = out.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._root.K = Array([self._whole])
        self._parents = Array()
        self._next_key = 0
        self._roles: dict[str, Any] = {}
        self._identifiers: list[tuple[bytes, Any]] = []

    def add(self, source: pikepdf.Pdf, document: Document) -> None:
        """Add all pages, the structure tree and a bookmark of one document."""
        self._sources.append(source)
        first = len(self.out.pages)
        self.out.pages.extend(source.pages)
        pages = [self.out.pages[number].obj for number in range(first, len(self.out.pages))]
        tree = source.Root.get("/StructTreeRoot")
        if tree is not None:
            self._add_tree(source, self.out.copy_foreign(tree), pages)
        destinations = named_destinations(source)
        for page in pages:
            self._kept.share(page, "/Contents")
            self._kept.share(page, "/Resources")
            for annotation in page.get("/Annots", ()):
                self._make_explicit(annotation, destinations, source, pages)
        lang = str(source.Root.get("/Lang", ""))
        self.lang = self.lang or lang
        if "/OutputIntents" not in self.out.Root and "/OutputIntents" in source.Root:
            intents = source.Root.OutputIntents
            self.out.Root.OutputIntents = Array([self._copied(source, intent) for intent in intents])
        own = str(source.docinfo.get("/Title", "")) or document.name
        self.marks.append((document.group, own, first))

    def _copied(self, source: pikepdf.Pdf, value: Any) -> Any:
        return self.out.copy_foreign(value if value.is_indirect else source.make_indirect(value))

    def _add_tree(self, source: pikepdf.Pdf, tree: Any, pages: list[Any]) -> None:
        base = self._next_key
        parents = dict(numbers_of(tree.ParentTree)) if "/ParentTree" in tree else {}
        for key in sorted(parents):
            self._parents.append(base + key)
            self._parents.append(parents[key])
        self._next_key = base + max(parents, default=-1) + 1
        for page in pages:
            for holder, name in keys_of(page):
                holder[name] = base + int(holder[name])
        part = self.out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=self._whole, K=Array()))
        if "/Lang" in source.Root:
            part.Lang = String(str(source.Root.Lang))
        for element in tops(tree.K):
            kids = list(tops(element.get("/K")))
            if element.get("/S") != Name.Document or not all(map(is_element, kids)):
                kids = [element]
            for kid in kids:
                kid.P = part
                part.K.append(kid)
        self._whole.K.append(part)
        for name, role in dict(tree.get("/RoleMap", Dictionary())).items():
            self._roles.setdefault(name, role)
        if "/IDTree" in tree:
            self._rename(tree.IDTree)

    def _rename(self, identifiers: Any) -> None:
        """Give every named element a name that no other document uses, and tell the cells that name it."""
        prefix = f"d{len(self.marks)}-".encode()
        tables = {}
        for name, element in names_of(identifiers):
            new = prefix + name
            element.ID = String(new)
            self._identifiers.append((new, element))
            table = element
            while table is not None and table.get("/S") != Name.Table:
                table = table.get("/P")
            if table is not None:
                tables[table.objgen] = table
        for table in tables.values():
            for cell in elements_below(table):
                for attributes in tops(cell.get("/A")):
                    if isinstance(attributes, Dictionary) and "/Headers" in attributes:
                        attributes.Headers = Array(
                            String(prefix + bytes(name)) for name in attributes.Headers
                        )

    def _make_explicit(
        self, annotation: Any, destinations: dict[str, Any], source: pikepdf.Pdf, pages: list[Any]
    ) -> None:
        """Replace a named destination, which two documents may both have, by the page and place it means."""
        holder, key = annotation, "/Dest"
        action = annotation.get("/A")
        if action is not None and action.get("/S") == Name.GoTo:
            holder, key = action, "/D"
        if key not in holder or isinstance(holder[key], Array):
            return
        target = destinations.get(str(holder[key]))
        numbers = {page.obj.objgen: at for at, page in enumerate(source.pages)}
        if target is None or target[0].objgen not in numbers:
            del holder[key]
            return
        holder[key] = Array([pages[numbers[target[0].objgen]], *list(target)[1:]])

    def finish(self, *, title: str, lang: str) -> None:
        """Add what the whole document says of itself."""
        root = self.out.Root
        if self._roles:
            self._root.RoleMap = Dictionary(self._roles)
        if self._identifiers:
            pairs = sorted(self._identifiers, key=lambda pair: pair[0])
            names = [item for name, element in pairs for item in (String(name), element)]
            self._root.IDTree = self.out.make_indirect(Dictionary(Names=Array(names)))
        self._root.ParentTree = self.out.make_indirect(Dictionary(Nums=self._parents))
        self._root.ParentTreeNextKey = self._next_key
        root.StructTreeRoot = self._root
        root.MarkInfo = Dictionary(Marked=True)
        root.Lang = String(lang)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseOutlines
        meta = self.out.make_stream(rdf(title=title, producer=PRODUCER, lang=lang))
        meta.Type, meta.Subtype = Name.Metadata, Name.XML
        root.Metadata = meta
        self.out.docinfo["/Title"] = String(title)
        self.out.docinfo["/Producer"] = String(PRODUCER)
        with self.out.open_outline() as outline:
            group: OutlineItem | None = None
            for name, own, page in self.marks:
                if group is None or group.title != name:
                    group = OutlineItem(name, page)
                    outline.root.append(group)
                group.children.append(OutlineItem(own, page))
