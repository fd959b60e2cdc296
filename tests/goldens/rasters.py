"""PDF pages as small grey pictures: made, stored, compared."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

DPI = 50
"""Enough to see a box that moved by a millimetre; type is a texture."""
LEVELS = 16
LEVEL_APART = 2
"""A pixel counts as changed when it differs by more levels than this: rounding is not a change."""
SHARE_OF_CHANGED = 0.0002
"""At most so many pixels may have changed: about 50 of an A4 page, less than a comma and its neighbours."""
REST_OF_THE_FOOT = 0.72
"""The code has letters of different widths, which push what follows: the line is covered up to the number."""


def rasters(path: Path, *, code: str) -> list[Image.Image]:
    """Paint the pages of a file in 16 levels of grey.

    Args:
        path: the PDF.
        code: the printed document code; it follows from everything else and is painted over.
    """
    document = pypdfium2.PdfDocument(path)
    try:
        return [_raster(page, code) for page in document]
    finally:
        document.close()


def _raster(page: pypdfium2.PdfPage, code: str) -> Image.Image:
    scale = DPI / 72
    image: Image.Image = page.render(scale=scale).to_pil().convert("L")
    text = page.get_textpage()
    search = text.search(code, match_case=True)
    while place := search.get_next():
        for index in range(text.count_rects(*place)):
            left, bottom, right, top = text.get_rect(index)
            height = page.get_height()
            right = max(right, REST_OF_THE_FOOT * page.get_width())
            edges = (left - 1, height - top - 1, right + 1, height - bottom + 1)
            image.paste(255, tuple(round(edge * scale) for edge in edges))
    return image.point([level // LEVELS * 17 for level in range(256)])


def to_png(image: Image.Image) -> bytes:
    """Store a picture with four bits for each pixel."""
    indexed = Image.frombytes("P", image.size, image.point([level // 17 for level in range(256)]).tobytes())
    indexed.putpalette([17 * level for level in range(LEVELS) for _ in range(3)])
    out = io.BytesIO()
    indexed.save(out, "PNG", bits=4, optimize=True)
    return out.getvalue()


def from_png(path: Path) -> Image.Image:
    """Read what `to_png` stored."""
    with Image.open(path) as image:
        return image.convert("L")


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """How two pictures of a page differ."""

    share: float
    """Of the pixels, from 0 to 1; 1 when the size differs."""
    picture: Image.Image
    """The new page faint, what changed in red."""

    @property
    def matters(self) -> bool:
        """Whether a person should look at it."""
        return self.share > SHARE_OF_CHANGED


def compare(old: Image.Image, new: Image.Image) -> Change:
    """Say how two pictures of a page differ."""
    if old.size != new.size:
        return Change(1.0, new.convert("RGB"))
    changed = ImageChops.difference(old, new).point(
        [255 * (level > 17 * LEVEL_APART) for level in range(256)]
    )
    share = changed.histogram()[255] / (new.width * new.height)
    picture = new.point([128 + level // 2 for level in range(256)]).convert("RGB")
    picture.paste((200, 0, 0), mask=changed)
    return Change(share, picture)
