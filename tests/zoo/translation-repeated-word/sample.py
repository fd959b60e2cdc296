"""A word twice in a row."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"drinking-enough/no-force/text": "Nie zmuszaj się się do picia."})
