"""The wheel, installed without the checkout, is whole and prints the checkout's bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.built import PROJECT, TODAY, Built, jobs_on, paper_of_smoke

pytestmark = [pytest.mark.wheel, pytest.mark.slow]

ASSETS = ("templates", "locales", "fonts")
HANDOUT = "when-to-get-help"
LOCALES = ("vi", "pl")


def run(*command: str | Path, folder: Path) -> str:
    """Run a command in a folder, with nothing of the checkout in its environment."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ".", folder=PROJECT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of all files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `bin/` of a fresh environment with the wheel in it.

    What the wheel needs is taken from our own environment by a path file, so that nothing is fetched. Path
    files are not read from folders added that way: our editable install, which is one, stays out.
    """
    home = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "--without-pip", home / "venv", folder=home)
    python = home / "venv" / "bin" / "python"
    site_packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home).strip()
    )
    ours = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (site_packages / "dependencies.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", "--ignore-installed", wheel, folder=home)
    return python.parent


# --- what is in it ----------------------------------------------------------------------------------------


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


@pytest.mark.parametrize("folder", ASSETS)
def test_every_asset_is_in_it(folder: str, names: set[str]) -> None:
    inside = f"handouts/_assets/{folder}/"
    assert {name.removeprefix(inside) for name in names if name.startswith(inside)} == files_below(
        PROJECT / folder
    )


def test_every_module_and_all_library_data_are_in_it(names: set[str]) -> None:
    package = {f"handouts/{name}" for name in files_below(PROJECT / "handouts")}
    assert any(name.startswith("handouts/library/leaflets/") for name in package)
    assert "handouts/py.typed" in package
    assert package - names == set()


def test_every_font_brings_its_licence(names: set[str]) -> None:
    folders = {name.rpartition("/")[0] for name in names if name.endswith((".ttf", ".otf"))}
    assert folders
    assert {folder for folder in folders if f"{folder}/OFL.txt" not in names} == set()
    licences = {name for name in names if ".dist-info/licenses/" in name}
    for wanted in (
        "LICENSE",
        "NOTICE",
        *(f"{folder.removeprefix('handouts/_assets/')}/OFL.txt" for folder in folders),
    ):
        assert any(name.endswith(f".dist-info/licenses/{wanted}") for name in licences), wanted


def test_nothing_else_is_in_it(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"handouts"}
    strangers = ("__pycache__", "/tests/", "/.git", ".pyc")
    assert [name for name in sorted(names) if any(stranger in name for stranger in strangers)] == []


# --- what it does -----------------------------------------------------------------------------------------


def test_it_runs_its_own_code(elsewhere: Path, tmp_path: Path) -> None:
    where = run(
        elsewhere / "python", "-c", "import handouts; print(handouts.__file__)", folder=tmp_path
    ).strip()
    assert Path(where).is_relative_to(elsewhere.parent)
    assert not Path(where).is_relative_to(PROJECT)


def test_it_prints_the_bytes_of_the_checkout(elsewhere: Path, built: Built, tmp_path: Path) -> None:
    paper = paper_of_smoke()
    asked = [part for code in LOCALES for part in ("--locale", code)]
    command = ("build", HANDOUT, *asked, "--format", paper, "--as-of", TODAY.isoformat(), "--json")
    said = run(elsewhere / "handouts", *command, folder=tmp_path)

    made = {receipt["locale"]: tmp_path / receipt["path"] for receipt in map(json.loads, said.splitlines())}
    assert set(made) == set(LOCALES)
    for job in jobs_on(paper):
        if job.handout == HANDOUT and job.locale in LOCALES:
            assert made[job.locale].read_bytes() == built.receipt(job).path.read_bytes(), job.locale
