"""Masters on disk: verified, shared, pruned; a damaged or forged file is no master."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import time
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from handouts.errors import CheckFailed, DeliveryError
from handouts.findings import Finding, Severity, Where
from handouts.imprint.index import remember, remember_refusal, remembered, remembered_refusal, signature
from handouts.imprint.store import MasterStore
from handouts.resources import AssetPath
from handouts.testing.imprints import a_master

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> MasterStore:
    kept = MasterStore(tmp_path / "masters")
    kept.put("key", a_master())
    return kept


def test_a_master_is_found_again(store: MasterStore) -> None:
    assert store.find("key") == a_master()
    assert store.find("another") is None


def test_a_damaged_master_counts_as_missing_and_goes(store: MasterStore) -> None:
    path = store.path_of("key")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))

    assert store.find("key") is None
    assert not path.exists()


@pytest.mark.parametrize("length", [0, 5, 60, 2000])
def test_a_short_master_counts_as_missing(store: MasterStore, length: int) -> None:
    path = store.path_of("key")
    path.write_bytes(path.read_bytes()[:length])

    assert store.find("key") is None


class Forged:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch forged",)


def test_a_forged_file_runs_nothing(
    store: MasterStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = pickle.dumps(Forged())
    head = json.dumps({"sha256": hashlib.sha256(body).hexdigest(), "label": {}}).encode()
    magic = store.path_of("key").read_bytes().split(b"\n")[0]
    store.path_of("key").write_bytes(magic + b"\n" + head + b"\n" + body)

    assert store.find("key") is None
    assert not (tmp_path / "forged").exists()


def test_masters_are_listed_and_pruned(store: MasterStore) -> None:
    (entry,) = store.entries()
    assert (entry.name, entry.code) == ("drinking-enough-en-GB-a5", "DRK-EN-GB-TEST22")

    assert store.prune(today=TODAY, unused_days=30, now=time.time()) == ()
    assert [gone.key for gone in store.prune(today=date(2030, 1, 1), unused_days=30, now=time.time())] == [
        "key"
    ]
    assert list(store.entries()) == []


def test_what_was_not_used_for_long_goes(store: MasterStore) -> None:
    os.utime(store.path_of("key"), (1, 1))

    assert [gone.key for gone in store.prune(today=TODAY, unused_days=30, now=time.time())] == ["key"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeliveryError):
        MasterStore(tmp_path / "file").put("key", a_master())


def _put_and_find(folder: Path) -> int:
    kept, good = MasterStore(folder), 0
    master = a_master()
    for _ in range(20):
        kept.put("key", master)
        good += kept.find("key") == master
    return good


def test_processes_share_a_folder(tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        assert pool.map(_put_and_find, [tmp_path, tmp_path]) == [20, 20]


def test_the_index_forgets_when_a_file_changes(store: MasterStore, tmp_path: Path) -> None:
    overlay = tmp_path / "riverside"
    (overlay / "templates").mkdir(parents=True)
    (overlay / "templates" / "tokens.css").write_text(":root {}")
    assets = AssetPath((overlay,))
    before = signature(assets)
    remember(store, "request", before, "key")
    assert remembered(store, "request", signature(assets)) == "key"

    (overlay / "templates" / "tokens.css").write_text(":root { --brand: #000000; }")

    assert signature(assets) != before
    assert remembered(store, "request", signature(assets)) == ""
    assert remembered(store, "other request", before) == ""


def test_a_refusal_is_remembered_while_nothing_changes(store: MasterStore) -> None:
    finding = Finding(
        "page-limit", "takes 5 pages", Severity.ERROR, Where("a.yaml", 3, "text", 5), "shorten it"
    )
    error = CheckFailed("“a” was refused", hint="see below", findings=(finding,))
    remember_refusal(store, "request", "as it is", error)

    again = remembered_refusal(store, "request", "as it is")
    assert again is not None
    assert (again.message, again.hint, again.findings) == (error.message, error.hint, (finding,))
    assert remembered_refusal(store, "request", "changed") is None
    assert remembered_refusal(store, "another", "as it is") is None
