"""A placeholder that names no fact."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("about {fluids} a day", "about {fluid} a day"))
