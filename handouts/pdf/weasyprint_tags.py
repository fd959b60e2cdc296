"""WeasyPrint's boxes -> a tree of structure elements in which every HTML element stands once.

Replaces `weasyprint.pdf.tags.add_tags` of 70.0, which walks the boxes of each page by itself and so breaks
what a page breaks: a table over four pages became four tables. It also loses the language of parts, the scope
of header cells and the numbering of lists, measures figures in pixels from the top, and leaves running
headers as elements outside the tree. All of that passes veraPDF, so nothing but our own tests would notice.

A box knows its HTML element, and the element is the same object on every page: that alone decides what
belongs together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handouts.findings import Finding, Where
from handouts.pdf import artifacts
from handouts.pdf.artifacts import Marks
from handouts.pdf.structure import TRANSPARENT, Annotation, Content, Element
from handouts.pdf.weasyprint_seams import weasyprint

_boxes = weasyprint.formatting_structure.boxes
_Placeholder = weasyprint.layout.absolute.AbsolutePlaceholder

_SVG_TAG = "{http://www.w3.org/2000/svg}svg"
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"
_ROLES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "div": "Div",
    "header": "Div",
    "footer": "Div",
    "figure": "Div",
    "address": "Div",
    "hgroup": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "li::marker": "Lbl",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "q": "Quote",
    "code": "Code",
    "img": "Figure",
    _SVG_TAG: "Figure",
}
_LIST_NUMBERING = {
    "decimal": "/Decimal",
    "decimal-leading-zero": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "lower-latin": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "upper-latin": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
    "disc": "/Disc",
    "circle": "/Circle",
    "square": "/Square",
}


class TagTree:
    """The structure of a whole document, grown page by page.

    Args:
        lang: language of the document.
        scale: points for one CSS pixel.
    """

    def __init__(self, *, lang: str, scale: float) -> None:
        self.root = Element("Document", lang=lang)
        self.detached: list[Annotation] = []
        """Clickable areas in what is not read out: they must go."""
        self.findings: list[Finding] = []
        self._scale = scale
        self._known: dict[tuple[Any, str], Element] = {}
        self._page = 0
        self._height = 0.0
        self._tags: dict[Any, dict[str, Any]] = {}
        self._marks: Marks

    def add_page(self, index: int, page: Any, tags: dict[Any, dict[str, Any]], marks: Marks) -> None:
        """Add what lies on one page.

        Args:
            index: of the page, from 0.
            page: WeasyPrint's `Page`.
            tags: the boxes WeasyPrint marked on it, with their numbers; emptied.
            marks: the same pieces in the content stream.
        """
        self._page, self._height, self._tags, self._marks = index, page.height, tags, marks
        self._grow(page._page_box.children, self.root, None)
        # Whatever no box of the page owns is painted but not content.
        for box in list(tags):
            self._hide_one(box, artifacts.DECORATION)

    def _grow(self, boxes: Sequence[Any], node: Element, key: tuple[Any, str] | None) -> None:
        """Add boxes to a node; `key` is the HTML element and tag the node stands for."""
        for box in boxes:
            if isinstance(box, _Placeholder):
                box = box._box  # WeasyPrint's stand-in for a positioned box
            if isinstance(box, _boxes.TextBox):
                self._add_content(box, node, box.text)
                continue
            if isinstance(box, _boxes.LineBox):
                self._grow(box.children, node, key)
                continue
            element, tag = box.element, box.element_tag
            if element is None:
                self._grow_anonymous(box, node, key)
                continue
            own_key = (element, tag)
            target = node
            if own_key != key and tag not in ("html", "body"):
                known = self._known.get(own_key)
                if known is None:
                    if _is_hidden(element, tag):
                        self._hide(box, artifacts.DECORATION)
                        continue
                    known = self._known[own_key] = self._new(box, element, tag, node)
                    node.kids.append(known)
                elif getattr(box, "is_header", False) or getattr(box, "is_footer", False):
                    # The engine paints head and foot whole again on every page and column of the table.
                    self._hide(box, artifacts.REPEATED)
                    continue
                target = known
            if box.link_annotation:
                self._link(box, target)
            if isinstance(box, _boxes.ReplacedBox):
                self._add_picture(box, target)
                continue
            self._grow(box.children, target, own_key)

    def _grow_anonymous(self, box: Any, node: Element, key: tuple[Any, str] | None) -> None:
        """Take a box that belongs to no element: a margin of the page, or the area of its footnotes."""
        if isinstance(box, _boxes.MarginBox):
            keyword = box.at_keyword
            kind = artifacts.HEADER if keyword.startswith("@top") else artifacts.REPEATED
            kind = artifacts.FOOTER if keyword.startswith("@bottom") else kind
            self._hide(box, kind)
        else:
            self._grow(box.children, node, key)

    def _new(self, box: Any, element: Any, tag: str, parent: Element) -> Element:
        role = _ROLES.get(tag, TRANSPARENT)
        lang, says_lang = parent.lang, False
        if tag == element.tag and (own := element.get("lang")) and own.lower() != lang.lower():
            lang, says_lang = own, True
            role = role or ("Span" if isinstance(box, _boxes.InlineLevelBox) else "Div")
        if (
            role in ("LI", "Lbl", "LBody")
            and tag in ("li", "dt", "dd")
            and not _inside_list(element, tag, parent)
        ):
            role = "Div"
        node = Element(role, tag, lang, says_lang)
        if tag == element.tag and (slot := element.get("data-slot")):
            self._reserve(box, node, slot)
        match role:
            case "L":
                node.attributes = {"O": "/List", "ListNumbering": "/None"}
            case "LI":
                style = box.style["list_style_type"]
                if parent.role == "L" and tag == "li" and isinstance(style, str):
                    parent.attributes["ListNumbering"] = _LIST_NUMBERING.get(style, "/None")
            case "TD" | "TH":
                node.colspan, node.rowspan = box.colspan, box.rowspan
                node.scope = (element.get("scope") or "").lower()
                spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
                node.attributes = {name: span for name, span in spans.items() if span != 1}
                if node.attributes:
                    node.attributes = {"O": "/Table", **node.attributes}
        return node

    def _reserve(self, box: Any, node: Element, slot: str) -> None:
        """Note the place that an element keeps free: what lies inside its border and padding."""
        node.slot, node.slot_page = slot, self._page
        left, top = box.content_box_x(), box.content_box_y()
        area = self._area(box, left, top, left + box.width, top + box.height)
        node.attributes = {"O": "/Layout", "BBox": area}

    def _add_content(self, box: Any, node: Element, text: str) -> None:
        tag = self._tags.pop(box, None)
        if tag is None:
            return  # nothing was painted: the box is invisible
        mark = tag["mcid"]
        if mark not in self._marks:
            self._lost(text)
        elif text and not text.strip():
            self._marks.hide(mark, artifacts.DECORATION)  # nothing is painted for blanks
        else:
            node.kids.append(Content(self._page, mark, text))

    def _add_picture(self, box: Any, node: Element) -> None:
        """Add a picture, unless it decorates: an empty `alt`, or a picture from `content` in the styles."""
        if slot := box.element.get("data-mark"):
            self._hide_one(box, artifacts.slot_mark(slot))
            return
        alt = _alternative(box.element) if node.role == "Figure" else ""
        if alt is None:
            name = box.element.get("src") or box.element.get("data-name") or "drawing"
            self.findings.append(
                Finding(
                    "engine-missing-alt",
                    f"the picture “{name[:60]}” has no alternative text",
                    where=Where(page=self._page + 1),
                    hint='give it an alt text, or alt="" when it only decorates',
                )
            )
            alt = ""
        if not alt:
            self._hide_one(box, artifacts.DECORATION)
            return
        node.alt = alt
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        area = self._area(box, left, top, right, bottom)
        node.attributes = {"O": "/Layout", "BBox": area}
        self._add_content(box, node, "")

    def _area(self, box: Any, left: float, top: float, right: float, bottom: float) -> list[float]:
        """Return a rectangle of pixels from the top as points from the foot, turned as its box is."""
        corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
        if box.transformation_matrix:
            corners = [box.transformation_matrix.transform_point(*corner) for corner in corners]
        across = [x * self._scale for x, _ in corners]
        up = [(self._height - y) * self._scale for _, y in corners]
        return [round(value, 3) for value in (min(across), min(up), max(across), max(up))]

    def _link(self, box: Any, node: Element) -> None:
        """Give a clickable area to its link; WeasyPrint also makes one for each element in a link."""
        link = node if node.role == "Link" else self._link_around(box.element)
        annotation = Annotation(self._page, box.link_annotation)
        if link is None:
            self.detached.append(annotation)
        else:
            link.kids.append(annotation)

    def _link_around(self, element: Any) -> Element | None:
        """Return the link an HTML element stands in; ElementTree knows no parents, so ask every link."""
        for (known, tag), link in self._known.items():
            if tag == "a" and any(inner is element for inner in known.iter()):
                return link
        return None

    def _hide(self, box: Any, artifact: Any) -> None:
        """Make a box and all in it an artifact."""
        if isinstance(box, _Placeholder):
            box = box._box
        self._hide_one(box, artifact)
        if box.link_annotation:
            self.detached.append(Annotation(self._page, box.link_annotation))
        for child in box.children:
            self._hide(child, artifact)

    def _hide_one(self, box: Any, artifact: Any) -> None:
        tag = self._tags.pop(box, None)
        if tag is None:
            return
        if tag["mcid"] in self._marks:
            self._marks.hide(tag["mcid"], artifact)
        else:
            self._lost(getattr(box, "text", ""))

    def _lost(self, text: str) -> None:
        self.findings.append(
            Finding(
                "engine-untagged-content",
                f"“{text.strip()[:40] or 'a picture'}” is painted with opacity: no screen reader finds it",
                where=Where(page=self._page + 1),
                hint="use a lighter colour in place of opacity",
            )
        )


def _is_hidden(element: Any, tag: str) -> bool:
    return bool(tag == element.tag and element.get("aria-hidden") == "true")


def _inside_list(element: Any, tag: str, parent: Element) -> bool:
    """Say whether an item stands in a list; the group around terms of a `dl` may be a `div`."""
    if tag == "li":
        return parent.role == "L"
    return parent.html in ("dl", "div")


def _alternative(element: Any) -> str | None:
    """Return the alternative text of a picture, nothing ("") when it decorates, None when no one said."""
    if element.get("role") in ("presentation", "none"):
        return ""
    if element.tag == _SVG_TAG:
        title = element.find(_SVG_TITLE)
        text = element.get("aria-label") or (title.text if title is not None else None)
    else:
        text = element.get("alt")
    return text if text is None else " ".join(text.split())
