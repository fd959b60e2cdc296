"""A fact in a grammatical case that the locale does not define."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        translations={
            "drinking-enough/main-message/text": "Pij. Zwykle wystarcza około {fluids:gen} na dobę."
        }
    )
