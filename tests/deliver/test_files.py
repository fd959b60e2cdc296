from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.deliver.files import deliver_to_folder, write_atomically
from handouts.errors import DeliveryError
from handouts.testing.builders import a_checked_pdf, a_pdf_file
from handouts.testing.documents import a_document


def document(**over: object):
    names = {"handout_id": "rest-well", "locale": "pl", "jurisdiction": "PL"}
    return replace(a_document(), **{**names, **over})


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fails_with(number: int):
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_document_becomes_a_file_named_after_what_it_is(tmp_path):
    receipt = deliver_to_folder(
        a_checked_pdf(b"%PDF bytes", document=document()), folder=tmp_path / "new" / "out"
    )

    assert receipt.path == tmp_path / "new/out/rest-well-pl-PL-a5.pdf"
    assert receipt.path.read_bytes() == b"%PDF bytes"
    assert receipt.sha256 == hashlib.sha256(b"%PDF bytes").hexdigest()
    assert (receipt.size, receipt.pages, receipt.draft) == (10, 1, False)
    assert receipt.as_dict()["path"] == str(receipt.path)
    assert names_in(receipt.path.parent) == [receipt.path.name]


def test_a_draft_cannot_be_taken_for_the_real_thing(tmp_path):
    receipt = deliver_to_folder(a_checked_pdf(document=document(mark="DRAFT")), folder=tmp_path)

    assert receipt.path.name.endswith("-draft.pdf")
    assert receipt.draft


def test_others_may_read_the_file(tmp_path):
    write_atomically(tmp_path / "a.pdf", b"x")

    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failure_leaves_the_old_file_and_no_part_of_the_new(tmp_path, monkeypatch, call, number):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, fails_with(number))

    with pytest.raises(DeliveryError) as raised:
        write_atomically(path, b"new")
    assert raised.value.exit_code == 9
    assert os.strerror(number) in raised.value.message
    assert raised.value.hint
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_being_stopped_half_way_leaves_the_old_file_alone(tmp_path, monkeypatch, stop):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(stop):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.pdf"]


def test_a_full_disk_is_an_error_with_its_reason(tmp_path):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")

    with pytest.raises(DeliveryError):
        write_atomically(Path("/dev/full/a.pdf"), b"x")


def test_a_file_where_the_folder_should_be_is_an_error(tmp_path):
    (tmp_path / "out").write_text("a file")

    with pytest.raises(DeliveryError, match="cannot be written"):
        deliver_to_folder(a_checked_pdf(document=document()), folder=tmp_path / "out")


def test_a_folder_where_the_file_should_be_is_an_error(tmp_path):
    (tmp_path / "rest-well-pl-PL-a5.pdf").mkdir()

    with pytest.raises(DeliveryError, match="is a folder"):
        deliver_to_folder(a_checked_pdf(document=document()), folder=tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_an_error(tmp_path):
    tmp_path.chmod(0o500)

    with pytest.raises(DeliveryError):
        write_atomically(tmp_path / "a.pdf", b"x")


def test_a_name_that_is_too_long_is_an_error(tmp_path):
    with pytest.raises(DeliveryError):
        write_atomically(tmp_path / ("x" * 300 + ".pdf"), b"x")


def test_only_what_the_gate_let_through_is_delivered(tmp_path):
    with pytest.raises(TypeError):
        deliver_to_folder(a_pdf_file(document=document()), folder=tmp_path)
    assert names_in(tmp_path) == []
