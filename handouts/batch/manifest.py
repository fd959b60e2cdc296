"""Plan + journal -> `manifest.json` and `.csv`; a manifest + the disk -> what is missing or changed."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import IO, Any

from handouts.batch.journal import Journal, Line
from handouts.batch.plan import Plan
from handouts.batch.tasks import STATE, Crash, Refusal
from handouts.deliver.place import is_partial, temporary_name
from handouts.errors import DeliveryError

JSON_NAME = "manifest.json"
CSV_NAME = "manifest.csv"
VERSION = 1
READERS = 4
"""Threads that read and hash: both release the interpreter."""
COLUMNS = (
    "path",
    "clinic",
    "handout",
    "locale",
    "jurisdiction",
    "format",
    "copies",
    "pages",
    "edition",
    "fingerprint",
    "sha256",
    "size",
    "findings",
)


@dataclass(frozen=True, slots=True)
class Output:
    """A file that holds several documents: an archive, a whole clinic, a whole language."""

    path: str
    sha256: str
    size: int
    pages: int
    members: int

    @classmethod
    def of(cls, line: Line, *, members: int) -> Output:
        """Return what the manifest says of an output."""
        return cls(line.path, line.sha256, line.size, line.pages, members)

    def as_dict(self) -> dict[str, object]:
        """Return plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


def write_manifest(
    folder: Path,
    *,
    plan: Plan,
    journal: Journal,
    outputs: tuple[Output, ...] = (),
    refused: Iterable[Refusal] = (),
    crashed: Iterable[Crash] = (),
    made_with: str,
) -> tuple[Path, Path]:
    """Write both manifests, sorted by path; the same run writes the same bytes.

    Raises:
        DeliveryError: they could not be written.
    """
    head = {
        "manifest": VERSION,
        "run": plan.order.id,
        "deliver": plan.order.file.deliver,
        "made_with": made_with,
        "files_expected": plan.files(),
    }
    wrong: list[dict[str, str]] = [
        {"path": r.path, "clinic": r.clinic, "why": r.error.message, "code": r.error.code} for r in refused
    ]
    wrong += [{"path": c.path, "clinic": c.clinic, "why": "crashed", "code": "crashed"} for c in crashed]
    wrong.sort(key=itemgetter("path"))
    with _written(folder / JSON_NAME) as text, _written(folder / CSV_NAME) as table:
        text.write(json.dumps(head, ensure_ascii=False)[:-1] + ',\n"outputs": [')
        text.write(_lines(output.as_dict() for output in outputs))
        text.write('],\n"not_made": [')
        text.write(_lines(wrong))
        text.write('],\n"files": [')
        writer = csv.DictWriter(table, COLUMNS, lineterminator="\r\n")
        writer.writeheader()
        before = "\n"
        for entry in _entries(plan, journal):  # one at a time: a hundred thousand would take 150 MB
            text.write(before + json.dumps(entry, ensure_ascii=False, separators=(",", ":")))
            writer.writerow({**entry, "findings": _codes(entry["findings"])})
            before = ",\n"
        text.write("\n]}\n")
    return folder / JSON_NAME, folder / CSV_NAME


@contextmanager
def _written(path: Path) -> Iterator[IO[str]]:
    """Open a text file that takes its name when it is complete.

    Raises:
        DeliveryError: it could not be written.
    """
    temporary = Path(temporary_name(str(path)))
    try:
        with temporary.open("x", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise DeliveryError(
            f"“{path}” cannot be written: {error.strerror}",
            hint="check the folder, its permissions and the free space",
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _codes(findings: Any) -> str:
    return " ".join(str(finding["code"]) for finding in findings)


def _lines(entries: Iterable[object]) -> str:
    body = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    return f"\n{body}\n" if body else ""


def _entries(plan: Plan, journal: Journal) -> Iterator[dict[str, Any]]:
    """Yield what the manifest says of each file, by path."""
    jobs = [job for _, of_clinic in plan.jobs() for job in of_clinic]
    jobs.sort(key=attrgetter("path"))
    for job in jobs:
        line = journal.line(job.path)
        if line is not None:
            yield {
                "path": job.path,
                "clinic": job.clinic.id,
                "handout": job.master.handout,
                "locale": job.master.locale,
                "jurisdiction": job.master.jurisdiction,
                "format": job.master.format,
                "copies": job.copies,
                "pages": line.pages,
                "edition": line.edition,
                "fingerprint": line.fingerprint,
                "sha256": line.sha256,
                "size": line.size,
                "findings": line.findings,
            }


# --- verifying --------------------------------------------------------------------------------------------


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

    unfinished: int = 0
    """How many files the run had yet to make when it was stopped."""

    @property
    def is_good(self) -> bool:
        """Say whether the disk holds exactly what the run was asked for."""
        wrong = (self.missing, self.changed, self.extra, self.partial, self.not_made, self.unfinished)
        return not any(wrong)

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
        return {name: read[name] for name in ("deliver", "files", "outputs", "not_made", "files_expected")}
    except OSError as error:
        raise DeliveryError(f"“{path}” cannot be read: {error.strerror}", hint="check the path") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
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
