"""Font files -> what they call themselves and which letters they hold."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from fontTools.ttLib import TTFont, TTLibError

from handouts.resources import AssetPath

_POSTSCRIPT_NAME = 6
"""Name id of a font's PostScript name (OpenType, `name` table)."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font file of ours."""

    asset: str
    postscript: str
    family: str
    """Name id 16 where there is one, else 1: `Noto Sans`."""
    letters: frozenset[int]
    """Every code point it has a glyph for."""


def font_file(asset: str, *, assets: AssetPath) -> FontFile | None:
    """Return what a font file holds, or nothing when there is no such file or it is no font."""
    path = assets.find(asset)
    if path is None:
        return None
    return _read(asset, str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(asset: str, path: str, modified: int) -> FontFile | None:
    del modified  # part of the key: a changed file is read again
    try:
        with TTFont(path, lazy=True) as font:
            names = font["name"]
            family = names.getDebugName(16) or names.getDebugName(1) or ""
            letters = frozenset(font.getBestCmap() or ())
            return FontFile(asset, names.getDebugName(_POSTSCRIPT_NAME) or "", family, letters)
    except (TTLibError, KeyError, OSError):
        return None


@lru_cache(maxsize=256)
def postscript_name(data: bytes) -> str:
    """Return what an embedded font calls itself, or nothing when it does not say."""
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return str(font["name"].getDebugName(_POSTSCRIPT_NAME) or "")
    except (TTLibError, KeyError, OSError, AssertionError):
        return ""
