"""Two statements of one id."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("id: no-force", "id: keep-a-glass"))
