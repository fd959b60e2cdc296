from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pikepdf
import pytest

from handouts.layout.document import LaidOutDocument
from handouts.pdf.document import PdfFile
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.resources import AssetPath
from handouts.testing.documents import a_document, a_nasty_document


@dataclass
class Tag:
    """One structure element as a reader of the file finds it."""

    role: str
    kids: list[Tag] = field(default_factory=list)
    attributes: dict[str, object] = field(default_factory=dict)
    lang: str = ""
    alt: str = ""
    identifier: str = ""
    pages: set[int] = field(default_factory=set)
    """Pages of its own content, from 0."""
    marks: list[tuple[int, int]] = field(default_factory=list)
    links: int = 0
    objgen: tuple[int, int] = (0, 0)

    def all(self, role: str = "") -> Iterator[Tag]:
        if role in ("", self.role):
            yield self
        for kid in self.kids:
            yield from kid.all(role)

    @property
    def roles(self) -> list[str]:
        return [kid.role for kid in self.kids]

    def spread(self) -> set[int]:
        return set().union(self.pages, *(kid.spread() for kid in self.kids))


def read_tags(data: bytes) -> Tag:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        return _read(pdf.Root.StructTreeRoot.K[0], pages)


def _read(element: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Tag:
    tag = Tag(str(element.S)[1:], lang=str(element.get("/Lang", "")), alt=str(element.get("/Alt", "")))
    tag.objgen, tag.identifier = element.objgen, str(element.get("/ID", ""))
    tag.attributes = dict(element.get("/A", {}).items())
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            tag.marks.append((pages[element.Pg.objgen], kid))
        elif "/S" in kid:
            assert kid.P.objgen == element.objgen
            tag.kids.append(_read(kid, pages))
        elif kid.Type == "/MCR":
            tag.marks.append((pages[kid.Pg.objgen], int(kid.MCID)))
        else:
            tag.links += 1
    tag.pages = {page for page, _ in tag.marks}
    return tag


@pytest.fixture(scope="session")
def engine() -> WeasyPrintEngine:
    return WeasyPrintEngine()


@pytest.fixture(scope="session")
def paint(engine: WeasyPrintEngine) -> Callable[..., PdfFile]:
    def painted(body: str | LaidOutDocument, **options: str) -> PdfFile:
        document = body if isinstance(body, LaidOutDocument) else a_document(body, **options)
        return engine.render(document, assets=AssetPath())

    return painted


@pytest.fixture(scope="session")
def tags(paint: Callable[..., PdfFile]) -> Callable[..., Tag]:
    def read(body: str | PdfFile, **options: str) -> Tag:
        return read_tags((body if isinstance(body, PdfFile) else paint(body, **options)).data)

    return read


@pytest.fixture(scope="session")
def nasty(paint: Callable[..., PdfFile]) -> PdfFile:
    return paint(a_nasty_document())


@pytest.fixture(scope="session")
def nasty_tags(nasty: PdfFile) -> Tag:
    return read_tags(nasty.data)
