"""A drawing whose words are its file name."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("alt: A full glass of water stands beside a feeding mother.", "alt: glass.svg"))
