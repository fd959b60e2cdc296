"""A figure whose drawing does not exist."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("illustration: glass", "illustration: glas"))
