"""A translation that lost its fact."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"drinking-enough/main-message/text": "Pij, gdy chce ci się pić."})
