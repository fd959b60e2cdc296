"""`--verify`: which files are drawn, what is found in them, and where it is told."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.batch.against_disk import verify
from handouts.batch.events import Examining, Options, Outcome
from handouts.batch.examine import Batch
from handouts.batch.journal import Journal
from handouts.batch.plan import Plan
from handouts.batch.print_run import run
from handouts.batch.sample import Share, draw, parse_share
from handouts.batch.stage_verify import Verification
from handouts.checks.verapdf import Failure, Verdict
from handouts.errors import CheckFailed, SettingsError
from handouts.findings import Finding
from handouts.testing.makers import StubRecipe
from tests.batch.runs import ALONE, STATIONERY, STUB, TWO, a_clinic, a_plan, done, some_clinics

SMALL = "handouts: [resting, drinking]\nlocales: [en, vi]"


@dataclass(frozen=True)
class Doubts:
    """Finds something in every file whose path contains `at`, or crashes there."""

    at: str = ""
    crashes: bool = False
    refuses: bool = False

    def examine(self, batch: Batch, folder: str) -> dict[str, tuple[Finding, ...]]:
        found = {}
        for file in batch.files:
            assert Path(folder, file.path).read_bytes().startswith(b"%PDF")
            assert file.edition
            bad = bool(self.at) and self.at in file.path
            if bad and self.crashes:
                raise ZeroDivisionError(file.clinic.id)
            if bad and self.refuses:
                raise CheckFailed("it cannot be painted any more", hint="mend it")
            found[file.path] = (Finding("pdf-title", "no title"),) if bad else ()
        return found


def judged(at: str = ""):
    """Return a judge that fails files whose name contains `at`, in one flavour of two."""

    def judge(paths: Iterable[Path]) -> Iterator[Verdict]:
        for path in paths:
            for flavour in ("ua1", "2a"):
                bad = bool(at) and at in path.name and flavour == "2a"
                yield Verdict(path, flavour, not bad, (Failure("6.1.3", 1, "no id"),) if bad else ())

    return judge


def verified(
    plan: Plan,
    share: str,
    examiner: Doubts,
    *,
    judge=None,
    recipe: StubRecipe = STUB,
    options: Options = ALONE,
) -> Outcome:
    how = Verification(parse_share(share), examiner, judge, ("ua1", "2a"))
    *_, last = run(plan, recipe=recipe, options=options, stationery=STATIONERY, verification=how)
    assert isinstance(last, Outcome)
    return last


def told(outcome: Outcome) -> dict:
    return json.loads(outcome.manifest.read_text())["verified"]


# --- what is drawn ----------------------------------------------------------------------------------------


def drawn(plan: Plan, share: Share) -> list[str]:
    journal = Journal(plan.order.destination / ".handouts-run/journal.jsonl")
    try:
        return [job.path for job in draw(plan, journal, share)]
    finally:
        journal.close()


def test_a_sample_is_the_same_every_time_and_holds_every_master_before_any_twice(tmp_path):
    plan = a_plan(tmp_path, clinics=10)
    done(plan)
    sample = drawn(plan, parse_share("30"))

    assert sample == drawn(plan, parse_share("30"))
    masters = [path.partition("/")[2] for path in sample]
    assert len(set(masters[:12])) == 12
    assert set(Counter(masters).values()) == {2, 3}
    assert len(set(sample)) == 30
    assert sorted(drawn(plan, parse_share("all"))) == sorted({*drawn(plan, parse_share("9999"))})
    assert len(drawn(plan, parse_share("1%"))) == 2


def test_the_first_file_of_a_master_has_one_of_the_longest_names(tmp_path):
    clinics = (
        *some_clinics(60),
        *(a_clinic(f"long-{n}", name={"any": f"Long name {n} " * 4}) for n in range(20)),
    )
    plan = a_plan(tmp_path, clinics=clinics)
    done(plan)

    assert all(path.startswith("long-") for path in drawn(plan, parse_share("12")))


def test_what_was_not_made_is_not_drawn(tmp_path):
    plan = a_plan(tmp_path, SMALL)
    done(plan, StubRecipe(misbehaves="refuses", at="ward-01/resting"))

    assert len(drawn(plan, parse_share("all"))) == 10


@pytest.mark.parametrize("words", ["", "0", "0%", "101%", "-1", "1.5", "half", "1 %", "all of it", "1e3"])
def test_what_is_no_share_is_refused(words):
    with pytest.raises(SettingsError, match="not a share"):
        parse_share(words)


# --- what is found ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [ALONE, TWO], ids=["alone", "two"])
def test_a_sample_in_which_nothing_is_found_is_told_in_the_manifest(tmp_path, options):
    plan = a_plan(tmp_path, SMALL)
    outcome = verified(plan, "5", Doubts(), judge=judged(), options=options)

    assert (outcome.exit_code, outcome.delivered) == (0, 12)
    found = told(outcome)
    assert (found["share"], found["looked_at"], found["failed"]) == ("5", 5, 0)
    assert found["judges"] == ["handouts", "veraPDF ua1", "veraPDF 2a"]
    assert [line["good"] for line in found["results"]] == [True] * 5
    rows = csv.DictReader((tmp_path / "out/manifest.csv").read_text().splitlines())
    assert Counter(row["verified"] for row in rows) == {"yes": 5, "": 7}
    assert verify(outcome.manifest).is_good


def test_what_our_checks_and_verapdf_find_fails_the_run_and_the_files(tmp_path):
    plan = a_plan(tmp_path, SMALL)
    outcome = verified(plan, "all", Doubts("ward-01/resting-vi"), judge=judged("drinking-en"))

    assert outcome.exit_code == CheckFailed.exit_code
    wrong = {
        line["path"]: [f["code"] for f in line["findings"]]
        for line in told(outcome)["results"]
        if not line["good"]
    }
    assert wrong == {
        "ward-01/resting-vi-GB-a4.pdf": ["pdf-title"],
        **{f"ward-0{n}/drinking-en-GB-a4.pdf": ["delivered-conformance"] for n in range(3)},
    }
    assert verify(outcome.manifest).failed == tuple(sorted(wrong))
    assert not verify(outcome.manifest).is_good
    assert verify(outcome.manifest).whole == 12


@pytest.mark.parametrize("how", ["crashes", "refuses"])
def test_a_check_that_crashes_or_cannot_look_is_a_failure_never_a_pass(tmp_path, how):
    outcome = verified(a_plan(tmp_path, SMALL), "all", Doubts("resting-vi", **{how: True}), options=TWO)

    codes = {finding["code"] for looked in outcome.verified.failed for finding in looked.findings}
    assert len(outcome.verified.failed) == 3
    assert codes == {"delivered-crash" if how == "crashes" else "delivered-unpainted"}


def test_a_file_that_was_damaged_unseen_is_found(tmp_path):
    import os

    plan = a_plan(tmp_path, SMALL)
    done(plan)
    path = tmp_path / "out/ward-02/resting-en-GB-a4.pdf"
    stat, data = path.stat(), bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    outcome = verified(plan, "all", Doubts())

    assert [(looked.path, looked.findings[0]["code"]) for looked in outcome.verified.failed] == [
        ("ward-02/resting-en-GB-a4.pdf", "delivered-changed")
    ]


def test_collections_are_judged_too(tmp_path):
    plan = a_plan(tmp_path, f"{SMALL}\ndeliver: clinic-pdf")
    outcome = verified(plan, "all", Doubts(), judge=judged("ward-01.pdf"))

    assert [looked.path for looked in outcome.verified.failed] == ["ward-01.pdf"]
    assert len(outcome.verified.outputs) == 3


def test_what_was_found_is_kept_until_the_file_is_another(tmp_path):
    plan = a_plan(tmp_path, SMALL)
    verified(plan, "all", Doubts("resting-vi"))
    recipe = StubRecipe(parts=(("text:resting", "2"),))
    outcome = done(plan, recipe)

    assert outcome.delivered == 6
    kept = {line["path"]: line["good"] for line in told(outcome)["results"]}
    assert sorted(kept) == [f"ward-0{n}/drinking-{code}-GB-a4.pdf" for n in range(3) for code in ("en", "vi")]
    assert all(kept.values())
    assert "verified" not in json.loads(done(a_plan(tmp_path / "other", SMALL)).manifest.read_text())


def test_ctrl_c_ends_the_looking_too(tmp_path):
    plan = a_plan(tmp_path, SMALL)
    seen: list[object] = []
    how = Verification(parse_share("all"), Doubts(), judged(), ("ua1", "2a"))
    for event in run(
        plan,
        recipe=STUB,
        options=ALONE,
        stationery=STATIONERY,
        verification=how,
        stop=lambda: any(isinstance(one, Examining) for one in seen),
    ):
        seen.append(event)

    assert isinstance(event, Outcome)
    assert event.interrupted
    assert 0 < len(told(event)["results"]) < 12
