"""Two languages -> a function that says how the amounts, limits and negations of two texts differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from handouts.checks.quantities import compare
from handouts.checks.quantities.phrases import Lexicon, PhraseIndex, lexicon
from handouts.checks.quantities.tokens import tokens
from handouts.findings import Severity
from handouts.localize.cues import Cues, load_cues
from handouts.localize.locales import Locale
from handouts.resources import AssetPath

Compare = Callable[[str, str], tuple[str, ...]]
"""Two texts -> what differs, each in a few words; nothing where all is the same."""


def comparing(source: Locale, target: Locale, *, assets: AssetPath) -> Compare:
    """Return a function of a text in each of two languages that says what differs.

    Numbers, units, limits, ranges, how often, and “not” are compared.
    """
    ours, theirs = _cues(source, assets), _cues(target, assets)

    def differ(one: str, other: str) -> tuple[str, ...]:
        faults = compare(one, other, source_cues=ours, target_cues=theirs)
        return tuple(fault.message for fault in faults if fault.severity is not Severity.NOTE)

    return differ


def comparing_within(locale: Locale, *, assets: AssetPath) -> Compare:
    """Return a function of two texts of one language that should mean the same.

    Two languages say “not” in many ways, so that across them little can be asked; within one, every word that
    carries a quantity, a limit, a direction or a negation must stand on both sides.
    """
    cues = _cues(locale, assets)
    across = comparing(locale, locale, assets=assets)

    def differ(one: str, other: str) -> tuple[str, ...]:
        ours, theirs = (Counter(_telling(text, cues)) for text in (one, other))
        alone = [*(ours - theirs), *(theirs - ours)]
        return (*across(one, other), *(f"“{word}” is on one side only" for word in alone))

    return differ


def _cues(locale: Locale, assets: AssetPath) -> Cues:
    return load_cues(locale.code, assets=assets, formatting=locale.settings.formatting)


def _telling(text: str, cues: Cues) -> Iterator[str]:
    """Yield every phrase of a text that a cue table of the language holds."""
    row = tokens(f"{text} .")
    indexes = _indexes(lexicon(cues))
    for place in range(len(row)):
        found = [hit.length for index in indexes if (hit := index.at(row, place)) is not None]
        if found:
            yield " ".join(token.text.casefold() for token in row[place : place + max(found)])


def _indexes(words: Lexicon) -> tuple[PhraseIndex[Any], ...]:
    return (
        words.strong,
        words.soft,
        words.words,
        words.multipliers,
        words.fractions,
        words.and_fractions,
        words.counts,
        words.units,
        words.limits_before,
        words.limits_after,
        words.limits_weak,
        words.every,
        words.periods,
        *words.opposites.values(),
    )
