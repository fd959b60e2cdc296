"""English typed into a template."""

from handouts.checks.subjects import LayoutSubject
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    return a_layout_subject(("<p>Clinic stamp</p>", "<p>Clinic stamp</p><p>Ask at the desk.</p>"))
