"""What the end-to-end tests look at: every combination there is, found and never listed, and built once."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from handouts.api import Job, Workshop, open_language, open_workshop, serve
from handouts.batch.results import Crashed, Delivered, Refused, Result
from handouts.batch.runner import run
from handouts.content.library import handout_files
from handouts.content.model import Jurisdiction
from handouts.deliver.receipt import Receipt
from handouts.layout.page_formats import load_page_format, page_format_names
from handouts.localize.handout import LocalizedHandout
from handouts.localize.locales import load_locale, locale_codes
from handouts.localize.localizer import localize
from handouts.resources import AssetPath
from handouts.settings import Settings

TODAY = date(2026, 11, 22)
"""A fixed day, so that no test fails because time has passed. Contacts and reviews hold on it."""
PROJECT = Path(__file__).resolve().parents[1]
_PATIENCE_S = 600


@cache
def workshop() -> Workshop:
    """Open our own library, once for each process."""
    return open_workshop(Settings(), today=TODAY)


# --- every combination ------------------------------------------------------------------------------------


@cache
def jobs_at_home() -> tuple[Job, ...]:
    """Give every handout × locale × format, each for the locale's own jurisdiction.

    Of a language with some handouts, those that it says it has.
    """
    assets = AssetPath()
    return tuple(
        Job(handout, code, name, settings.default_jurisdiction)
        for handout in handout_ids()
        for code in locale_codes(assets)
        if (settings := load_locale(code, assets=assets).settings).has(handout)
        for name in page_format_names(assets)
    )


@cache
def jobs_not_translated() -> tuple[Job, ...]:
    """Give every handout that a language does not have yet, on one page format."""
    assets = AssetPath()
    return tuple(
        Job(handout, code, paper_of_smoke(), settings.default_jurisdiction)
        for handout in handout_ids()
        for code in locale_codes(assets)
        if not (settings := load_locale(code, assets=assets).settings).has(handout)
    )


@cache
def jobs_abroad() -> tuple[Job, ...]:
    """Give every handout × locale × other jurisdiction: language and country are not the same thing."""
    paper = paper_of_smoke()
    return tuple(
        Job(job.handout, job.locale, paper, place)
        for job in jobs_on(paper)
        for place in Jurisdiction
        if place is not job.jurisdiction
    )


def jobs_on(paper: str) -> tuple[Job, ...]:
    """Give every handout × locale on one page format, at home."""
    return tuple(job for job in jobs_at_home() if job.format == paper)


def handout_ids() -> tuple[str, ...]:
    """Give the id of every handout, from the names of the files alone."""
    return tuple(path.stem for path in handout_files(AssetPath()))


def paper_of_smoke() -> str:
    """Give the first page format with a page limit: there a longer list of contacts is felt."""
    assets = AssetPath()
    limited = (name for name in page_format_names(assets) if load_page_format(name, assets=assets).max_pages)
    return next(limited, page_format_names(assets)[0])


def label(job: Job) -> str:
    """Name a job in the way its file is named."""
    return f"{job.handout}-{job.locale}-{job.jurisdiction}-{job.format}"


def localized(job: Job) -> LocalizedHandout:
    """Give the words and numbers that a job must print."""
    shop = workshop()
    handout, _ = localize(
        shop.library.handout(job.handout),
        language=open_language(job.locale, shop.assets),
        jurisdiction=job.jurisdiction,
        library=shop.library,
        interface=shop.interface,
        served=serve(job, workshop=shop),
    )
    return handout


# --- building them once -----------------------------------------------------------------------------------


class Built(Mapping[Job, Result]):
    """The result of every job."""

    def __init__(self, results: list[Result]) -> None:
        self._results = {result.job: result for result in results}

    def __getitem__(self, job: Job) -> Result:
        return self._results[job]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)

    def receipt(self, job: Job) -> Receipt:
        """Give the receipt of one job.

        Raises:
            AssertionError: it was refused, with every finding.
        """
        match self[job]:
            case Delivered(receipt=receipt):
                return receipt
            case lost:
                raise AssertionError(complaint(lost))

    def receipt_or_skip(self, job: Job) -> Receipt:
        """Give the receipt of one job, where another test of the folder fails with the reasons."""
        match self[job]:
            case Delivered(receipt=receipt):
                return receipt
            case _:
                pytest.skip("it was refused; test_it_passes_the_gate says why")

    @property
    def receipts(self) -> list[Receipt]:
        """The receipts of what was delivered."""
        return [result.receipt for result in self.values() if isinstance(result, Delivered)]

    @property
    def delivered(self) -> frozenset[Job]:
        """The jobs that were delivered."""
        return frozenset(job for job, result in self.items() if isinstance(result, Delivered))

    @property
    def lost(self) -> list[Result]:
        """What was refused or crashed."""
        return [result for result in self.values() if not isinstance(result, Delivered)]


def complaint(result: Result) -> str:
    """Say why a job was not delivered, with every finding."""
    name = label(result.job)
    match result:
        case Refused(error=error):
            return "\n".join((f"{name}: {error.message}", *map(str, error.findings)))
        case Crashed(traceback_file=path):
            return f"{name} crashed:\n{path.read_text(encoding='utf-8')}"
        case _:
            return f"{name} was delivered"


def build_once(folder: Path) -> Built:
    """Build every combination into a folder that all test processes of a run share.

    The first process to come makes the folder and builds on all processors; the others wait for it.

    Args:
        folder: where it shall be; it must not exist before the run.
    """
    done = folder / "results.pickle"
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        _wait_for(done, folder)
    else:
        (folder / "builder").write_text(str(os.getpid()), encoding="utf-8")
        results = list(
            run((*jobs_at_home(), *jobs_abroad()), settings=Settings(), today=TODAY, folder=folder / "pdf")
        )
        unfinished = done.with_suffix(".part")
        unfinished.write_bytes(pickle.dumps(results))
        unfinished.rename(done)
    return Built(pickle.loads(done.read_bytes()))


def _wait_for(done: Path, folder: Path) -> None:
    give_up = time.monotonic() + _PATIENCE_S
    while not done.exists():
        if time.monotonic() > give_up or not _builder_lives(folder):
            if done.exists():
                return
            raise AssertionError(
                "the process that was to build every handout has died; see the other failures"
            )
        time.sleep(0.1)


def _builder_lives(folder: Path) -> bool:
    try:
        os.kill(int((folder / "builder").read_text(encoding="utf-8") or 0) or os.getpid(), 0)
    except FileNotFoundError:
        return True  # it has made the folder and not yet written its number
    except ProcessLookupError:
        return False
    return True
