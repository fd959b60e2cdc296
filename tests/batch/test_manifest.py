from __future__ import annotations

import json

import pytest

from handouts.batch.against_disk import verify
from handouts.errors import DeliveryError
from tests.batch.runs import a_plan, done

SMALL = "handouts: [resting, drinking]\nlocales: [en, vi]"


@pytest.fixture
def out(tmp_path):
    done(a_plan(tmp_path, SMALL))
    return tmp_path / "out"


def test_everything_that_is_wrong_is_named_by_kind(out):
    (out / "ward-00/resting-en-GB-a4.pdf").unlink()
    (out / "ward-01/resting-en-GB-a4.pdf").write_bytes(b"%PDF-1.7 another")
    (out / "ward-02/letter.pdf").write_bytes(b"%PDF")
    (out / "ward-02/.resting-en-GB-a4.pdf.3f-1.part").write_bytes(b"%PDF")
    verdict = verify(out / "manifest.json")

    assert verdict.whole == 10
    assert verdict.missing == ("ward-00/resting-en-GB-a4.pdf",)
    assert verdict.changed == ("ward-01/resting-en-GB-a4.pdf",)
    assert verdict.extra == ("ward-02/letter.pdf",)
    assert verdict.partial == ("ward-02/.resting-en-GB-a4.pdf.3f-1.part",)
    assert not verdict.is_good
    assert json.loads(json.dumps(verdict.as_dict()))["good"] is False


def test_a_whole_folder_may_be_moved(out, tmp_path):
    moved = out.rename(tmp_path / "elsewhere")

    assert verify(moved / "manifest.json").is_good


def test_a_manifest_may_be_written_anew_with_other_white_space(out):
    path = out / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=4))

    assert verify(path).is_good


@pytest.mark.parametrize("text", ["", "[]", "{", '{"manifest": 1}', '{"manifest": 9}', "\x00", "[" * 100_000])
def test_what_is_no_manifest_is_refused(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)

    with pytest.raises(DeliveryError) as raised:
        verify(tmp_path / "manifest.json")
    assert raised.value.hint


def test_a_manifest_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DeliveryError, match="cannot be read"):
        verify(tmp_path / "manifest.json")


@pytest.mark.parametrize("name", ["../secret.pdf", "/etc/passwd", "ward/../../x.pdf", "..\\x.pdf", "a\0b"])
def test_names_outside_the_folder_are_never_opened(out, name):
    path = out / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["files"][0]["path"] = name
    path.write_text(json.dumps(manifest))

    with pytest.raises(DeliveryError, match="outside its folder"):
        verify(path)


def test_the_table_opens_in_a_spreadsheet(out):
    lines = (out / "manifest.csv").read_bytes().split(b"\r\n")

    assert lines[0].startswith(b"path,clinic,handout,locale")
    assert len(lines) == 12 + 2
    assert not any(line.startswith((b"=", b"+", b"-", b"@")) for line in lines)
