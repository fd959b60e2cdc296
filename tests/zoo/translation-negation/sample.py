"""A “not” was lost."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"drinking-enough/no-force/text": "Zmuszaj się do picia."})
