"""A translation with HTML in it."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"drinking-enough/unknown/heading": "<b>Specjalne</b> herbatki"})
