"""An action without a reason."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("            why: A feed makes many mothers thirsty.\n", ""))
