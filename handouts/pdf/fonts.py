"""Font files named by a document -> one font configuration per process, holding these fonts alone."""

from __future__ import annotations

import re
import struct
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from fontTools.ttLib import TTLibError
from fontTools.ttLib.sfnt import SFNTReader, calcChecksum

from handouts.errors import RenderError
from handouts.pdf.fetcher import AssetFetcher
from handouts.pdf.weasyprint_seams import HouseFontConfiguration, weasyprint
from handouts.resources import AssetPath


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file and what CSS calls it, from the `font.toml` beside it."""

    asset: str
    """Asset name, such as `fonts/noto-sans/NotoSans-Regular.ttf`."""
    path: Path
    family: str
    weight: int
    """100 to 900."""
    style: str
    """`normal` or `italic`."""

    @property
    def rule(self) -> str:
        """The `@font-face` rule."""
        return (
            f"@font-face {{ font-family: '{self.family}'; font-weight: {self.weight}; "
            f"font-style: {self.style}; src: url('asset:{self.asset}') }}"
        )


def read_face(asset: str, *, assets: AssetPath) -> FontFace:
    """Return what `font.toml` says about one font file.

    Raises:
        RenderError: the file, its `font.toml` or its entry there is missing.
    """
    folder = PurePosixPath(asset).parent
    path, description = assets.find(asset), assets.find(str(folder / "font.toml"))
    if path is None or description is None:
        missing = asset if path is None else str(folder / "font.toml")
        raise RenderError(f"there is no font file “{missing}”", hint="look in fonts/ for the names we have")
    try:
        family = tomllib.loads(description.read_text(encoding="utf-8"))
        entry = _entry(family, path.name)
    except (OSError, ValueError, RecursionError, TypeError, AttributeError) as error:
        raise RenderError(f"“{folder}/font.toml” is broken: {error}", hint="see docs/overlays.md") from error
    name = str(family.get("family", "'"))
    if entry is None or not _FAMILY.fullmatch(name):
        raise RenderError(
            f"“{folder}/font.toml” does not describe {path.name}", hint="add a [[files]] entry for it"
        )
    if not _is_whole(path):
        raise RenderError(f"“{asset}” is not a whole font", hint="copy the TTF or OTF file again")
    weight, style = entry.get("weight", 400), entry.get("style", "normal")
    if weight not in range(100, 1000, 100) or style not in ("normal", "italic"):
        raise RenderError(
            f"“{folder}/font.toml” gives {path.name} the weight {weight!r} and the style {style!r}",
            hint="a weight is 100 to 900 in hundreds, a style normal or italic",
        )
    return FontFace(asset, path, name, weight, style)


def _is_whole(path: Path) -> bool:
    """Say whether every table of a font is there and unharmed: Pango replaces one that is not, silently."""
    try:
        with path.open("rb") as file:
            reader = SFNTReader(file)
            for tag, entry in reader.tables.items():
                data = entry.loadData(file)
                if len(data) != entry.length or (tag != "head" and calcChecksum(data) != entry.checkSum):
                    return False
            return {"cmap", "head", "name"} <= {str(tag) for tag in reader.tables}
    except (TTLibError, AssertionError, OSError, ValueError, KeyError, struct.error):
        return False


_FAMILY = re.compile(r"\w[\w .-]{0,60}")
"""A name that stands in CSS between quotes and cannot leave them."""


def _entry(family: dict[str, Any], name: str) -> dict[str, Any] | None:
    return next((entry for entry in family.get("files", ()) if entry.get("name") == name), None)


@dataclass(frozen=True, slots=True, eq=False)
class HouseFonts:
    """Loaded fonts: the faces, WeasyPrint's configuration of them, and the rules as a parsed style sheet."""

    faces: tuple[FontFace, ...]
    configuration: HouseFontConfiguration
    stylesheet: Any


_loaded: dict[tuple[object, ...], HouseFonts] = {}
_MOST_LOADED = 8
"""Sets of fonts kept: ours, and those of a few overlays. One set takes a few megabytes and 10 ms."""


def load_fonts(names: tuple[str, ...], *, assets: AssetPath) -> HouseFonts:
    """Return the font configuration for a document's font files, the same one each time while the files stay.

    Args:
        names: asset names, in any order.
        assets: where to find them.

    Raises:
        RenderError: a font file is missing or not described.
    """
    if not names:
        raise RenderError("the document names no fonts", hint="fonts of the system are never used; name ours")
    described = {str(PurePosixPath(name).parent / "font.toml") for name in names}
    paths = tuple((name, assets.find(name)) for name in sorted({*names, *described}))
    key = tuple((name, path, path and (path.stat().st_size, path.stat().st_mtime_ns)) for name, path in paths)
    if key not in _loaded:
        while len(_loaded) >= _MOST_LOADED:
            del _loaded[next(iter(_loaded))]
        _loaded[key] = _load(tuple(sorted(set(names))), assets)
    return _loaded[key]


def _load(names: tuple[str, ...], assets: AssetPath) -> HouseFonts:
    faces = tuple(read_face(name, assets=assets) for name in names)
    configuration = HouseFontConfiguration()
    stylesheet = weasyprint.CSS(
        string="\n".join(face.rule for face in faces),
        font_config=configuration,
        url_fetcher=AssetFetcher(assets),
    )
    configuration.is_sealed = True
    return HouseFonts(faces, configuration, stylesheet)
