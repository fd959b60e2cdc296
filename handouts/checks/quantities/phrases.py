"""Cue tables -> phrases that can be looked up at a place in a row of tokens, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Generic, TypeVar

from handouts.checks.quantities.tokens import Kind, Token, tokens
from handouts.localize.cues import PERIODS, Cues, Limits, number

V = TypeVar("V")
_GAP = "…"
_WIDEST_GAP = 3
"""Words that may fill the gap of a phrase such as `nhiều … hơn`."""
_TEXT = (Kind.WORD, Kind.SIGN, Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """A phrase found: how many tokens it takes, and what it stands for."""

    length: int
    value: V


class PhraseIndex(Generic[V]):
    """Phrases and what they stand for."""

    def __init__(self, table: Iterable[tuple[str, V]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._starred: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in table:
            words = _words(phrase)
            if "*" in words[0]:
                self._starred.setdefault(words[0][0], []).append((words, value))
            else:
                self._exact.setdefault(words[0], []).append((words, value))
        self._cache: dict[str, tuple[tuple[tuple[str, ...], V], ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._exact or self._starred)

    def at(self, row: Sequence[Token], place: int) -> Hit[V] | None:
        """Return the longest phrase that begins at a place."""
        if place >= len(row) or row[place].kind not in _TEXT:
            return None
        text = row[place].text
        starting = self._cache.get(text)
        for words, value in self._starting(text) if starting is None else starting:
            if _GAP in words:
                length = _gapped(words, row, place)
                if length:
                    return Hit(length, value)
            elif _stands(words, row, place):
                return Hit(len(words), value)
        return None

    def ending(self, row: Sequence[Token], end: int, longest: int = 5) -> Hit[V] | None:
        """Return the longest phrase that ends just before a place."""
        for length in range(longest, 0, -1):
            if end - length >= 0 and (hit := self.at(row[:end], end - length)) and hit.length == length:
                return hit
        return None

    def _starting(self, word: str) -> tuple[tuple[tuple[str, ...], V], ...]:
        if word not in self._cache:
            starred = (*self._starred.get(word[0], ()), *self._starred.get("*", ()))
            found = [*self._exact.get(word, ()), *(row for row in starred if _fits(row[0][0], word))]
            found.sort(key=lambda item: (-len(item[0]), -len(item[0][0])))
            self._cache[word] = tuple(found)
        return self._cache[word]


def _words(phrase: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in phrase.split():
        found += [piece] if "*" in piece and len(piece) > 1 else [token.text for token in tokens(piece)]
    return tuple(found)


def _gapped(words: tuple[str, ...], row: Sequence[Token], place: int) -> int:
    """Return how many tokens a phrase with a gap takes (`nhiều … hơn`), or 0."""
    gap = words.index(_GAP)
    first, last = words[:gap], words[gap + 1 :]
    if not _stands(first, row, place):
        return 0
    start = place + len(first)
    for skipped in range(1, _WIDEST_GAP + 1):
        if any(token.kind is not Kind.WORD for token in row[start : start + skipped]):
            return 0
        if _stands(last, row, start + skipped):
            return len(first) + skipped + len(last)
    return 0


def _stands(words: tuple[str, ...], row: Sequence[Token], place: int) -> bool:
    return len(words) <= len(row) - place and all(
        _is(word, row[place + step]) for step, word in enumerate(words)
    )


def _is(word: str, token: Token) -> bool:
    return token.kind in _TEXT and (token.text == word or ("*" in word and _fits(word, token.text)))


def _fits(word: str, text: str) -> bool:
    if len(word) == 1:
        return word == text
    bare = word.strip("*")
    if word.startswith("*"):
        return text.endswith(bare) if not word.endswith("*") else bare in text
    return text.startswith(bare) if word.endswith("*") else text == word


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every table of one language, ready for look-up."""

    cues: Cues
    words: PhraseIndex[Fraction]
    multipliers: PhraseIndex[Fraction]
    joiners: PhraseIndex[bool]
    fractions: PhraseIndex[Fraction]
    and_fractions: PhraseIndex[Fraction]
    ordinals: PhraseIndex[Fraction]
    counts: PhraseIndex[Fraction]
    prefixes: PhraseIndex[Fraction]
    doubtful: PhraseIndex[bool]
    idle_numbers: PhraseIndex[bool]
    units: PhraseIndex[str]
    unit_sets: Mapping[str, frozenset[str]]
    """A word of several units (`cốc`: glass, cup and mug) -> all of them, by the first."""
    fillers: PhraseIndex[bool]
    ranges: PhraseIndex[bool]
    range_pairs: tuple[tuple[PhraseIndex[bool], PhraseIndex[bool]], ...]
    minus: PhraseIndex[bool]
    limits_before: PhraseIndex[str]
    limits_after: PhraseIndex[str]
    limits_weak: PhraseIndex[str]
    idle_limits: PhraseIndex[bool]
    every: PhraseIndex[bool]
    periods: PhraseIndex[str]
    idle_periods: PhraseIndex[bool]
    opposites: Mapping[str, PhraseIndex[str]]
    strong: PhraseIndex[bool]
    firm: PhraseIndex[bool]
    certain: PhraseIndex[bool]
    stop: PhraseIndex[bool]
    soft: PhraseIndex[bool]
    idle_negation: PhraseIndex[bool]
    months: PhraseIndex[Fraction]
    weekdays: PhraseIndex[Fraction]
    name_words: PhraseIndex[bool]
    clock_words: PhraseIndex[bool]
    halves: PhraseIndex[str]


