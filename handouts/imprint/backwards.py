"""A word written from right to left -> the shapes of its letters from left to right, for ReportLab.

ReportLab 5.1 joins no letters and turns nothing round. A font for Arabic has a shape of each letter for each
place in a word, and the older ones give these shapes code points of their own (Unicode's presentation forms).
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import uharfbuzz

from handouts.errors import RenderError

FORMS = range(0xFB50, 0xFEFD)
"""Code points of Arabic presentation forms."""


def as_drawn(words: str, font: Path) -> str:
    """Return words as they are drawn from left to right; words of other scripts stay as they are.

    Raises:
        RenderError: the font shapes a letter in a way that has no code point of its own.
    """
    if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words):
        return words
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font)))
    shaper = uharfbuzz.Font(face)
    codes: dict[int, int] = {}
    for code in sorted(face.unicodes):
        glyph = shaper.get_nominal_glyph(code)
        if glyph is not None and (glyph not in codes or code in FORMS):
            codes[glyph] = code
    text = uharfbuzz.Buffer()
    text.add_str(words)
    text.guess_segment_properties()
    uharfbuzz.shape(shaper, text, {})
    glyphs = [info.codepoint for info in text.glyph_infos]
    if lacking := [glyph for glyph in glyphs if glyph not in codes]:
        raise RenderError(
            f"“{font.name}” draws “{words}” with a shape that has no code point ({lacking[0]})",
            hint="choose another word for the mark, or another font",
        )
    return "".join(chr(codes[glyph]) for glyph in glyphs)


def letters_of(code: int) -> str:
    """Return the letters that a code point stands for: a presentation form stands for others.

    >>> letters_of(0xFEFB)
    'لا'
    """
    return unicodedata.normalize("NFKC", chr(code)) if code in FORMS else chr(code)
