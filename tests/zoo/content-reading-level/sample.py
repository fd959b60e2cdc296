"""Sentences for doctors."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject

HARD = "Physiological adaptations during lactation necessitate individualised recommendations."


def subject() -> ContentSubject:
    easy = (
        "Keep a glass where you feed.",
        "Do not force yourself to drink more.",
        "Call the emergency number if you faint.",
    )
    return a_content_subject(*((sentence, HARD) for sentence in easy))
