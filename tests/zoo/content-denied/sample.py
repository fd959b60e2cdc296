"""The advert that one of our sources opened with."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("Keep a glass where you feed.", "Mostbet casino, darmowe spiny."))
