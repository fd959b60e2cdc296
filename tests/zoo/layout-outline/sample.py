"""A heading of level 4 after level 1."""

from handouts.checks.subjects import LayoutSubject
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    return a_layout_subject(("<h2", "<h4"), ("</h2>", "</h4>"))
