"""An arrow, which our text font lacks."""

from handouts.checks.subjects import LayoutSubject
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    return a_layout_subject(("Drink at meals.", "Thirst → drink."))
