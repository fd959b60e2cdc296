"""A localized handout and what was found about it -> how far it is: translated, signed, printable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handouts.checks.gate import Policy
from handouts.findings import Finding, Report, Severity
from handouts.localize.handout import LocalizedHandout
from handouts.localize.kept import State, state_of
from handouts.localize.localizer import Language
from handouts.localize.seals import Judged
from handouts.localize.signoff import Role

_GAPS = frozenset({"locale-untranslated", "locale-stale", "signoff-missing", "signoff-void"})
"""Counted on their own: they are no failing checks."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one handout is in one language for one country."""

    locale: str
    handout: str
    jurisdiction: str
    messages: int
    translated: int
    """With those kept by a reason."""
    stale: int
    missing: int
    failing: tuple[tuple[str, int], ...]
    """(code, how often) of every error that is no gap."""
    words_left: int
    """English words of what is missing or stale."""
    oldest_stale: date | None
    """The day on which a merge found the first of them; nothing where no merge has seen them yet."""
    signatures: tuple[Judged, ...]
    lacks: tuple[Role, ...]
    """Roles that the organisation asks for and nobody holds."""
    why_not: tuple[tuple[str, int], ...]
    """(code, how often) of every finding that refuses it before it is painted."""
    unreviewed: int = 0
    """Messages that came in a translator's file, while no checker's or reviewer's signature holds."""

    @property
    def is_printable(self) -> bool:
        """Whether nothing refuses it before it is painted."""
        return not self.why_not

    def as_dict(self) -> dict[str, object]:
        """Return the row as plain values for JSON output."""
        return {
            "locale": self.locale,
            "handout": self.handout,
            "jurisdiction": self.jurisdiction,
            "messages": self.messages,
            "translated": self.translated,
            "stale": self.stale,
            "missing": self.missing,
            "failing": dict(self.failing),
            "words_left": self.words_left,
            "oldest_stale": str(self.oldest_stale) if self.oldest_stale else None,
            "signatures": [
                {
                    "role": one.signature.role,
                    "name": one.signature.name,
                    "signed_on": str(one.signature.signed_on),
                    "holds": one.holds,
                    "changes": list(one.changes),
                }
                for one in self.signatures
            ],
            "lacks": list(self.lacks),
            "unreviewed": self.unreviewed,
            "printable": self.is_printable,
            "why_not": dict(self.why_not),
        }


def cover(localized: LocalizedHandout, report: Report, *, language: Language, policy: Policy) -> Coverage:
    """Return how far a handout is.

    Args:
        localized: in one language for one country.
        report: everything that was found about it before painting.
        language: its catalog and kept edits.
        policy: what the organisation refuses.
    """
    states = dict(_states(localized, language))
    count = Counter(state for state, _ in states.values())
    left = [
        (key, english) for key, (state, english) in states.items() if state in (State.STALE, State.MISSING)
    ]
    entries = language.catalog.entries
    since = [entries[key].stale_since for key, _ in left if key in entries]
    return Coverage(
        locale=language.locale.code,
        handout=localized.id,
        jurisdiction=str(localized.jurisdiction),
        messages=len(states),
        translated=count[State.CURRENT] + count[State.KEPT],
        stale=count[State.STALE],
        missing=count[State.MISSING],
        failing=_counted(f for f in report if f.severity is Severity.ERROR and f.code not in _GAPS),
        words_left=sum(len(english.split()) for _, english in left),
        oldest_stale=min((day for day in since if day), default=None),
        signatures=localized.judged,
        lacks=localized.lacks,
        why_not=_counted(policy.refused(report)),
        unreviewed=0 if _is_read(localized.judged) else len(states.keys() & language.arrived),
    )


def _is_read(judged: Iterable[Judged]) -> bool:
    """Whether somebody other than the translator signed just these words."""
    return any(one.holds and one.signature.role != "translator" for one in judged)


def broken(locale: str, handout: str, jurisdiction: str, report: Report, *, policy: Policy) -> Coverage:
    """Return the row of a handout whose own file has faults: nobody can say how much of it is translated."""
    faults = _counted(policy.refused(report)) or (("content", 1),)
    return Coverage(locale, handout, jurisdiction, 0, 0, 0, 0, faults, 0, None, (), (), faults)


def _states(localized: LocalizedHandout, language: Language) -> Iterator[tuple[str, tuple[State, str]]]:
    """Yield (key, (state, English)) of every message that the handout prints, those of its plan included."""
    of_body = localized.seal.messages if localized.seal else ()
    for key, english, _ in (*of_body, *localized.plan_messages):
        one, _, other = english.partition("\0")
        if language.locale.source:
            yield key, (State.CURRENT, one)
            continue
        entry = language.catalog.entries.get(key)
        state = state_of(entry, one, other, locale=language.locale.code, kept=language.kept_by_key)
        yield key, (state, other or one)


def _counted(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(finding.code for finding in findings).items()))
