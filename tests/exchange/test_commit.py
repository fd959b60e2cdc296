"""An import that is killed, or that the disk stops, at any moment leaves the catalog as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.errors import DeliveryError
from handouts.exchange import commit as commits
from handouts.exchange.commit import commit
from tests.built import PROJECT

OLD = {
    "arrivals.toml": b"old",
    "content.po": b"old content",
    "handouts.po": b"old words",
    "notes.txt": b"mine",
}
NEW = {"arrivals.toml": b"new", "content.po": b"new content", "kitchen.po": b"new food"}
AFTER = OLD | NEW
BEFORE = {name: OLD.get(name) for name in NEW}


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "pl" / "LC_MESSAGES"
    place.mkdir(parents=True)
    for name, data in OLD.items():
        (place / name).write_bytes(data)
    return place


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def beside(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.iterdir() if path != folder]


def test_all_files_change_and_no_other_is_touched(folder):
    inode = (folder / "notes.txt").stat().st_ino

    commit(folder, NEW, before=BEFORE)

    assert held(folder) == AFTER
    assert (folder / "notes.txt").stat().st_ino == inode
    assert beside(folder) == []


def test_a_folder_that_is_not_there_is_made(tmp_path):
    commit(tmp_path / "uk" / "LC_MESSAGES", NEW, before=dict.fromkeys(NEW))
    assert held(tmp_path / "uk" / "LC_MESSAGES") == NEW


def test_permissions_stay(folder):
    (folder / "content.po").chmod(0o640)
    commit(folder, NEW, before=BEFORE)
    assert (folder / "content.po").stat().st_mode & 0o777 == 0o640


def test_a_link_to_the_folder_stays_a_link(folder, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(folder)

    commit(link, NEW, before=BEFORE)

    assert link.is_symlink()
    assert held(folder) == AFTER


def test_a_file_changed_meanwhile_stops_the_import(folder):
    (folder / "content.po").write_bytes(b"just saved by somebody")

    with pytest.raises(DeliveryError, match="changed while"):
        commit(folder, NEW, before=BEFORE)

    assert held(folder) == OLD | {"content.po": b"just saved by somebody"}


def test_a_second_import_at_the_same_time_is_refused(folder, monkeypatch):
    fill = commits._fill

    def meanwhile(*given):
        with pytest.raises(DeliveryError, match="another import"):
            commit(folder, NEW, before=BEFORE)
        fill(*given)

    monkeypatch.setattr(commits, "_fill", meanwhile)
    commit(folder, NEW, before=BEFORE)
    assert held(folder) == AFTER


# --- the disk stops it --------------------------------------------------------------------------------------


class Failing:
    """Lets the first calls through and then fails as a full disk does."""

    def __init__(self, real, after: int) -> None:
        self.real, self.left = real, after

    def __call__(self, *given, **named):
        self.left -= 1
        if self.left == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.real(*given, **named)


WRITES = [
    (os, "fsync"), (os, "link"), (Path, "chmod"), (Path, "hardlink_to"), (Path, "replace"),
    (Path, "open"), (Path, "mkdir"), (commits, "exchange"), (commits.shutil, "copymode"),
]  # fmt: skip


def swapping(monkeypatch, by: str) -> None:
    if by == "one by one":
        monkeypatch.setattr(commits, "_can_exchange", lambda folder: False)


def _refusal(folder: Path) -> str:
    try:
        commit(folder, NEW, before=BEFORE)
    except DeliveryError as error:
        return error.message
    return ""


@pytest.mark.parametrize("by", ["exchange", "one by one"])
@pytest.mark.parametrize(("owner", "name"), WRITES, ids=lambda value: getattr(value, "__name__", value))
def test_a_failure_at_each_write_leaves_everything_as_it_was(owner, name, by, folder, monkeypatch):
    swapping(monkeypatch, by)
    for number in range(40):
        with monkeypatch.context() as patch:
            failing = Failing(getattr(owner, name), number)
            patch.setattr(owner, name, lambda *a, _f=failing, **k: _f(*a, **k))
            refused = _refusal(folder)
        if not refused:
            break
        assert "as it was" in refused
        assert held(folder) == OLD
        assert beside(folder) == []
    else:
        pytest.fail("it never came to its end")
    assert held(folder) == AFTER


def test_one_by_one_changes_the_same_files(folder, monkeypatch):
    swapping(monkeypatch, "one by one")
    commit(folder, NEW, before=BEFORE)
    assert held(folder) == AFTER
    assert beside(folder) == []


# --- it is killed -------------------------------------------------------------------------------------------

KILLER = """
import os, signal, sys
from pathlib import Path
from handouts.exchange import commit as commits
folder, old, new = Path(sys.argv[1]), eval(sys.argv[2]), eval(sys.argv[3])
before = {name: old.get(name) for name in new}
done = 0
for number in range(1, 400):
    child = os.fork()
    if child == 0:
        left = number
        def step(event, arguments):
            global left
            if event.partition(".")[0] in ("os", "open", "shutil", "fcntl", "tempfile", "ctypes", "pathlib"):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(step)
        commits.commit(folder, new, before=before)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    held = {path.name: path.read_bytes() for path in folder.iterdir()}
    if held not in (old, old | new):
        sys.exit(f"step {number}: {sorted(held)}")
    if not os.WIFSIGNALED(status):
        print("kills", number - 1, "finished", held == old | new, "after", done)
        break
    if held == old | new:
        done += 1
        for name in set(new) - set(old):
            (folder / name).unlink()
        for name in new:
            if name in old:
                (folder / name).write_bytes(old[name])
"""


def test_a_kill_at_each_step_leaves_all_old_or_all_new(folder):
    ran = subprocess.run(
        [sys.executable, "-c", KILLER, str(folder), repr(OLD), repr(NEW)],
        capture_output=True, text=True, cwd=PROJECT, timeout=300, check=False,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    _, kills, _, finished, _, done = ran.stdout.split()
    assert finished == "True"
    assert int(kills) > 20
    assert 0 < int(done) < int(kills)
    assert beside(folder) == []
    assert held(folder) == AFTER
