"""`1%`, `all` or a number + the files of a run -> which are looked at in full; the same every time."""

from __future__ import annotations

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.batch.jobs import MasterKey, PrintJob
from handouts.batch.journal import Journal
from handouts.batch.plan import Plan
from handouts.content.clinics import chosen
from handouts.errors import SettingsError

LONGEST_NAMES = 20
"""Each master is first looked at with a clinic that has one of so many longest names: likeliest to fail."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many files are looked at."""

    words: str
    """As it was asked for."""
    percent: float | None = None
    count: int | None = None

    def of(self, files: int) -> int:
        """Return how many of so many files; of any files at least one."""
        if self.count is not None:
            return min(self.count, files)
        return math.ceil(files * (self.percent if self.percent is not None else 100) / 100)


def parse_share(words: str) -> Share:
    """Return the share that `1%`, `0.5%`, `all` or `120` names.

    Raises:
        SettingsError: it is something else.

    >>> [parse_share(words).of(12_000) for words in ("1%", "all", "600", "0.001%")]
    [120, 12000, 600, 1]
    """
    if words == "all":
        return Share(words)
    if re.fullmatch(r"\d{1,3}(\.\d{1,4})?%", words) and 0 < (percent := float(words[:-1])) <= 100:
        return Share(words, percent=percent)
    if re.fullmatch(r"[1-9]\d{0,8}", words):
        return Share(words, count=int(words))
    raise SettingsError(f"“{words}” is not a share of the files", hint="write 1%, 120 or all")


def draw(plan: Plan, journal: Journal, share: Share) -> tuple[PrintJob, ...]:
    """Return the files to look at: every master in turn, long names first, then by a hash of the name.

    Args:
        plan: what was asked for.
        journal: which of it was made.
        share: how many.
    """
    strata: dict[MasterKey, list[PrintJob]] = defaultdict(list)
    made = 0
    for _, jobs in plan.jobs():
        for job in jobs:
            if job.path in journal:
                strata[job.master].append(job)
                made += 1
    turns = [_in_turn(jobs, number) for number, (_, jobs) in enumerate(sorted(strata.items()))]
    turns.sort(key=lambda jobs: _hashed(jobs[0]))
    drawn: list[PrintJob] = []
    wanted, round_ = share.of(made), 0
    while len(drawn) < wanted:
        drawn += [jobs[round_] for jobs in turns if round_ < len(jobs)][: wanted - len(drawn)]
        round_ += 1
    return tuple(drawn)


def draw_names(names: Sequence[str], share: Share) -> frozenset[str]:
    """Return the archives and collections to look at."""
    ordered = sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())
    return frozenset(ordered[: share.of(len(ordered))])


def _in_turn(jobs: list[PrintJob], number: int) -> list[PrintJob]:
    by_length = sorted(jobs, key=lambda job: (-_length(job), job.path))
    first = by_length[number % min(LONGEST_NAMES, len(by_length))]
    return [first, *sorted((job for job in jobs if job is not first), key=_hashed)]


def _length(job: PrintJob) -> int:
    return len(chosen(job.clinic.name, job.master.locale))


def _hashed(job: PrintJob) -> bytes:
    return hashlib.sha256(job.path.encode()).digest()
