"""Bytes of finished files -> files in their places, each folder made once."""

from __future__ import annotations

import os

from handouts.batch.journal import Line
from handouts.deliver.place import holds, place


def put(name: str, data: bytes, folder: str, folders: dict[str, bool], *, lies_there: bool) -> int:
    """See to it that a file lies in its place, and return when its bytes were changed.

    Args:
        name: of the file, below the folder.
        data: what it holds.
        folder: of the run.
        folders: those that are there, and whether each is new, so that it holds nothing else.
        lies_there: whether the file may be there already.
    """
    path = f"{folder}/{name}"
    parent = path.rpartition("/")[0]
    if parent not in folders:
        folders[parent] = _made(parent)
    if lies_there and not folders[parent]:
        changed_ns = holds(path, data)
        if changed_ns is not None:
            return changed_ns
    return place(path, data)


def _made(folder: str) -> bool:
    """See to it that a folder is there, and say whether it is new."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        return False
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        return False
    return True


def put_carried(carried: tuple[tuple[Line, bytes], ...], folder: str) -> bytes:
    """Write files that came over the network into their places, and return their journal lines.

    Raises:
        OSError: a file could not be written.
    """
    folders: dict[str, bool] = {}
    return b"".join(
        line.at(put(line.path, data, folder, folders, lies_there=False)).encoded() for line, data in carried
    )
