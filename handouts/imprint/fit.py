"""The parts of an identity + a free place -> where each line stands, as large as fits, or why not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from handouts.findings import Finding, Where
from handouts.imprint.arrange import GAP, Arrangement, Kept, Setting, arrange
from handouts.imprint.lines import TOLERANCE, Picture, Stretch, is_bold, row_of
from handouts.imprint.typeface import Typeface
from handouts.layout.identity import Part
from handouts.units import mm_from_pt, pt_from_mm

_STEPS = 6
"""Sizes tried from the wanted one down to the least."""
QR_MODULE_MM = 0.5
"""Wanted side of one square of a QR code; cameras of old telephones still read 0.4."""
LEAST_QR_MODULE_MM = 0.4
LEAST_QR_MM = 20.0
"""Least side of a whole code, its quiet zone included: what a shaking hand still finds."""
_QR_EM = 5.4
"""The same in sizes of the type: in large print the code is larger, too."""
LOGO_HEIGHT_MM = 10.0
LEAST_LOGO_MM = 6.0
"""Height of a logo over the name: wanted, and where everything is at its least size."""
_BESIDE_UP_TO = 1.4
"""Width by height: a narrower logo stands beside the name, a wider one over it."""


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
class Fitted:
    """A place filled, or the reasons why it cannot be."""

    by_part: Mapping[int, tuple[Stretch, ...]] = field(default_factory=dict)
    """Letters of each part, by its number; parts that stand alike in two places are one tuple."""
    pictures: tuple[Picture, ...] = ()
    faults: tuple[Finding, ...] = ()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All letters, part by part."""
        return tuple(chain.from_iterable(self.by_part.values()))


@dataclass(frozen=True, slots=True)
class Needs:
    """What the pictures of a place need."""

    qr_modules: int = 0
    """Squares along one side of the QR code, quiet zone included."""
    logo_width: float = 0.0
    logo_height: float = 0.0
    """Largest size of the logo in points."""


