"""HTML -> its language, headings, pictures and words, read without an engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

_UNREAD = frozenset({"script", "style", "template"})


@dataclass(frozen=True, slots=True)
class Picture:
    """One `img`."""

    source: str
    alt: str | None
    """Nothing when the attribute is missing."""
    decorative: bool
    """Whether it says `role="presentation"`."""


@dataclass(frozen=True, slots=True)
class HtmlView:
    """What the checks ask of a document's HTML."""

    lang: str
    headings: tuple[tuple[int, str], ...]
    """(level, words) in order."""
    pictures: tuple[Picture, ...]
    words: str
    """All text, title included."""
    pieces: tuple[str, ...]
    """The same text, piece by piece as the tags part it."""
    classes: frozenset[str]


@lru_cache(maxsize=8)
def look_at(html: str) -> HtmlView:
    """Return what an HTML document holds."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return HtmlView(
        reader.lang,
        tuple(reader.headings),
        tuple(reader.pictures),
        " ".join(reader.words),
        tuple(reader.words),
        frozenset(reader.classes),
    )


@dataclass
class _Reader(HTMLParser):
    lang: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    _level: int = 0
    _heading: str = ""
    _unread: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.classes.update((given.get("class") or "").split())
        if tag == "html":
            self.lang = given.get("lang") or ""
        elif tag == "img":
            decorative = given.get("role") == "presentation"
            self.pictures.append(Picture(given.get("src") or "", given.get("alt"), decorative))
        elif tag in _UNREAD:
            self._unread += 1
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._level, self._heading = int(tag[1]), ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        elif self._level and tag == f"h{self._level}":
            self.headings.append((self._level, " ".join(self._heading.split())))
            self._level = 0

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        self.words.append(data)
        if self._level:
            self._heading += data
