"""Words that stand bare in one message and marked in all others: the catalog is its own dictionary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.prose import folded, short, words
from handouts.checks.catalog.registry import Fault, catalog_check
from handouts.checks.catalog.rules import Rules
from handouts.checks.catalog.word_lists import without_marks
from handouts.findings import Severity

OFTEN = 3
"""Messages that must have a word with its marks before the bare one is odd."""
LIST_OF_KEYWORDS = 2
"""Semicolons: more of them part words to search for, with and without marks."""
SHORTEST_WORD = 4
CERTAIN = 2
"""So many in a message without any mark at all, and it has lost them."""


@catalog_check("translation-odd-word", why="a word that has its marks everywhere else lost them here")
def bare_words_are_known(entries: tuple[Entry, ...], rules: Rules) -> Iterator[tuple[Entry, Fault]]:
    """Look for bare words that no other message has bare, and several have with marks inside.

    Marks on the last letter are grammar (“zupa”, “zupą”) and tell nothing. Two of them in a message
    without any mark are an error.
    """
    if not rules.words.common:
        return
    entries = tuple(e for e in entries if e.targets[0].count(";") <= LIST_OF_KEYWORDS)
    said = [[word.casefold() for word in _words(entry, rules) if not word.isupper()] for entry in entries]
    counts = Counter(word for line in said for word in set(line))
    marked: dict[str, set[str]] = defaultdict(set)
    for word in counts:
        bare = without_marks(word)
        if bare[:-1] != word[:-1]:
            marked[bare].add(word)
    for entry, line in zip(entries, said, strict=True):
        odd = [word for word in dict.fromkeys(line) if _is_odd(word, entry, counts, marked)]
        # in Vietnamese nearly every bare syllable is a word, too: one alone tells nothing
        if len(odd) > rules.words.densely_marked:
            all_bare = all(word == without_marks(word) for word in line)
            sure = all_bare and len(odd) >= CERTAIN
            usual = [max(marked[word], key=lambda other: (counts[other], other)) for word in odd]
            shown = ", ".join(f"“{word}”" for word in odd)
            yield (
                entry,
                Fault(
                    f"“{short(' '.join(entry.targets))}” has {shown}; other messages have {', '.join(usual)}",
                    " ".join(usual),
                    " ".join(odd),
                    "type the words with all their marks, or waive it where they are other words",
                    severity=Severity.ERROR if sure else Severity.WARNING,
                ),
            )


def _words(entry: Entry, rules: Rules) -> list[str]:
    return [word for target in entry.targets for word in words(target, rules.own)]


def _is_odd(word: str, entry: Entry, counts: Counter[str], marked: dict[str, set[str]]) -> bool:
    if len(word) < SHORTEST_WORD or counts[word] > 1 or word != without_marks(word):
        return False
    usual = sum(counts[other] for other in marked.get(word, ()))
    return usual >= OFTEN and word not in folded(entry.sources)
