"""A main message of four sentences."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("text: Drink when", "text: Drink. Rest. Eat. Drink when"))
