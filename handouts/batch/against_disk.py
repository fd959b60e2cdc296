"""A manifest + the disk -> what is missing, changed, extra, half-written, or was found wrong."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.batch.manifest import CSV_NAME, JSON_NAME, VERSION
from handouts.batch.tasks import STATE
from handouts.deliver.place import is_partial
from handouts.errors import DeliveryError

READERS = 4
"""Threads that read and hash: both release the interpreter."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a manifest and the disk say of each other."""

    whole: int
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    """Files that the manifest does not name."""
    partial: tuple[str, ...] = ()
    """Left behind by a run that was killed; the next run removes them."""
    not_made: tuple[str, ...] = ()
    """Files that the run could not make, as the manifest itself says."""
    failed: tuple[str, ...] = ()
    """Files in which the full checks of the run found something, as the manifest itself says."""
    unfinished: int = 0
    """How many files the run had yet to make when it was stopped."""

    @property
    def is_good(self) -> bool:
        """Say whether the disk holds exactly what the run was asked for."""
        wrong = (self.missing, self.changed, self.extra, self.partial, self.not_made, self.failed)
        return not any(wrong) and not self.unfinished

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON output."""
        return {"good": self.is_good, **{name: getattr(self, name) for name in self.__slots__}}


def verify(path: Path) -> Verdict:
    """Check the files that a manifest names: each is read and hashed.

    Raises:
        DeliveryError: the manifest cannot be read, or names files outside its folder.
    """
    read = _read(path)
    entries = read["files"] if read["deliver"] == "folder" else read["outputs"]
    wanted = {str(entry["path"]): (str(entry["sha256"]), int(entry["size"])) for entry in entries}
    outside = [name for name in wanted if _leads_out(name)]
    if outside:
        raise DeliveryError(
            f"the manifest names “{outside[0]}”, which is outside its folder",
            hint="do not trust this manifest",
        )
    folder = path.parent
    with ThreadPoolExecutor(READERS) as readers:
        states = list(
            readers.map(lambda item: _state(folder / item[0], *item[1]), wanted.items(), chunksize=64)
        )
    missing = [name for name, state in zip(wanted, states, strict=True) if state is None]
    changed = [name for name, state in zip(wanted, states, strict=True) if state is False]
    extra, partial = _others(folder, frozenset((*wanted, path.name, JSON_NAME, CSV_NAME)))
    return Verdict(
        whole=len(wanted) - len(missing) - len(changed),
        missing=tuple(sorted(missing)),
        changed=tuple(sorted(changed)),
        extra=tuple(sorted(extra)),
        partial=tuple(sorted(partial)),
        not_made=tuple(str(entry["path"]) for entry in read["not_made"]),
        failed=tuple(str(entry["path"]) for entry in read["verified"] if not entry["good"]),
        unfinished=max(0, int(read["files_expected"]) - len(read["files"]) - len(read["not_made"])),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        if read["manifest"] != VERSION:
            raise DeliveryError(
                f"“{path}” is a manifest of another version ({read['manifest']})",
                hint="use the program that made it",
            )
        for entry in (*read["files"], *read["outputs"]):
            str(entry["path"]), str(entry["sha256"]), int(entry["size"])
        looked_at = read.get("verified", {}).get("results", [])
        for entry in looked_at:
            str(entry["path"]), bool(entry["good"])
        kept = ("deliver", "files", "outputs", "not_made", "files_expected")
        return {"verified": looked_at, **{name: read[name] for name in kept}}
    except OSError as error:
        raise DeliveryError(f"“{path}” cannot be read: {error.strerror}", hint="check the path") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DeliveryError(
            f"“{path}” is not a manifest", hint="name the manifest.json that a print run wrote"
        ) from error


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or "\0" in name


def _state(path: Path, sha256: str, size: int) -> bool | None:
    """Say whether a file is as it should be; nothing when it is not there."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != size:
                return False
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return False


def _others(folder: Path, wanted: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the files below a folder that nobody asked for, and those that are half-written."""
    extra, partial = [], []
    top = str(folder)
    for parent, folders, names in os.walk(folder):
        below = parent[len(top) + 1 :]
        if not below and STATE in folders:
            folders.remove(STATE)
        for name in names:
            path = f"{below}/{name}" if below else name
            if is_partial(name):
                partial.append(path)
            elif path not in wanted:
                extra.append(path)
    return extra, partial
