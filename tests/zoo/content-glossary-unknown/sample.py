"""A term whose glossary id was mistyped."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(("glossary: let_down", "glossary: letdown"))
