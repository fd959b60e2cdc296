"""The tree of structure elements, before it is written: what a screen reader will walk through.

The tree here knows neither WeasyPrint nor PDF objects. `weasyprint_tags` grows it from boxes, `finish` writes
it; in between, `tidy` makes lists, tables and groups well-formed, so that both stay simple.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

TRANSPARENT = ""
"""Role of an element that means nothing to a reader: its content belongs to its parent."""

GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
"""Roles that hold blocks; text directly inside is given a paragraph of its own (ISO 32000-1, 14.8.4.2)."""
_INLINE = frozenset({"Span", "Link", "Quote", "Code", "Reference", "Note"})
_KEPT_EMPTY = frozenset({"TD", "TH"})
"""An empty cell is still a cell: without it the columns after it would move."""


@dataclass(slots=True, eq=False)
class Content:
    """A marked piece of a page: one line of text, or one picture."""

    page: int
    """Index of the page, from 0."""
    mark: int
    """The number by which the page's content stream calls it (MCID)."""
    text: str = ""


@dataclass(slots=True, eq=False)
class Annotation:
    """A clickable area that belongs to a link."""

    page: int
    target: Any
    """The engine's own annotation object."""


@dataclass(slots=True, eq=False)
class Element:
    """One structure element. Parts of it on several pages, lines or columns are one element."""

    role: str
    html: str = ""
    """Name of the HTML element it comes from."""
    lang: str = ""
    """Language in force inside, as BCP 47 tag."""
    says_lang: bool = False
    """Whether the language differs from the one around it, so that it must be written."""
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Entries of its attribute dictionary, owner included."""
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""
    """The HTML `scope` of a header cell."""
    identifier: str = ""
    """Set on header cells that other cells name."""
    slot: str = ""
    """Name of the place that it keeps free for an imprint: then it stays, although it is empty."""
    slot_page: int = 0
    """Index of the page with that place."""

    def elements(self) -> Iterator[Element]:
        """Yield the kids that are elements."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def text(self) -> str:
        """Return the words of the whole branch, a picture's being its alternative text."""
        if self.alt:
            return self.alt
        parts = [kid.text() if isinstance(kid, Element) else getattr(kid, "text", "") for kid in self.kids]
        return " ".join(" ".join(parts).split())


def tidy(element: Element) -> None:
    """Make a branch well-formed, from the leaves up: nothing empty, proper lists, paragraphs in groups."""
    kids: list[Element | Content | Annotation] = []
    for kid in element.kids:
        if not isinstance(kid, Element):
            kids.append(kid)
            continue
        tidy(kid)
        if kid.role == TRANSPARENT:
            kids.extend(kid.kids)
        elif kid.kids or kid.slot or kid.role in _KEPT_EMPTY:
            kids.append(kid)
    element.kids = kids
    match element.role:
        case "L":
            _tidy_list(element)
        case "Table":
            _tidy_table(element)
        case role if role in GROUPS:
            element.kids = _with_paragraphs(element)


def _with_paragraphs(group: Element) -> list[Element | Content | Annotation]:
    """Put runs of text and inline elements that lie directly in a group into paragraphs."""
    kids: list[Element | Content | Annotation] = []
    run: Element | None = None
    for kid in group.kids:
        if isinstance(kid, Element) and kid.role not in _INLINE:
            run = None
            kids.append(kid)
            continue
        if run is None:
            run = Element("P", lang=group.lang)
            kids.append(run)
        run.kids.append(kid)
    return kids


def _tidy_list(whole: Element) -> None:
    """Make the kids of a list items (LI), and the kids of items a label (Lbl) and a body (LBody)."""
    if whole.html == "dl":
        whole.kids = list(_definition_items(whole))
        return
    items: list[Element | Content | Annotation] = []
    for kid in whole.kids:
        if isinstance(kid, Element) and kid.role == "Caption":
            items.insert(0, kid)
        elif isinstance(kid, Element) and kid.role == "LI":
            items.append(_item(kid))
        elif items and isinstance(items[-1], Element) and items[-1].role == "LI":
            _body(items[-1]).kids.append(kid)  # a list or text between two items: part of the one before
        else:
            items.append(Element("LI", lang=whole.lang, kids=[Element("LBody", lang=whole.lang, kids=[kid])]))
    whole.kids = items


def _item(item: Element) -> Element:
    labels = [kid for kid in item.kids if isinstance(kid, Element) and kid.role == "Lbl"]
    rest = [kid for kid in item.kids if not (isinstance(kid, Element) and kid.role == "Lbl")]
    item.kids = [*labels]
    if rest:
        item.kids.append(Element("LBody", lang=item.lang, kids=rest))
    return item


def _body(item: Element) -> Element:
    last = item.kids[-1] if item.kids else None
    if isinstance(last, Element) and last.role == "LBody":
        return last
    body = Element("LBody", lang=item.lang)
    item.kids.append(body)
    return body


def _definition_items(whole: Element) -> Iterator[Element]:
    """Yield one item for each term and what is said of it."""
    item: Element | None = None
    for kid in _flattened(whole):
        if isinstance(kid, Element) and kid.role == "Lbl":
            if item is None or any(part.role == "LBody" for part in item.elements()):
                if item is not None:
                    yield item
                item = Element("LI", lang=whole.lang)
            item.kids.append(kid)
            continue
        item = item or Element("LI", lang=whole.lang)
        body = _body(item)
        if isinstance(kid, Element) and kid.role == "LBody":
            # A second explanation of one term keeps its own paragraph; the first needs none.
            body.kids.extend(kid.kids if not body.kids and not kid.says_lang else [_as_paragraph(kid)])
        else:
            body.kids.append(kid)
    if item is not None:
        yield item


def _as_paragraph(body: Element) -> Element:
    body.role = "Div"
    body.kids = _with_paragraphs(body)
    return body


def _flattened(whole: Element) -> Iterator[Element | Content | Annotation]:
    for kid in whole.kids:
        if isinstance(kid, Element) and kid.role in GROUPS:
            yield from _flattened(kid)
        else:
            yield kid


_TABLE_ORDER = {"Caption": 0, "THead": 1, "TFoot": 3}


def _tidy_table(table: Element) -> None:
    """Put the caption first and the foot last; the pages bring them in another order."""
    table.kids.sort(key=lambda kid: _TABLE_ORDER.get(kid.role, 2) if isinstance(kid, Element) else 2)


def spoken_of_link(words: str, address: str) -> str:
    """Return what is said of a link: its words, and where it leads unless the words say so.

    >>> spoken_of_link("0113 496 0123", "tel:+441134960123")
    '0113 496 0123 (tel:+441134960123)'
    >>> spoken_of_link("clinic.example/vi", "https://clinic.example/vi/")
    'clinic.example/vi'
    """
    bare = address.partition(":")[2].lstrip("/") if address else ""
    if not words:
        return address
    return words if not address or bare.rstrip("/") in words else f"{words} ({address})"
