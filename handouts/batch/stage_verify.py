"""A sample of the delivered files -> what every full check, and veraPDF, find in them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.batch.events import Event, Examining
from handouts.batch.examine import Batch, Examiner, Sampled, examined, unreadable
from handouts.batch.executors import Lost, dispatch
from handouts.batch.jobs import MasterKey
from handouts.batch.manifest import Output
from handouts.batch.running import Running
from handouts.batch.sample import Share, draw, draw_names
from handouts.batch.traces import guarded
from handouts.batch.verified import OUR_CHECKS, Looked, Verified
from handouts.checks.delivered import faults_of_file
from handouts.checks.verapdf import Verdict
from handouts.findings import Finding

FILES_PER_BATCH = 40
"""A second's painting is small against so many files, and two processes still share a master's files."""


@dataclass(frozen=True)
class Verification:
    """How delivered files are looked at."""

    share: Share
    examiner: Examiner
    judge: Callable[[Iterable[Path]], Iterator[Verdict]] | None = None
    """veraPDF, where it is installed; nothing asks our own checks alone."""
    flavours: tuple[str, ...] = ()
    """What the judge is asked."""

    @property
    def judges(self) -> tuple[str, ...]:
        """Return who judges, by name."""
        return (OUR_CHECKS, *(f"veraPDF {flavour}" for flavour in self.flavours if self.judge))


def verify_sample(
    run: Running, how: Verification, outputs: tuple[Output, ...]
) -> Generator[Event, None, Verified]:
    """Look at a sample of the files that lie there; what a run has made before counts too."""
    batches = tuple(_batches(run, how.share))
    chosen = draw_names([output.path for output in outputs if output.path.endswith(".pdf")], how.share)
    of = sum(len(batch.files) for batch in batches) * (1 + bool(how.judge)) + len(chosen) * bool(how.judge)
    ready = 0
    found: dict[str, Looked] = {}
    singles = run.singles
    crew = run.workers(len(batches), least=2)
    try:
        for result in dispatch(
            iter(batches),
            crew=crew,
            call=lambda batch: (_examine, (how.examiner, batch, str(singles))),
            stop=run.ends,
        ):
            done = result
            if isinstance(done, Lost):
                done = {file.path: (_lost(done.why),) for file in done.task.files}
            for path, findings in done.items():
                found[path] = _looked(run, path).with_more(findings)
            ready += len(done)
            yield Examining(ready, of)
    finally:
        crew.close(at_once=True)
    folder = run.place.destination
    collections = {path: _with_faults(folder, path) for path in sorted(chosen) if not run.ends()}
    if how.judge is not None and not run.ends():
        places = {(singles / path).resolve(): (found, path) for path in found}
        places |= {(folder / path).resolve(): (collections, path) for path in collections}
        there = [place for place in places if place.is_file()]
        for told, verdict in enumerate(how.judge(there), start=1):
            group, path = places[verdict.file.resolve()]
            group[path] = group[path].with_more(verdict.findings())
            yield Examining(ready + told // max(1, len(how.flavours)), of)
            if run.ends():
                break
    return Verified(how.share.words, how.judges, tuple(found.values()), tuple(collections.values()))


def _batches(run: Running, share: Share) -> Iterator[Batch]:
    groups: dict[MasterKey, list[Sampled]] = defaultdict(list)
    for job in draw(run.plan, run.journal, share):
        line = run.journal.line(job.path)
        groups[job.master].append(Sampled(job.path, job.clinic, line.edition if line else ""))
    for key, files in sorted(groups.items()):
        for start in range(0, len(files), FILES_PER_BATCH):
            yield Batch(key, tuple(files[start : start + FILES_PER_BATCH]))


def _examine(examiner: Examiner, batch: Batch, folder: str) -> dict[str, tuple[Finding, ...]]:
    found = guarded(examined, examiner, batch, folder)
    if isinstance(found, dict):
        return found
    why = found if isinstance(found, str) else str(found)
    return {file.path: (_crashed(why),) for file in batch.files}


def _crashed(trace: str) -> Finding:
    last = trace.strip().splitlines()[-1].strip()
    return Finding("delivered-crash", f"a check crashed, by a mistake of ours: {last}", hint="report it")


def _lost(why: str) -> Finding:
    return Finding("delivered-crash", f"the process that looked at it ended ({why})", hint="run it again")


def _looked(run: Running, path: str) -> Looked:
    """Read a file and compare it with what the journal says was delivered."""
    line = run.journal.line(path)
    try:
        looked = Looked(path, hashlib.sha256((run.singles / path).read_bytes()).hexdigest())
    except OSError:
        return Looked(path, "")  # what looked at it has said so
    if line is not None and line.sha256 == looked.sha256:
        return looked
    hint = "run it again with --rehash: it makes again what is damaged"
    return looked.with_more((Finding("delivered-changed", "is not what was delivered", hint=hint),))


def _with_faults(folder: Path, path: str) -> Looked:
    try:
        data = (folder / path).read_bytes()
    except OSError as error:
        return Looked(path, "").with_more((unreadable(path, error),))
    return Looked(path, hashlib.sha256(data).hexdigest()).with_more(faults_of_file(data))
