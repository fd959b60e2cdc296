"""A sentence of thirty words."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(
        ("Keep a glass where you feed.", f"Keep a glass {'and a jug ' * 9}where you feed.")
    )
