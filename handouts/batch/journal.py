"""The journal of a run: one line for each file, appended and never changed; a torn line is no line.

Lines are JSON. A file's line starts with its path, so that the newest line of each file is found without
reading the others. What is promised:

* after `kill -9` at any moment: every file is whole, because it was renamed into place when it was complete.
  Files of the last few tasks may lack their line; the next run makes them again in memory and, as the bytes
  are the same, leaves them where they are;
* after a power loss: files that a `sealed` line covers are on the disk, because everything was synced before
  that line was written. Files after it may be lost or damaged; the next run reads and hashes each of them.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts.batch.jobs import MasterKey, MasterParts
from handouts.deliver.place import sync_all
from handouts.errors import DeliveryError

_PATH = b'{"path":"'
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""`json.dumps` makes one for every line."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the journal says of one delivered file."""

    path: str
    clinic: str
    clinic_fingerprint: str
    master: str
    """Id of its `MasterParts`."""
    edition: str
    fingerprint: str
    sha256: str
    size: int
    changed_ns: int
    """When the file's bytes were last changed, as the file system says."""
    pages: int
    findings: tuple[dict[str, object], ...] = ()

    def at(self, changed_ns: int) -> Line:
        """Return the line of the file as it lies on the disk now."""
        return replace(self, changed_ns=changed_ns)

    def encoded(self) -> bytes:
        """Return the line as it stands in the file."""
        return _json.encode({name: getattr(self, name) for name in self.__slots__}).encode() + b"\n"


def decoded(raw: bytes) -> Line | None:
    """Return the line of a file, or nothing when it is torn or something else."""
    try:
        plain = json.loads(raw)
        line = Line(**{**plain, "findings": tuple(plain["findings"])})
        return line if isinstance(line.size, int) and isinstance(line.changed_ns, int) else None
    except (ValueError, TypeError, KeyError):
        return None


class Journal:
    """An open journal. One process writes; workers hand it their lines.

    Attributes:
        masters: what each master of earlier lines was made of.
    """

    def __init__(self, path: Path, *, boot: str = "") -> None:
        self._path = path
        self._boot = boot
        self._index: dict[str, int] = {}
        self._sealed_to = 0
        self._this_boot_from: int | None = None
        self._end = 0
        self.masters: dict[str, MasterParts] = {}
        try:
            self._file = path.open("a+b", buffering=0)
            self._read()
        except OSError as error:
            raise DeliveryError(
                f"the journal “{path}” cannot be opened: {error.strerror}",
                hint="check the folder's permissions",
            ) from error

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, path: str) -> bool:
        return path in self._index

    def paths(self) -> tuple[str, ...]:
        """Return the paths of all files that have a line."""
        return tuple(self._index)

    def line(self, path: str) -> Line | None:
        """Return the newest line of a file."""
        raw = self.raw(path)
        return None if raw is None else decoded(raw)

    def raw(self, path: str) -> bytes | None:
        """Return the newest line of a file as it stands in the journal."""
        offset = self._index.get(path)
        if offset is None:
            return None
        size = 2048
        while True:
            raw = os.pread(self._file.fileno(), size, offset)
            end = raw.find(b"\n")
            if end >= 0:
                return raw[:end]
            if len(raw) < size:
                return None
            size *= 8

    def is_trusted(self, path: str) -> bool:
        """Say whether a file is known to have reached the disk, or the machine has not been off since."""
        offset = self._index.get(path)
        if offset is None:
            return False
        return offset < self._sealed_to or (
            self._this_boot_from is not None and offset >= self._this_boot_from
        )

    def append(self, lines: bytes) -> None:
        """Append whole lines in one write.

        Raises:
            DeliveryError: they could not be written.
        """
        if not lines:
            return
        start = self._end
        try:
            written = self._file.write(lines)
        except OSError as error:
            self._cut_back(start)
            raise self._unwritable(error.strerror or "") from error
        if written != len(lines):
            self._cut_back(start)
            raise self._unwritable("the disk is full")
        self._end = start + len(lines)
        self._note(lines, start)

    def begin(self) -> None:
        """Note that a run begins, and since which start of the machine."""
        if self._this_boot_from is None:
            self.append(_encoded({"boot": self._boot}))

    def add_master(self, parts: MasterParts) -> None:
        """Note what a master is made of, once."""
        if parts.id not in self.masters:
            self.append(
                _encoded(
                    {
                        "master": parts.id,
                        "key": _plain_key(parts.key),
                        "parts": dict(parts.hashes),
                        "edition": parts.edition,
                    }
                )
            )

    def forget(self, path: str) -> None:
        """Note that a file is no part of the run any more."""
        self.append(_encoded({"forgotten": path}))

    def seal(self) -> None:
        """Bring everything written so far to the disk, then say so in the journal.

        Raises:
            DeliveryError: the disk did not take it.
        """
        try:
            sync_all(self._file.fileno())
            self.append(_encoded({"sealed": len(self._index)}))
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._unwritable(error.strerror or "") from error
        self._sealed_to = self._end

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _read(self) -> None:
        rest = b""
        with self._path.open("rb") as file:
            while block := file.read(1 << 20):
                block = rest + block
                whole, newline, rest = block.rpartition(b"\n")
                if newline:
                    self._note(whole + newline, self._end)
                    self._end += len(whole) + 1
        if rest:  # torn: the write was cut off
            self._cut_back(self._end)

    def _cut_back(self, end: int) -> None:
        """Take a torn line off the end, so that the next line starts on its own."""
        with contextlib.suppress(OSError):
            self._file.truncate(end)

    def _note(self, lines: bytes, start: int) -> None:
        position = start
        for raw in lines.split(b"\n"):
            if raw.startswith(_PATH):
                end = raw.find(b'"', len(_PATH))
                self._index[raw[len(_PATH) : end].decode(errors="replace")] = position
            elif raw:
                self._note_other(raw, position + len(raw) + 1)
            position += len(raw) + 1

    def _note_other(self, raw: bytes, end: int) -> None:
        try:
            plain = json.loads(raw)
        except ValueError:
            return
        match plain:
            case {"master": str(name), "key": [*key], "parts": dict(parts)} if len(key) == 4:
                edition = str(plain.get("edition", ""))
                self.masters[name] = MasterParts.of(MasterKey(*map(str, key)), parts, edition=edition)
            case {"forgotten": str(path)}:
                self._index.pop(path, None)
            case {"sealed": int()}:
                self._sealed_to = end
            case {"boot": str(boot)}:
                known = bool(boot) and boot == self._boot
                self._this_boot_from = (self._this_boot_from or end) if known else None

    def _unwritable(self, why: str) -> DeliveryError:
        return DeliveryError(
            f"the journal “{self._path}” cannot be written: {why}",
            hint="free some space, then run it again: what was made is kept",
        )


def this_boot() -> str:
    """Return what names this start of the machine, or nothing where the system does not say."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _plain_key(key: MasterKey) -> list[str]:
    return [key.handout, key.locale, key.jurisdiction, key.format]


def _encoded(plain: dict[str, Any]) -> bytes:
    return _json.encode(plain).encode() + b"\n"
