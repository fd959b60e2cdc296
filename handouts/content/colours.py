"""Colours -> luminance and contrast."""

from __future__ import annotations

import re
from functools import lru_cache

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_LINEAR_BELOW = 0.04045
"""Of sRGB (IEC 61966-2-1). WCAG's text prints 0.03928; no 8-bit colour falls between."""


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rgb` or `#rrggbb`, from 0 (black) to 1 (white).

    Source: WCAG 2.2, definition of relative luminance.

    Raises:
        ValueError: it is no such colour.
    """
    if not _HEX.fullmatch(colour):
        raise ValueError(f"“{colour}” is not a colour like #0b5563")
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4


@lru_cache(1024)
def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (none) to 21.

    Source: WCAG 2.2, definition of contrast ratio.

    >>> round(contrast("#767676", "#ffffff"), 2)
    4.54
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
