"""A statement that nobody says."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("sources: [thirst-review]", "sources: []"))
