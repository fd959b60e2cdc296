"""A translation with a character that turns the direction of writing round."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(
        translations={"drinking-enough/faint/text": "Zadzwoń \u202e112, jeśli zemdlejesz."}
    )
