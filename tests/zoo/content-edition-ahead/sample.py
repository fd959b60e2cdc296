"""An edition dated after today."""

from datetime import date

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(today=date(2026, 10, 31))
