"""HTML -> its headings and how many tagged things it holds, read without an engine."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

_TAGS = {"table": "Table", "ul": "L", "ol": "L", "th": "TH", "img": "Figure"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[tuple[int, str]] = []
        self.tags: Counter[str] = Counter()
        self.assets: set[str] = set()
        self._level = 0
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        decorates = ("role", "presentation") in attrs or (tag == "img" and dict(attrs).get("alt") == "")
        if tag in _TAGS and not decorates:
            self.tags[_TAGS[tag]] += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._level, self._text = int(tag[1]), ""
        for name, value in attrs:
            if name == "src" and value and value.startswith("asset:"):
                self.assets.add(value)

    def handle_data(self, data: str) -> None:
        if self._level:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._level and tag == f"h{self._level}":
            self.headings.append((self._level, " ".join(self._text.split())))
            self._level = 0


def read_outline(
    html: str,
) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[str, int], ...], tuple[str, ...]]:
    """Return the headings (level, text), the least tags to expect (type, count), and the asset URLs used."""
    reader = _Reader()
    reader.feed(html)
    return tuple(reader.headings), tuple(sorted(reader.tags.items())), tuple(sorted(reader.assets))
