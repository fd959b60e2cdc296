"""PDF bytes -> plain values that every PDF check reads: tags, fonts, language, metadata, words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2

from handouts.checks.font_files import postscript_name
from handouts.checks.pdf_words import Mark, PdfWords, read_words
from handouts.checks.xmp import Xmp, read_xmp

_DEEPEST = 200
"""Our deepest tag tree nests a dozen levels; more is a loop."""


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One structure element."""

    role: str
    lang: str
    alt: str
    scope: str
    """`Row`, `Column` or nothing; of header cells."""
    box_pt: tuple[float, ...]
    """The /BBox of a figure: left, bottom, right, top in points from the lower left corner; or empty."""
    page: int | None
    """Index of its page from 0, where it says so."""
    kids: tuple[Tag | Mark, ...]

    def walk(self) -> Iterator[Tag]:
        """Yield this tag and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def marks(self) -> Iterator[Mark]:
        """Yield every piece of content of the branch, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.marks()
            else:
                yield kid


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font that a page names."""

    name: str
    """PostScript name without the subset's prefix."""
    page: int
    """From 1."""
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself."""

    width_pt: float
    height_pt: float
    struct_parents: int | None
    tabs: str


@dataclass(frozen=True, slots=True, eq=False)
class PdfView:
    """What a PDF holds, as plain values. Where `fault` is not empty, everything else is."""

    fault: str = ""
    """Why it could not be opened."""
    tags: Tag | None = None
    words: PdfWords = field(default_factory=lambda: PdfWords((), {}, ()))
    fonts: tuple[FontUse, ...] = ()
    pages: tuple[PageFacts, ...] = ()
    lang: str = ""
    marked: bool = False
    shows_title: bool = False
    title: str = ""
    xmp: Xmp = field(default_factory=Xmp)
    output_intents: int = 0
    unreached: tuple[int, ...] = ()
    """Keys of the parent tree with an entry that is empty or leads to no element of the tag tree."""

    def spoken(self, tag: Tag) -> str:
        """Return the words of a branch of the tag tree, in reading order."""
        return "".join(self.words.marked.get(mark, "") for mark in tag.marks())

    def spoken_by_language(self, lang: str) -> dict[str, str]:
        """Return all words by the language they are marked with, `lang` where nothing says otherwise."""
        found: dict[str, list[str]] = {}
        if self.tags is not None:
            self._gather(self.tags, lang, found)
        return {name: "".join(words) for name, words in found.items()}

    def _gather(self, tag: Tag, inherited: str, found: dict[str, list[str]]) -> None:
        lang = tag.lang or inherited
        for kid in tag.kids:
            if isinstance(kid, Tag):
                self._gather(kid, lang, found)
            else:
                found.setdefault(lang, []).append(self.words.marked.get(kid, ""))


def look_into(data: bytes) -> PdfView:
    """Return what a PDF holds; a file that cannot be opened gives a view with a fault."""
    try:
        words = read_words(data)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _look(pdf, words)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RecursionError, ValueError) as error:
        return PdfView(fault=str(error) or type(error).__name__)


def _look(pdf: pikepdf.Pdf, words: PdfWords) -> PdfView:
    root = pdf.Root
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    reached: set[tuple[int, int]] = set()
    tree = root.get("/StructTreeRoot")
    tags = None
    if isinstance(tree, pikepdf.Dictionary):
        top = _Reader(pages, reached).kids(tree.get("/K"), None, 0)
        tags = Tag("StructTreeRoot", "", "", "", (), None, tuple(top))
    metadata = root.get("/Metadata")
    intents = root.get("/OutputIntents")
    return PdfView(
        tags=tags,
        words=words,
        fonts=tuple(_fonts(pdf)),
        pages=tuple(_page_facts(page) for page in pdf.pages),
        lang=str(root.get("/Lang", "")),
        marked=bool(_entry(root.get("/MarkInfo"), "/Marked")),
        shows_title=bool(_entry(root.get("/ViewerPreferences"), "/DisplayDocTitle")),
        title=str(_entry(pdf.trailer.get("/Info"), "/Title") or ""),
        xmp=read_xmp(metadata.read_bytes()) if isinstance(metadata, pikepdf.Stream) else Xmp(),
        output_intents=len(intents) if isinstance(intents, pikepdf.Array) else 0,
        unreached=tuple(_unreached(tree, reached)),
    )


def _entry(dictionary: Any, name: str) -> Any:
    return dictionary.get(name) if isinstance(dictionary, pikepdf.Dictionary) else None


class _Reader:
    """Turns structure elements into tags and notes which it met."""

    def __init__(self, pages: dict[tuple[int, int], int], reached: set[tuple[int, int]]) -> None:
        self._pages = pages
        self._reached = reached

    def kids(self, value: Any, page: int | None, depth: int) -> Iterator[Tag | Mark]:
        if depth > _DEEPEST:
            raise ValueError("the tag tree nests too deep")
        if value is None:
            return
        for kid in value if isinstance(value, pikepdf.Array) else [value]:
            if not isinstance(kid, pikepdf.Dictionary):
                yield (page or 0, int(kid))
            elif "/S" in kid:
                yield self._tag(kid, page, depth)
            elif "/MCID" in kid:
                yield (self._page_of(kid, page) or 0, int(kid["/MCID"]))

    def _tag(self, element: pikepdf.Dictionary, page: int | None, depth: int) -> Tag:
        self._reached.add(element.objgen)
        here = self._page_of(element, page)
        attributes = element.get("/A")
        tables = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
        scope = ""
        box: tuple[float, ...] = ()
        for table in tables:
            if isinstance(table, pikepdf.Dictionary):
                scope = str(table.get("/Scope", "/"))[1:] or scope
                if "/BBox" in table:
                    box = tuple(float(edge) for edge in table["/BBox"])
        return Tag(
            str(element["/S"])[1:],
            str(element.get("/Lang", "")),
            str(element.get("/Alt", "")),
            scope,
            box,
            here,
            tuple(self.kids(element.get("/K"), here, depth + 1)),
        )

    def _page_of(self, element: pikepdf.Dictionary, inherited: int | None) -> int | None:
        page = element.get("/Pg")
        return inherited if page is None else self._pages.get(page.objgen, inherited)


def _unreached(tree: Any, reached: set[tuple[int, int]]) -> Iterator[int]:
    parents = _entry(tree, "/ParentTree")
    if parents is None:
        return
    for key, entry in pikepdf.NumberTree(parents).items():
        owners = list(entry) if isinstance(entry, pikepdf.Array) else [entry]
        if any(not isinstance(owner, pikepdf.Dictionary) or owner.objgen not in reached for owner in owners):
            yield int(key)


def _page_facts(page: pikepdf.Page) -> PageFacts:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    key = page.obj.get("/StructParents")
    tabs = str(page.obj.get("/Tabs", ""))
    return PageFacts(right - left, top - bottom, None if key is None else int(key), tabs)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[FontUse]:
    known: dict[tuple[int, int], tuple[str, bool, bool]] = {}
    for number, page in enumerate(pdf.pages, start=1):
        fonts = _entry(page.resources if "/Resources" in page else None, "/Font")
        for font in fonts.values() if isinstance(fonts, pikepdf.Dictionary) else ():
            if font.objgen not in known or font.objgen == (0, 0):
                known[font.objgen] = _font(font)
            name, embedded, subset = known[font.objgen]
            yield FontUse(name, number, embedded, subset)


def _font(font: Any) -> tuple[str, bool, bool]:
    whole = str(font.get("/BaseFont", "/"))[1:]
    prefix, plus, name = whole.partition("+")
    is_subset = bool(plus) and len(prefix) == 6 and prefix.isupper()
    inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor")
    files = [_entry(descriptor, kind) for kind in ("/FontFile2", "/FontFile3", "/FontFile")]
    file = next((stream for stream in files if isinstance(stream, pikepdf.Stream)), None)
    # WeasyPrint names fonts as Pango does (“Noto-Sans-Semi-Bold”); a font's own name stands inside it.
    own = postscript_name(file.read_bytes()) if file is not None else ""
    return own or (name if is_subset else whole), file is not None, is_subset
