"""An address that leads elsewhere."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        ("text: Keep a glass where you feed.", "text: See https://example.org/milk"),
        translations={"drinking-enough/keep-a-glass/text": "Zobacz https://example.com/milk"},
    )
