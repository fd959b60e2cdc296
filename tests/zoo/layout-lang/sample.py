"""HTML that does not say its language."""

from handouts.checks.subjects import LayoutSubject
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    return a_layout_subject(('<html lang="en">', "<html>"))
