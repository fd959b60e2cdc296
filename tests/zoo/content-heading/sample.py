"""A heading as long as a sentence."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    long = "What we do not know yet about drinking, teas and other things for mothers"
    return a_content_subject(("heading: What we do not know yet", f"heading: {long}"))
