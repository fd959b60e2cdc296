"""A number that the translator typed."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    text = "Pij 8 szklanek, około {fluids} na dobę."
    return a_locale_subject(translations={"drinking-enough/main-message/text": text})
