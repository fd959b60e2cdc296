"""Every code has a bad sample that triggers it and a paragraph about it; a good sample triggers none."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handouts.checks.registry import Stage, all_checks, all_codes, run_checks
from handouts.testing.content_subjects import a_content_subject, a_locale_subject
from handouts.testing.imprints import an_imprint_subject
from handouts.testing.page_subjects import a_layout_subject, a_pdf_subject

ROOT = Path(__file__).resolve().parents[2]
ZOO = ROOT / "tests" / "zoo"
SAMPLES = sorted(folder.name for folder in ZOO.iterdir() if (folder / "sample.py").is_file())
GOOD: dict[Stage, Callable[[], Any]] = {
    Stage.CONTENT: a_content_subject,
    Stage.LOCALE: a_locale_subject,
    Stage.LAYOUT: a_layout_subject,
    Stage.PDF: a_pdf_subject,
    Stage.IMPRINT: an_imprint_subject,
}


def sample(code: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"zoo_{code.replace('-', '_')}", ZOO / code / "sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.subject()


@pytest.mark.parametrize("code", SAMPLES)
def test_a_bad_sample_triggers_its_own_check(code: str) -> None:
    report = run_checks(all_codes()[code].stage, sample(code))

    found = [finding for finding in report if finding.code == code]
    assert found
    for finding in found:
        assert finding.message
        assert finding.hint, "a finding says the next step"


@pytest.mark.parametrize("stage", Stage)
def test_a_good_sample_triggers_none(stage: Stage) -> None:
    assert [str(finding) for finding in run_checks(stage, GOOD[stage]())] == []


def test_every_code_has_a_sample_and_every_sample_a_code() -> None:
    assert sorted(all_codes()) == SAMPLES


def test_every_code_has_a_paragraph() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    paragraphs = dict(re.findall(r"^## ([a-z-]+)\n+(.+)", text, flags=re.MULTILINE))
    missing = [code for code in all_codes() if len(paragraphs.get(code, "")) < 40]
    assert missing == []


def test_every_check_says_why() -> None:
    assert [check.name for check in all_checks() if len(check.why) < 15] == []
