"""Two headings that cannot be told apart."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"drinking-enough/not-known/heading": "Specjalne herbatki"})
