"""Masters on disk: found by what they are made of, verified when read, shared by processes, pruned."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from handouts.errors import DeliveryError
from handouts.imprint.master import Master

FORMAT = 3
"""Raised when what is stored changes its shape; older files are then not found."""
_MAGIC = b"handouts-master %d\n" % FORMAT
_SUFFIX = ".master"
_MAY_HOLD = {
    "handouts.imprint.master": {"Master", "Card", "PageRecipe", "SlotRecipe"},
    "handouts.imprint.fit": {"Sizes"},
    "handouts.imprint.typeface": {"SlotFont"},
    "handouts.edition": {"Edition"},
    "handouts.findings": {"Finding", "Severity", "Where"},
    "handouts.content.clinic_text": {"ClinicText", "PhoneText"},
    "handouts.imprint.cards": {"ClinicCard", "PlacedLogo"},
    "handouts.imprint.logo_objects": {"XObject"},
    "handouts.imprint.qr": {"QrCode"},
    "datetime": {"date"},
    "copyreg": {"__newobj__"},
}
"""The only types read from a file; a pickle that names another runs nothing and is no master."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name not in _MAY_HOLD.get(module, ()):
            raise pickle.UnpicklingError(f"a stored master may not hold {module}.{name}")
        return super().find_class(module, name)


_YOUNG_S = 3600
"""A file that another process may be writing just now, or an index just made, is left alone."""


@dataclass(frozen=True, slots=True)
class StoredMaster:
    """One master in the store, as `handouts masters list` shows it."""

    key: str
    path: Path
    size: int
    used: float
    """When it was last read or written, in seconds since 1970."""
    name: str
    """Handout, locale, jurisdiction and format."""
    code: str
    """The printed document code."""
    valid_until: date


class MasterStore:
    """A folder of masters. Any number of processes may use it at once.

    A file appears whole or not at all. What is damaged counts as missing, and is removed.

    Args:
        folder: made when the first master is put into it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, key: str) -> Path:
        """Return where a master lies."""
        return self.folder / f"{key}{_SUFFIX}"

    def find(self, key: str) -> Master | None:
        """Return a master by the key of what it is made of; nothing when there is none, or a damaged one."""
        path = self.path_of(key)
        value = read_sealed(path, _MAGIC)
        if value is None:
            return None
        _, master = value
        if not isinstance(master, Master):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return master

    def put(self, key: str, master: Master) -> None:
        """Keep a master.

        Raises:
            DeliveryError: the folder cannot be written.
        """
        card = master.card
        label = {
            "name": "-".join(
                filter(None, (card.handout, card.locale, card.jurisdiction, card.format, card.plan))
            ),
            "code": card.code,
            "valid_until": card.valid_until.isoformat(),
        }
        write_sealed(self.path_of(key), _MAGIC, label, master)

    def entries(self) -> Iterator[StoredMaster]:
        """Yield what is there, by name; only the first lines of the files are read."""
        found = []
        for path in self.folder.glob(f"*{_SUFFIX}"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                with path.open("rb") as file:
                    if file.readline() != _MAGIC:
                        continue
                    label = json.loads(file.readline())["label"]
                stat = path.stat()
                found.append(
                    StoredMaster(
                        path.stem,
                        path,
                        stat.st_size,
                        stat.st_mtime,
                        str(label["name"]),
                        str(label["code"]),
                        date.fromisoformat(label["valid_until"]),
                    )
                )
        yield from sorted(found, key=lambda entry: (entry.name, entry.key))

    def prune(self, *, today: date, unused_days: int, now: float) -> tuple[StoredMaster, ...]:
        """Remove masters past their date, or not used for some days, and what no process can read any more.

        Args:
            today: masters valid until an earlier day go.
            unused_days: masters not used for so long go; 0 removes all.
            now: seconds since 1970.
        """
        gone = []
        for entry in self.entries():
            if entry.valid_until < today or now - entry.used >= unused_days * 86_400:
                with contextlib.suppress(OSError):
                    entry.path.unlink()
                    gone.append(entry)
        known = {entry.path for entry in self.entries()}
        for path in (
            *self.folder.glob(f"*{_SUFFIX}"),
            *self.folder.glob("*.index"),
            *self.folder.glob("*.refused"),
            *self.folder.glob("*.clinics"),
            *self.folder.glob(".*.part"),
        ):
            with contextlib.suppress(OSError):
                is_young = now - path.stat().st_mtime < _YOUNG_S
                if path not in known and not is_young:
                    path.unlink()
        return tuple(gone)


def read_sealed(path: Path, magic: bytes) -> tuple[dict[str, Any], Any] | None:
    """Return label and value of a file that `write_sealed` wrote; nothing when it is missing or damaged."""
    try:
        with path.open("rb") as file:
            if file.readline() != magic:
                return None
            head = json.loads(file.readline())
            body = file.read()
        if hashlib.sha256(body).hexdigest() != head["sha256"]:
            raise ValueError("damaged")
        return head["label"], unpickled(body)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, pickle.UnpicklingError):
        with contextlib.suppress(OSError):
            path.unlink()
        return None


def unpickled(body: bytes) -> Any:
    """Return what `pickle.dumps` made of our own plain types.

    Raises:
        pickle.UnpicklingError: it holds anything else, or is damaged.
    """
    return _Reader(io.BytesIO(body)).load()


def write_sealed(path: Path, magic: bytes, label: dict[str, Any], value: object) -> None:
    """Write a value behind its checksum, under a temporary name first.

    Raises:
        DeliveryError: it could not be written.
    """
    body = pickle.dumps(value, protocol=5)
    head = json.dumps({"sha256": hashlib.sha256(body).hexdigest(), "label": label}, ensure_ascii=False)
    write_whole(path, magic + head.encode() + b"\n" + body)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that other processes see the old one or the whole new one.

    Raises:
        DeliveryError: it could not be written.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:24]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)  # noqa: PTH105 (atomic on every system)
    except OSError as error:
        raise DeliveryError(
            f"the master cannot be kept in “{path.parent}”: {error.strerror}",
            hint="choose another folder with --masters, or free some space",
        ) from error
    finally:
        if temporary:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)  # noqa: PTH108 (gone already after the rename)
