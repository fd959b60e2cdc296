"""The fonts we ship: families found under `fonts/`, each described by its `font.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from handouts.errors import LayoutError
from handouts.resources import AssetPath

DEFAULT_FAMILIES = {"text": ("noto-sans",), "heading": ("be-vietnam-pro",)}
"""Noto Sans holds every letter we print and stays calm in small sizes; Be Vietnam Pro suits stacked marks."""


@dataclass(frozen=True, slots=True)
class FontFamily:
    """One family: its name in CSS and its files as asset names."""

    folder: str
    name: str
    files: tuple[str, ...]
    weights: tuple[int, ...] = ()
    """Of each file, 100 to 900; only upright ones count."""

    def file(self, weight: int) -> str:
        """Return the file nearest to a weight.

        >>> FontFamily("f", "F", ("light.ttf", "bold.ttf"), (300, 700)).file(400)
        'light.ttf'
        """
        return min(zip(self.weights, self.files, strict=True), key=lambda pair: abs(pair[0] - weight))[1]


@dataclass(frozen=True, slots=True)
class FontStack:
    """Families in the order in which a letter is looked for: the first that holds it draws it."""

    families: tuple[FontFamily, ...]

    @property
    def name(self) -> str:
        """The first family's name in CSS."""
        return self.families[0].name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all families in CSS, in their order."""
        return tuple(family.name for family in self.families)

    @property
    def files(self) -> tuple[str, ...]:
        """The files of all families."""
        return tuple(file for family in self.families for file in family.files)

    def file(self, weight: int) -> str:
        """Return the file of the first family that is nearest to a weight."""
        return self.families[0].file(weight)


def font_stack(folders: tuple[str, ...], assets: AssetPath) -> FontStack:
    """Return the families of these folders.

    Raises:
        LayoutError: there is no such folder, or its `font.toml` is broken.
    """
    return FontStack(tuple(font_family(folder, assets) for folder in folders))


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
        weights = tuple(
            int(entry.get("weight", 400)) if entry.get("style", "normal") == "normal" else -1000
            for entry in read["files"]
        )
        return FontFamily(folder, str(read["family"]), files, weights)
    except (OSError, ValueError, RecursionError, KeyError, TypeError) as error:
        raise LayoutError(
            f"fonts/{folder}/font.toml is broken: {error}", hint="see docs/overlays.md"
        ) from error
