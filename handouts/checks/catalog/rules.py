"""What the catalog checks know of a language: letters, common words, agreed terms, plural rule, cues."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handouts.checks.catalog.word_lists import NO_WORDS, Words, read_words
from handouts.content.glossary import GlossaryEntry
from handouts.localize.cues import Cues, load_cues
from handouts.localize.exemplars import letters_of
from handouts.localize.locales import SOURCE_LOCALE, Locale, load_locale, locale_codes
from handouts.resources import AssetPath

Term = tuple[re.Pattern[str], str, tuple[str, ...]]
"""Pattern of the English name, the name, and the accepted ways to say it."""


@dataclass(frozen=True, eq=False)
class Rules:
    """Everything that the checks of one catalog know."""

    lang: str
    own: bool = False
    """Our own catalog: plain text with `{name}` placeholders; else any PO file, with its flags."""
    letters: frozenset[str] = frozenset()
    """Every letter that the language is written with; empty when nobody knows."""
    main_letters: frozenset[str] = frozenset()
    """Without those of foreign words."""
    words: Words = NO_WORDS
    source_words: Words = NO_WORDS
    other_words: tuple[tuple[str, Words], ...] = ()
    """Of the other languages that we know."""
    other_letters: tuple[tuple[str, frozenset[str]], ...] = ()
    """Of the other languages that we know."""
    terms: tuple[Term, ...] = ()
    plural_forms: str = ""
    """The catalog's header."""
    formatting: str = ""
    """CLDR's name of the language, for its plural rule; empty when nobody knows."""
    source_cues: Cues | None = None
    target_cues: Cues | None = None


def terms_of(glossary: Iterable[GlossaryEntry], lang: str) -> tuple[Term, ...]:
    """Return every term that has a name in both languages, longest English names first."""
    named = [(name, ways) for entry in glossary for name in entry.ways("en") if (ways := entry.ways(lang))]
    named.sort(key=lambda item: (-len(item[0]), item[0]))
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(name)}(?:e?s)?(?!\w)", re.IGNORECASE), name, ways)
        for name, ways in named
    )


def rules_for(
    locale: Locale, *, assets: AssetPath, glossary: Iterable[GlossaryEntry] = (), plural_forms: str = ""
) -> Rules:
    """Return the rules of one of our own catalogs.

    Raises:
        LocaleError: a file of words or cues has faults.
    """
    lang = locale.settings.tag.partition("-")[0]
    return Rules(
        locale.code,
        own=True,
        letters=letters_of(locale.settings.tag),
        main_letters=letters_of(locale.settings.tag, foreign_words=False),
        words=read_words(locale.code, assets=assets),
        source_words=read_words(SOURCE_LOCALE, assets=assets),
        other_words=_others(locale.code, assets),
        other_letters=tuple((code, letters_of(code)) for code in locale_codes(assets) if code != locale.code),
        terms=terms_of(glossary, lang),
        plural_forms=plural_forms,
        formatting=locale.settings.formatting,
        source_cues=load_cues(SOURCE_LOCALE, assets=assets),
        target_cues=load_cues(locale.code, assets=assets, formatting=locale.settings.formatting),
    )


def rules_for_any(code: str, *, assets: AssetPath, plural_forms: str = "") -> Rules:
    """Return the rules of any PO file in a language, ours or not; CLDR tells what no file of ours does.

    Args:
        code: the language, such as `pl` or `pt_BR`.
        assets: where locales are looked for.
        plural_forms: the file's header.

    Raises:
        LocaleError: a file of words or cues has faults.
    """
    ours = code if code in locale_codes(assets) else code.replace("-", "_").partition("_")[0]
    formatting = code.replace("-", "_")
    if ours in locale_codes(assets):
        formatting = load_locale(ours, assets=assets).settings.formatting
    return Rules(
        code,
        letters=letters_of(code),
        main_letters=letters_of(code, foreign_words=False),
        words=read_words(ours, assets=assets),
        source_words=read_words(SOURCE_LOCALE, assets=assets),
        other_words=_others(ours, assets),
        other_letters=tuple((name, letters_of(name)) for name in locale_codes(assets) if name != ours),
        plural_forms=plural_forms,
        formatting=formatting,
        source_cues=load_cues(SOURCE_LOCALE, assets=assets),
        target_cues=load_cues(ours, assets=assets, formatting=formatting),
    )


def _others(code: str, assets: AssetPath) -> tuple[tuple[str, Words], ...]:
    others = ((name, read_words(name, assets=assets)) for name in locale_codes(assets))
    return tuple(
        (name, words) for name, words in others if name not in (code, SOURCE_LOCALE) and words.common
    )
