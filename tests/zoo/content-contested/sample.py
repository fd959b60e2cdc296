"""A statement on contested evidence, said as if it were known."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("says: uncertain", "says: known"))
