"""Foreign XML as bytes -> a tree that knows its lines: no DTD, no entities, no network, bounded depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, ErrorHandler, feature_external_ges, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from handouts.exchange.received import Broken

DEEPEST = 60
"""Elements inside each other; XLIFF needs about ten."""
MOST_ELEMENTS = 400_000
"""All our catalogs in XLIFF have thirty thousand."""


@dataclass(slots=True)
class Node:
    """An element: its namespace and name, attributes, and words and elements in order."""

    space: str
    name: str
    attributes: dict[tuple[str, str], str]
    line: int
    content: list[Node | str] = field(default_factory=list)

    def get(self, name: str, default: str = "", *, space: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get((space, name), default)

    def children(self, *names: str) -> Iterator[Node]:
        """Yield the elements of these names in this node's own namespace, straight below it."""
        for part in self.content:
            if isinstance(part, Node) and part.space == self.space and part.name in names:
                yield part

    def child(self, name: str) -> Node | None:
        """Return the first element of a name below this one."""
        return next(self.children(name), None)

    @property
    def words(self) -> str:
        """All words below it."""
        return "".join(part if isinstance(part, str) else part.words for part in self.content)


def parse(data: bytes) -> Node:
    """Return the root of an XML file.

    Raises:
        Broken: it is not well formed, holds a DTD or entities, or is deeper than any honest file.
    """
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    builder = _Builder()
    parser.setContentHandler(builder)
    parser.setErrorHandler(ErrorHandler())
    try:
        parser.parse(BytesIO(data))
    except DefusedXmlException as error:
        raise Broken(
            "it holds a document type or entities, which could read files or fill the memory",
            code="import-unsafe",
            line=builder.line,
            hint="save it again without <!DOCTYPE …>; an XLIFF file never needs one",
        ) from error
    except SAXParseException as error:
        raise Broken(
            f"not well-formed XML: {error.getMessage()}",
            line=error.getLineNumber(),
            hint="it may be cut off, or not in the encoding it says; export it from the tool again",
        ) from error
    except (SAXException, ValueError, LookupError) as error:
        raise Broken(f"not XML: {error}", hint="export it from the tool again, as UTF-8") from error
    if builder.root is None:
        raise Broken("no element in it", hint="export it from the tool again")
    return builder.root


class _Builder(ContentHandler):
    """Collects the tree and counts."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self._open: list[Node] = []
        self._words: list[str] = []
        self._count = 0
        self._place: Locator | None = None

    @property
    def line(self) -> int | None:
        """Where the parser is."""
        return self._place.getLineNumber() if self._place else None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 (SAX)
        """Keep who knows the line."""
        self._place = locator

    def startElementNS(  # noqa: N802 (SAX)
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        """Begin an element."""
        self._take_words()
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise Broken(
                "more elements inside each other, or in all, than any honest file has",
                code="import-unsafe",
                line=self.line,
                hint="ask whoever sent it what it is",
            )
        given = {(space or "", key): value for (space, key), value in attrs.items()}
        node = Node(name[0] or "", name[1], given, self.line or 0)
        if self._open:
            self._open[-1].content.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802 (SAX)
        """End an element."""
        self._take_words()
        self._open.pop()

    def characters(self, content: str) -> None:
        """Take words; the parser gives them in arbitrary pieces, which are joined once."""
        self._words.append(content)

    def _take_words(self) -> None:
        if self._words:
            self._open[-1].content.append("".join(self._words))
            self._words.clear()
