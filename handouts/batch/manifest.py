"""Plan + journal -> `manifest.json` and `.csv`: every file of a run, and every one that could not be made."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import IO, Any

from handouts.batch.journal import Journal, Line
from handouts.batch.plan import Plan
from handouts.batch.tasks import Crash, Refusal
from handouts.batch.verified import Verified
from handouts.deliver.place import temporary_name
from handouts.errors import DeliveryError

JSON_NAME = "manifest.json"
CSV_NAME = "manifest.csv"
VERSION = 1
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
    "verified",
)
_plain = itemgetter(*COLUMNS[:-2])
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""`json.dumps` makes one for every file."""


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
    verified: Verified | None = None,
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
        text.write('],\n"left_out": [')
        text.write(_lines(finding.as_dict() for finding in plan.left_out))
        text.write('],\n"not_made": [')
        text.write(_lines(wrong))
        text.write("],")
        if verified is not None:
            told = json.dumps(verified.summary(), ensure_ascii=False)[:-1]
            text.write(f'\n"verified": {told}, "results": [{_lines(verified.as_dicts())}]}},')
        text.write('\n"files": [')
        writer = csv.writer(table, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        before = "\n"
        for entry in _entries(plan, journal):  # one at a time: a hundred thousand would take 150 MB
            text.write(before + _json.encode(entry))
            seen = verified.word_for(entry["path"]) if verified is not None else ""
            writer.writerow((*_plain(entry), _codes(entry["findings"]), seen))
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
    body = ",\n".join(map(_json.encode, entries))
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