@lru_cache(maxsize=64)
def lexicon(cues: Cues) -> Lexicon:
    """Return the tables of a language, indexed once for each `Cues`."""
    t = cues.tables
    units, sets = _units({**t.units, **t.things})
    return Lexicon(
        cues=cues,
        words=_numbers(t.numbers.words),
        multipliers=_numbers(t.numbers.multipliers),
        joiners=_all(t.numbers.joiners),
        fractions=_numbers(t.numbers.fractions),
        and_fractions=_numbers(t.numbers.and_fractions),
        ordinals=_numbers(t.numbers.ordinals),
        counts=_numbers(t.numbers.counts),
        prefixes=_numbers(t.numbers.prefixes),
        doubtful=_all(t.numbers.doubtful),
        idle_numbers=_all(t.numbers.idle),
        units=units,
        unit_sets=sets,
        fillers=_all(t.fillers),
        ranges=_all(t.ranges),
        range_pairs=tuple((_all((start,)), _all((middle,))) for start, middle in t.range_pairs),
        minus=_all(t.minus),
        limits_before=_limits(t.limits.before),
        limits_after=_limits(t.limits.after),
        limits_weak=PhraseIndex((p, name) for name, ps in t.limits.weak.items() for p in ps),
        idle_limits=_all(t.limits.idle),
        every=_all(t.frequency.every),
        periods=PhraseIndex((p, name) for name in PERIODS for p in t.frequency.periods.get(name, ())),
        idle_periods=_all(t.frequency.idle),
        opposites={
            axis: PhraseIndex((p, side) for side, ps in sides.items() for p in ps)
            for axis, sides in t.opposites.items()
        },
        strong=_all((*t.negation.strong, *t.negation.firm)),
        firm=_all(t.negation.firm),
        certain=_all(t.negation.certain),
        stop=_all(t.negation.stop),
        soft=_all((*t.negation.soft, *t.negation.certain, *t.negation.stop)),
        idle_negation=_all(t.negation.idle),
        months=_numbers(t.months),
        weekdays=_numbers(t.weekdays),
        name_words=_all(t.name_words),
        clock_words=_all(t.clock_words),
        halves=PhraseIndex([*((p, "am") for p in t.am), *((p, "pm") for p in t.pm)]),
    )


def _all(phrases: Iterable[str]) -> PhraseIndex[bool]:
    return PhraseIndex((phrase, True) for phrase in phrases)


def _numbers(table: Mapping[str, tuple[str, ...]]) -> PhraseIndex[Fraction]:
    return PhraseIndex((phrase, number(key)) for key, phrases in table.items() for phrase in phrases)


def _limits(table: Limits) -> PhraseIndex[str]:
    return PhraseIndex((phrase, name) for name, phrases in table for phrase in phrases)


def _units(table: Mapping[str, tuple[str, ...]]) -> tuple[PhraseIndex[str], dict[str, frozenset[str]]]:
    named: dict[str, list[str]] = {}
    for name, phrases in table.items():
        for phrase in phrases:
            named.setdefault(phrase, []).append(name)
    sets = {"|".join(names): frozenset(names) for names in named.values()}
    return PhraseIndex((phrase, "|".join(names)) for phrase, names in named.items()), sets
