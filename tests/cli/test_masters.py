"""`handouts masters`: what is kept, what is outdated, what goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.cli.app import run
from handouts.imprint.store import MasterStore
from handouts.testing.imprints import a_master


@pytest.fixture
def kept(tmp_path, monkeypatch) -> MasterStore:
    """Return a store with one master."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    store = MasterStore(tmp_path / "masters")
    store.put("key", a_master())
    return store


def listed(folder: Path, day: str, capsys) -> list[dict]:
    assert run(["masters", "list", "--masters", str(folder), "--as-of", day, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_master_is_listed_with_the_day_until_which_it_holds(kept, capsys):
    last = a_master().card.valid_until

    (told,) = listed(kept.folder, last.isoformat(), capsys)

    assert told["valid_until"] == last.isoformat()
    assert told["edition"] == a_master().card.code
    assert told["outdated"] is False
    assert told["size"] == kept.path_of("key").stat().st_size


def test_on_the_day_after_it_is_outdated_and_is_removed(kept, capsys):
    late = a_master().card.valid_until.replace(year=a_master().card.valid_until.year + 1).isoformat()

    assert [told["outdated"] for told in listed(kept.folder, late, capsys)] == [True]
    assert run(["masters", "list", "--masters", str(kept.folder), "--as-of", late]) == 0
    assert "1 outdated" in capsys.readouterr().err
    assert run(["masters", "prune", "--masters", str(kept.folder), "--as-of", late, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["key"] == "key"
    assert listed(kept.folder, late, capsys) == []


def test_a_folder_that_is_not_there_holds_nothing(tmp_path, capsys):
    assert listed(tmp_path / "none", "2026-11-22", capsys) == []


def test_a_day_that_is_none_is_refused(kept):
    assert run(["masters", "list", "--masters", str(kept.folder), "--as-of", "soon"]) == 2
