"""A word without its marks, which other messages have with them."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        translations={
            "drinking-enough/teas/text": "Nie wiemy, czy przekaska pomaga.",
            "drinking-enough/example-oats/text": "Przekąska z owsa.",
            "drinking-enough/example-rice/text": "Przekąska z ryżu.",
            "drinking-enough/term/text": "przekąska to coś małego.",
        }
    )
