"""A number typed into a sentence."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("about {fluids} a day", "about 2 litres a day"))
