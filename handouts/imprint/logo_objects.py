"""What a logo becomes: self-contained PDF objects, one unit wide and high, without references to others."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from handouts.content.colours import contrast

WHITE = "#ffffff"


class LogoFault(Exception):  # noqa: N818 (a verdict on a file, made into findings by read_logo)
    """A logo cannot be printed; `messages` says why."""

    def __init__(self, *messages: str, hint: str = "") -> None:
        super().__init__(*messages)
        self.messages = messages
        self.hint = hint or "export it from the drawing program as plain SVG, or as PNG"


@dataclass(frozen=True, slots=True)
class XObject:
    """A form or image that `q w 0 0 h x y cm /Name Do Q` paints w by h; it needs no other object."""

    dictionary: bytes
    """From << to >>, with its length."""
    data: bytes
    """Between stream and endstream."""

    def as_object(self, number: int) -> bytes:
        """Return the object as it stands in a file."""
        head = b"%d 0 obj\n%s\nstream\n" % (number, self.dictionary)
        return head + self.data + b"\nendstream\nendobj\n"


@dataclass(frozen=True, slots=True)
class Artwork:
    """A converted logo in the units of its file."""

    width: float
    height: float
    media_type: str
    source: bytes
    colour: XObject
    grey: XObject
    grey_contrast: float


def form(operators: bytes, *, width: float, height: float) -> XObject:
    """Return drawing operators as a form that is one unit wide and high."""
    data = zlib.compress(operators, 9)
    head = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 {number(width)} {number(height)}]"
        f"/Matrix[{number(1 / width)} 0 0 {number(1 / height)} 0 0]/Resources<<>>"
        f"/Filter/FlateDecode/Length {len(data)}>>"
    )
    return XObject(head.encode(), data)


def image(pixels: bytes, *, width: int, height: int, space: str, encoded: bool = False) -> XObject:
    """Return pixels (8 bits each, or a whole JPEG when `encoded`) as an image."""
    data = pixels if encoded else zlib.compress(pixels, 9)
    head = (
        f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace{space}/BitsPerComponent 8"
        f"/Filter/{'DCTDecode' if encoded else 'FlateDecode'}/Length {len(data)}>>"
    )
    return XObject(head.encode(), data)


def number(value: float) -> str:
    """Return a number as PDF writes it: without an exponent, without needless digits.

    >>> number(1 / 120), number(3.0), number(-0.0)
    ('0.0083333333', '3', '0')
    """
    text = f"{value:.10f}" if abs(value) < 1 else f"{value:.4f}"
    text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def grey_of(red: int, green: int, blue: int) -> int:
    """Return the grey from 0 to 255 that is as bright as a colour (sRGB).

    >>> grey_of(255, 255, 255), grey_of(0, 0, 255)
    (255, 76)
    """
    linear = sum(
        part * _linear(value / 255)
        for part, value in zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
    )
    shade = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(shade * 255)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast_on_white(grey: int) -> float:
    """Return the contrast of a grey from 0 to 255 on white paper."""
    return contrast(f"#{grey:02x}{grey:02x}{grey:02x}", WHITE)
