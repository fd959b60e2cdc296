"""A font file -> the letters of a clinic: shaped, measured, and cut down to what one imprint uses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import uharfbuzz

_KEPT_TABLES_DROPPED = tuple(
    int.from_bytes(tag, "big")
    for tag in (b"GSUB", b"GDEF", b"BASE", b"JSTF", b"STAT", b"meta", b"DSIG", b"gasp", b"name", b"post")
)
_DROPPED_TABLES = (
    *_KEPT_TABLES_DROPPED,
    *(int.from_bytes(tag, "big") for tag in (b"GPOS", b"OS/2", b"cmap")),
)
_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2BB, 0x2BF),
    (0x370, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x202F, 0x205E),
    (0x20A0, 0x20C0),
    (0x2100, 0x214F),
)
"""What a clinic is written in: Latin, Greek, Cyrillic and their signs. No other script is joined by us."""
_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False, "ccmp": False, "locl": False}
"""As the style sheets have it: a ligature would read as another letter when it is copied."""
_AVOIDED = frozenset(b"()\\\r")
"""Bytes that would have to be escaped in a PDF string."""


@dataclass(frozen=True, slots=True)
class SlotFont:
    """A font as a master carries it: only the letters that clinics are written in, with their kerning."""

    name: str
    """PostScript name."""
    data: bytes
    digest: str
    bbox: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    is_bold: bool
    """All lengths in thousandths of the type size."""


def slot_font(data: bytes, *, is_bold: bool) -> SlotFont:
    """Return a font file cut down to what clinics need; about a fifth of its bytes.

    Args:
        data: a TrueType file.
        is_bold: for the descriptor's stem width.
    """
    face = uharfbuzz.Face(data)
    wanted = uharfbuzz.SubsetInput()
    have = face.unicodes
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(
        code for first, last in _RANGES for code in range(first, last + 1) if code in have
    )
    wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(_KEPT_TABLES_DROPPED)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    cut = bytes(uharfbuzz.subset(face, wanted).blob.data)
    head, hhea, os2 = (_table(data, tag) for tag in (b"head", b"hhea", b"OS/2"))
    per_mille = 1000 / face.upem

    def units(table: bytes, at: int) -> int:
        length: int = round(int.from_bytes(table[at : at + 2], "big", signed=True) * per_mille)
        return length

    name = face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    return SlotFont(
        name=re.sub(r"[^A-Za-z0-9-]", "", name),
        data=cut,
        digest=hashlib.sha256(cut).hexdigest(),
        bbox=(units(head, 36), units(head, 38), units(head, 40), units(head, 42)),
        ascent=units(hhea, 4),
        descent=units(hhea, 6),
        cap_height=units(os2, 88) if len(os2) >= 90 else 700,
        is_bold=is_bold,
    )


def _table(data: bytes, tag: bytes) -> bytes:
    """Return one table of a TrueType file."""
    for place in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
        if data[place : place + 4] == tag:
            start = int.from_bytes(data[place + 8 : place + 12], "big")
            return data[start : start + int.from_bytes(data[place + 12 : place + 16], "big")]
    return b""


@dataclass(frozen=True, slots=True)
class Shaped:
    """One text, letter by letter."""

    text: str
    advances: tuple[int, ...]
    """Width of each letter with its kerning, in thousandths of the type size."""
    unfit: str = ""
    """Letters that this font lacks, or that cannot be set one behind the other."""


class Typeface:
    """A font opened in this process: shapes texts, each once, and cuts subsets.

    Args:
        font: as the master carries it.
    """

    def __init__(self, font: SlotFont) -> None:
        self.font = font
        self._face = uharfbuzz.Face(font.data)
        self._font = uharfbuzz.Font(self._face)
        self._per_mille = 1000 / self._face.upem
        self._shaped: dict[str, Shaped] = {}
        self._glyphs: dict[str, int] = {}

    def glyph(self, letter: str) -> int:
        """Return the number of a letter's glyph, 0 when the font has none."""
        found = self._glyphs.get(letter)
        if found is None:
            found = self._glyphs[letter] = int(self._font.get_nominal_glyph(ord(letter)) or 0)
        return found

    def width(self, letter: str) -> int:
        """Return the width of a letter's glyph in thousandths of the type size."""
        width: int = round(self._font.get_glyph_h_advance(self.glyph(letter)) * self._per_mille)
        return width

    def shape(self, text: str) -> Shaped:
        """Return a text shaped: one glyph for each letter, kerned."""
        found = self._shaped.get(text)
        if found is None:
            if len(self._shaped) > _MOST_SHAPED:
                self._shaped.clear()
            found = self._shaped[text] = self._shape(text)
        return found

    def _shape(self, text: str) -> Shaped:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
        uharfbuzz.shape(self._font, buffer, _FEATURES)
        infos, places = buffer.glyph_infos, buffer.glyph_positions
        is_one_by_one = len(infos) == len(text) and all(
            info.cluster == at
            and info.codepoint == (glyph := self.glyph(letter))
            and glyph
            and not (place.x_offset or place.y_offset)
            and not unicodedata.combining(letter)
            and not _is_joined(letter)
            for at, (letter, info, place) in enumerate(zip(text, infos, places, strict=True))
        )
        if is_one_by_one:
            return Shaped(text, tuple(round(place.x_advance * self._per_mille) for place in places))
        unfit = (letter for letter in text if self._is_unfit(letter))
        return Shaped(text, (0,) * len(text), "".join(dict.fromkeys(unfit)) or text)

    def _is_unfit(self, letter: str) -> bool:
        return not self.glyph(letter) or bool(unicodedata.combining(letter)) or _is_joined(letter)

    def subset(self, letters: list[str]) -> Subset:
        """Return the font cut down to some letters, each under a code of its own."""
        wanted = uharfbuzz.SubsetInput()
        glyphs = [self.glyph(letter) for letter in letters]
        wanted.glyph_set.update(glyphs)
        wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(_DROPPED_TABLES)
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
        plan = uharfbuzz.SubsetPlan(self._face, wanted)
        data = bytes(plan.execute().blob.data)
        new: Any = plan.old_to_new_glyph_mapping
        codes = dict(zip(letters, _codes(len(letters)), strict=True))
        return Subset(
            self.font,
            data,
            codes,
            {letter: code.to_bytes(2, "big") for letter, code in codes.items()},
            {codes[letter]: int(new[glyph]) for letter, glyph in zip(letters, glyphs, strict=True)},
            {letter: self.width(letter) for letter in letters},
        )


_MOST_SHAPED = 4000
"""Texts kept: those of a few hundred clinics."""


def _is_joined(letter: str) -> bool:
    """Say whether a letter belongs to a script that is written from the right, or joined."""
    return unicodedata.bidirectional(letter) in (
        "R",
        "AL",
        "AN",
        "RLE",
        "RLO",
        "RLI",
        "LRE",
        "LRO",
        "LRI",
        "PDI",
    )


def _codes(count: int) -> list[int]:
    """Return two-byte codes whose bytes need no escape in a PDF string."""
    found: list[int] = []
    code = 0x101
    while len(found) < count:
        high, low = divmod(code, 256)
        if high not in _AVOIDED and low not in _AVOIDED:
            found.append(code)
        code += 1
    return found


@dataclass(frozen=True, slots=True)
class Subset:
    """A cut font: what a PDF needs to print some letters and to read them again."""

    font: SlotFont
    data: bytes
    codes: dict[str, int]
    """The code of each letter in the content stream (a CID): letters that share a glyph stay apart."""
    encoded: dict[str, bytes]
    """The same codes as they stand in the content stream."""
    glyphs: dict[int, int]
    """Glyph of each code."""
    widths: dict[str, int]
