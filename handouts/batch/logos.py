"""Name of a logo -> the logo as it is printed; a process keeps the few that it needs at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import CheckFailed
from handouts.findings import Finding

if TYPE_CHECKING:
    from handouts.imprint.logo import Logo

MOST_LOGOS = 8
"""A run prints a clinic's files together, so that few are needed at a time."""


class Logos:
    """The logos of a run.

    Args:
        folder: of the clinics' file: logos lie below it.
        came: those that came along, for a machine that does not see the folder.
    """

    def __init__(self, folder: Path, came: Mapping[str, bytes]) -> None:
        self._folder = folder
        self._came = came
        self._kept: OrderedDict[str, tuple[Logo | None, tuple[Finding, ...]]] = OrderedDict()

    def logo(self, name: str) -> Logo:
        """Return a logo by its name.

        Raises:
            CheckFailed: it cannot be printed; every finding is listed.
        """
        from handouts.imprint.logo import convert_logo, read_logo

        if name not in self._kept:
            came = self._came.get(name)
            self._kept[name] = read_logo(self._folder, name) if came is None else convert_logo(came, name)
            while len(self._kept) > MOST_LOGOS:
                self._kept.popitem(last=False)
        logo, findings = self._kept[name]
        if logo is None:
            raise CheckFailed(f"the logo “{name}” cannot be printed", findings=findings)
        return logo


def read_all(folder: Path, names: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    """Yield every logo that can be read, with its bytes."""
    for name in names:
        try:
            yield name, (folder / name).read_bytes()
        except OSError:
            continue  # the clinic's files are refused with the reason
