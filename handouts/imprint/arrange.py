"""Rows and pictures + a width and type sizes -> where everything stands, and how deep it reaches.

Everything is measured from the upper left corner of the place. So one arrangement serves all places of a
width, however high they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from handouts.imprint.lines import LINE_HEIGHT, TOLERANCE, Picture, Row, Stretch, stretches_of, wrap
from handouts.units import pt_from_mm

GAP = pt_from_mm(2.0)
"""Beside pictures, at least."""
CLEAR_PART = 0.25
"""Empty space beside and below a logo, as part of its height: what most brand books ask for."""
_OVER_CAPITALS_EM = 0.23
"""What a line leaves blank over its capitals."""
_COLUMN_GAP = pt_from_mm(6.0)
_COLUMNS_FROM_EM = 36.0
"""A place this wide, in type sizes, takes its text in two columns: longer lines lose the eye."""
_GAP_EM = 0.3
"""Between two parts, in type sizes; given up before anything is refused."""


class Setting(NamedTuple):
    """What an arrangement is made for: arrangements of equal settings are the same."""

    width: float
    name_size: float
    text_size: float
    is_last: bool
    """Nothing smaller will be tried."""
    code_side: float
    """Of the QR code, 0 without one."""
    logo_width: float
    logo_height: float
    is_logo_beside: bool
    """A narrow logo stands beside the name, a wide one over it."""


Kept = dict[tuple[int, float, float, float, tuple[tuple[int, int], ...]], tuple[Stretch, ...]]
"""Stretches of a part by its number, the size of its type, left edge, top and lines."""


@dataclass(slots=True)
class Arrangement:
    """What stands where."""

    pictures: list[Picture] = field(default_factory=list)
    columns: list[tuple[tuple[int, ...], float]] = field(default_factory=list)
    """Parts of each column, and how deep it reaches below the top of the place."""
    too_wide: list[tuple[int, float, str]] = field(default_factory=list)
    """Parts with a word that is too wide, by how much, and the word."""
    _placed: list[tuple[int, list[tuple[int, int]], float, float]] = field(default_factory=list)
    """Part, its lines, their left edge and top."""

    @property
    def depth(self) -> float:
        """How high a place has to be for the text."""
        return max((depth for _, depth in self.columns), default=0.0)

    def stretches(
        self, rows: Sequence[Row], setting: Setting, *, name: int, kept: Kept
    ) -> dict[int, tuple[Stretch, ...]]:
        """Return the stretches of letters of each part, by its number.

        Args:
            rows: of all parts.
            setting: that this arrangement was made for.
            name: the number of the part with the clinic's name.
            kept: parts that stand in the same lines at the same place in another arrangement.
        """
        found = {}
        for at, lines, left, top in self._placed:
            size = setting.name_size if at == name else setting.text_size
            key = at, size, left, top, tuple(lines)
            if key not in kept:
                kept[key] = tuple(stretches_of(rows[at], lines, part=at, size=size, left=left, top=top))
            found[at] = kept[key]
        return found


def arrange(rows: Sequence[Row], kinds: Sequence[str], setting: Setting) -> Arrangement:
    """Put everything into a place of some width.

    Args:
        rows: one for each part, in reading order; those of pictures have no letters.
        kinds: of the parts.
        setting: width, type sizes and sizes of pictures.
    """
    found = Arrangement()
    left, width, top = 0.0, setting.width, 0.0
    for at, kind in enumerate(kinds):
        if kind == "logo":
            wide, high = setting.logo_width, setting.logo_height
            found.pictures.append(Picture(at, left, top - high, wide, high))
            if setting.is_logo_beside:
                taken = wide + max(GAP, high * CLEAR_PART)
                left, width = left + taken, width - taken
            else:
                blank = setting.name_size * _OVER_CAPITALS_EM
                top -= high + max(GAP / 2, high * CLEAR_PART - blank)
        elif kind == "qr":
            side = setting.code_side
            found.pictures.append(Picture(at, left + width - side, -side, side, side))
    texts = [at for at, row in enumerate(rows) if row.text]
    narrow = width - setting.code_side - GAP / 2 if setting.code_side else width
    if narrow / setting.text_size >= _COLUMNS_FROM_EM:
        _in_columns(found, texts, rows, kinds, setting, left, narrow, top)
    else:
        _in_turn(found, texts, rows, kinds, setting, left, (width, narrow), top)
    return found


def _size(setting: Setting, kind: str) -> float:
    return setting.name_size if kind == "name" else setting.text_size


def _gap(setting: Setting) -> float:
    return 0.0 if setting.is_last else setting.text_size * _GAP_EM


def _in_turn(
    found: Arrangement,
    texts: list[int],
    rows: Sequence[Row],
    kinds: Sequence[str],
    setting: Setting,
    left: float,
    widths: tuple[float, float],
    top: float,
) -> None:
    """Put one part below the other; lines below the QR code take the whole width."""
    width, narrow = widths
    below = TOLERANCE - setting.code_side
    gap, y = _gap(setting), top
    for at in texts:
        size = _size(setting, kinds[at])
        leading = size * LINE_HEIGHT

        def room(line: int, start: float = y, leading: float = leading) -> float:
            return width if start - line * leading <= below else narrow

        lines, too_wide = wrap(rows[at], size=size, room=room)
        found.too_wide += [(at, *over) for over in too_wide]
        found._placed.append((at, lines, left, y))
        y -= len(lines) * leading + gap
    if texts:
        found.columns.append((tuple(texts), -y - gap))


def _in_columns(
    found: Arrangement,
    texts: list[int],
    rows: Sequence[Row],
    kinds: Sequence[str],
    setting: Setting,
    left: float,
    width: float,
    top: float,
) -> None:
    column, gap = (width - _COLUMN_GAP) / 2, _gap(setting)
    wrapped, heights = [], []
    for at in texts:
        size = _size(setting, kinds[at])
        lines, too_wide = wrap(rows[at], size=size, room=lambda _: column)
        found.too_wide += [(at, *over) for over in too_wide]
        wrapped.append(lines)
        heights.append(len(lines) * size * LINE_HEIGHT + gap)
    split = _split(heights)
    for first, last, start in ((0, split, left), (split, len(texts), left + column + _COLUMN_GAP)):
        y = top
        for place in range(first, last):
            found._placed.append((texts[place], wrapped[place], start, y))
            y -= heights[place]
        if first < last:
            found.columns.append((tuple(texts[first:last]), -y - gap))


def _split(heights: list[float]) -> int:
    """Return before which part the second column begins, so that the higher column is as low as can be.

    Of nearly equals the last: the telephone belongs to the name.

    >>> _split([3.0, 1.0, 1.0, 1.0])
    1
    >>> _split([2.0, 1.0, 1.0, 1.0])
    2
    """
    highest = {at: max(sum(heights[:at]), sum(heights[at:])) for at in range(1, len(heights) + 1)}
    enough = min(highest.values()) + min(heights, default=0.0) / 2
    return max(at for at, height in highest.items() if height <= enough)
