"""A translation that was read in the wrong encoding."""

from handouts.checks.subjects import LocaleSubject
from handouts.testing.content_subjects import a_locale_subject


def subject() -> LocaleSubject:
    return a_locale_subject(translations={"drinking-enough/unknown/heading": "PeÅ‚na szklanka wody"})
