"""A real print run of hard clinics, and everything there is to look at a sample of it with.

    python -m tests.conformance.print_run_sample --files 600 --codes 100

Every handout × language × format is in the sample, each with one of the longest names first. Of each file
veraPDF says whether it is PDF/UA-1 and PDF/A-2a, our own full checks run, and poppler reads the profile
again. As many QR codes as asked for are read from the rendered pages. Exit status 1: something was wrong.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pypdfium2
import zxingcpp

from handouts.batch.events import Examining, Options, Outcome, Progress
from handouts.batch.examine import FullChecks
from handouts.batch.jobs import PrintJob
from handouts.batch.maker import HandoutsMaker, HandoutsRecipe
from handouts.batch.plan import Plan
from handouts.batch.prepared import plan_of, stationery_of
from handouts.batch.print_run import run
from handouts.batch.run_file import read_run_file
from handouts.batch.sample import parse_share
from handouts.batch.stage_verify import Verification
from handouts.checks.delivered import words_of
from handouts.checks.verapdf import verdicts
from handouts.checks.words import squeezed
from handouts.layout.identity import SLOTS
from handouts.resources import AssetPath
from handouts.settings import Settings
from tests.built import TODAY
from tests.conformance.verapdf import FLAVOURS, java
from tests.imprint.hard_clinics import hard_clinics

DPI = 150


@dataclass
class Seen:
    """What came of the run and of its sample."""

    outcome: Outcome
    masters: int
    looked_at: int
    unread: list[str] = field(default_factory=list)
    """Texts of a profile that poppler did not read again."""
    codes: int = 0
    wrong_codes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Say whether nothing was found."""
        verified = self.outcome.verified
        return not (
            self.outcome.exit_code or self.unread or self.wrong_codes or verified is None or verified.failed
        )

    def told(self) -> Iterator[str]:
        """Yield it in lines."""
        outcome, verified = self.outcome, self.outcome.verified
        yield (
            f"{outcome.delivered} delivered of {self.masters} masters, "
            f"{len(outcome.refused)} refused, {len(outcome.crashed)} crashed"
        )
        for why in sorted({refusal.error.message for refusal in outcome.refused})[:20]:
            yield f"  refused: {why}"
        if verified is not None:
            yield f"{self.looked_at} looked at by {', '.join(verified.judges)}: {len(verified.failed)} failed"
            for looked in verified.failed[:20]:
                yield f"  {looked.path}: {[finding['message'] for finding in looked.findings][:4]}"
        yield f"texts of the profiles that poppler did not read again: {len(self.unread)}"
        yield from (f"  {words}" for words in self.unread[:20])
        yield f"{self.codes} QR codes read, {len(self.wrong_codes)} wrong"
        yield from (f"  {words}" for words in self.wrong_codes[:20])


def write_run(folder: Path, *, handouts: Iterable[str], formats: Iterable[str]) -> Path:
    """Write clinics and run file; return the run file."""
    clinics = [clinic.model_dump(mode="json", exclude_defaults=True) for clinic in hard_clinics()]
    (folder / "clinics.yaml").write_text(json.dumps(clinics, ensure_ascii=False), encoding="utf-8")
    run_file = folder / "sample.yaml"
    run_file.write_text(
        f"handouts: {json.dumps([*handouts])}\nlocales: [en, pl, vi]\nformats: {json.dumps([*formats])}\n"
        "clinics: clinics.yaml\nto: out\n"
    )
    return run_file


def look(
    run_file: Path, *, files: int, codes: int, masters: Path, processes: int = 0, say: bool = False
) -> Seen:
    """Make the run and look at its sample."""
    settings, assets = Settings(), AssetPath()
    plan = plan_of(read_run_file(run_file), assets=assets, today=TODAY)
    recipe = HandoutsRecipe(settings, TODAY, run_file.parent, masters)
    share = parse_share(str(files))
    verification = Verification(share, FullChecks(recipe), partial(verdicts, java=java()), FLAVOURS)
    last, spoke = None, time.monotonic()
    for last in run(
        plan,
        recipe=recipe,
        options=Options(processes=processes),
        stationery=stationery_of(assets),
        verification=verification,
    ):
        if say and isinstance(last, Progress | Examining) and time.monotonic() > spoke + 20:
            spoke = time.monotonic()
            print(
                type(last).__name__, getattr(last, "ready", getattr(last, "finished", 0)), last.of, flush=True
            )
    assert isinstance(last, Outcome)
    verified = last.verified
    looked_at = {looked.path for looked in verified.files} if verified else set()
    drawn = [job for _, jobs in plan.jobs() for job in jobs if job.path in looked_at]
    seen = Seen(last, len(plan.masters()), len(drawn))
    maker = HandoutsMaker(recipe)
    places = {job.path: tuple(slot.name for slot in maker.master(job.master).slots) for job in drawn}
    _read_again(seen, plan, drawn, places)
    _decode(seen, plan, [job for job in drawn if SLOTS[1] in places[job.path]], codes)
    return seen


def _read_again(seen: Seen, plan: Plan, drawn: list[PrintJob], places: dict[str, tuple[str, ...]]) -> None:
    """Let poppler read each file and look for every text of its clinic."""
    for job in drawn:
        path = plan.order.destination / job.path
        done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
        read = squeezed(done.stdout.decode())
        for words in words_of(job.clinic.in_locale(job.master.locale), places[job.path]):
            if squeezed(words) not in read:
                seen.unread.append(f"{job.path}: {words}")


def _decode(seen: Seen, plan: Plan, drawn: list[PrintJob], codes: int) -> None:
    """Read QR codes from rendered pages, and compare each with its clinic's target."""
    for job in drawn:
        if seen.codes + len(seen.wrong_codes) >= codes:
            return
        if not job.clinic.qr:
            continue
        found = list(_codes_in(plan.order.destination / job.path))
        if found == [job.clinic.qr]:
            seen.codes += 1
        else:
            seen.wrong_codes.append(f"{job.path}: {found}, not {job.clinic.qr}")


def _codes_in(path: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            image = page.render(scale=DPI / 72).to_pil()
            yield from (barcode.text for barcode in zxingcpp.read_barcodes(image))
    finally:
        document.close()


def main() -> int:
    """Make the run, look, and say what was seen."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.print_run_sample")
    parser.add_argument("--files", type=int, default=600)
    parser.add_argument("--codes", type=int, default=100)
    parser.add_argument("--handouts", nargs="+", default=["*"])
    parser.add_argument("--formats", nargs="+", default=["*"])
    parser.add_argument("--masters", type=Path, help="folder of masters, to use them again")
    parser.add_argument("--jobs", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        run_file = write_run(Path(name), handouts=given.handouts, formats=given.formats)
        masters = given.masters or Path(name, "masters")
        seen = look(
            run_file, files=given.files, codes=given.codes, masters=masters, processes=given.jobs, say=True
        )
    print("\n".join(seen.told()))
    return 0 if seen.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
