"""Build hook: templates/, locales/ and fonts/ -> handouts/_assets/ in the wheel.

An editable install gets nothing from here: `handouts.resources` finds the folders in the checkout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("templates", "locales", "fonts")


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is of no use to us
    """Maps the asset folders into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add every asset file to what the wheel must hold."""
        if version == "editable":
            return
        for folder in FOLDERS:
            found = assets(Path(self.root, folder))
            if not found:
                raise FileNotFoundError(f"{folder}/ is missing or empty: a wheel without it could not print")
            for file in found:
                target = Path("handouts", "_assets", file.relative_to(self.root))
                build_data["force_include"][str(file)] = target.as_posix()


def assets(folder: Path) -> list[Path]:
    """Give the files below a folder, sorted, without hidden files and what editors leave behind."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not file.name.endswith(("~", ".pyc"))
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]
