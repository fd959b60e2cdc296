"""The parts of an identity + a free place -> where each line stands, as large as fits, or why not."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handouts.findings import Finding, Where
from handouts.imprint.typeface import Typeface
from handouts.layout.identity import Part
from handouts.units import mm_from_pt, pt_from_mm

LINE_HEIGHT = 1.3
"""Below it the marks of Vietnamese capitals touch the line above (fonts/noto-sans/font.toml)."""
_STEPS = 6
"""Sizes tried from the wanted one down to the least."""
QR_MODULE_MM = 0.5
"""Wanted side of one square of a QR code; cameras of old telephones still read 0.4."""
LEAST_QR_MODULE_MM = 0.4
LOGO_HEIGHT_MM = 10.0
LEAST_LOGO_MM = 7.0
"""Height of a logo over the name: wanted, and where everything is at its least size."""
_BESIDE_UP_TO = 1.4
"""Width by height: a narrower logo stands beside the name, a wider one over it."""
_GAP_MM = 2.0
_COLUMN_GAP_MM = 6.0
_COLUMNS_FROM_EM = 40.0
"""A place this wide, in type sizes, takes its text in two columns: longer lines lose the eye."""


_BREAKABLE = {"phone": "", "website": "/", "qr-address": "/ "}
"""Where the words of a link may be broken, by the kind of its part: a telephone number never."""
_GAP_EM = 0.3
"""Between two parts, in type sizes; given up before anything is refused."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points: wanted and least, for the name and for all else."""

    name: float
    least_name: float
    text: float
    least_text: float

    @classmethod
    def of_paper(cls, *, body_pt: float, small_pt: float) -> Sizes:
        """Return the sizes for a page format: never below its least sizes.

        >>> Sizes.of_paper(body_pt=12, small_pt=9)
        Sizes(name=14.0, least_name=12, text=10.5, least_text=9)
        """
        return cls(round(body_pt * 7 / 6, 1), body_pt, (body_pt + small_pt) / 2, small_pt)

    def step(self, number: int) -> tuple[float, float]:
        """Return the sizes of name and text at one step, 0 the wanted ones."""
        share = number / _STEPS
        return (
            round(self.name - (self.name - self.least_name) * share, 2),
            round(self.text - (self.text - self.least_text) * share, 2),
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some letters of one piece on one line."""

    part: int
    piece: int
    text: str
    advances: tuple[int, ...]
    is_bold: bool
    size: float
    left: float
    baseline: float
    """In points from the lower left corner of the place."""

    @property
    def width(self) -> float:
        """In points, without blanks at the end."""
        bare = len(self.text.rstrip(" "))
        return sum(self.advances[:bare]) * self.size / 1000


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a logo or a QR code stands, in points from the lower left corner of the place."""

    part: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A place filled, or the reasons why it cannot be."""

    stretches: tuple[Stretch, ...] = ()
    pictures: tuple[Picture, ...] = ()
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A free place and what its pictures need."""

    slot: str
    width: float
    height: float
    """In points."""
    qr_modules: int = 0
    """Squares along one side of the QR code, quiet zone included."""
    logo_width: float = 0.0
    logo_height: float = 0.0
    """Largest size of the logo in points."""


def fit(parts: Sequence[Part], *, room: Room, faces: tuple[Typeface, Typeface], sizes: Sizes) -> Fitted:
    """Return where everything stands, at the largest sizes that fit.

    Args:
        parts: in reading order.
        room: the place.
        faces: regular and bold.
        sizes: from the wanted ones down to the least.
    """
    if faults := tuple(_unfit(parts, room, faces)):
        return Fitted(faults=faults)
    for number in range(_STEPS + 1):
        fitted = _Attempt(parts, room, faces, sizes.step(number), is_last=False).run()
        if not fitted.faults:
            return fitted
    return _Attempt(parts, room, faces, sizes.step(_STEPS), is_last=True).run()


def _unfit(parts: Sequence[Part], room: Room, faces: tuple[Typeface, Typeface]) -> Iterator[Finding]:
    """Yield a finding for every part with letters that our font lacks, or that we cannot set."""
    told: set[str] = set()
    for part in parts:
        for at, piece in enumerate(part.pieces):
            letters = faces[_is_bold(part, at)].shape(piece.text).unfit
            new = "".join(letter for letter in letters if letter not in told)
            told.update(letters)
            if new:
                codes = ", ".join(f"U+{ord(letter):04X}" for letter in new[:6])
                yield Finding(
                    "imprint-glyph",
                    f"{part.kind}: “{new[:12]}” ({codes}) cannot be printed with our font",
                    where=Where(path=f"{room.slot}.{part.kind}"),
                    hint="write it in Latin, Greek or Cyrillic letters, one sign for each letter (NFC)",
                )


def _is_bold(part: Part, piece: int) -> bool:
    return part.kind == "name" or (part.kind == "phone" and bool(part.pieces[piece].link))


@dataclass(slots=True)
class _Line:
    """A line of one part before it is placed: letters from `start` to `end` of the part."""

    start: int
    end: int


class _Attempt:
    """One way to fill the place, at fixed sizes."""

    def __init__(
        self,
        parts: Sequence[Part],
        room: Room,
        faces: tuple[Typeface, Typeface],
        sizes: tuple[float, float],
        *,
        is_last: bool,
    ) -> None:
        self._parts = parts
        self._room = room
        self._faces = faces
        self._name_size, self._text_size = sizes
        self._is_last = is_last
        self._faults: list[Finding] = []
        self._stretches: list[Stretch] = []
        self._pictures: list[Picture] = []
        self._qr_side = 0.0
        self._gap = 0.0 if is_last else self._text_size * _GAP_EM

    def run(self) -> Fitted:
        left, width, top = 0.0, self._room.width, self._room.height
        for at, part in enumerate(self._parts):
            if part.kind == "logo":
                left, width, top = self._place_logo(at, left, width, top)
            elif part.kind == "qr":
                self._place_qr(at, left, width)
        texts = [at for at, part in enumerate(self._parts) if part.pieces]
        if self._narrow(width) / self._text_size >= _COLUMNS_FROM_EM:
            self._in_columns(texts, left, self._narrow(width), top)
        else:
            self._in_turn(texts, left, width, top)
        if self._faults:
            return Fitted(faults=tuple(self._faults))
        return Fitted(tuple(self._stretches), tuple(self._pictures))

    def _narrow(self, width: float) -> float:
        """Return the width beside the QR code."""
        return width - self._qr_side - pt_from_mm(_GAP_MM) / 2 if self._qr_side else width

    def _in_turn(self, texts: list[int], left: float, width: float, top: float) -> None:
        """Put one part below the other; lines below the QR code take the whole width."""
        below = self._room.height - self._qr_side
        y = top
        for at in texts:
            start, leading = y, self._leading(at)

            def room(line: int, start: float = start, leading: float = leading) -> float:
                return width if start - line * leading <= below + 0.01 else self._narrow(width)

            y = self._place(at, self._wrap(at, room), left, y) - self._gap
        if texts and y + self._gap < -0.01:
            self._too_high(texts, -y - self._gap)

    def _in_columns(self, texts: list[int], left: float, width: float, top: float) -> None:
        gap = pt_from_mm(_COLUMN_GAP_MM)
        column = (width - gap) / 2
        wrapped = [self._wrap(at, lambda _: column) for at in texts]
        heights = [
            len(lines) * self._leading(at) + self._gap for at, lines in zip(texts, wrapped, strict=True)
        ]
        split = _split(heights)
        for first, last, start in ((0, split, left), (split, len(texts), left + column + gap)):
            y = top
            for place in range(first, last):
                y = self._place(texts[place], wrapped[place], start, y) - self._gap
            if first < last and y + self._gap < -0.01:
                self._too_high(texts[first:last], -y - self._gap)

    def _size(self, at: int) -> float:
        return self._name_size if self._parts[at].kind == "name" else self._text_size

    def _leading(self, at: int) -> float:
        return self._size(at) * LINE_HEIGHT

    def _place_logo(self, at: int, left: float, width: float, top: float) -> tuple[float, float, float]:
        """Put the logo over the text, or beside it when it is narrow; return what is left of the place."""
        aspect = self._room.logo_width / self._room.logo_height
        gap = pt_from_mm(_GAP_MM)
        if aspect <= _BESIDE_UP_TO:
            wide = min(self._room.logo_width, width * 0.3, self._room.height * aspect)
            high = wide / aspect
            self._pictures.append(Picture(at, left, top - high, wide, high))
            return left + wide + gap, width - wide - gap, top
        high = min(self._room.logo_height, pt_from_mm(LEAST_LOGO_MM if self._is_last else LOGO_HEIGHT_MM))
        wide = high * aspect
        self._pictures.append(Picture(at, left, top - high, wide, high))
        return left, width, top - high - gap / 2

    def _place_qr(self, at: int, left: float, width: float) -> None:
        """Put the QR code into the upper right corner."""
        least = self._room.qr_modules * LEAST_QR_MODULE_MM
        wanted = self._room.qr_modules * QR_MODULE_MM
        side = pt_from_mm(least if self._is_last else wanted)
        if side > self._room.height:
            side = pt_from_mm(least)
        over = side - self._room.height
        if over > 0.01 or side > width * 0.6:
            over = max(over, side - width * 0.6)
            self._fault(
                at, f"{_whole_mm(over)} mm too large at the least size", "shorten the address it holds"
            )
        self._qr_side = side
        self._pictures.append(Picture(at, left + width - side, self._room.height - side, side, side))

    def _letters(self, at: int) -> tuple[str, list[int], list[int]]:
        """Return the letters of a part, their widths, and the places where a line may end."""
        part = self._parts[at]
        text = ""
        advances: list[int] = []
        breaks = [0]
        for number, piece in enumerate(part.pieces):
            advances += self._faces[_is_bold(part, number)].shape(piece.text).advances
            breakable = _BREAKABLE.get(part.kind, " ") if piece.link else " "
            breaks += [
                len(text) + place + 1 for place, letter in enumerate(piece.text) if letter in breakable
            ]
            text += piece.text
        if breaks[-1] != len(text):
            breaks.append(len(text))
        return text, advances, breaks

    def _wrap(self, at: int, room: Callable[[int], float]) -> list[_Line]:
        """Break the letters of a part into lines, behind spaces and behind the slashes of an address."""
        text, advances, breaks = self._letters(at)
        scale = self._size(at) / 1000
        lines: list[_Line] = []
        start, used = 0, 0.0
        for begin, end in pairwise(breaks):
            bare = end - 1 if text[end - 1] == " " else end
            word = sum(advances[begin:bare]) * scale
            width = room(len(lines))
            if used + word > width + 0.01 and begin > start:
                lines.append(_Line(start, begin))
                start, used, width = begin, 0.0, room(len(lines))
            if word > width + 0.01:
                over = _whole_mm(word - width)
                self._fault(
                    at,
                    f"{over} mm too wide at the least size",
                    f"break or shorten “{text[begin:bare][:40]}”",
                )
            used += sum(advances[begin:end]) * scale
        lines.append(_Line(start, len(text)))
        return lines

    def _place(self, at: int, lines: list[_Line], left: float, top: float) -> float:
        size, leading = self._size(at), self._leading(at)
        part = self._parts[at]
        shaped = [
            (number, self._faces[_is_bold(part, number)].shape(piece.text))
            for number, piece in enumerate(part.pieces)
        ]
        for line in lines:
            top -= leading
            # The font's ascent and descent differ; this puts the middle of small letters into the line's.
            baseline = top + leading * 0.27
            x, begin = left, 0
            for number, piece in shaped:
                first, last = max(line.start - begin, 0), min(line.end - begin, len(piece.text))
                begin += len(piece.text)
                if first >= last:
                    continue
                stretch = Stretch(
                    at,
                    number,
                    piece.text[first:last],
                    piece.advances[first:last],
                    _is_bold(part, number),
                    size,
                    round(x, 3),
                    round(baseline, 3),
                )
                self._stretches.append(stretch)
                x += sum(stretch.advances) * size / 1000
        return top

    def _too_high(self, texts: list[int], over: float) -> None:
        """Blame the part with the most letters among those that stand in one column."""
        longest = max(texts, key=lambda at: len(self._parts[at].text))
        self._fault(
            longest,
            f"{_whole_mm(over)} mm too high at the least size",
            "shorten it, or print fewer lines",
        )

    def _fault(self, at: int, message: str, hint: str) -> None:
        kind = self._parts[at].kind
        fault = Finding(
            "imprint-does-not-fit",
            f"{kind}: {message}",
            where=Where(path=f"{self._room.slot}.{kind}"),
            hint=hint,
        )
        if fault not in self._faults:
            self._faults.append(fault)


def _whole_mm(points: float) -> int:
    """Return whole millimetres that hold a length: what is too much is never nothing."""
    return math.ceil(mm_from_pt(points))


def _split(heights: list[float]) -> int:
    """Return before which part the second column begins, so that the higher column is as low as can be.

    >>> _split([3.0, 1.0, 1.0, 1.0])
    1
    """
    return min(range(1, len(heights) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
