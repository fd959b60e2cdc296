"""Delivered files of one master -> what the full checks find: what a worker does for `--verify`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from handouts.batch.jobs import MasterKey
from handouts.content.clinics import Clinic
from handouts.content.model import Jurisdiction
from handouts.errors import HandoutsError
from handouts.findings import Finding, Where
from handouts.settings import Settings

if TYPE_CHECKING:
    from handouts.api import Workshop
    from handouts.batch.maker import HandoutsRecipe


@dataclass(frozen=True, slots=True)
class Sampled:
    """A delivered file to look at."""

    path: str
    """Below the folder of single documents."""
    clinic: Clinic
    edition: str
    """The document code that the journal names."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one master: it is painted once for all of them."""

    master: MasterKey
    files: tuple[Sampled, ...]


class Examiner(Protocol):
    """Looks at delivered files with everything there is. Sent to workers, so it is small and plain."""

    def examine(self, batch: Batch, folder: str) -> Mapping[str, tuple[Finding, ...]]:
        """Return what refuses each file, by path; nothing for a good one.

        Raises:
            HandoutsError: the master cannot be painted any more.
        """


@dataclass(frozen=True, slots=True)
class FullChecks:
    """Every check of a painted page, run on the delivered file."""

    recipe: HandoutsRecipe

    def examine(self, batch: Batch, folder: str) -> Mapping[str, tuple[Finding, ...]]:
        """Return what refuses each file, by path; nothing for a good one.

        Raises:
            HandoutsError: the master cannot be painted any more.
        """
        from handouts.api import Job, paint_master  # the engine is slow to import
        from handouts.checks.delivered import check_delivered
        from handouts.checks.gate import Policy

        key, settings = batch.master, self.recipe.settings
        shop = _workshop(settings, self.recipe.today)
        policy = Policy(refuse_warnings=settings.refuse_warnings)
        job = Job(key.handout, key.locale, key.format, Jurisdiction(key.jurisdiction))
        painting = paint_master(job, workshop=shop)
        found: dict[str, tuple[Finding, ...]] = {}
        for file in batch.files:
            try:
                data = Path(folder, file.path).read_bytes()
            except OSError as error:
                found[file.path] = (unreadable(file.path, error),)
                continue
            report = check_delivered(
                data,
                painting=painting,
                clinic=file.clinic.in_locale(key.locale),
                jurisdiction=str(file.clinic.jurisdiction),
                edition=file.edition,
                assets=shop.assets,
            )
            found[file.path] = policy.refused(report)
        return found


@lru_cache(maxsize=1)
def _workshop(settings: Settings, today: date) -> Workshop:
    from handouts.api import open_workshop

    return open_workshop(settings, today=today)


def unreadable(path: str, error: OSError) -> Finding:
    """Return the finding of a file that cannot be read."""
    return Finding(
        "delivered-missing",
        f"cannot be read: {error.strerror}",
        where=Where(path=path),
        hint="run the print run again: it makes what is missing",
    )


def examined(examiner: Examiner, batch: Batch, folder: str) -> Mapping[str, tuple[Finding, ...]]:
    """Return what refuses each file of a batch, and why none could be looked at when that is so."""
    try:
        return examiner.examine(batch, folder)
    except HandoutsError as error:
        fault = Finding("delivered-unpainted", error.message, hint=error.hint)
        return {file.path: (fault, *error.findings) for file in batch.files}
