"""A plan -> files, journal and manifest: the whole print run, from the first look to the last line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from handouts import __version__
from handouts.batch import tasks
from handouts.batch.crews import Crew
from handouts.batch.events import Event, Looked, Options, Outcome
from handouts.batch.jobs import MasterKey, MasterParts, Recipe
from handouts.batch.journal import Journal, this_boot
from handouts.batch.manifest import JSON_NAME, Output, write_manifest
from handouts.batch.on_disk import clinic_fingerprint
from handouts.batch.place_of_run import open_place
from handouts.batch.plan import Plan
from handouts.batch.resume import Inspection, inspect
from handouts.batch.running import Running
from handouts.batch.stage_files import make_files
from handouts.batch.stage_masters import STOPPED, MasterCrashed, make_masters
from handouts.batch.stage_outputs import make_outputs
from handouts.batch.stage_verify import Verification, verify_sample
from handouts.batch.stationery import Stationery
from handouts.batch.tasks import Crash, Refusal
from handouts.batch.verified import Verified, kept
from handouts.deliver.files import write_atomically
from handouts.errors import DeliveryError, HandoutsError

AS_USUAL = Options()
PLAIN = Stationery()


def run(
    plan: Plan,
    *,
    recipe: Recipe,
    options: Options = AS_USUAL,
    stationery: Stationery = PLAIN,
    stop: Callable[[], bool] = lambda: False,
    crew: Crew | None = None,
    verification: Verification | None = None,
) -> Iterator[Event]:
    """Do a print run; the last event is its outcome.

    A second run on the same destination makes only what is missing, damaged or of another edition.

    Args:
        plan: what is asked for.
        recipe: how each process makes files.
        options: how it is done.
        stationery: fonts and words of job tickets.
        stop: asked between tasks; once it says so, what has begun is finished and the run ends.
        crew: whoever makes the files, such as `Beyond(executor, size=8)` with an executor of your own.
            Masters are painted and collections put together here all the same.
        verification: how a sample of the files is looked at in the end; nothing looks at none.

    Raises:
        DeliveryError: the destination cannot be used.
        SettingsError: job tickets are asked for in a language that has no words for them.
    """
    stationery.require(plan)
    with open_place(plan.order.destination, run=plan.order.id) as place:
        boot = this_boot()
        journal = Journal(place.journal, boot=boot)
        try:
            running = Running(plan, recipe, options, place, journal, boot, stop, crew)
            yield from _in_place(running, stationery, verification)
        finally:
            journal.close()


def _in_place(run: Running, stationery: Stationery, verification: Verification | None) -> Iterator[Event]:
    options, journal, singles = run.options, run.journal, run.singles
    maker = tasks.maker_of(run.recipe)
    _make_folder(singles)
    journal.begin()
    wrong = yield from make_masters(run, maker)

    def parts(key: MasterKey) -> MasterParts:
        if (fault := wrong.get(key)) is not None:
            raise fault
        return maker.parts(key)

    inspection = inspect(
        run.plan,
        journal=journal,
        folder=singles,
        parts=parts,
        fingerprint=partial(clinic_fingerprint, folder=run.plan.order.clinics.parent),
        rehash=options.rehash,
        force=options.force,
    )
    yield Looked(inspection)
    _note_masters_that_are_not_there(run, inspection)
    if inspection.to_make and not run.ends():
        yield from make_files(run, inspection)
    pruned = _prune(run, inspection) if options.prune and not run.ends() else 0
    outputs: tuple[Output, ...] = ()
    if not run.ends():
        outputs = yield from make_outputs(run, stationery)
    if inspection.doubtful or (run.delivered and options.sync):
        journal.seal()
    verified = None
    if verification is not None and not run.ends():
        verified = yield from verify_sample(run, verification, outputs)
    yield _ended(run, inspection, outputs, verified, pruned)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeliveryError(
            f"“{folder}” cannot be made: {error.strerror}", hint="check its permissions"
        ) from error


def _note_masters_that_are_not_there(run: Running, inspection: Inspection) -> None:
    for job in inspection.refused_jobs():
        match inspection.masters[job.master]:
            case MasterCrashed() as crash:
                run.crashed.append(Crash(job.path, job.clinic.id, job.master, crash.trace))
            case HandoutsError() as error if error is not STOPPED:
                run.refused.append(Refusal(job.path, job.clinic.id, job.master, error))


def _prune(run: Running, inspection: Inspection) -> int:
    """Delete files that are no part of the run any more, and the folders that are empty then."""
    gone = 0
    for path in (*inspection.withdrawn, *inspection.outdated):
        target = run.singles / path
        try:
            target.unlink(missing_ok=True)
            run.journal.forget(path)
            gone += 1
            target.parent.rmdir()
        except OSError:
            continue
    return gone


def _ended(
    run: Running,
    inspection: Inspection,
    outputs: tuple[Output, ...],
    verified: Verified | None,
    pruned: int,
) -> Outcome:
    manifest = run.place.destination / JSON_NAME
    plan_digest = run.plan.digest()
    seen, checked = run.place.state / "manifest-of", run.place.state / "verified.json"
    made = run.delivered or pruned or run.refused or run.crashed or run.stopped or run.stop()
    if made or verified or not (manifest.exists() and _says(seen, plan_digest)):
        try:
            if verified is not None:
                verified.save(checked)
            write_manifest(
                run.place.destination,
                plan=run.plan,
                journal=run.journal,
                outputs=outputs,
                refused=run.refused,
                crashed=run.crashed,
                verified=verified or kept(checked, partial(_sha256_of, run, outputs)),
                made_with=f"handouts {__version__}",
            )
            write_atomically(seen, plan_digest.encode())
        except DeliveryError as error:
            run.stopped = run.stopped or error
    return Outcome(
        inspection=inspection,
        delivered=run.delivered,
        refused=tuple(run.refused),
        crashed=tuple(run.crashed),
        crash_files=_saved(run),
        outputs=outputs,
        manifest=manifest,
        pruned=pruned,
        interrupted=run.stop(),
        stopped=run.stopped,
        verified=verified,
    )


def _sha256_of(run: Running, outputs: tuple[Output, ...], path: str) -> str:
    """Return the hash that the journal, or an output, has now under a name."""
    line = run.journal.line(path)
    if line is not None:
        return line.sha256
    return next((output.sha256 for output in outputs if output.path == path), "")


def _says(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="ascii") == text
    except (OSError, ValueError):
        return False


def _saved(run: Running) -> tuple[Path, ...]:
    """Write each different traceback into a file of its own."""
    different = dict.fromkeys(crash.trace for crash in run.crashed)
    saved = []
    for number, trace in enumerate(different, start=1):
        path = run.place.state / f"crash-{number}.txt"
        try:
            write_atomically(path, f"handouts {__version__}\n{trace}".encode())
        except DeliveryError:
            continue
        saved.append(path)
    return tuple(saved)
