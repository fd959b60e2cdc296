"""What came back + what we have -> changes to make, and every reason not to; nothing is guessed."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from handouts.content.authoring import suggest
from handouts.exchange.faults import faults_of
from handouts.exchange.received import Answer, Received
from handouts.exchange.units import Package, State, Unit, source_digest
from handouts.findings import Finding, Severity, Where


class Kind(enum.Enum):
    """What an answer does to the catalog."""

    NEW = "new"
    """There was no translation."""
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    """A stale translation that the translator found right as it is."""
    SAME = "same"
    EMPTY = "empty"
    """Nothing was written: what the catalog has stays."""
    UNFINISHED = "unfinished"
    """Still stale, or proposed by a machine and confirmed by nobody: what the catalog has stays."""
    REFUSED = "refused"


_SUGGESTED = 20
"""Unknown ids for which the nearest is looked up: where more are unknown, it is another catalog."""
TAKEN = (Kind.NEW, Kind.CHANGED, Kind.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Change:
    """One message that the catalog takes."""

    key: str
    kind: Kind
    english: tuple[str, ...]
    before: tuple[str, ...]
    texts: tuple[str, ...]
    """The translation, or the forms of a counted phrase; composed (NFC)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an import would do."""

    changes: tuple[Change, ...]
    counts: dict[Kind, int]
    """How many messages of the file are of which kind."""
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What refuses the import."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def compare(received: Received, package: Package, *, name: str) -> Comparison:
    """Return what a file would change, with everything that is wrong with it.

    Args:
        received: what a reader found.
        package: every text of the language as it is now.
        name: of the file, for messages.
    """
    run = _Run(package, name)
    run.findings += received.findings
    run.count(Kind.REFUSED, len({finding.where.path for finding in received.findings}))
    if not run.is_language(received.language):
        run.count(Kind.REFUSED, len(received.answers))
        return Comparison((), run.counts, tuple(run.findings))
    for key, answers in run.by_message(received.answers).items():
        run.message(package.by_key[key], answers)
    return Comparison(tuple(run.changes), run.counts, tuple(run.findings))


@dataclass(slots=True)
class _Run:
    """Collects what one comparison finds."""

    package: Package
    name: str
    findings: list[Finding] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    counts: dict[Kind, int] = field(default_factory=dict)

    def count(self, kind: Kind, number: int = 1) -> None:
        if number:
            self.counts[kind] = self.counts.get(kind, 0) + number

    def is_language(self, said: str) -> bool:
        wanted = {_plain(self.package.locale), _plain(self.package.tag)}
        if wanted & {_plain(said), _REGION.sub("", _plain(said))}:
            return True
        shown = f"“{said}”" if said else "no language"
        self.findings.append(
            Finding(
                "import-language",
                f"the file says {shown}, the catalog is “{self.package.tag}”",
                where=Where(self.name),
                hint=f"import it into its own language, or set the target language to {self.package.tag}",
                expected=self.package.tag,
                found=said,
            )
        )
        return False

    def by_message(self, answers: Iterable[Answer]) -> dict[str, list[Answer]]:
        """Return the answers of each message that we know; unknown ids and second ones are faults."""
        found: dict[str, list[Answer]] = {}
        first: dict[str, Answer] = {}
        for answer in answers:
            unit = self.package.by_id.get(answer.id)
            if unit is None:
                self._unknown(answer)
                continue
            if (before := first.setdefault(answer.id, answer)) is not answer:
                self._add(
                    "import-duplicate",
                    f"“{answer.id}” stands twice, first in line {before.where.line}",
                    answer.where,
                    "keep one of the two",
                )
                found[unit.key] = [*found.get(unit.key, ()), answer]
                continue
            found.setdefault(unit.key, []).append(answer)
        return found

    def message(self, units: Sequence[Unit], answers: Sequence[Answer]) -> None:
        """Compare one message with all its forms."""
        given = {answer.id: answer for answer in answers}
        if len(given) < len(answers):
            self.count(Kind.REFUSED)
            return
        texts = tuple(
            unicodedata.normalize("NFC", given[unit.id].target) if unit.id in given else "" for unit in units
        )
        before = tuple(unit.target for unit in units)
        kind = _kind(units[0].state, before, texts, answers)
        if kind is Kind.EMPTY:
            self.count(kind)
            return
        faults = [fault for answer in answers for fault in self._source_faults(answer)]
        if kind in TAKEN and not all(texts):
            faults.append(self._incomplete(units, texts, answers[0]))
        elif kind in TAKEN:
            for unit, text in zip(units, texts, strict=True):
                faults += faults_of(unit, text, given[unit.id], cases=self.package.cases)
        self.findings += faults
        if any(fault.severity is Severity.ERROR for fault in faults):
            kind = Kind.REFUSED
        self.count(kind)
        if kind in TAKEN:
            self.changes.append(Change(units[0].key, kind, units[0].english, before, texts))

    def _source_faults(self, answer: Answer) -> Iterator[Finding]:
        unit = self.package.by_id[answer.id]
        if answer.sources in ((unit.source,), unit.english):
            if answer.digest and answer.digest != unit.source_digest(self.package.locale):
                yield Finding(
                    "import-source-changed",
                    "its digest is not the one that went out with this text",
                    where=answer.where,
                    hint="the column or attribute was changed: export again and move the translations over",
                )
            return
        sent = source_digest(self.package.locale, answer.id, answer.sources[0])
        edited = bool(answer.digest) and answer.digest != sent
        if edited:
            message, hint = "the English was edited in the file", "take the English from a fresh export"
        else:
            message = "the English has changed since the file went out"
            hint = "export it again (--only stale), so that the translator sees the new English"
        yield Finding(
            "import-source-changed",
            message,
            where=answer.where,
            hint=hint,
            expected=unit.source,
            found=answer.sources[0],
        )

    def _incomplete(self, units: Sequence[Unit], texts: tuple[str, ...], answer: Answer) -> Finding:
        lost = ", ".join(str(number) for number, text in enumerate(texts) if not text)
        return Finding(
            "import-plural-count",
            f"{len(units)} forms are needed; those with number {lost} (counted from 0) are empty or missing",
            where=answer.where,
            hint="fill in every form, even where two are alike",
        )

    def _unknown(self, answer: Answer) -> None:
        self.count(Kind.REFUSED)
        base, _, slot = answer.id.rpartition(":")
        first = self.package.by_id.get(f"{base}:0")
        if slot.isdecimal() and first is not None:
            number = len(self.package.by_key[first.key])
            self._add(
                "import-plural-count",
                f"form {slot} (counted from 0) of a phrase that has {number} in this language",
                answer.where,
                "the tool's plural rule is another one: set it as docs/exchange.md says",
            )
            return
        hint = "the text is gone, or belongs to another catalog"
        if self.counts[Kind.REFUSED] <= _SUGGESTED:  # looking for the nearest takes its time
            hint = suggest(answer.id, self.package.by_id) or hint
        self._add("import-unknown-unit", f"there is no text “{answer.id[:80]}”", answer.where, hint)

    def _add(self, code: str, message: str, where: Where, hint: str) -> None:
        self.findings.append(Finding(code, message, where=where, hint=hint))


_REGION = re.compile(r"-([a-z]{2}|\d{3})$")
"""Some tools write `pl-PL` where we say `pl`; the other way round, a region is asked for."""


def _plain(tag: str) -> str:
    return tag.replace("_", "-").casefold()


def _kind(state: State, before: tuple[str, ...], texts: tuple[str, ...], answers: Sequence[Answer]) -> Kind:
    if not any(texts):
        return Kind.EMPTY
    if any(answer.guess for answer in answers):
        return Kind.UNFINISHED
    if texts != tuple(unicodedata.normalize("NFC", text) for text in before):
        return Kind.NEW if state is State.NEW else Kind.CHANGED
    if state is State.STALE:
        return Kind.UNFINISHED if any(answer.stale for answer in answers) else Kind.CONFIRMED
    return Kind.SAME
