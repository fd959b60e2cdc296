"""What lies on the disk -> whether it is what the journal says; what a killed run left behind is removed."""

from __future__ import annotations

import enum
import hashlib
import os
from pathlib import Path

from handouts.batch.journal import Line
from handouts.content.clinics import Clinic
from handouts.deliver.place import is_partial


class Status(enum.IntEnum):
    """What is the matter with one file before the run."""

    INTACT = 0
    NEW = 1
    MISSING = 2
    DAMAGED = 3
    CHANGED = 4
    """Its text, translation, facts, design, engine or clinic is another now."""
    REFUSED = 5
    """Its master is refused: nothing can be made."""


def state_of(line: Line, base: str, *, trusted: bool) -> tuple[Status, int]:
    """Return what is the matter with a file, and when it was changed if it is whole."""
    path = base + line.path
    try:
        found = os.stat(path)  # noqa: PTH116 (text is faster than Path here)
    except (FileNotFoundError, NotADirectoryError):
        return Status.MISSING, 0
    if found.st_size != line.size:
        return Status.DAMAGED, 0
    if found.st_mtime_ns == line.changed_ns and trusted:
        return Status.INTACT, line.changed_ns
    try:
        whole = hashlib.sha256(Path(path).read_bytes()).hexdigest() == line.sha256
    except OSError:
        whole = False
    return (Status.INTACT, found.st_mtime_ns) if whole else (Status.DAMAGED, 0)


def sweep(folder: Path) -> int:
    """Remove the partial files that a killed run left behind, and return how many there were."""
    found = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".part") and is_partial(name):
                os.unlink(f"{parent}/{name}")  # noqa: PTH108
                found += 1
    return found


def clinic_fingerprint(clinic: Clinic, *, folder: Path) -> str:
    """Return a hash over a clinic's profile and the bytes of its logo."""
    sha = hashlib.sha256(clinic.fingerprint.encode())
    if clinic.logo:
        try:
            with (folder / clinic.logo).open("rb") as file:
                sha.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            sha.update(b"unreadable")
    return sha.hexdigest()[:32]
