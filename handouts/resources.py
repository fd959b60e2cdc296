"""Find templates, locales, fonts and library data: ours, or an overlay's laid over them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from handouts.errors import PluginError

_PACKAGE = Path(__file__).resolve().parent
ROOTS = ("templates", "locales", "fonts", "library", "planner-data")
"""The kinds of assets; an overlay may hold a folder of each name."""


@cache
def _shipped(root: str) -> Path:
    """Return the folder of one kind of asset: inside the wheel, or beside the package in a checkout."""
    if root == "library":
        return _PACKAGE / "library"
    if root == "planner-data":
        return _PACKAGE / "planner" / "data"
    inside_wheel = _PACKAGE / "_assets" / root
    return inside_wheel if inside_wheel.is_dir() else _PACKAGE.parent / root


@dataclass(frozen=True, slots=True)
class AssetPath:
    """The search path of assets: overlays first (the last one given wins), then what we ship.

    Args:
        overlays: folders of organisations, each holding any of `ROOTS`.
    """

    overlays: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        for overlay in self.overlays:
            found = False
            with suppress(OSError, ValueError):  # as in `find`
                found = overlay.is_dir()
            if not found:
                raise PluginError(
                    f"the overlay folder “{overlay}” does not exist", hint="check the path after --overlay"
                )

    def roots(self, root: str) -> tuple[Path, ...]:
        """Return the existing folders of one kind of asset, strongest first."""
        if root not in ROOTS:
            raise ValueError(f"{root} is not one of {', '.join(ROOTS)}")
        laid_over = tuple(overlay.resolve() / root for overlay in reversed(self.overlays))
        return tuple(folder for folder in (*laid_over, _shipped(root)) if folder.is_dir())

    def find(self, name: str) -> Path | None:
        """Return the strongest file called `name` (such as `templates/tokens.css`), or nothing.

        A name that leads outside the asset folders (`..`, an absolute path, a link elsewhere) is never found.
        """
        parts = PurePosixPath(name).parts
        if len(parts) < 2 or ".." in parts or parts[0] not in ROOTS:
            return None
        for folder in self.roots(parts[0]):
            candidate = folder.joinpath(*parts[1:])
            with suppress(OSError, ValueError):  # a name that no file system takes is the name of nothing
                if candidate.is_file() and candidate.resolve().is_relative_to(folder.resolve()):
                    return candidate
        return None

    def files(self, root: str, pattern: str) -> Iterator[Path]:
        """Yield the files of one kind that match a glob, sorted, each name once, of the strongest folder."""
        seen: dict[str, Path] = {}
        for folder in self.roots(root):
            for path in folder.glob(pattern):
                if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                    seen.setdefault(path.relative_to(folder).as_posix(), path)
        for name in sorted(seen):
            yield seen[name]

    def folders(self, root: str) -> tuple[str, ...]:
        """Return the names of the folders directly under one kind of asset, sorted."""
        return tuple(
            sorted(
                {
                    child.name
                    for folder in self.roots(root)
                    for child in folder.iterdir()
                    if child.is_dir() and not child.name.startswith((".", "_"))
                }
            )
        )
