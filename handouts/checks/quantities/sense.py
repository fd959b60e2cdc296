"""Two sentences -> opposites and a “not” that only one of them has: before and after, more and less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handouts.checks.quantities.faults import Fault
from handouts.checks.quantities.phrases import Lexicon, PhraseIndex
from handouts.checks.quantities.tokens import Kind, Token, tokens
from handouts.findings import Severity

LIMIT_SIDES = ("least", "most", "high", "low")
"""Sides of opposites that a limit has told about already."""
DIRECTION = "translation-direction"
NEGATION = "translation-negation"
_SENTENCE_END = re.compile(r"(?<=[.!?:;…])\s+(?=[^\W\d_]|[{%\"“„(<])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Sides:
    """A sentence and its translation, with both lexicons."""

    source: str
    target: str
    ours: Lexicon
    theirs: Lexicon


def sentences(source: str, target: str) -> tuple[tuple[str, str], ...]:
    """Return the sentences of both texts side by side; the whole texts if their counts differ."""
    left, right = _split(source), _split(target)
    return tuple(zip(left, right, strict=True)) if len(left) == len(right) else ((source, target),)


def _split(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def direction_faults(sides: Sides) -> Iterator[Fault]:
    """Yield pairs of opposites of which the source has one and the translation only the other."""
    left, right = tokens(sides.source), tokens(sides.target)
    for axis, index in sides.ours.opposites.items():
        other = sides.theirs.opposites.get(axis)
        if other is None:
            continue
        ours = _said(left, index, sides.ours.idle_limits)
        theirs = _said(right, other, sides.theirs.idle_limits)
        if ours and theirs and (not set(ours) & set(theirs) or len(ours) > len(theirs)):
            one = next(item for item in ours.items() if item[0] not in theirs)
            two = next(iter(theirs.items()))
            yield Fault(
                DIRECTION,
                Severity.WARNING,
                f"“{one[1]}” has become “{two[1]}” ({axis}: {one[0]}, {two[0]})",
                one[0],
                two[0],
            )


def _said(row: Sequence[Token], index: PhraseIndex[str], idle: PhraseIndex[bool]) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    while at < len(row):
        skip = idle.at(row, at)
        if skip is not None:
            at += skip.length
            continue
        hit = index.at(row, at)
        if hit is not None:
            if hit.value != "none":
                found.setdefault(hit.value, " ".join(token.text for token in row[at : at + hit.length]))
            at += hit.length
            continue
        at += 1
    return found


def negation_faults(sides: Sides) -> Iterator[Fault]:
    """Yield a “not” that only one side has."""
    if not (sides.ours.strong and sides.theirs.strong):
        return
    left, right = tokens(f"{sides.source} ."), tokens(f"{sides.target} .")
    ours, theirs = _denials(left, sides.ours), _denials(right, sides.theirs)
    said, heard = ours.strong or ours.certain, theirs.strong or theirs.certain
    excused = theirs.soft or (theirs.stop and not (ours.strong and ours.stop))
    if said and not heard and not excused and said not in sides.target.casefold():
        sure = ours.firm and _counts_something(left, sides.ours) and _counts_something(right, sides.theirs)
        severity = Severity.ERROR if sure else Severity.WARNING
        yield Fault(NEGATION, severity, f"“{said}” is missing", said, "")
    elif ours.strong_count > theirs.count > 0:
        message = f"“{ours.strong}” stands {ours.strong_count} times; here {theirs.count} denials are left"
        yield Fault(NEGATION, Severity.WARNING, message, str(ours.strong_count), str(theirs.count))
    elif theirs.strong and not said and not ours.soft and not ours.stop:
        message = f"“{theirs.strong}” is not in the source"
        yield Fault(NEGATION, Severity.WARNING, message, "", theirs.strong)


def _counts_something(row: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a sentence holds a number, a placeholder of a fact or a unit."""
    return any(
        token.kind in (Kind.NUMBER, Kind.FRACTION)
        or (token.kind is Kind.PLACEHOLDER and token.text.startswith("{"))
        or lexicon.units.at(row, place) is not None
        for place, token in enumerate(row)
    )


@dataclass(slots=True)
class _Denials:
    """The words of a sentence that deny."""

    strong: str = ""
    firm: bool = False
    certain: str = ""
    stop: bool = False
    soft: bool = False
    strong_count: int = 0
    count: int = 0
    """Every denial, strong or not."""


def _denials(row: Sequence[Token], lexicon: Lexicon) -> _Denials:
    found = _Denials()
    at = 0
    while at < len(row):
        idle, hard, gentle = (
            index.at(row, at) for index in (lexicon.idle_negation, lexicon.strong, lexicon.soft)
        )
        limit = lexicon.limits_before.at(row, at) or lexicon.limits_after.at(row, at)
        if limit is not None and _denies(row[at : at + limit.length], lexicon):
            found.count += 1
            found.soft = True  # “no more than” is a limit, which another check compares
            at += limit.length
            continue
        lengths = [hit.length if hit is not None else 0 for hit in (idle, gentle, hard)]
        if hard is not None and hard.length > lengths[0] and hard.length >= lengths[1]:
            found.strong = found.strong or _words(row, at, hard.length)
            found.strong_count += 1
            found.firm = found.firm or lexicon.firm.at(row, at) is not None
        elif gentle is not None and gentle.length > lengths[0]:
            certain, stop = lexicon.certain.at(row, at), lexicon.stop.at(row, at)
            if certain is not None:
                found.certain = found.certain or _words(row, at, certain.length)
            elif stop is not None:
                found.stop = True
            else:
                found.soft = True
        found.count += max(lengths[1:]) > lengths[0]
        at += max(*lengths, 1)
    return found


def _denies(row: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(lexicon.strong.at(row, place) or lexicon.soft.at(row, place) for place in range(len(row)))


def _words(row: Sequence[Token], at: int, length: int) -> str:
    return " ".join(token.text for token in row[at : at + length])
