"""A page format of 11 points."""

from dataclasses import replace

from handouts.checks.subjects import LayoutSubject
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    good = a_layout_subject()
    paper = replace(good.document.page_format, body_pt=11)
    return replace(good, document=replace(good.document, page_format=paper))
