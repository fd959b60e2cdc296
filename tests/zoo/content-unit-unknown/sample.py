"""A fact in a unit that no locale knows."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(facts=(("unit: litre", "unit: pint"),))
