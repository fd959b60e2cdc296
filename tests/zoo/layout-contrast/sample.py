"""Pale grey words on white paper."""

import re

from handouts.checks.subjects import LayoutSubject
from handouts.testing.content_subjects import ASSETS
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    shipped = ASSETS.roots("templates")[0].joinpath("tokens.css").read_text(encoding="utf-8")
    return a_layout_subject(tokens=re.sub(r"--ink-soft: #\w+", "--ink-soft: #8a969c", shipped))
