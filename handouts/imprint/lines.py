"""The parts of an identity -> rows of letters, measured once; a row + a width -> its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from handouts.imprint.typeface import Typeface
from handouts.layout.identity import Part

LINE_HEIGHT = 1.3
"""Below it the marks of Vietnamese capitals touch the line above (fonts/noto-sans/font.toml)."""
TOLERANCE = 0.01
"""In points: rounding may add so much."""
_BREAKABLE = {"phone": "", "website": "/", "qr-address": "/ "}
"""Where the words of a link may be broken, by the kind of its part: a telephone number never."""
_MIDDLE = 0.27
"""The font's ascent and descent differ; this share of a line's height puts small letters into its middle."""


class Stretch(NamedTuple):
    """Some letters of one piece on one line."""

    part: int
    piece: int
    start: int
    end: int
    """Which letters of its part these are."""
    text: str
    is_bold: bool
    size: float
    left: float
    baseline: float
    """In points from the upper left corner of the place, upwards: what is inside has a value below 0."""
    width: float
    """In points, without blanks at the end."""


class Picture(NamedTuple):
    """Where a logo or a QR code stands, in points from the upper left corner of the place, upwards."""

    part: int
    left: float
    bottom: float
    width: float
    height: float


class Word(NamedTuple):
    """Letters that stay on one line, with the blank behind them."""

    start: int
    end: int
    bare: int
    """Width without the blank, in thousandths of the type size."""
    whole: int


@dataclass(frozen=True, slots=True)
class Row:
    """A part's letters one behind the other, as wide as they are at a type size of 1000."""

    text: str
    ends: tuple[int, ...]
    """The width up to each letter, 0 first."""
    pieces: tuple[tuple[int, int, bool], ...]
    """First letter, the one behind the last, and whether it is bold, of each piece."""
    words: tuple[Word, ...]
    advances: tuple[int, ...]
    """Of each letter, kerning included."""


def is_bold(part: Part, piece: int) -> bool:
    """Say whether a piece is printed bold: names, and numbers that can be called."""
    return part.kind == "name" or (part.kind == "phone" and bool(part.pieces[piece].link))


def row_of(part: Part, faces: tuple[Typeface, Typeface]) -> Row:
    """Return a part measured; pictures have no letters."""
    text = "".join(piece.text for piece in part.pieces)
    advances: list[int] = []
    breaks = [0]
    pieces = []
    for number, piece in enumerate(part.pieces):
        begin = len(advances)
        bold = is_bold(part, number)
        advances += faces[bold].shape(piece.text).advances
        pieces.append((begin, len(advances), bold))
        breakable = _BREAKABLE.get(part.kind, " ") if piece.link else " "
        breaks += [begin + at + 1 for at, letter in enumerate(piece.text) if letter in breakable]
    if breaks[-1] != len(text):
        breaks.append(len(text))
    ends = tuple(accumulate(advances, initial=0))
    words = tuple(
        Word(start, end, ends[end - (text[end - 1] == " ")] - ends[start], ends[end] - ends[start])
        for start, end in pairwise(breaks)
    )
    return Row(text, ends, tuple(pieces), words, tuple(advances))


def wrap(
    row: Row, *, size: float, room: Callable[[int], float]
) -> tuple[list[tuple[int, int]], list[tuple[float, str]]]:
    """Break a row into lines, behind spaces and behind the slashes of an address.

    Args:
        row: what is broken.
        size: of the type.
        room: how wide a line may be, by its number.

    Returns:
        First letter and the one behind the last of each line; and by how much which word is too wide.
    """
    scale = size / 1000
    lines: list[tuple[int, int]] = []
    too_wide: list[tuple[float, str]] = []
    start, used, width = 0, 0.0, room(0)
    if row.ends[-1] * scale <= width:  # as most do
        return [(0, len(row.text))], too_wide
    for begin, end, bare, whole in row.words:
        word = bare * scale
        if used + word > width + TOLERANCE and begin > start:
            lines.append((start, begin))
            start, used, width = begin, 0.0, room(len(lines))
        if word > width + TOLERANCE:
            too_wide.append((word - width, row.text[begin:end].rstrip(" ")))
        used += whole * scale
    lines.append((start, len(row.text)))
    return lines, too_wide


def stretches_of(
    row: Row, lines: Sequence[tuple[int, int]], *, part: int, size: float, left: float, top: float
) -> list[Stretch]:
    """Return where the letters of a row stand, line by line.

    Args:
        row: the letters.
        lines: as `wrap` broke them.
        part: the row's number in its place.
        size: of the type.
        left: edge of the lines.
        top: of the first line.
    """
    scale, leading = size / 1000, size * LINE_HEIGHT
    ends, text = row.ends, row.text
    found = []
    for begin, end in lines:
        top -= leading
        baseline = round(top + leading * _MIDDLE, 3)
        for number, (first, last, bold) in enumerate(row.pieces):
            start, stop = max(begin, first), min(end, last)
            if start >= stop:
                continue
            words = text[start:stop]
            bare = start + len(words.rstrip(" "))
            x = round(left + (ends[start] - ends[begin]) * scale, 3)
            width = (ends[bare] - ends[start]) * scale
            found.append(Stretch(part, number, start, stop, words, bold, size, x, baseline, width))
    return found
