"""Translation memory: pairs of a source and its translation, and suggestions by likeness, never filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from handouts.localize.catalogs import Catalog, Message
from handouts.localize.masks import differences, masked

LEAST_SCORE = 70.0
"""Percent of likeness below which nothing is worth a look."""
MOST_SUGGESTIONS = 3
Compare = Callable[[str, str], tuple[str, ...]]
"""Two texts -> how their amounts, directions and negations differ, each in a few words."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One pair of texts; a counted phrase has a unit for each form."""

    key: str
    """The message it came from; empty in a memory of somebody else."""
    source: str
    target: str
    plural: str = ""
    """The English plural, where it is a form of a counted phrase."""
    form: int = 0
    """Which form."""
    forms: int = 0
    """Of how many; 0 for a text without forms."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a memory has for a message."""

    key: str
    english: str
    """The message."""
    score: int
    """Likeness of the two English texts in percent, with numbers and placeholders masked."""
    unit: Unit
    why_not: tuple[str, ...] = ()
    """Why it may be read and must not be filled in."""

    @property
    def may_fill_in(self) -> bool:
        """Whether numbers, placeholders and amounts are those of the message."""
        return not self.why_not


def units_of(catalog: Catalog) -> Iterator[Unit]:
    """Yield every finished translation of a catalog; what waits for a translator is no memory."""
    for entry in catalog:
        if entry.fuzzy or not entry.words or not all(entry.words):
            continue
        if entry.plurals:
            for form, words in enumerate(entry.plurals):
                yield Unit(entry.key, entry.source, words, entry.source_plural, form, len(entry.plurals))
        else:
            yield Unit(entry.key, entry.source, entry.text)


class Memory:
    """Finds what resembles a text."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = tuple(unit for unit in dict.fromkeys(units) if unit.target)
        self._masked = [masked(_likely(unit)).casefold() for unit in self.units]

    def suggest(
        self,
        message: Message,
        *,
        same_language: Compare = differences,
        across: Compare | None = None,
        least: float = LEAST_SCORE,
        most: int = MOST_SUGGESTIONS,
    ) -> tuple[Suggestion, ...]:
        """Return the most alike units, those that may be filled in first.

        Args:
            message: what lacks a translation.
            same_language: compares the message with the English of a unit.
            across: compares the message with the translation of a unit.
            least: percent of likeness.
            most: how many suggestions.
        """
        found = process.extract(
            masked(message.plural or message.text).casefold(),
            self._masked,
            scorer=fuzz.ratio,
            limit=4 * most,
            score_cutoff=least,
        )
        made: dict[tuple[str, int], Suggestion] = {}
        for _, score, place in found:
            unit = self.units[place]
            why_not = tuple(_why_not(message, unit, same_language, across))
            made.setdefault(
                (unit.target, unit.form),
                Suggestion(message.key, message.text, int(score), unit, why_not),
            )
        best = sorted(made.values(), key=lambda s: (not s.may_fill_in, -s.score, s.unit.key, s.unit.form))
        return tuple(best[:most])


def _likely(unit: Unit) -> str:
    return unit.plural if unit.forms and unit.plural else unit.source


def _why_not(message: Message, unit: Unit, same_language: Compare, across: Compare | None) -> Iterator[str]:
    if bool(unit.forms) != bool(message.plural):
        yield "one is a counted phrase, the other is not"
        return
    english = message.plural if unit.forms else message.text
    found = dict.fromkeys((*differences(english, _likely(unit)), *same_language(english, _likely(unit))))
    if across is not None:
        found |= dict.fromkeys(across(english, unit.target))
    yield from found
