"""A style that names a drawing which is not there."""

from handouts.checks.subjects import LayoutSubject
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    return a_layout_subject(css='p { background: url("asset:templates/icons/no-such.svg") }')
