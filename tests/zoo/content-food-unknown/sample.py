"""An example made of a food that is not in the table."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("food: oats-dry", "food: oat-dry"))
