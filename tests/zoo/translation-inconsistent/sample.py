"""One heading in two wordings."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(("heading: Day to day", "heading: Special teas"))
