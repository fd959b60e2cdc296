"""An uncertain statement in the words of a certain one."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("We do not know if special teas help.", "Special teas help."))
