"""A number typed into a sentence, in words."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("about {fluids} a day", "about eight glasses a day"))
