"""Two editions of a language -> what changed, key by key: English, translation, facts, telephone lines."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.layout.document import LaidOutDocument
from handouts.localize.text import LocalizedText, Run
from handouts.review.document import Origin, lay_out_sheet
from handouts.review.edition import Side, Text, Value
from handouts.review.rows import FOODS, LINES, NOUNS, PAGE, TOP, area_of


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one side of a comparison."""

    text: LocalizedText
    changed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One message that is not what it was."""

    key: str
    what: tuple[str, ...]
    """In a few words: `English changed`, `new`, `gone`, `was stale, is current`."""
    before: Text | None
    now: Text | None

    def pieces(self, field: str, side: str, lang: str) -> tuple[tuple[Piece, ...], ...]:
        """Return the lines of one side in pieces, those marked that the other side does not have."""
        ours, theirs = (getattr(one, field) if one else () for one in (self.before, self.now))
        if side == "now":
            ours, theirs = theirs, ours
        found = []
        for number, line in enumerate(ours):
            other = theirs[number] if number < len(theirs) else None
            found.append(tuple(_pieces(line, other, lang)))
        return tuple(found)

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {"key": self.key, "what": list(self.what)} | {
            name: {
                "english": list(side.english),
                "translation": list(side.translation),
                "state": side.state.value,
            }
            if side
            else None
            for name, side in (("before", self.before), ("now", self.now))
        }


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One fact or telephone line that is not what it was."""

    name: str
    before: Value | None
    now: Value | None

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "fact": self.name,
            "before": self.before.exact if self.before else None,
            "now": self.now.exact if self.now else None,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed between two editions of a language."""

    changes: tuple[tuple[str, tuple[Change, ...]], ...]
    """By handout, or by what stands in none."""
    values: tuple[ValueChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.changes and not self.values


def difference(old: Side, new: Side) -> Difference:
    """Return what changed from one edition to another, in the order of the new one."""
    grouped: dict[str, list[Change]] = {}
    for key in dict.fromkeys((*new.texts, *old.texts)):
        before, now = old.texts.get(key), new.texts.get(key)
        if what := tuple(_what(before, now)):
            grouped.setdefault(_group(key, old, new), []).append(Change(key, what, before, now))
    values: dict[tuple[str, Value | None, Value | None], list[str]] = {}
    for name, place in dict.fromkeys((*new.values, *old.values)):
        was, value = old.values.get((name, place)), new.values.get((name, place))
        if was != value:
            values.setdefault((name, was, value), []).append(place)
    changed = tuple(
        ValueChange(f"{name} ({', '.join(places)})", was, value)
        for (name, was, value), places in values.items()
    )
    return Difference(tuple((group, tuple(found)) for group, found in grouped.items()), changed)


def _what(before: Text | None, now: Text | None) -> Iterator[str]:
    if before is None or now is None:
        yield "new" if before is None else "gone"
        return
    if before.english != now.english:
        yield "English changed"
    if before.translation != now.translation:
        yield "translation changed"
    if before.state is not now.state:
        yield f"was {before.state.value}, is {now.state.value}"


def _group(key: str, old: Side, new: Side) -> str:
    area = key.partition("/")[0]
    if title := new.titles.get(area) or old.titles.get(area):
        return f"{title} ({area})"
    named = area_of(key)
    return named if named in (LINES, NOUNS, PAGE, FOODS) else TOP


def _pieces(line: str, other: str | None, lang: str) -> Iterator[Piece]:
    ours, theirs = _words(line), _words(other or "")
    if other is None:
        yield _piece(line, lang, changed=True)
        return
    matched = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, start, end, _, _ in matched.get_opcodes():
        if end > start:
            yield _piece("".join(ours[start:end]), lang, changed=kind != "equal")


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _piece(text: str, lang: str, *, changed: bool) -> Piece:
    return Piece(LocalizedText("", (Run(text),), lang), changed)


def lay_out_difference(
    found: Difference, old: Side, *, about: tuple[str, str], origin: Origin
) -> LaidOutDocument:
    """Return the sheet, ready to be painted.

    Args:
        found: what changed.
        old: the earlier edition, with what could not be read of it.
        about: how each edition is called.
        origin: what all sheets of the command share.
    """
    settings = origin.target.settings
    changed = sum(len(changes) for _, changes in found.changes)
    return lay_out_sheet(
        "difference",
        {
            "found": found,
            "faults": old.faults,
            "about": (
                f"before: {about[0]}",
                f"now: {about[1]}",
                f"{changed} texts changed",
                f"{len(found.values)} facts or telephone lines changed",
            ),
            "ours": origin.source.settings.tag,
            "theirs": settings.tag,
        },
        title=f"What changed in {settings.name}",
        prefix=f"DIFF-{origin.target.code}",
        origin=origin,
    )
