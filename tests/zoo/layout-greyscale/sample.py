"""What to do and what not to do, told apart by colour alone."""

from handouts.checks.subjects import LayoutSubject
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    cards = '<p class="do-dont__card--do">Drink.</p><p class="do-dont__card--dont">Wait.</p>'
    return a_layout_subject(("<table", f"{cards}<table"), css=".do-dont__card--do { color: green }")
