"""Sheets for reviewers are PDF/UA-1 and PDF/A-2a, says veraPDF, in every direction of writing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.resources import AssetPath
from tests.conformance.verapdf import FLAVOURS, validate_apart
from tests.review.sheets import LEAFLET, command

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


def test_sheets_conform(tmp_path: Path) -> None:
    old = tmp_path / "old"
    for kind in ("library", "locales"):
        shutil.copytree(AssetPath().roots(kind)[-1], old / kind)
    for code, was, now in (("vi", "giúp", "đỡ"), ("pl", "mleko", "pokarm"), ("ar", "طفلك", "رضيعك")):
        path = old / "locales" / code / "LC_MESSAGES/content.po"
        path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    paths = []
    for code in ("vi", "pl", "ar"):
        review, blank, compared, changes, book = (
            tmp_path / f"{code}-{name}"
            for name in ("review.pdf", "blank.pdf", "cmp.pdf", "diff.pdf", "back.xlsx")
        )
        assert command("review", code, "--handout", LEAFLET, "--to", str(review)) == 0
        for path in (blank, book):
            assert command("back-translation", code, "--handout", LEAFLET, "--to", str(path)) == 0
        assert command("back-translation-import", code, str(book), "--to", str(compared)) == 0
        assert command("difference", code, "--old", str(old), "--to", str(changes)) == 0
        paths += [review, blank, compared, changes]
    verdicts = list(validate_apart(paths))
    assert len(verdicts) == len(paths) * len(FLAVOURS)
    assert "\n".join(str(verdict) for verdict in verdicts if not verdict.compliant) == ""
