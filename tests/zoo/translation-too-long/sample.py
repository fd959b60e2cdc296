"""Too long for its field."""

from dataclasses import replace

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    subject = a_locale_subject()
    entries = subject.language.catalog.entries
    entries["interface/sources"] = replace(entries["interface/sources"], note="at most 4 letters")
    return subject
