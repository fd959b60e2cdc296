"""What a run makes, makes again and tells."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import replace

import pytest

from handouts.batch.against_disk import verify
from handouts.batch.events import Options, in_words
from handouts.batch.on_disk import Status
from handouts.batch.resume import FILES_PER_TASK
from handouts.errors import DeliveryError
from handouts.testing.makers import StubRecipe
from tests.batch.runs import ALONE, TWO, a_clinic, a_plan, done, events_of, files_in, looked, some_clinics

SMALL = "handouts: [resting, drinking]\nlocales: [en, vi]"


def statuses(outcome) -> dict[str, int]:
    return {
        status.name: outcome.inspection.count(status) for status in Status if outcome.inspection.count(status)
    }


def test_a_run_leaves_a_folder_for_each_clinic_and_two_manifests(tmp_path):
    outcome = done(a_plan(tmp_path, SMALL))

    assert (outcome.delivered, outcome.exit_code, outcome.refused, outcome.crashed) == (12, 0, (), ())
    files = files_in(tmp_path / "out")
    assert len(files) == 14
    assert all(data.startswith(b"%PDF") for name, data in files.items() if name.endswith(".pdf"))
    manifest = json.loads(files["manifest.json"])
    assert [entry["path"] for entry in manifest["files"]] == sorted(n for n in files if n.endswith(".pdf"))
    first = manifest["files"][0]
    assert first["clinic"] == "ward-00"
    assert first["edition"]
    assert len(first["sha256"]) == len(first["fingerprint"]) == 64
    rows = list(csv.DictReader(files["manifest.csv"].decode().splitlines()))
    assert [row["sha256"] for row in rows] == [entry["sha256"] for entry in manifest["files"]]
    assert verify(outcome.manifest).is_good


def test_two_processes_make_what_one_makes(tmp_path):
    done(a_plan(tmp_path / "one", clinics=8))
    done(a_plan(tmp_path / "two", clinics=8), options=TWO)

    assert files_in(tmp_path / "one/out") == files_in(tmp_path / "two/out")


def test_a_second_run_makes_nothing(tmp_path):
    done(a_plan(tmp_path))
    journal = (tmp_path / "out/.handouts-run/journal.jsonl").read_bytes()
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir() if path.is_file()}
    outcome = done(a_plan(tmp_path))

    assert (outcome.delivered, statuses(outcome)) == (0, {"INTACT": 36})
    assert (tmp_path / "out/.handouts-run/journal.jsonl").read_bytes() == journal
    assert all(path.stat().st_mtime_ns == time for path, time in times.items())


def test_a_second_run_repairs_what_is_missing_or_damaged(tmp_path):
    done(a_plan(tmp_path))
    out = tmp_path / "out"
    before = files_in(out)
    (out / "ward-00/resting-en-GB-a4.pdf").unlink()
    (out / "ward-01/resting-en-GB-a4.pdf").write_bytes(b"short")
    flipped = bytearray((out / "ward-02/resting-en-GB-a4.pdf").read_bytes())
    flipped[20] ^= 1
    (out / "ward-02/resting-en-GB-a4.pdf").write_bytes(flipped)
    os.utime(out / "ward-02/feeding-en-GB-a4.pdf")  # touched, but whole
    outcome = done(a_plan(tmp_path))

    assert outcome.delivered == 3
    assert statuses(outcome) == {"INTACT": 33, "MISSING": 1, "DAMAGED": 2}
    assert files_in(out) == before
    assert statuses(done(a_plan(tmp_path))) == {"INTACT": 36}


def test_damage_that_kept_size_and_time_is_found_by_reading_everything(tmp_path):
    done(a_plan(tmp_path))
    path = tmp_path / "out/ward-02/resting-en-GB-a4.pdf"
    stat = path.stat()
    data = bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert done(a_plan(tmp_path)).delivered == 0
    assert verify(tmp_path / "out/manifest.json").changed == ("ward-02/resting-en-GB-a4.pdf",)
    assert done(a_plan(tmp_path), options=Options(processes=1, rehash=True)).delivered == 1
    assert verify(tmp_path / "out/manifest.json").is_good


def test_a_whole_folder_that_is_gone_is_made_again(tmp_path):
    done(a_plan(tmp_path))
    before = files_in(tmp_path / "out")
    for path in (tmp_path / "out/ward-01").iterdir():
        path.unlink()
    (tmp_path / "out/ward-01").rmdir()

    assert done(a_plan(tmp_path)).delivered == 12
    assert files_in(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("part", "files", "why"),
    [
        ("text:resting", 9, ("text",)),
        ("translation:vi", 12, ("translation",)),
        ("facts:drinking", 9, ("facts",)),
        ("design", 36, ("design",)),
        ("engine", 36, ("engine",)),
    ],
)
def test_a_change_of_edition_issues_again_exactly_what_it_touched_and_says_why(tmp_path, part, files, why):
    done(a_plan(tmp_path))
    before = files_in(tmp_path / "out")
    outcome = done(a_plan(tmp_path), StubRecipe(parts=((part, "2"),)))

    reissue = outcome.inspection.reasons[why]
    assert (outcome.delivered, reissue.files, list(outcome.inspection.reasons)) == (files, files, [why])
    assert sorted(reissue.clinics) == ["ward-00", "ward-01", "ward-02"]
    after = files_in(tmp_path / "out")
    assert sum(after[name] != before[name] for name in before if name.endswith(".pdf")) == files
    assert f"{files} of 36 changed ({why[0]}): ward-00, ward-01, ward-02" in list(
        in_words(outcome.inspection)
    )
    assert verify(outcome.manifest).is_good
    assert done(a_plan(tmp_path), StubRecipe(parts=((part, "2"),))).delivered == 0


def test_a_clinic_that_moved_gets_its_files_anew_and_nobody_else(tmp_path):
    clinics = some_clinics(3)
    done(a_plan(tmp_path, clinics=clinics))
    moved = (clinics[0], a_clinic("ward-01", name={"any": "New Ward"}), clinics[2])
    outcome = done(a_plan(tmp_path, clinics=moved))

    assert outcome.delivered == 12
    assert {why: sorted(files.clinics) for why, files in outcome.inspection.reasons.items()} == {
        ("clinic",): ["ward-01"]
    }


def test_a_new_logo_counts_as_a_change_of_the_clinic(tmp_path):
    clinics = (a_clinic(logo="logo.svg"),)
    (tmp_path / "logo.svg").write_text("<svg/>")
    done(a_plan(tmp_path, SMALL, clinics=clinics))
    (tmp_path / "logo.svg").write_text("<svg></svg>")

    assert list(done(a_plan(tmp_path, SMALL, clinics=clinics)).inspection.reasons) == [("clinic",)]


def test_two_reasons_are_both_named(tmp_path):
    done(a_plan(tmp_path, SMALL, clinics=1))
    outcome = done(
        a_plan(tmp_path, SMALL, clinics=(a_clinic("ward-00", name={"any": "New"}),)),
        StubRecipe(parts=(("text:resting", "2"), ("design:resting", "2"))),
    )

    assert set(outcome.inspection.reasons) == {("clinic",), ("design", "text", "clinic")}


def test_clinics_that_left_are_told_and_deleted_only_when_asked(tmp_path):
    done(a_plan(tmp_path, SMALL, clinics=3))
    outcome = done(a_plan(tmp_path, SMALL, clinics=2))
    assert len(outcome.inspection.withdrawn) == 4
    assert (tmp_path / "out/ward-02").is_dir()
    assert len(verify(outcome.manifest).extra) == 4

    outcome = done(a_plan(tmp_path, SMALL, clinics=2), options=Options(processes=1, prune=True))
    assert outcome.pruned == 4
    assert not (tmp_path / "out/ward-02").exists()
    assert verify(outcome.manifest).is_good


def test_force_makes_everything_again(tmp_path):
    done(a_plan(tmp_path, SMALL))

    assert done(a_plan(tmp_path, SMALL), options=Options(processes=1, force=True)).delivered == 12


@pytest.mark.parametrize("options", [ALONE, TWO], ids=["alone", "two"])
def test_one_refusal_and_one_crash_stop_nothing(tmp_path, options):
    refused = done(
        a_plan(tmp_path / "r", clinics=4), StubRecipe(misbehaves="refuses", at="ward-01/resting"), options
    )
    crashed = done(
        a_plan(tmp_path / "c", clinics=4), StubRecipe(misbehaves="crashes", at="ward-01/resting"), options
    )

    assert (refused.delivered, len(refused.refused), refused.exit_code) == (45, 3, 8)
    assert (crashed.delivered, len(crashed.crashed), crashed.exit_code) == (45, 3, 1)
    (trace,) = [path.read_text() for path in crashed.crash_files]
    assert "ZeroDivisionError" in trace
    assert "in make" in trace
    assert "Ward" not in trace
    assert "0113" not in trace
    verdict = verify(refused.manifest)
    assert len(verdict.not_made) == 3
    assert not verdict.is_good
    mended = done(a_plan(tmp_path / "r", clinics=4), options=options)
    assert (mended.delivered, verify(mended.manifest).is_good) == (3, True)


def test_a_job_that_kills_its_worker_is_the_only_one_lost(tmp_path):
    recipe = StubRecipe(misbehaves="dies", at="ward-01/resting-vi")
    outcome = done(a_plan(tmp_path, clinics=6), recipe, TWO)

    assert (outcome.delivered, [crash.path for crash in outcome.crashed]) == (
        71,
        ["ward-01/resting-vi-GB-a4.pdf"],
    )
    assert outcome.exit_code == 1


def test_a_master_that_is_refused_refuses_its_files_and_says_so_once(tmp_path):
    outcome = done(a_plan(tmp_path), StubRecipe(refused_master="resting"), TWO)

    assert (outcome.delivered, len(outcome.refused), outcome.exit_code) == (27, 9, 8)
    assert len({refusal.error.message for refusal in outcome.refused}) == 3


def test_ctrl_c_ends_between_tasks_and_the_next_run_goes_on(tmp_path):
    from handouts.batch.events import Outcome, Progress, Stopper
    from handouts.batch.print_run import run

    stopper = Stopper()
    plan = a_plan(tmp_path, clinics=60)
    for event in run(plan, recipe=StubRecipe(), options=ALONE, stop=stopper):
        if isinstance(event, Progress):
            stopper.ask()
    assert isinstance(event, Outcome)
    assert event.interrupted
    assert 0 < event.delivered < 720
    assert verify(event.manifest).unfinished == 720 - event.delivered

    rest = done(plan)
    assert rest.delivered == 720 - event.delivered
    assert verify(rest.manifest).is_good


def test_many_small_clinics_share_a_task(tmp_path):
    clinics = FILES_PER_TASK + FILES_PER_TASK // 2
    events = events_of(a_plan(tmp_path, "handouts: [resting]\nlocales: [en]", clinics=clinics))

    assert looked(events).inspection.to_make == clinics
    assert sum(type(event).__name__ == "Progress" for event in events) == 2


# --- places that cannot be used ---------------------------------------------------------------------------


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.txt").write_text("mine")

    with pytest.raises(DeliveryError, match="no print run made"):
        done(a_plan(tmp_path))
    assert files_in(tmp_path / "out") == {"letter.txt": b"mine"}


def test_another_runs_folder_is_left_alone(tmp_path):
    done(a_plan(tmp_path, SMALL))

    with pytest.raises(DeliveryError, match="belongs to the run “spring”"):
        done(a_plan(tmp_path, f"id: autumn\n{SMALL}"))


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path):
    (tmp_path / "out").write_text("a file")

    with pytest.raises(DeliveryError, match="is a file"):
        done(a_plan(tmp_path))


def test_a_folder_below_a_file_is_an_error(tmp_path):
    (tmp_path / "out").write_text("a file")

    with pytest.raises(DeliveryError, match="cannot be written"):
        done(a_plan(tmp_path, "to: out/below"))


def test_a_file_where_a_clinics_folder_should_be_is_that_clinics_crash_alone(tmp_path):
    done(a_plan(tmp_path, SMALL, clinics=1))
    (tmp_path / "out/ward-01").write_text("in the way")
    outcome = done(a_plan(tmp_path, SMALL, clinics=3))

    assert (outcome.delivered, len(outcome.crashed)) == (4, 4)


def test_two_runs_at_once_are_refused(tmp_path, monkeypatch):
    from handouts.batch import place_of_run

    monkeypatch.setattr(place_of_run, "_PATIENCE_S", 0.1)
    done(a_plan(tmp_path, SMALL))
    with (
        place_of_run.open_place(tmp_path / "out", run="spring"),
        pytest.raises(DeliveryError, match="another run is using"),
    ):
        done(a_plan(tmp_path, SMALL))


def test_partial_files_of_a_killed_run_are_swept(tmp_path):
    done(a_plan(tmp_path, SMALL))
    (tmp_path / "out/ward-00/.resting-en-GB-a4.pdf.1f-3.part").write_bytes(b"%PDF")
    (tmp_path / "out/.manifest.json.x_7abc.part").write_bytes(b"{")
    assert len(verify(tmp_path / "out/manifest.json").partial) == 2
    outcome = done(a_plan(tmp_path, SMALL))

    assert outcome.inspection.swept == 2
    assert verify(outcome.manifest).is_good


def test_files_without_a_line_are_kept_when_their_bytes_are_right(tmp_path):
    plan = a_plan(tmp_path, SMALL)
    done(plan)
    times = {
        name: (tmp_path / "out" / name).stat().st_mtime_ns
        for name in files_in(tmp_path / "out")
        if "/" in name
    }
    (tmp_path / "out/.handouts-run/journal.jsonl").unlink()

    assert done(plan).delivered == 12
    assert times == {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in times}


def test_after_a_power_cut_everything_unsealed_is_read(tmp_path, monkeypatch):
    from handouts.batch import print_run

    done(a_plan(tmp_path, SMALL))
    path = tmp_path / "out/ward-00/resting-en-GB-a4.pdf"
    stat = path.stat()
    path.write_bytes(b"\0" * stat.st_size)  # what some file systems leave
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    monkeypatch.setattr(print_run, "this_boot", lambda: "another")
    outcome = done(a_plan(tmp_path, SMALL))

    assert (outcome.delivered, outcome.inspection.doubtful) == (1, 12)
    assert verify(outcome.manifest).is_good
    assert done(a_plan(tmp_path, SMALL)).inspection.doubtful == 0


def test_a_worker_that_does_not_see_our_disk_sends_its_files(tmp_path, monkeypatch):
    from handouts.batch import tasks

    done(a_plan(tmp_path / "here", SMALL))
    monkeypatch.setattr(tasks, "_shares_our_disk", lambda order: False)
    outcome = done(a_plan(tmp_path / "there", SMALL))

    assert outcome.delivered == 12
    assert files_in(tmp_path / "here/out") == files_in(tmp_path / "there/out")


def test_a_run_can_wait_for_the_disk(tmp_path):
    options = replace(ALONE, sync=True)
    assert done(a_plan(tmp_path, SMALL), options=options).delivered == 12
    assert b'"sealed":12' in (tmp_path / "out/.handouts-run/journal.jsonl").read_bytes()
