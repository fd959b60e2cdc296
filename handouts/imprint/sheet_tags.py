"""What was drawn on a sheet -> its structure tree, metadata and colour profile: PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from handouts.imprint.marks import clean_to_unicode
from handouts.pdf.claims import rdf, srgb_profile

PRODUCER = "handouts"


@dataclass(slots=True)
class Element:
    """A structure element that is being drawn."""

    role: str
    kids: list[Element | tuple[int, int]] = field(default_factory=list)
    """Elements, and marked contents as (page, number)."""
    scope: str = ""

    def under(self, role: str, *, scope: str = "") -> Element:
        """Add an element below this one."""
        element = Element(role, scope=scope)
        self.kids.append(element)
        return element


class Tags:
    """Adds the structure tree and what the file says of itself."""

    def __init__(self, pdf: pikepdf.Pdf, root: Element) -> None:
        self._pdf, self._root = pdf, root
        self._parents: dict[int, dict[int, Any]] = {}

    def write(self, *, title: str, lang: str) -> None:
        """Write all of it into the file."""
        pdf = self._pdf
        tree: Any = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(self._root, tree)])
        numbers = Array()
        for page in sorted(self._parents):
            owners = self._parents[page]
            numbers.append(page)
            numbers.append(pdf.make_indirect(Array(owners[number] for number in sorted(owners))))
        for number, page_object in enumerate(pdf.pages):
            page_object.obj.StructParents = number
            page_object.obj.Tabs = Name.S
            page_object.obj.Resources = Dictionary(
                {key: value for key, value in page_object.obj.Resources.items() if key != "/ProcSet"}
            )
            for font in dict(page_object.obj.Resources.get("/Font", Dictionary())).values():
                clean_to_unicode(font)
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(pdf.pages)
        root = pdf.Root
        root.StructTreeRoot, root.MarkInfo, root.Lang = tree, Dictionary(Marked=True), String(lang)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        profile = pdf.make_stream(srgb_profile())
        profile.N = 3
        root.OutputIntents = Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String("sRGB"),
                    Info=String("sRGB"),
                    DestOutputProfile=profile,
                )
            ]
        )
        meta = pdf.make_stream(rdf(title=title, producer=PRODUCER, lang=lang))
        meta.Type, meta.Subtype = Name.Metadata, Name.XML
        root.Metadata = meta
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        pdf.docinfo["/Title"], pdf.docinfo["/Producer"] = String(title), String(PRODUCER)

    def _element(self, element: Element, parent: Any) -> Any:
        item: Any = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent)
        )
        if element.scope:
            item.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        kids = Array()
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._element(kid, item))
                continue
            page, number = kid
            self._parents.setdefault(page, {})[number] = item
            kids.append(Dictionary(Type=Name.MCR, Pg=self._pdf.pages[page].obj, MCID=number))
        item.K = kids
        return item
