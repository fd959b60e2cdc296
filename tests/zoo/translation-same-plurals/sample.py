"""One form of a counted phrase, three times."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"noun/feed": ("{n} karmień",) * 3})
