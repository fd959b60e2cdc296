"""An example that holds half the energy it stands for."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(('grams: "66"', 'grams: "33"'))
