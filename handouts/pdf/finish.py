"""A tree of structure elements -> the objects of a tagged PDF."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from handouts.findings import Finding
from handouts.pdf.artifacts import Marks
from handouts.pdf.structure import Annotation, Content, Element, spoken_of_link, tidy
from handouts.pdf.tables import name_headers
from handouts.pdf.weasyprint_seams import pydyf
from handouts.pdf.weasyprint_tags import TagTree

SCALE = 0.75
"""Points for one CSS pixel."""


class Tagger:
    """Tags one document; stands in for WeasyPrint's `add_tags`.

    Args:
        lang: language of the document, as BCP 47 tag.

    Attributes:
        findings: what cannot be read out, after the document was painted.
    """

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.findings: list[Finding] = []

    def __call__(self, pdf: Any, document: Any, pdf_version: object, page_streams: Sequence[Any]) -> None:
        """Grow the tree from the painted pages, tidy it and add it to the PDF."""
        del pdf_version
        tree = TagTree(lang=self._lang, scale=SCALE)
        pages = [Marks(stream) for stream in page_streams]
        for index, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
            tree.add_page(index, page, stream._tags, pages[index])
        tidy(tree.root)
        for number, table in enumerate(_branches(tree.root, "Table")):
            name_headers(table, prefix=f"t{number}")
        _drop(pdf, tree.detached)
        _do_not_interpolate(pdf)
        _Writer(pdf, pages).write(tree.root)
        self.findings = tree.findings
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _branches(element: Element, role: str) -> Iterator[Element]:
    for kid in element.elements():
        if kid.role == role:
            yield kid
        yield from _branches(kid, role)


def _drop(pdf: Any, annotations: Sequence[Annotation]) -> None:
    """Take clickable areas in artifacts off their pages: PDF/UA wants every link in the tree."""
    for annotation in annotations:
        page = pdf.objects[pdf.pages["Kids"][::3][annotation.page]]
        page["Annots"].remove(annotation.target.reference)
        if not page["Annots"]:
            del page["Annots"]
        annotation.target.clear()  # stays as an empty object: pydyf numbers by position


def compress_once(document: Any, pdf: Any) -> None:
    """Compress every stream that wants it; WeasyPrint's `finisher`, called before the file is written.

    pydyf 0.13.0 asks a stream for its bytes twice, for the file and for its identifier, and compresses
    both times.
    """
    del document
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            data = zlib.compress(b"\n".join(map(_as_bytes, item.stream)), 9)
            item.stream, item.compress = [data], False
            item.extra["Filter"] = "/FlateDecode"


def _as_bytes(part: Any) -> bytes:
    if isinstance(part, bytes):
        return part
    data: bytes = part.encode("ascii") if isinstance(part, str) else pydyf._to_bytes(part)
    return data


def _do_not_interpolate(pdf: Any) -> None:
    """Clear /Interpolate, which WeasyPrint sets on raster pictures and PDF/A forbids (6.2.8)."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Interpolate", "false") != "false":
            item.extra["Interpolate"] = "false"


class _Writer:
    """Writes the elements, and the parent tree that leads from a page's content back to them."""

    def __init__(self, pdf: Any, pages: Sequence[Marks]) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._numbers = [page.renumber() for page in pages]
        self._parents: list[list[bytes]] = [[b"null"] * len(numbers) for numbers in self._numbers]
        self._links: list[bytes] = []
        self._identifiers: dict[str, bytes] = {}

    def write(self, root: Element) -> None:
        tree = self._add({"Type": "/StructTreeRoot"})
        tree["K"] = pydyf.Array([self._element(root, tree.reference)])
        numbers = pydyf.Array()
        for index, parents in enumerate(self._parents):
            numbers.extend((index, pydyf.Array(parents)))
        for index, parent in enumerate(self._links, start=len(self._parents)):
            numbers.extend((index, parent))
        tree["ParentTree"] = self._add({"Nums": numbers}).reference
        tree["ParentTreeNextKey"] = len(self._parents) + len(self._links)
        if self._identifiers:
            names = pydyf.Array()
            for name in sorted(self._identifiers):
                names.extend((pydyf.String(name), self._identifiers[name]))
            tree["IDTree"] = self._add({"Names": names}).reference
        self._pdf.catalog["StructTreeRoot"] = tree.reference

    def _add(self, values: dict[str, Any]) -> Any:
        item = pydyf.Dictionary(values)
        self._pdf.add_object(item)
        return item

    def _element(self, element: Element, parent: bytes) -> bytes:
        item = self._add({"Type": "/StructElem", "S": f"/{element.role}", "P": parent})
        reference: bytes = item.reference
        if element.says_lang:
            item["Lang"] = pydyf.String(element.lang)
        if element.alt:
            item["Alt"] = pydyf.String(element.alt)
        if element.attributes:
            item["A"] = pydyf.Dictionary({name: _value(value) for name, value in element.attributes.items()})
        if element.identifier:
            item["ID"] = pydyf.String(element.identifier)
            self._identifiers[element.identifier] = reference
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if element.slot:
            item["T"] = pydyf.String(element.slot)
            page = element.slot_page
        if page is not None:
            item["Pg"] = self._pages[page]
        kids = pydyf.Array()
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._element(kid, reference))
            elif isinstance(kid, Content):
                kids.append(self._content(kid, reference, page))
            else:
                kids.append(self._annotation(kid, reference, element))
        if kids:
            item["K"] = kids if len(kids) > 1 else kids[0]
        return reference

    def _content(self, content: Content, owner: bytes, page: int | None) -> Any:
        number = self._numbers[content.page][content.mark]
        self._parents[content.page][number] = owner
        if content.page == page:
            return number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[content.page], "MCID": number})

    def _annotation(self, annotation: Annotation, owner: bytes, link: Element) -> Any:
        target = annotation.target
        target["StructParent"] = len(self._parents) + len(self._links)
        self._links.append(owner)
        target["Contents"] = pydyf.String(_spoken(link.text(), target))
        return pydyf.Dictionary(
            {"Type": "/OBJR", "Pg": self._pages[annotation.page], "Obj": target.reference}
        )


def _spoken(words: str, target: Any) -> str:
    action = target.get("A")
    if not words and not action:
        return str(target["Dest"].string)
    return spoken_of_link(words, action["URI"].string if action else "")


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return pydyf.Array(pydyf.String(item) if isinstance(item, str) else item for item in value)
    return value