class Fitter:
    """Fits the parts of one place into places of any size; what it has measured and arranged it keeps.

    Args:
        slot: the place's name, for findings.
        parts: in reading order.
        needs: of the pictures.
        faces: regular and bold.
    """

    def __init__(
        self, slot: str, parts: Sequence[Part], *, needs: Needs, faces: tuple[Typeface, Typeface]
    ) -> None:
        self.parts = tuple(parts)
        self.rows = tuple(row_of(part, faces) for part in parts)
        self._slot = slot
        self._needs = needs
        self._kinds = tuple(part.kind for part in parts)
        self._name = self._kinds.index("name") if "name" in self._kinds else -1
        self._arranged: dict[Setting, Arrangement] = {}
        self._fitted: dict[Setting, Fitted] = {}
        self._by_size: dict[tuple[float, float, Sizes], Fitted] = {}
        self._kept: Kept = {}
        self._unfit = tuple(self._unfit_letters(faces))

    def fit(self, *, width: float, height: float, sizes: Sizes) -> Fitted:
        """Return where everything stands, at the largest sizes that fit.

        Args:
            width: of the place, in points.
            height: of the place.
            sizes: from the wanted ones down to the least.
        """
        key = width, height, sizes
        found = self._by_size.get(key)
        if found is None:
            found = self._by_size[key] = self._fit(width, height, sizes)
        return found

    def _fit(self, width: float, height: float, sizes: Sizes) -> Fitted:
        if self._unfit:
            return Fitted(faults=self._unfit)
        for number in range(_STEPS + 1):
            setting = self._setting(width, height, sizes.step(number), is_last=False)
            if self._fits(setting, height):
                return self._filled(setting)
        setting = self._setting(width, height, sizes.step(_STEPS), is_last=True)
        return self._filled(setting) if self._fits(setting, height) else self._refused(setting, height)

    def _setting(self, width: float, height: float, sizes: tuple[float, float], *, is_last: bool) -> Setting:
        side, needs = 0.0, self._needs
        if "qr" in self._kinds:
            wanted, least = (needs.qr_modules * module for module in (QR_MODULE_MM, LEAST_QR_MODULE_MM))
            side = max(pt_from_mm(max(LEAST_QR_MM, least if is_last else wanted)), sizes[1] * _QR_EM)
            if side > height:
                side = pt_from_mm(max(LEAST_QR_MM, least))
        wide, high, is_beside = 0.0, 0.0, False
        if "logo" in self._kinds:
            aspect = needs.logo_width / needs.logo_height
            is_beside = aspect <= _BESIDE_UP_TO
            if is_beside:
                wide = min(needs.logo_width, width * (0.2 if is_last else 0.3), height * aspect)
                high = wide / aspect
            else:
                high = min(needs.logo_height, pt_from_mm(LEAST_LOGO_MM if is_last else LOGO_HEIGHT_MM))
                wide = high * aspect
        return Setting(width, *sizes, is_last, side, wide, high, is_beside)

    def _arrangement(self, setting: Setting) -> Arrangement:
        found = self._arranged.get(setting)
        if found is None:
            found = self._arranged[setting] = arrange(self.rows, self._kinds, setting)
        return found

    def _code_over(self, setting: Setting, height: float) -> float:
        """Return by how much the QR code is too large, in points."""
        beside = setting.width - (setting.logo_width + GAP if setting.is_logo_beside else 0.0)
        most = beside * 0.6
        over = setting.code_side - height
        if over > TOLERANCE or setting.code_side > most:
            return max(over, setting.code_side - most)
        return 0.0

    def _fits(self, setting: Setting, height: float) -> bool:
        found = self._arrangement(setting)
        return (
            not found.too_wide and found.depth <= height + TOLERANCE and not self._code_over(setting, height)
        )

    def _filled(self, setting: Setting) -> Fitted:
        found = self._fitted.get(setting)
        if found is None:
            arrangement = self._arrangement(setting)
            stretches = arrangement.stretches(self.rows, setting, name=self._name, kept=self._kept)
            found = self._fitted[setting] = Fitted(stretches, tuple(arrangement.pictures))
        return found

    def _refused(self, setting: Setting, height: float) -> Fitted:
        found = self._arrangement(setting)
        faults = []
        if over := self._code_over(setting, height):
            code = self._kinds.index("qr")
            message = f"{_whole_mm(over)} mm too large at the least size"
            faults.append(self._fault(code, message, "shorten the address it holds"))
        for at, over, word in found.too_wide:
            message = f"{_whole_mm(over)} mm too wide at the least size"
            faults.append(self._fault(at, message, f"break or shorten “{word[:40]}”"))
        for texts, depth in found.columns:
            if depth > height + TOLERANCE:
                # Blame the part with the most letters among those that stand in one column.
                longest = max(texts, key=lambda at: len(self.rows[at].text))
                message = f"{_whole_mm(depth - height)} mm too high at the least size"
                faults.append(self._fault(longest, message, "shorten it, or print fewer lines"))
        return Fitted(faults=tuple(dict.fromkeys(faults)))

    def _fault(self, at: int, message: str, hint: str) -> Finding:
        kind = self._kinds[at]
        where = Where(path=f"{self._slot}.{kind}")
        return Finding("imprint-does-not-fit", f"{kind}: {message}", where=where, hint=hint)

    def _unfit_letters(self, faces: tuple[Typeface, Typeface]) -> Iterator[Finding]:
        """Yield a finding for every part with letters that our font lacks, or that we cannot set."""
        told: set[str] = set()
        for part in self.parts:
            for at, piece in enumerate(part.pieces):
                letters = faces[is_bold(part, at)].shape(piece.text).unfit
                new = "".join(letter for letter in letters if letter not in told)
                told.update(letters)
                if new:
                    codes = ", ".join(f"U+{ord(letter):04X}" for letter in new[:6])
                    yield Finding(
                        "imprint-glyph",
                        f"{part.kind}: “{new[:12]}” ({codes}) cannot be printed with our font",
                        where=Where(path=f"{self._slot}.{part.kind}"),
                        hint="write it in Latin, Greek or Cyrillic letters, one sign for each letter (NFC)",
                    )


def _whole_mm(points: float) -> int:
    """Return whole millimetres that hold a length: what is too much is never nothing."""
    return math.ceil(mm_from_pt(points))
