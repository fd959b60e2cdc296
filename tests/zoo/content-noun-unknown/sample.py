"""A fact that counts things nobody named."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(facts=(("noun: feed", "noun: feeds"),))
