"""Is a translation as long, as many sentences and punctuated as its source?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.prose import prose, short
from handouts.checks.catalog.registry import Fault, entry_check
from handouts.checks.catalog.rules import Rules
from handouts.findings import Severity

_MARKS = {".": ".。।۔။។", "!": "!！", "?": "?？؟", ":": ":：", "…": "…", ";": ";؛；"}
_ENDS = {sign: mark for mark, signs in _MARKS.items() for sign in signs}
_CLOSING = "\"'”’»)]}>*  \u00a0\n\t"
_SENTENCE_END = re.compile(r"[.!?。।۔؟။។።！？]+(?=[\"'”’»)]*(?:\s|$))")
_LIMIT = re.compile(r"(?:at most|max\.?|maximum)\s+(\d{1,4})\s*(?:letters|characters)?")
_TWICE = re.compile(r"(?<![\w'-])([^\W\d_]{2,})[ \u00a0](\1)(?![\w'-])", re.IGNORECASE)
LONG_MESSAGE = 80
"""Letters of a source from which on its translation's length tells something."""
LONG_TEXT = 5
"""In so many sentences, one more may be joined or split."""
SENTENCE = 0.6
"""Share of an average sentence by which a translation must be shorter before one may be gone."""
SHORTEST = 0.45
"""Share of a long source's letters that must be there."""


@entry_check(
    "translation-end-mark",
    severity=Severity.WARNING,
    why="a sentence that lost its end lost its last words, too",
)
def ends_are_alike(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare the last sign of both sides: full stop, question, exclamation, colon, ellipsis, semicolon."""
    for source, target in entry.pairs():
        wanted, got = _end(source), _end(target)
        if wanted != got and any(c.isalpha() for c in source):
            yield Fault(
                f"“{short(target)}” ends with {f'“{got}”' if got else 'no mark'}, its source with "
                + (f"“{wanted}”" if wanted else "none"),
                wanted,
                got,
                "end the translation as the source ends",
            )


def _end(text: str) -> str:
    bare = re.sub(r"(?:\s*\(_?&?\w\))$", "", text.rstrip(_CLOSING)).rstrip(_CLOSING)
    if bare.endswith("..."):
        return "…"
    return _ENDS.get(bare[-1:], "")


@entry_check("translation-spaces", severity=Severity.WARNING, why="a space too many shows in print")
def spaces_are_single(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for double spaces, and for spaces or line ends at either end that the source has not."""
    for source, target in entry.pairs():
        if re.search(r"\S(?:  +|[ \u00a0]{2,})\S", target) and not re.search(r"  |\n|\t", source):
            yield Fault(f"“{short(target)}” holds two spaces in a row", hint="take one of them away")
        outer = [
            (side.search(source), side.search(target)) for side in (re.compile(r"^\s*"), re.compile(r"\s*$"))
        ]
        for wanted, got in outer:
            if wanted and got and _kind(wanted[0]) != _kind(got[0]):
                yield Fault(
                    f"“{short(target)}” begins or ends with other white space than its source",
                    repr(wanted[0]),
                    repr(got[0]),
                    "begin and end as the source does",
                )


def _kind(space: str) -> tuple[bool, bool]:
    return bool(space), "\n" in space


@entry_check(
    "translation-sentences",
    severity=Severity.WARNING,
    why="a sentence fewer may be an instruction that was lost",
)
def sentences_are_all_there(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare how many sentences both sides have; one joined or split is style, in long texts two."""
    for source, target in entry.pairs():
        wanted, got = _sentences(source, rules), _sentences(target, rules)
        slack = 1 + wanted // LONG_TEXT
        if abs(got - wanted) > slack or (
            got < wanted <= LONG_TEXT and _is_shorter(source, target, wanted, rules)
        ):
            yield Fault(
                f"“{short(target)}” has {got} sentences, its source {wanted}",
                str(wanted),
                str(got),
                "see that every sentence is there, and none too many",
            )


def _sentences(text: str, rules: Rules) -> int:
    """Return how many sentences a text has; a mark before a small letter ends an abbreviation."""
    bare = prose(text, rules.own)
    ends = 0
    for match in _SENTENCE_END.finditer(bare):
        after = bare[match.end() :].lstrip("\"'”’»)]} \u00a0\t\n*-")[:1]
        ends += not after.islower()
    return max(1, ends)


def _is_shorter(source: str, target: str, sentences: int, rules: Rules) -> bool:
    """Whether a translation is so much shorter that one of its sentences may be gone."""
    letters = len(prose(source, rules.own)), len(prose(target, rules.own))
    return letters[1] < letters[0] * (1 - SENTENCE / sentences)


@entry_check(
    "translation-too-short",
    severity=Severity.WARNING,
    why="a translation of a few words for a paragraph lost the rest",
)
def nothing_is_cut(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare the lengths of long messages."""
    for source, target in entry.pairs():
        letters = len(prose(source, rules.own)), len(prose(target, rules.own))
        if (
            letters[0] >= LONG_MESSAGE
            and letters[1] < SHORTEST * letters[0]
            and max(map(ord, target)) < 0x3000
        ):
            yield Fault(
                f"“{short(target)}” has {letters[1]} letters, its source {letters[0]}",
                str(letters[0]),
                str(letters[1]),
                "see that nothing was lost",
            )


@entry_check(
    "translation-too-long",
    severity=Severity.WARNING,
    why="what does not fit its field is cut, or pushes the rest away",
)
def fields_are_not_overfull(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare the length with the limit that the note to the translator names (“at most 30 characters”)."""
    match = _LIMIT.search(entry.notes)
    for _, target in entry.pairs():
        if match and len(target) > int(match[1]):
            yield Fault(
                f"“{short(target)}” has {len(target)} characters; {match[1]} fit",
                match[1],
                str(len(target)),
                "say it in fewer words",
            )


@entry_check(
    "translation-repeated-word", severity=Severity.WARNING, why="a word written twice was corrected in haste"
)
def words_stand_once(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Look for a word twice in a row, which the source has not and the language does not double."""
    for source, target in entry.pairs():
        for match in _TWICE.finditer(prose(target, rules.own)):
            word = match[1].casefold()
            alike = match[1] in (match[2], match[2].capitalize()) and not match[2].isupper()
            if alike and word not in rules.words.doubled and not _TWICE.search(source) and match[0] in target:
                yield Fault(
                    f"“{short(target)}” says “{match[0]}”", match[1], match[0], "take one of the words away"
                )
                break
