"""The fonts we ship: families found under `fonts/`, each described by its `font.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from handouts.errors import LayoutError
from handouts.resources import AssetPath

DEFAULT_FAMILIES = {"text": "noto-sans", "heading": "be-vietnam-pro"}
"""Noto Sans holds every letter we print and stays calm in small sizes; Be Vietnam Pro suits stacked marks."""


@dataclass(frozen=True, slots=True)
class FontFamily:
    """One family: its name in CSS and its files as asset names."""

    folder: str
    name: str
    files: tuple[str, ...]


@lru_cache(maxsize=64)
def font_family(folder: str, assets: AssetPath) -> FontFamily:
    """Return a family by the name of its folder.

    Raises:
        LayoutError: there is no such folder, or its `font.toml` is broken.
    """
    path = assets.find(f"fonts/{folder}/font.toml")
    if path is None:
        raise LayoutError(
            f"there is no font family “{folder}”", hint="put it into fonts/ with font.toml and licence"
        )
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        files = tuple(f"fonts/{folder}/{entry['name']}" for entry in read["files"])
        return FontFamily(folder, str(read["family"]), files)
    except (OSError, ValueError, RecursionError, KeyError, TypeError) as error:
        raise LayoutError(
            f"fonts/{folder}/font.toml is broken: {error}", hint="see docs/overlays.md"
        ) from error
