"""Lengths of paper and type: millimetres, points and CSS pixels, once and for all."""

from __future__ import annotations

from dataclasses import dataclass

MM_PER_INCH = 25.4
PT_PER_INCH = 72.0
CSS_PX_PER_INCH = 96.0


def mm_from_pt(points: float) -> float:
    """Return millimetres for a length in points.

    >>> mm_from_pt(72)
    25.4
    """
    return points * MM_PER_INCH / PT_PER_INCH


def pt_from_mm(millimetres: float) -> float:
    """Return points for a length in millimetres.

    >>> pt_from_mm(25.4)
    72.0
    """
    return millimetres * PT_PER_INCH / MM_PER_INCH


def mm_from_px(pixels: float) -> float:
    """Return millimetres for a length in CSS pixels (96 to the inch).

    >>> mm_from_px(96)
    25.4
    """
    return pixels / CSS_PX_PER_INCH * MM_PER_INCH


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page, in millimetres from the top left corner of the paper."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float

    @property
    def right_mm(self) -> float:
        """The right edge."""
        return self.left_mm + self.width_mm

    @property
    def bottom_mm(self) -> float:
        """The lower edge."""
        return self.top_mm + self.height_mm

    def holds(self, other: Box, *, tolerance_mm: float = 0.0) -> bool:
        """Say whether another box lies inside this one."""
        return (
            other.left_mm >= self.left_mm - tolerance_mm
            and other.top_mm >= self.top_mm - tolerance_mm
            and other.right_mm <= self.right_mm + tolerance_mm
            and other.bottom_mm <= self.bottom_mm + tolerance_mm
        )

    def overlap_mm2(self, other: Box) -> float:
        """Return the area that two boxes share, in square millimetres."""
        width = min(self.right_mm, other.right_mm) - max(self.left_mm, other.left_mm)
        height = min(self.bottom_mm, other.bottom_mm) - max(self.top_mm, other.top_mm)
        return max(width, 0.0) * max(height, 0.0)
