"""A decimal point in a language of decimal commas."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        ("text: Keep a glass where you feed.", "text: Drink 1.5 litres."),
        translations={"drinking-enough/keep-a-glass/text": "Pij 1.5 litra."},
    )
