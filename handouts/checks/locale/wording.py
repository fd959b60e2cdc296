"""Does a translation say what the English says, as far as a program can tell?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LocaleSubject
from handouts.checks.translations import Pair, pairs
from handouts.checks.words import short
from handouts.content.deny_list import denied
from handouts.content.facts import Fact
from handouts.findings import Finding, Severity
from handouts.localize.messages import PLACEHOLDER, placeholders

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
LEAST_OWN_WORDS = 3
"""Fewer words may be the same in both languages: names, units, `Stress`."""
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3
"""Letters at the end of a long word that declension may change; of four or five letters it changes one."""


@check(
    "locale-placeholders",
    stage=Stage.LOCALE,
    why="a fact that a translation lost is an instruction without its number",
)
def placeholders_are_kept(subject: LocaleSubject) -> Iterator[Finding]:
    """Compare the facts on both sides, and look up the grammatical case that a translation asks for."""
    for pair in pairs(subject):
        if pair.key.startswith("noun/"):
            continue
        wanted, got = (
            Counter(n for n, _ in placeholders(pair.english)),
            Counter(n for n, _ in placeholders(pair.text)),
        )
        if wanted != got:
            lost, added = wanted - got, got - wanted
            parts = [f"{{{name}}} is missing" for name in lost] + [
                f"{{{name}}} is not in the English" for name in added
            ]
            yield Finding(
                "locale-placeholders",
                f"“{short(pair.text)}”: {', '.join(parts)}",
                where=pair.where,
                hint="copy the names in braces from the English; they are never translated",
            )
        for name, form in placeholders(pair.text):
            fact = subject.library.facts.get(name)
            if fact is not None and not _has_form(subject, fact, form):
                yield Finding(
                    "locale-placeholders",
                    f"“{{{name}:{form}}}” asks for a form that {subject.language.locale.code} does not have",
                    where=pair.where,
                    hint="use a form that locale.toml defines for the unit, number, or none",
                )


def _has_form(subject: LocaleSubject, fact: Fact, form: str) -> bool:
    if form in ("", "number", "bare"):
        return True
    value = fact.value_for(subject.jurisdiction)
    unit = (value.unit if value else None) or fact.unit
    if unit is None:
        return False
    try:
        subject.language.locale.patterns(unit, form)
    except KeyError:
        return False
    return True


@check(
    "locale-literal-number",
    stage=Stage.LOCALE,
    why="a number typed by a translator is right for one country at most",
)
def numbers_come_from_facts(subject: LocaleSubject) -> Iterator[Finding]:
    """Compare the digits outside placeholders on both sides."""
    for pair in pairs(subject):
        wanted, got = _digits(pair.english), _digits(pair.text)
        if wanted != got:
            shown = ", ".join((got - wanted) or (wanted - got))
            what = "is not in the English" if got - wanted else "of the English is missing"
            yield Finding(
                "locale-literal-number",
                f"“{short(pair.text)}”: the number {shown} {what}",
                where=pair.where,
                hint="numbers stand in braces; if the English has none, neither has the translation",
            )


def _digits(text: str) -> Counter[str]:
    return Counter(_DIGITS.findall(PLACEHOLDER.sub("", text)))


@check(
    "locale-identical",
    stage=Stage.LOCALE,
    why="English in a translated leaflet is a sentence that nobody translated",
)
def translations_differ(subject: LocaleSubject) -> Iterator[Finding]:
    """Look for translations that repeat the English: sentences, not names or single words."""
    for pair in pairs(subject):
        bare = PLACEHOLDER.sub("", pair.text)
        own = [word for word in _WORD.findall(bare) if len(word) > 2 and word.islower()]
        if bare == PLACEHOLDER.sub("", pair.english) and len(own) >= LEAST_OWN_WORDS:
            yield Finding(
                "locale-identical",
                f"“{short(pair.text)}” is the English sentence",
                where=pair.where,
                hint="translate it; empty it if the translation is yet to come",
            )


@check(
    "locale-denied",
    stage=Stage.LOCALE,
    why="what may not stand in the English may not come back in a translation",
)
def nothing_is_sold(subject: LocaleSubject) -> Iterator[Finding]:
    """Match every translation against the deny list."""
    for pair in pairs(subject):
        for words, kind in denied(pair.text):
            yield Finding("locale-denied", f"“{words}” is {kind}", where=pair.where, hint="take it out")


@check("locale-glossary-term", stage=Stage.LOCALE, why="one thing under two names is two things to a reader")
def agreed_words_are_used(subject: LocaleSubject) -> Iterator[Finding]:
    """Look for the agreed word of each glossary term that the English holds."""
    lang = subject.language.locale.settings.tag.partition("-")[0]
    terms = _terms(tuple((entry.ways("en"), entry.ways(lang)) for entry in subject.library.glossary.values()))
    told: set[tuple[str, str]] = set()
    for pair in pairs(subject):
        if pair.key.startswith(("interface/", "contact/")):
            continue
        for term, ways in _wrong_terms(pair, terms):
            if (pair.key, term) in told:
                continue
            told.add((pair.key, term))
            accepted = " or ".join(f"“{way}”" for way in ways)
            yield Finding(
                "locale-glossary-term",
                f"“{term}” is agreed to be {accepted}; “{short(pair.text)}” has none of them",
                Severity.WARNING,
                pair.where,
                "use the agreed word, or add this one to glossary.csv",
            )


Term = tuple[re.Pattern[str], str, tuple[str, ...]]
"""Pattern of the English name, the name, and the accepted ways to say it."""


def _wrong_terms(pair: Pair, terms: tuple[Term, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    english = PLACEHOLDER.sub(" ", pair.english)
    said = [word.casefold() for word in _WORD.findall(pair.text)]
    for pattern, term, ways in terms:
        english, count = pattern.subn("·", english)  # a longer term covers the shorter ones inside it
        if count and not any(_is_said(way, said) for way in ways):
            yield term, ways


@lru_cache(maxsize=16)
def _terms(
    ways: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...],
) -> tuple[Term, ...]:
    """Return every term that has a name in both languages, longest English names first."""
    named = [(name, theirs) for names, theirs in ways for name in names if theirs]
    named.sort(key=lambda item: (-len(item[0]), item[0]))
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(name)}(?:e?s)?(?!\w)", re.IGNORECASE), name, theirs)
        for name, theirs in named
    )


def _is_said(way: str, said: list[str]) -> bool:
    """Whether the words of a term stand in a message in order, whatever their endings."""
    rest = iter(said)
    return all(any(word.startswith(_stem(part)) for word in rest) for part in _WORD.findall(way))


def _stem(word: str) -> str:
    if len(word) <= _SHORTEST_STEM + 1:
        return word.casefold()[: max(3, len(word) - 1)]
    return word.casefold()[: max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)]
