"""A painted font's glyphs -> the letters they stand for, where the engine could not tell from the text.

A PDF says for each glyph which letters it stands for, once for the whole file. WeasyPrint 70.0 writes what
the glyph stood for where it was met first. From right to left that is wrong in two ways: a vowel mark is
painted before its letter and takes the letter's place, and a bracket turned round, `)` painted for `(`, is
kept as `(`, which a reader turns round once more. Here the font itself is asked.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import uharfbuzz

_NAMED = re.compile(r"uni([0-9A-F]{4})(?:\.\w+)?")
"""A glyph that no letter leads to, such as `uniFEE0.rlig`: its name tells."""
_OURS_TO_KEEP = re.compile(r"[\ue000-\uf8ff]")


def repair(font: Any) -> None:
    """Mend the letters of a WeasyPrint font in place; glyphs of text from left to right stay as they are."""
    doubtful = {glyph: text for glyph, text in font.to_unicode.items() if _is_doubtful(text)}
    if not doubtful or font.bitmap:
        return
    letters = _letters(font.file_content, font.index)
    for glyph, text in doubtful.items():
        own = letters.get(glyph, "")
        if own and (not text or len(text) > len(own) or own == _mirrored(text)):
            font.to_unicode[glyph] = own


def _is_doubtful(text: str) -> bool:
    """Whether a text is empty, a bracket, or of letters from right to left with more than one of them."""
    if len(text) == 1:
        return bool(unicodedata.mirrored(text))
    return not text or any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _mirrored(text: str) -> str:
    return _MIRRORS.get(text, "")


_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›", "≤≥")
_MIRRORS = {one: other for pair in _PAIRS for one, other in ((pair[0], pair[1]), (pair[1], pair[0]))}


@lru_cache(maxsize=16)
def _letters(data: bytes, index: int) -> dict[int, str]:
    """Return the letters of each glyph of a font, presentation forms taken apart (ﻼ is ل and ا)."""
    face = uharfbuzz.Face(data, index)
    font = uharfbuzz.Font(face)
    found: dict[int, str] = {}
    for code in sorted(face.unicodes):
        glyph = font.get_nominal_glyph(code)
        if glyph is not None and not _OURS_TO_KEEP.match(chr(code)):
            found.setdefault(glyph, unicodedata.normalize("NFKC", chr(code)).strip() or chr(code))
    for glyph in range(face.glyph_count):
        if glyph not in found and (name := _NAMED.fullmatch(font.glyph_to_string(glyph))):
            found[glyph] = unicodedata.normalize("NFKC", chr(int(name[1], 16)))
    return found
