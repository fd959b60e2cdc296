"""A statement of eighty words."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("Keep a glass where you feed.", "Keep a glass. " * 27))
