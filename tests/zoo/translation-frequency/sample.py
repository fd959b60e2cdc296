"""A day became a week."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        ("text: Keep a glass where you feed.", "text: Take it twice a day."),
        translations={"drinking-enough/keep-a-glass/text": "Bierz to dwa razy w tygodniu."},
    )
