from __future__ import annotations

import json

import pytest

from handouts.batch.jobs import MasterKey, MasterParts
from handouts.batch.journal import Journal, Line, decoded

KEY = MasterKey("resting", "en", "GB", "a4")


def a_line(path: str = "ward/resting.pdf", **over) -> Line:
    values = {
        "path": path, "clinic": "ward", "clinic_fingerprint": "c1", "master": "m1", "edition": "R-1",
        "fingerprint": "f" * 64, "sha256": "s" * 64, "size": 3, "changed_ns": 7, "pages": 2,
    }  # fmt: skip
    return Line(**{**values, **over})


def test_a_line_comes_back_as_it_went_in():
    line = a_line(findings=({"code": "name-reduced"},))

    assert decoded(line.encoded()) == line
    assert line.encoded().endswith(b"\n")
    assert json.loads(line.encoded())["path"] == line.path


def test_the_newest_line_of_a_file_counts(tmp_path):
    journal = Journal(tmp_path / "j")
    journal.append(a_line(size=1).encoded() + a_line("other.pdf").encoded())
    journal.append(a_line(size=2).encoded())
    assert journal.line("ward/resting.pdf").size == 2
    journal.close()

    again = Journal(tmp_path / "j")
    assert again.line("ward/resting.pdf").size == 2
    assert again.paths() == ("ward/resting.pdf", "other.pdf")
    assert again.line("none.pdf") is None
    again.close()


@pytest.mark.parametrize("cut", [1, 20, 120])
def test_a_torn_last_line_is_no_line_and_the_next_one_stands_on_its_own(tmp_path, cut):
    whole = a_line("a.pdf").encoded() + a_line("b.pdf").encoded()
    (tmp_path / "j").write_bytes(whole[:-cut])
    journal = Journal(tmp_path / "j")

    assert journal.paths() == ("a.pdf",)
    journal.append(a_line("c.pdf").encoded())
    journal.close()
    again = Journal(tmp_path / "j")
    assert again.paths() == ("a.pdf", "c.pdf")
    assert all(map(again.line, again.paths()))
    again.close()


@pytest.mark.parametrize(
    "rubbish", [b"\0" * 50 + b"\n", b'{"path":"x.pdf","si\n', b"[]\n", b'{"master":3}\n', b"\xff\xfe\n"]
)
def test_a_damaged_line_is_a_file_that_is_made_again(tmp_path, rubbish):
    (tmp_path / "j").write_bytes(a_line("a.pdf").encoded() + rubbish + a_line("b.pdf").encoded())
    journal = Journal(tmp_path / "j")

    assert journal.line("a.pdf") is not None
    assert journal.line("b.pdf") is not None
    assert journal.line("x.pdf") is None
    journal.close()


def test_what_masters_were_made_of_is_remembered(tmp_path):
    parts = MasterParts.of(KEY, {"text": "1", "design": "2"})
    journal = Journal(tmp_path / "j")
    journal.add_master(parts)
    journal.add_master(parts)
    journal.close()

    again = Journal(tmp_path / "j")
    assert again.masters == {parts.id: parts}
    assert (tmp_path / "j").read_bytes().count(b"\n") == 1
    again.close()


def test_a_file_that_was_forgotten_has_no_line(tmp_path):
    journal = Journal(tmp_path / "j")
    journal.append(a_line("a.pdf").encoded())
    journal.forget("a.pdf")
    journal.close()

    again = Journal(tmp_path / "j")
    assert again.paths() == ()
    again.close()


def test_lines_are_trusted_once_sealed_or_while_the_machine_stays_on(tmp_path):
    def opened(boot: str) -> Journal:
        journal = Journal(tmp_path / "j", boot=boot)
        journal.begin()
        return journal

    first = opened("monday")
    first.append(a_line("a.pdf").encoded())
    first.close()
    again = opened("monday")
    assert again.is_trusted("a.pdf")
    again.close()

    after_power_cut = opened("tuesday")
    assert not after_power_cut.is_trusted("a.pdf")
    after_power_cut.append(a_line("b.pdf").encoded())
    assert after_power_cut.is_trusted("b.pdf")
    after_power_cut.seal()
    after_power_cut.append(a_line("c.pdf").encoded())
    after_power_cut.close()

    later = opened("wednesday")
    assert [later.is_trusted(path) for path in ("a.pdf", "b.pdf", "c.pdf")] == [True, True, False]
    later.close()
