"""A Polish sentence for lawyers."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    hard = "Przeciwwskazania bezwzględne uniemożliwiają przyjmowanie niekontrolowanych preparatów."
    keys = ("keep-a-glass", "no-force", "teas", "faint")
    return a_locale_subject(translations={f"drinking-enough/{key}/text": hard for key in keys})
