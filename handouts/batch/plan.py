"""A run file + clinics + what the library holds -> every job of the run, named and checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import product

from handouts.batch.jobs import MasterKey, PrintJob
from handouts.batch.plan_faults import Names, matching, name_findings, useless
from handouts.batch.run_file import RunOrder, Some, SomeCopies
from handouts.content.clinics import Clinic
from handouts.content.model import Jurisdiction
from handouts.errors import SettingsError
from handouts.findings import Finding

_ANY = "\0"
"""Stands for a clinic's id in names that many clinics share; no name of a file may hold it."""


@dataclass(frozen=True)
class Plan:
    """All jobs of a run, clinic by clinic. Jobs are made on the way: a hundred thousand take no memory."""

    order: RunOrder
    clinics: tuple[Clinic, ...]
    chosen: tuple[MasterKey, ...]
    """Handout × locale × format as chosen, with each country that any clinic needs."""
    left_out: tuple[Finding, ...] = ()
    """Clinics that cannot be used, with `--keep-going`."""
    _by_place: Mapping[Jurisdiction, tuple[MasterKey, ...]] = field(default_factory=dict, repr=False)
    _kinds: dict[object, tuple[tuple[MasterKey, int, str], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def jobs(self) -> Iterator[tuple[Clinic, tuple[PrintJob, ...]]]:
        """Yield each clinic with its jobs, in the order of the clinics' file; clinics without a job, too."""
        for clinic in self.clinics:
            yield clinic, tuple(self._of(clinic))

    def _of(self, clinic: Clinic) -> Iterator[PrintJob]:
        file = self.order.file
        excluded = tuple(some for some in file.exclude if fnmatchcase(clinic.id, some.clinic))
        told = file.copies
        if not isinstance(told, int):
            told = tuple(some for some in told if fnmatchcase(clinic.id, some.clinic))
        for place in file.jurisdictions or (clinic.jurisdiction,):
            kind = (place, clinic.languages, excluded, told)
            if kind not in self._kinds:  # most clinics are of one kind: patterns are tried once for all
                keys = self._keys_of(*kind, clinic)
                self._kinds[kind] = tuple((key, copies, self.path(key, _ANY)) for key, copies in keys)
            for key, copies, name in self._kinds[kind]:
                yield PrintJob(key, clinic, name.replace(_ANY, clinic.id), copies)

    def _keys_of(
        self,
        place: Jurisdiction,
        languages: tuple[str, ...],
        excluded: tuple[Some, ...],
        told: int | tuple[SomeCopies, ...],
        clinic: Clinic,
    ) -> Iterator[tuple[MasterKey, int]]:
        del languages  # what `clinic.prints` looks at
        for key in self._by_place[place]:
            if clinic.prints(key.locale) and not any(_matches(some, key) for some in excluded):
                yield key, told if isinstance(told, int) else _copies(told, key)

    def path(self, key: MasterKey, clinic: str) -> str:
        """Return the name of one file below the destination."""
        return self.order.file.name.format(
            clinic=clinic,
            handout=key.handout,
            locale=key.locale,
            jurisdiction=key.jurisdiction,
            format=key.format,
        )

    def masters(self) -> tuple[MasterKey, ...]:
        """Return the masters that the jobs are made of."""
        used = {job.master for _, jobs in self.jobs() for job in jobs}
        return tuple(key for key in self.chosen if key in used)

    def files(self) -> int:
        """Return how many files the run makes."""
        return sum(len(jobs) for _, jobs in self.jobs())

    def counts(self) -> Counts:
        """Count the jobs without making anything."""
        return Counts.of(job for _, jobs in self.jobs() for job in jobs)

    def digest(self) -> str:
        """Return a hash over each job's name and copies, and what was left out: the same for the same."""
        sha = hashlib.sha256(self.order.file.deliver.encode())
        for _, jobs in self.jobs():
            for job in jobs:
                sha.update(f"{job.path} {job.copies}\n".encode())
        for finding in self.left_out:
            sha.update(f"{finding.where} {finding.code}\n".encode())
        return sha.hexdigest()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files a run makes, and of what."""

    files: int
    copies: int
    masters: int
    by_handout: tuple[tuple[str, int], ...]
    by_locale: tuple[tuple[str, int], ...]
    by_clinic: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, jobs: Iterable[PrintJob]) -> Counts:
        """Count jobs."""
        files = copies = 0
        handouts, locales, clinics = Counter[str](), Counter[str](), Counter[str]()
        masters = set()
        for job in jobs:
            files += 1
            copies += job.copies
            masters.add(job.master)
            handouts[job.master.handout] += 1
            locales[job.master.locale] += 1
            clinics[job.clinic.id] += 1
        return cls(
            files, copies, len(masters), *(tuple(sorted(c.items())) for c in (handouts, locales, clinics))
        )

    def as_dict(self) -> dict[str, object]:
        """Return the counts as plain values for JSON output."""
        return {
            "files": self.files,
            "copies": self.copies,
            "masters": self.masters,
            "handouts": dict(self.by_handout),
            "locales": dict(self.by_locale),
            "clinics": dict(self.by_clinic),
        }


def make_plan(
    order: RunOrder,
    *,
    clinics: tuple[Clinic, ...],
    names: Names,
    faults: tuple[Finding, ...] = (),
    keep_going: bool = False,
) -> Plan:
    """Return the plan of a run.

    Args:
        order: the run file.
        clinics: the clinics that could be read.
        names: what the library holds.
        faults: what is wrong with the others.
        keep_going: whether the run goes on without clinics that have faults.

    Raises:
        SettingsError: a pattern matches nothing, two files would have one name, a clinic has faults: all are
            listed and nothing is made.
    """
    file = order.file
    found = [] if keep_going else list(faults)
    handouts, wrong = matching(order, "handouts", file.handouts, names.handouts, "handout")
    found += wrong
    locales, wrong = matching(order, "locales", file.locales, names.locales, "locale")
    found += wrong
    formats, wrong = matching(order, "formats", file.formats, names.formats, "page format")
    found += wrong
    ids = tuple(clinic.id for clinic in clinics)
    wanted: tuple[str, ...] = ()
    if clinics or not faults:  # of a file that could not be read, its own faults say enough
        wanted, wrong = matching(order, "only", file.only, ids, "clinic")
        found += (*wrong, *useless(order, names, ids))
    wanted_ids = set(wanted)
    printing = tuple(clinic for clinic in clinics if clinic.id in wanted_ids)
    places = file.jurisdictions or tuple(dict.fromkeys(clinic.jurisdiction for clinic in printing))
    by_place = {
        place: tuple(
            MasterKey(handout, locale, str(place), name)
            for handout, locale, name in product(handouts, locales, formats)
            if names.has(handout, locale) or handout in file.handouts
        )
        for place in places
    }
    keys = tuple(key for place in places for key in by_place[place])
    plan = Plan(order, printing, keys, faults if keep_going else (), by_place)
    if not found:
        found += name_findings(plan)
    if keep_going and not clinics:
        found += faults
    if found:
        raise SettingsError(
            f"the run “{order.id}” cannot start; nothing was made",
            hint="mend what is named"
            + (", or go on without those clinics: --keep-going" if faults and clinics else ""),
            findings=found,
        )
    return plan


def _matches(some: Some, key: MasterKey) -> bool:
    return (
        fnmatchcase(key.handout, some.handout)
        and fnmatchcase(key.locale, some.locale)
        and fnmatchcase(key.format, some.format)
    )


def _copies(told: tuple[SomeCopies, ...], key: MasterKey) -> int:
    return next((some.copies for some in reversed(told) if _matches(some, key)), 1)
