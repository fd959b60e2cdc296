"""A telephone line that should have been checked again."""

from datetime import date

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(today=date(2027, 5, 1))
