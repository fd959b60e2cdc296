"""A translation whose marks stand apart from their letters."""

import unicodedata

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    text = unicodedata.normalize("NFD", "Postaw szklankę tam, gdzie karmisz.")
    return a_locale_subject(translations={"drinking-enough/keep-a-glass/text": text})
