"""A block for lines that no country has."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("purposes: [emergency, breastfeeding]", "purposes: [crisis]"))
