"""A locale that has no word for litres."""

from handouts.checks.subjects import LocaleSubject
from handouts.localize.locales import Locale
from handouts.testing.content_subjects import a_locale_subject


def without_litres(locale: Locale) -> Locale:
    units = {name: forms for name, forms in locale.settings.units.items() if name != "litre"}
    return locale.model_copy(update={"settings": locale.settings.model_copy(update={"units": units})})


def subject() -> LocaleSubject:
    return a_locale_subject(adapted=without_litres)
