"""Text -> text without what layout may change: how two strings are compared across a PDF."""

from __future__ import annotations

import re
import unicodedata

_LOOSE = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")
"""All white space, soft hyphens, zero-width spaces and word joiners."""
LINE_END_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at which a line ends (seen in pypdfium2 5.15)."""


def squeezed(text: str) -> str:
    r"""Return a text in NFC without white space and invisible joints.

    >>> squeezed("2\u00a0to 2.5\u00a0litres")
    '2to2.5litres'
    """
    return _LOOSE.sub("", unicodedata.normalize("NFC", text.replace(LINE_END_HYPHEN, "-")))


def short(text: str, length: int = 60) -> str:
    """Return the start of a text, for a message.

    >>> short("one two three", 8)
    'one two…'
    """
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
