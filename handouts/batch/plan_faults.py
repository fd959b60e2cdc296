"""Patterns, names and file names of a run file -> what they match, and why a run cannot start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from handouts.batch.run_file import FIELDS, LONGEST_PART_BYTES, RunOrder, Some
from handouts.content.authoring import suggest
from handouts.findings import Finding

if TYPE_CHECKING:
    from handouts.batch.plan import Plan

MOST_COLLISIONS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Names:
    """What the library holds, by name."""

    handouts: tuple[str, ...]
    locales: tuple[str, ...]
    formats: tuple[str, ...]
    partial: tuple[tuple[str, frozenset[str]], ...] = ()
    """Locales into which not all is translated, and what is."""

    def has(self, handout: str, locale: str) -> bool:
        """Say whether a handout is meant to be printed in a locale."""
        return handout in dict(self.partial).get(locale, (handout,))


def matching(
    order: RunOrder, field: str, patterns: tuple[str, ...], known: tuple[str, ...], what: str
) -> tuple[tuple[str, ...], list[Finding]]:
    """Return the known names that match any pattern, and a finding for every pattern that matches none."""
    found = []
    kept: dict[str, None] = {}
    for index, pattern in enumerate(patterns):
        matching = [name for name in known if fnmatchcase(name, pattern)]
        kept.update(dict.fromkeys(matching))
        if not matching:
            code = f"run-unknown-{what.replace(' ', '-')}"
            found.append(
                order.finding(
                    code, f"there is no {what} “{pattern}”", field, index, hint=suggest(pattern, known)
                )
            )
    return tuple(name for name in known if name in kept), found


def useless(order: RunOrder, names: Names, clinics: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding for every exclusion, or number of copies, that names what does not exist."""
    known = {
        "handout": names.handouts,
        "locale": names.locales,
        "format": names.formats,
        "clinic": clinics,
    }
    lists: dict[str, tuple[Some, ...]] = {"exclude": order.file.exclude}
    if not isinstance(order.file.copies, int):
        lists["copies"] = order.file.copies
    for name, entries in lists.items():
        for index, some in enumerate(entries):
            for aspect, known_names in known.items():
                pattern = getattr(some, aspect)
                if not any(fnmatchcase(one, pattern) for one in known_names):
                    what = "page-format" if aspect == "format" else aspect
                    yield order.finding(
                        f"run-unknown-{what}",
                        f"there is no {what.replace('-', ' ')} “{pattern}”",
                        name,
                        index,
                        aspect,
                        hint=suggest(pattern, known_names),
                    )


def name_findings(plan: Plan) -> Iterator[Finding]:
    """Yield a finding where two files would have one name, a name is too long, or there is no job at all."""
    seen: dict[str, str] = {}
    collisions = 0
    missing = [name for name in FIELDS if "{" + name + "}" not in plan.order.file.name]
    for _, jobs in plan.jobs():
        for job in jobs:
            if any(len(part.encode()) > LONGEST_PART_BYTES for part in job.path.split("/")):
                yield plan.order.finding(
                    "run-name-too-long",
                    f"“{job.path}” is too long for a file name",
                    "name",
                    hint="shorten it",
                )
                return
            same = seen.setdefault(job.path.casefold(), f"{job.clinic.id} {job.master}")
            if same != f"{job.clinic.id} {job.master}":
                collisions += 1
                if collisions <= MOST_COLLISIONS_SHOWN:
                    yield plan.order.finding(
                        "run-name-collision",
                        f"“{job.path}” would be both {same} and {job.clinic.id} {job.master}",
                        "name",
                        hint="add " + " or ".join("{" + name + "}" for name in missing),
                    )
    if collisions > MOST_COLLISIONS_SHOWN:
        yield plan.order.finding(
            "run-name-collision",
            f"{collisions - MOST_COLLISIONS_SHOWN} more files would share a name",
            "name",
        )
    if not seen:
        yield plan.order.finding(
            "run-empty",
            "no clinic prints any of these handouts in these languages",
            "handouts",
            hint="look at only:, exclude:, locales: and at each clinic's languages",
        )
