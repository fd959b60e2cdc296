"""A cut font -> the six objects that embed it in a PDF, under numbers that are the same in every file."""

from __future__ import annotations

import hashlib
import zlib
from collections import OrderedDict
from typing import Any

from handouts.imprint.typeface import Subset, Typeface

_MOST_CODES = 100
"""Most entries of one block of a map to Unicode (Adobe technical note 5014)."""
_CMAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_FOOT = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def font_objects(subset: Subset, *, first: int) -> tuple[bytes, ...]:
    """Return the objects from number `first` on: font, descendant, descriptor, file, two maps.

    A code stands for a letter, not for a glyph: the map to glyphs lets two letters that look alike share one,
    and each is read as itself.
    """
    font = subset.font
    name = b"%s+%s" % (_prefix(subset.data), font.name.encode())
    letters = sorted(subset.codes, key=subset.codes.__getitem__)
    packed = zlib.compress(subset.data, 6)
    to_unicode = zlib.compress(_to_unicode(letters, subset.codes), 6)
    glyphs = bytearray(2 * (max(subset.glyphs) + 1))
    for code, glyph in subset.glyphs.items():
        glyphs[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    packed_glyphs = zlib.compress(bytes(glyphs), 6)
    widths = b" ".join(b"%d[%d]" % (subset.codes[letter], subset.widths[letter]) for letter in letters)
    bodies = (
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (name, first + 1, first + 5),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor %d 0 R/DW 0/W[%s]/CIDToGIDMap %d 0 R>>"
        % (name, first + 2, widths, first + 4),
        b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV %d/FontFile2 %d 0 R>>"
        % (
            name,
            *font.bbox,
            font.ascent,
            font.descent,
            font.cap_height,
            140 if font.is_bold else 80,
            first + 3,
        ),
        _stream(packed, b"/Length1 %d" % len(subset.data)),
        _stream(packed_glyphs, b""),
        _stream(to_unicode, b""),
    )
    return tuple(b"%d 0 obj\n%s\nendobj\n" % (first + at, body) for at, body in enumerate(bodies))


def _stream(packed: bytes, entries: bytes) -> bytes:
    return b"<</Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def _prefix(data: bytes) -> bytes:
    """Return the six capitals before the name of a subset, made from its bytes."""
    value = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    letters = bytearray()
    for _ in range(6):
        value, rest = divmod(value, 26)
        letters.append(65 + rest)
    return bytes(letters)


def _to_unicode(letters: list[str], codes: dict[str, int]) -> bytes:
    blocks = [_CMAP_HEAD]
    for first in range(0, len(letters), _MOST_CODES):
        block = letters[first : first + _MOST_CODES]
        lines = b"".join(
            b"<%04X> <%s>\n" % (codes[letter], letter.encode("utf-16-be").hex().upper().encode())
            for letter in block
        )
        blocks.append(b"%d beginbfchar\n%sendbfchar\n" % (len(block), lines))
    return b"".join([*blocks, _CMAP_FOOT])


class Cuts:
    """Keeps cut fonts: clinics that are written in the same letters share them.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._subsets: OrderedDict[tuple[str, str], Subset] = OrderedDict()
        self._objects: OrderedDict[tuple[str, str, int], tuple[bytes, ...]] = OrderedDict()

    def subset(self, face: Typeface, letters: list[str]) -> Subset:
        """Return a font cut down to some letters."""
        key = face.font.digest, "".join(letters)
        found = self._subsets.get(key)
        if found is None:
            found = self._subsets[key] = face.subset(letters)
            trim(self._subsets, self._most)
        return found

    def objects(self, subset: Subset, first: int) -> tuple[bytes, ...]:
        """Return the objects of a cut font; see `font_objects`."""
        key = subset.font.digest, "".join(subset.codes), first
        found = self._objects.get(key)
        if found is None:
            found = self._objects[key] = font_objects(subset, first=first)
            trim(self._objects, self._most)
        return found


def trim(kept: OrderedDict[Any, Any], most: int) -> None:
    """Drop what was put in first until so many are left."""
    while len(kept) > most:
        kept.popitem(last=False)
