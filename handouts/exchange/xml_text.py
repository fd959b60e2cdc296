"""Names, attributes and content -> XML as text; every character comes back as it was, or is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from handouts.errors import LocaleError

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0, and so XLIFF and XLSX, cannot hold."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = _IN_TEXT | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}


def text(words: str) -> str:
    """Return words as the content of an element.

    >>> text("5 < 6 & more")
    '5 &lt; 6 &amp; more'
    """
    return _escaped(words, _IN_TEXT)


def element(name: str, attributes: Mapping[str, str | None], *content: str) -> str:
    """Return an element; attributes without a value are left out, and content is XML already.

    >>> element("note", {"from": "handouts", "priority": None}, text("a & b"))
    '<note from="handouts">a &amp; b</note>'
    """
    given = "".join(
        f' {key}="{_escaped(value, _IN_ATTRIBUTE)}"' for key, value in attributes.items() if value is not None
    )
    inside = "".join(content)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def indented(parts: Iterable[str], depth: int) -> str:
    """Return elements each on a line of its own; only where white space between them means nothing."""
    space = "\n" + "  " * depth
    joined = space.join(parts)
    return f"{space}{joined}{space[:-2]}" if joined else ""


def _escaped(words: str, escapes: Mapping[str, str]) -> str:
    if found := NOT_XML.search(words):
        raise LocaleError(
            f"“{words[:60]!r}” holds U+{ord(found[0]):04X}, which no XML file can hold",
            hint="take the character out of the catalog or the library; or export as PO",
        )
    return "".join(escapes.get(character, character) for character in words)
