"""Two numbers that changed places."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"interface/page_of": "{pages}: strona {page}"})
