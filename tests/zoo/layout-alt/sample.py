"""A picture without words."""

from handouts.checks.subjects import LayoutSubject
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    return a_layout_subject((' alt="A full glass of water on a table."', ""))
