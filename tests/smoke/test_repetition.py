"""Same edition, same bytes: in another process, another folder, another time zone, with other hashes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import TODAY, Built, jobs_on, label, paper_of_smoke

pytestmark = pytest.mark.slow


def test_another_process_prints_the_same_bytes(built: Built, tmp_path: Path) -> None:
    handout = jobs_on(paper_of_smoke())[0].handout
    jobs = [job for job in jobs_on(paper_of_smoke()) if job.handout == handout]
    elsewhere = {
        "PYTHONHASHSEED": "4242",
        "TZ": "Asia/Ho_Chi_Minh",
        "LANG": "C",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
    }
    command = [
        sys.executable,
        "-m",
        "handouts",
        "build",
        handout,
        "--format",
        paper_of_smoke(),
        "--jobs",
        "1",
    ]
    done = subprocess.run(
        [*command, "--as-of", TODAY.isoformat(), "--json"],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    again = {receipt["locale"]: receipt for receipt in said if "path" in receipt}
    delivered = [job for job in jobs if job in built.delivered]
    assert delivered, done.stdout + done.stderr
    assert set(again) == {job.locale for job in delivered}
    for job in delivered:
        first = built.receipt(job)
        assert Path(tmp_path, again[job.locale]["path"]).read_bytes() == first.path.read_bytes(), label(job)
        assert again[job.locale]["sha256"] == first.sha256
