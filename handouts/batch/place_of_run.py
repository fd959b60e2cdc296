"""A destination folder -> the run's own place: its marker, its lock, its journal."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.batch.tasks import STATE
from handouts.deliver.files import write_atomically
from handouts.errors import DeliveryError

_PATIENCE_S = 3.0
"""Workers of a run that was killed hold its lock until they notice."""


@dataclass(frozen=True, slots=True)
class RunPlace:
    """Where a run keeps its files."""

    destination: Path
    state: Path
    token: str
    """Of this start of the run: whoever reads it in the marker file sees the same disk."""

    @property
    def marker(self) -> Path:
        """Return the file that holds the token."""
        return self.state / "token"

    @property
    def journal(self) -> Path:
        """Return the journal of the documents."""
        return self.state / "journal.jsonl"

    @property
    def outputs_journal(self) -> Path:
        """Return the journal of archives and collections."""
        return self.state / "outputs.jsonl"

    def files(self, deliver: str) -> Path:
        """Return where single documents lie: in the destination, or out of sight when they are collected."""
        return self.destination if deliver == "folder" else self.state / "files"


@contextlib.contextmanager
def open_place(destination: Path, *, run: str) -> Iterator[RunPlace]:
    """Take a destination for a run, and keep every other run out of it.

    Args:
        destination: a folder that does not exist, is empty, or is this run's own.
        run: the name of the run.

    Raises:
        DeliveryError: the folder holds something else, belongs to another run, is in use or cannot be
            written.
    """
    state = destination / STATE
    try:
        _check(destination, state, run)
        state.mkdir(parents=True, exist_ok=True)
        lock = _locked(state / "lock", destination)
    except OSError as error:
        raise DeliveryError(
            f"“{destination}” cannot be written: {error.strerror}",
            hint="check the folder, its permissions and the free space",
        ) from error
    try:
        place = RunPlace(destination.resolve(), state.resolve(), secrets.token_hex(16))
        write_atomically(state / "run.json", json.dumps({"run": run, "version": 1}).encode() + b"\n")
        write_atomically(place.marker, place.token.encode())
        yield place
    finally:
        os.close(lock)


def _check(destination: Path, state: Path, run: str) -> None:
    if destination.exists() and not destination.is_dir():
        raise DeliveryError(f"“{destination}” is a file", hint="name a folder after to:")
    if not destination.is_dir():
        return
    if not state.is_dir():
        if any(destination.iterdir()):
            raise DeliveryError(
                f"“{destination}” holds files that no print run made",
                hint="name a new folder after to:; only a run's own folder is used again",
            )
        return
    try:
        owner = json.loads((state / "run.json").read_text(encoding="utf-8"))["run"]
    except FileNotFoundError:
        return  # killed before it could write its name: there is nothing of it
    except (ValueError, TypeError, KeyError) as error:
        raise DeliveryError(
            f"“{state / 'run.json'}” is damaged", hint="choose another folder, or delete this one"
        ) from error
    if owner != run:
        raise DeliveryError(
            f"“{destination}” belongs to the run “{owner}”", hint=f"choose another folder for “{run}”"
        )


def _locked(path: Path, destination: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(handle)
                raise DeliveryError(
                    f"another run is using “{destination}”", hint="wait until it ends, or stop it"
                ) from None
            time.sleep(0.05)
