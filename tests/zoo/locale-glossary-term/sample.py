"""A term under another name than the agreed one."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"drinking-enough/term/term": "Tryśnięcie pokarmu"})
