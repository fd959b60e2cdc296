"""What became of a job: delivered, refused, or crashed. Results are values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.api import Job
from handouts.deliver.receipt import Receipt
from handouts.errors import HandoutsError


@dataclass(frozen=True, slots=True)
class Delivered:
    """The file is there."""

    job: Job
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Refused:
    """The document was wrong: `error` says why, with every finding."""

    job: Job
    error: HandoutsError


@dataclass(frozen=True, slots=True)
class Crashed:
    """We were wrong: the traceback lies in a file."""

    job: Job
    traceback_file: Path


Result = Delivered | Refused | Crashed

CRASH_EXIT_CODE = 1


def worst_exit_code(results: list[Result]) -> int:
    """Return the exit code of a run: 0 when all was delivered, else the highest of all results."""
    return max((_exit_code(result) for result in results), default=0)


def _exit_code(result: Result) -> int:
    match result:
        case Delivered():
            return 0
        case Refused(error=error):
            return error.exit_code
        case Crashed():
            return CRASH_EXIT_CODE
