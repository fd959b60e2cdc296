"""Has a translation lost the marks of its letters, or does it mix two ways to place them?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.prose import folded, short, words
from handouts.checks.catalog.registry import Fault, catalog_check, entry_check
from handouts.checks.catalog.rules import Rules
from handouts.checks.catalog.word_lists import without_marks
from handouts.findings import Severity

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?(?:[aeiouy]{1,3})(?:ch|nh|ng|[cmnpt])?"
)
_STOPPED = re.compile(r"(?:[^aeiouy]*)(?:[aeiouy]{1,3})(?:ch|[cpt])")
_NEVER_BARE = re.compile(r"(?:(?!gi|qu)[^aeiouy]+|gi|qu|)(?:ie|uye|uo|ieu|yeu|uoi)(?:ch|nh|ng|[cmnptu])")
"""Rimes that Vietnamese writes only with their marks: iê, uyê, uô, ươ before another letter."""
SPARSE = 0.2
"""Least share of marked words in a long Vietnamese text."""
LONG_TEXT = 8
SURE = 2
"""So many words without their marks, and the text has lost them; one may be a word of another language."""
SURE_SHARE = 0.3
LIST_OF_KEYWORDS = 2
_OLD = re.compile(r"[òóỏõọ][ae](?!\w)|[ùúủũụ]y(?!\w)")
_NEW = re.compile(r"o[àáảãạèéẻẽẹ](?!\w)|(?<![qQ])u[ỳýỷỹỵ](?!\w)")


@entry_check("translation-lost-marks", why="without its marks a word is another word, or none")
def marks_are_there(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for words that cannot be written bare, and for long texts with hardly any mark.

    One such word is a warning, more are an error. Words of the source are names and are passed over.
    """
    known = rules.words
    if not (known.bare or known.closed_stops):
        return
    for _, target in entry.pairs():
        if target.count(";") > LIST_OF_KEYWORDS:
            continue  # words to search for, with and without marks
        own = [
            word
            for word in words(target, rules.own)
            if word.casefold() not in folded(entry.sources) and not word.isupper() and len(word) > 1
        ]
        bare = [word for word in own if word == without_marks(word)]
        lost = [word for word in bare if _is_lost(word, rules)]
        if lost and len(words(target, rules.own)) < 2 and len(lost) < SURE:
            continue  # a word alone: an abbreviation, a name
        share = len(bare) / len(own) if own else 0.0
        sparse = known.densely_marked and len(own) >= LONG_TEXT and share > 1 - SPARSE
        sparse = (
            sparse and sum(_SYLLABLE.fullmatch(w.casefold()) is not None for w in bare) >= LONG_TEXT * 0.7
        )
        if lost or sparse:
            certain = sparse or (len(lost) >= SURE and len(lost) >= SURE_SHARE * len(own))
            shown = ", ".join(f"“{word}”" for word in dict.fromkeys(lost or bare[:4]))
            yield Fault(
                f"“{short(target)}” has lost marks: {shown}",
                expected=" ".join(known.bare.get(word.casefold(), "") for word in lost).strip(),
                found=" ".join(lost or bare[:4]),
                hint="type the words with all their marks; a name stands as it does in the source",
                severity=Severity.ERROR if certain else Severity.WARNING,
            )


def _is_lost(word: str, rules: Rules) -> bool:
    small = word.casefold()
    if small in rules.words.bare:
        return True
    if not rules.words.closed_stops or word != small or not _SYLLABLE.fullmatch(small):
        return False
    return bool(_STOPPED.fullmatch(small) or _NEVER_BARE.fullmatch(small))


@catalog_check("translation-tone-mix", why="hòa and hoà are both right, and one text holds one of them")
def tones_stand_alike(entries: tuple[Entry, ...], rules: Rules) -> Iterator[tuple[Entry, Fault]]:
    """Count both ways to place a tone (hòa, hoà) and tell the messages that have the rarer one."""
    if not rules.words.closed_stops:
        return
    old = [(entry, match[0]) for entry in entries for match in [_OLD.search(_joined(entry))] if match]
    new = [(entry, match[0]) for entry in entries for match in [_NEW.search(_joined(entry))] if match]
    rarer, way = (old, "hoà") if len(old) < len(new) else (new, "hòa")
    if old and new:
        for entry, found in rarer:
            yield (
                entry,
                Fault(
                    f"“{short(_joined(entry))}” places a tone as in “{found}”; most messages as in “{way}”",
                    found=found,
                    hint="place tones in one way in the whole catalog",
                ),
            )


def is_syllable(word: str) -> bool:
    """Whether a word is built like a Vietnamese syllable, its marks aside.

    >>> is_syllable("nghiêng"), is_syllable("szklankę")
    (True, False)
    """
    return _SYLLABLE.fullmatch(without_marks(word.casefold())) is not None


def _joined(entry: Entry) -> str:
    return " ".join(entry.targets)
