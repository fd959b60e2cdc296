"""Are the words those agreed on, and the same from message to message? Do numbers come from facts?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.prose import WORD, prose, short
from handouts.checks.catalog.registry import Fault, catalog_check, entry_check
from handouts.checks.catalog.rules import Rules, Term
from handouts.findings import Severity
from handouts.localize.messages import PLACEHOLDER

_SHORTEST_STEM = 4
_LONGEST_ENDING = 3
"""Letters at the end of a long word that declension may change; of four or five letters it changes one."""
_DIGITS = re.compile(r"\d+")
_EMPTY = frozenset({"a", "an", "the", "of", "to", "and", "or", "your", "with", "in"})
LEAST_SHARED = 2
"""Words that two different sources must have before one translation for both is strange."""


@entry_check("locale-literal-number", why="a number typed by a translator is right for one country at most")
def numbers_come_from_facts(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare the digits outside placeholders on both sides of our own messages."""
    if not rules.own:
        return  # other programs print numbers in their sentences: the check of quantities reads them
    for source, target in entry.pairs():
        wanted, got = _digits(source), _digits(target)
        if wanted != got:
            shown = ", ".join((got - wanted) or (wanted - got))
            what = "is not in the English" if got - wanted else "of the English is missing"
            yield Fault(
                f"“{short(target)}”: the number {shown} {what}",
                " ".join(wanted.elements()),
                " ".join(got.elements()),
                "numbers stand in braces; if the English has none, neither has the translation",
            )


def _digits(text: str) -> Counter[str]:
    return Counter(_DIGITS.findall(PLACEHOLDER.sub("", text)))


@entry_check(
    "locale-glossary-term",
    severity=Severity.WARNING,
    why="one thing under two names is two things to a reader",
)
def agreed_words_are_used(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for the agreed word of each glossary term that the source holds, whatever its ending."""
    if entry.key.startswith(("interface/", "contact/", "food/")):
        return  # “chicken breast” is no breast
    told: set[str] = set()
    for source, target in entry.pairs():
        for term, ways in _wrong_terms(source, target, rules.terms):
            if term not in told:
                told.add(term)
                accepted = " or ".join(f"“{way}”" for way in ways)
                yield Fault(
                    f"“{term}” is agreed to be {accepted}; “{short(target)}” has none of them",
                    " / ".join(ways),
                    "",
                    "use the agreed word, or add this one to glossary.csv",
                )


def _wrong_terms(source: str, target: str, terms: tuple[Term, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    english = PLACEHOLDER.sub(" ", source)
    said = [word.casefold() for word in WORD.findall(target)]
    for pattern, term, ways in terms:
        english, count = pattern.subn("·", english)  # a longer term covers the shorter ones inside it
        if count and not any(_is_said(way, said) for way in ways):
            yield term, ways


def _is_said(way: str, said: list[str]) -> bool:
    """Whether the words of a term stand in a message in order, whatever their endings."""
    rest = iter(said)
    return all(any(word.startswith(_stem(part)) for word in rest) for part in WORD.findall(way))


def _stem(word: str) -> str:
    if len(word) <= _SHORTEST_STEM + 1:
        return word.casefold()[: max(3, len(word) - 1)]
    return word.casefold()[: max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)]


@catalog_check(
    "translation-inconsistent", why="one sentence in two wordings makes a reader look for the difference"
)
def one_source_one_translation(entries: tuple[Entry, ...], rules: Rules) -> Iterator[tuple[Entry, Fault]]:
    """Compare the translations of the same source; a foreign file's contexts are different messages."""
    by_source: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        context = "" if rules.own else entry.key
        by_source[context, _plain(f"{entry.source}|{entry.plural}", rules)].append(entry)
    for same in by_source.values():
        said = Counter(_plain(" ".join(entry.targets), rules) for entry in same)
        if len(said) < 2 or (rules.own and len(WORD.findall(same[0].source)) < LEAST_SHARED):
            continue  # one word alone takes its form from its place
        usual = said.most_common(1)[0][0]
        first = next(entry for entry in same if _plain(" ".join(entry.targets), rules) == usual)
        for entry in same:
            if _plain(" ".join(entry.targets), rules) != usual:
                yield (
                    entry,
                    Fault(
                        f"“{short(entry.source)}” is “{short(entry.targets[0])}” here and "
                        f"“{short(first.targets[0])}” in {first.file}:{first.line}",
                        first.targets[0],
                        entry.targets[0],
                        "say it in the same words, or waive it where the place asks for others",
                    ),
                )


@catalog_check("translation-reused", why="two things with one name cannot be told apart")
def two_sources_two_translations(entries: tuple[Entry, ...], rules: Rules) -> Iterator[tuple[Entry, Fault]]:
    """Look for one translation of two sources that have hardly a word in common; for foods, any two."""
    by_target: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_target[_plain(" ".join(entry.targets), rules)].append(entry)
    for target, same in by_target.items():
        first = same[0]
        for entry in same[1:]:
            if target and _are_different(first, entry, rules):
                yield (
                    entry,
                    Fault(
                        f"“{short(first.source)}” ({first.file}:{first.line}) and "
                        f"“{short(entry.source)}” are both “{short(entry.targets[0])}”",
                        found=entry.targets[0],
                        hint="give each its own words, or waive it where the language has one word for both",
                    ),
                )


def _are_different(one: Entry, other: Entry, rules: Rules) -> bool:
    first, second = (
        {word.casefold() for word in WORD.findall(prose(entry.source, rules.own))} - _EMPTY
        for entry in (one, other)
    )
    if first == second or _plain(one.source, rules) == _plain(other.source, rules):
        return False
    if rules.own:
        kinds = one.key.partition("/")[0], other.key.partition("/")[0]
        if kinds[0] != kinds[1]:
            return False  # a label and what it labels
        if kinds[0] in ("food", "dish"):
            return True
    return min(len(first), len(second)) >= LEAST_SHARED and not first & second


def _plain(text: str, rules: Rules) -> str:
    """Return a text as it compares: small, without accelerators and end marks."""
    bare = text if rules.own else text.replace("_", "").replace("&", "")
    return " ".join(bare.casefold().split()).rstrip(".:…!")
