"""Is a translation in its language at all?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.marks import is_syllable
from handouts.checks.catalog.prose import folded, prose, short, words
from handouts.checks.catalog.registry import Fault, entry_check
from handouts.checks.catalog.rules import Rules
from handouts.findings import Severity

LEAST_OWN_WORDS = 3
"""Fewer words may be the same in both languages: names, units, `Stress`."""
LEFT_WORDS = 4
"""So many words of the source in a row, two of them common ones, were left as they are."""
COMMON_WORDS = 2
FEW_WORDS = 3
"""So many, one of them common, may be a name: a warning."""
LEAST_ODD = 2
ODD_SHARE = 0.2
"""Share of words with letters of another language, from which on it is no name in its own spelling."""
NOT_BUILT_SO = 0.5
_IN_BRACKETS = re.compile(r"\([^()]*\)")
LEAST_FOREIGN = 4
"""So many common words of another language, and they are no accident."""


@entry_check("locale-identical", why="English in a translated leaflet is a sentence that nobody translated")
def translations_differ(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for translations that repeat the source: sentences, not names, commands or single words."""
    for source, target in entry.pairs():
        if target in rules.words.same or prose(target, rules.own) != prose(source, rules.own):
            continue
        own = [word for word in words(target, rules.own) if len(word) > 2 and word.islower()]
        common = _common(own, rules)
        if len(own) >= LEAST_OWN_WORDS and (rules.own or len(common) >= COMMON_WORDS):
            yield Fault(
                f"“{short(target)}” is the source's sentence",
                found=target,
                hint="translate it; empty it if the translation is yet to come",
            )


@entry_check(
    "translation-wrong-language", why="a reader who needed a translation cannot read the rest either"
)
def words_are_of_the_language(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for a run of the source's words left in place, and for the common words of other languages."""
    for source, target in entry.pairs():
        if target in rules.words.same or prose(target, rules.own) == prose(source, rules.own):
            continue  # the check above
        said = [word.casefold() for word in words(target, rules.own)]
        outside = [word.casefold() for word in words(_IN_BRACKETS.sub(" ", target), rules.own)]
        left, sure = _left(source, outside, rules)
        if left:
            yield Fault(
                f"“{short(target)}”: “{left}” was left in the source's language",
                found=left,
                hint="translate the whole message",
                severity=Severity.ERROR if sure else Severity.WARNING,
            )
            continue
        if code := _written_in(target, source, rules) or _not_built_so(target, source, rules):
            yield Fault(
                f"“{short(target)}” seems to be in {code}, not in “{rules.lang}”",
                rules.lang,
                code,
                "see whether two files were mixed up",
            )
            continue
        own = sum(word in rules.words.common for word in said)
        for code, other in rules.other_words:
            theirs = sum(word in other.common and word not in rules.words.common for word in said)
            if (
                rules.words.common
                and theirs >= LEAST_FOREIGN
                and theirs > 2 * own
                and theirs * 5 >= len(said)
            ):
                yield Fault(
                    f"“{short(target)}” seems to be in “{code}”, not in “{rules.lang}”",
                    rules.lang,
                    code,
                    "see whether two files were mixed up",
                )
                break


def _written_in(target: str, source: str, rules: Rules) -> str:
    """Return the other language of ours whose letters, and not its own, most words are written with."""
    theirs = words(_IN_BRACKETS.sub(" ", target), rules.own)
    odd = [w for w in theirs if not set(w.casefold()) <= rules.letters and w.casefold() not in folded(source)]
    if not rules.letters or len(odd) < LEAST_ODD or len(odd) < ODD_SHARE * len(theirs):
        return ""
    return next(
        (
            f"“{code}”"
            for code, letters in rules.other_letters
            if all(set(w.casefold()) <= letters for w in odd)
        ),
        "",
    )


def _not_built_so(target: str, source: str, rules: Rules) -> str:
    """Return “another language” where most words cannot be syllables of one with short, marked ones."""
    if not rules.words.closed_stops:
        return ""
    theirs = [w.casefold() for w in words(_IN_BRACKETS.sub(" ", target), rules.own) if w == w.casefold()]
    theirs = [w for w in theirs if w not in folded(source)]
    odd = [w for w in theirs if not is_syllable(w)]
    return "another language" if len(odd) > LEAST_ODD and len(odd) >= NOT_BUILT_SO * len(theirs) else ""


def _left(source: str, said: list[str], rules: Rules) -> tuple[str, bool]:
    """Return the longest run of the source's words in a translation, and whether it is no accident."""
    english = [word.casefold() for word in words(source, rules.own)]
    match = SequenceMatcher(a=english, b=said, autojunk=False).find_longest_match()
    run = english[match.a : match.a + match.size]
    common = len(set(_common(run, rules)))
    sure = len(run) >= LEFT_WORDS and common >= COMMON_WORDS
    return (" ".join(run) if sure or (len(run) >= FEW_WORDS and common) else ""), sure


def _common(said: list[str], rules: Rules) -> list[str]:
    return [w for w in said if w in rules.source_words.common and w not in rules.words.common]
