"""A Polish catalog whose header counts two plural forms."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(plural_forms="nplurals=2; plural=(n != 1);")
