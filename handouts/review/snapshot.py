"""A folder of an older library and catalogs -> assets that are read like ours, and hold none of ours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.errors import PluginError
from handouts.resources import AssetPath

_PLACES = {
    "library": ("library", "handouts/library"),
    "locales": ("locales",),
    "planner-data": ("planner-data", "handouts/planner/data"),
}
"""Where each kind lies in an overlay, and in a checkout."""


@dataclass(frozen=True, slots=True)
class Snapshot(AssetPath):
    """Assets of another edition: what the folder holds stands instead of ours, not over it."""

    held: tuple[tuple[str, Path], ...] = ()
    """Kind and folder."""

    def roots(self, root: str) -> tuple[Path, ...]:
        """Return the folder of the snapshot, or ours for what it does not hold."""
        for kind, folder in self.held:
            if kind == root:
                return (folder,)
        return AssetPath.roots(self, root)


def open_snapshot(folder: Path) -> Snapshot:
    """Return the assets of a folder.

    Args:
        folder: a copy of `library/` and `locales/`, an overlay with both, or a whole checkout.

    Raises:
        PluginError: it holds no library or no catalogs.
    """
    held: list[tuple[str, Path]] = []
    for kind, places in _PLACES.items():
        found = next((folder / place for place in places if (folder / place).is_dir()), None)
        if found is not None:
            held.append((kind, found.resolve()))
    if lost := [kind for kind in ("library", "locales") if kind not in dict(held)]:
        raise PluginError(
            f"“{folder}” holds no {' and no '.join(lost)}",
            hint="name a folder with library/ and locales/, or a checkout with handouts/library/",
        )
    return Snapshot(held=tuple(held))
