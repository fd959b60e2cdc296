"""`handouts build --clinic`: the second time neither engine nor library is read, and the file is the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.built import PROJECT

pytestmark = pytest.mark.slow

CLINICS = """\
- id: harbour
  name: {any: Harbour Street Health Centre, vi: Trung tâm Y tế Cảng Biển}
  address: [12 Harbour Street, Leeds LS1 4AB]
  phones: [{number: "0113 496 0123", purpose: main, hours: {any: "8.30–17.30"}}]
  website: https://harbour.example/feeding
  qr: https://harbour.example/feeding
  jurisdiction: GB
- id: mill
  name: {any: Mill Lane Clinic}
  phones: [{number: "0113 496 0456", purpose: main, valid_until: 2026-11-30}]
  jurisdiction: GB
"""
HEAVY = ("weasyprint", "yaml", "pydantic", "pikepdf", "reportlab", "babel", "typer", "zxingcpp", "PIL")
FILE = "when-to-get-help-vi-GB-a4-harbour.pdf"


def build(
    folder: Path, *more: str, clinic: str = "harbour", on: str = "2026-11-22"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "handouts", "build", "when-to-get-help", "--locale", "vi",
         "--format", "a4", "--clinic", f"clinics.yaml:{clinic}", "--masters", "masters", "--to", "out",
         "--as-of", on, *more],
        cwd=folder, env={"PYTHONPATH": str(PROJECT), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def imported(done: subprocess.CompletedProcess[str]) -> set[str]:
    return {name.strip() for name in re.findall(r"^import time:.*\|(.*)$", done.stderr, re.MULTILINE)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("quick")
    (made / "clinics.yaml").write_text(CLINICS, encoding="utf-8")
    first = build(made)
    assert first.returncode == 0, first.stderr[-2000:]
    assert "weasyprint" in imported(first)
    return made


def test_the_second_time_nothing_heavy_is_imported(folder: Path) -> None:
    before = (folder / "out" / FILE).read_bytes()

    again = build(folder)

    assert again.returncode == 0
    assert [name for name in HEAVY if name in imported(again)] == []
    assert (folder / "out" / FILE).read_bytes() == before


def test_a_clinic_never_stands_beside_another_countrys_telephone_lines(folder: Path) -> None:
    done = build(folder, "--jurisdiction", "VN")

    assert done.returncode == 8
    assert "is for VN" in done.stderr
    assert "the clinic is in GB" in done.stderr
    assert not (folder / "out" / FILE.replace("GB", "VN")).exists()


def test_a_changed_clinics_file_is_read_again(folder: Path) -> None:
    path = folder / "clinics.yaml"
    path.write_text(CLINICS.replace("Cảng Biển", "Bến Cảng"), encoding="utf-8")
    try:
        done = build(folder)
        assert done.returncode == 0
        assert "yaml" in imported(done)
        with pikepdf.open(folder / "out" / FILE) as pdf:
            assert "Bến Cảng" in str(pdf.docinfo["/Title"])
    finally:
        path.write_text(CLINICS, encoding="utf-8")


def test_a_line_past_its_date_is_refused_the_short_way_too(folder: Path) -> None:
    assert build(folder, clinic="mill").returncode == 0
    late = build(folder, clinic="mill", on="2026-12-24")

    assert late.returncode == 8
    assert "clinic-phone-expired" in late.stderr
    assert "weasyprint" not in imported(late)


def test_a_clinic_that_is_not_there_is_named(folder: Path) -> None:
    done = build(folder, clinic="harbor")

    assert done.returncode == 2
    assert "harbour" in done.stderr
