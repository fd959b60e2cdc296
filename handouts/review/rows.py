"""A localized handout -> the rows of a review: all messages that a signature covers, once, in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handouts.content.handout import Handout
from handouts.content.library import Library
from handouts.findings import Finding, Severity
from handouts.localize.catalogs import Message
from handouts.localize.kept import State, made_from, state_of
from handouts.localize.localizer import Language
from handouts.localize.messages import PLACEHOLDER, walk
from handouts.localize.seals import Seal
from handouts.review.lines import Line, Writer

TOP, LINES, NOUNS, PAGE, FOODS = (
    "Top of the page",
    "Telephone lines",
    "Counted phrases",
    "Words of the page",
    "Names of foods and dishes",
)
_FOODS = ("cuisine", "dish", "exchange", "food", "swap")


@dataclass(frozen=True, slots=True)
class Shown:
    """A placeholder and what it prints on each side."""

    placeholder: str
    english: str
    translation: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One message."""

    key: str
    english: tuple[Line, ...]
    translation: tuple[Line, ...]
    state: State
    previous: tuple[Line, ...] = ()
    """The English that a stale or kept translation was made from."""
    facts: tuple[Shown, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What a reader has to know first, in one word; nothing where the words may be printed."""
        if self.state is not State.CURRENT:
            return str(self.state.value)
        return "error" if any(one.severity is Severity.ERROR for one in self.findings) else ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading, in reading order."""

    heading: str
    rows: tuple[Row, ...]


def sealed_messages(seal: Seal) -> tuple[Message, ...]:
    """Return every message that a signature covers, once, in the order of the page."""
    found: dict[str, Message] = {}
    for key, english, _ in seal.messages:
        one, _, other = english.partition("\0")
        found.setdefault(key, Message(key, one, other))
    return tuple(found.values())


class RowMaker:
    """Makes the rows of one language for one country."""

    def __init__(
        self,
        language: Language,
        *,
        english: Writer,
        target: Writer,
        findings: Iterable[Finding] = (),
        waived: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._language, self._english, self._target = language, english, target
        self._waived = waived or {}
        self._findings: dict[str, dict[Finding, None]] = {}
        for finding in findings:
            self._findings.setdefault(finding.where.path, {})[finding] = None

    def row(self, message: Message) -> Row:
        """Return one message as a row."""
        key, code = message.key, self._language.locale.code
        entry = self._language.catalog.entries.get(key)
        state = state_of(entry, message.text, message.plural, locale=code, kept=self._language.kept_by_key)
        words = entry.words if entry and state is not State.MISSING else ()
        forms = (message.text, message.plural) if message.plural else (message.text,)
        origin = made_from(entry) if entry and state in (State.STALE, State.KEPT) else None
        previous = tuple(form for form in origin or () if form)
        notes = [*self._waived.get(key, ())]
        if key in self._language.arrived:
            notes.append("arrived in a translator’s file; nobody has reviewed it since")
        if state is State.KEPT:
            records = self._language.kept_by_key.get(key, ())
            notes += [f"kept by {one.name} on {one.kept_on}: {one.reason}" for one in records]
        return Row(
            key,
            self._english.lines(key, forms),
            self._target.lines(key, words) if words else (),
            state,
            self._english.lines(key, previous) if previous and previous != forms else (),
            tuple(self._shown(key, *forms, *words)),
            tuple(self._findings.get(key, ())),
            tuple(notes),
        )

    def in_english(self, text: str) -> str:
        """Return an English text with its facts filled in."""
        return self._english.text("", text).plain

    def _shown(self, key: str, *texts: str) -> Iterator[Shown]:
        if key.startswith("interface/"):
            return
        for match in {m[0]: m for text in texts for m in PLACEHOLDER.finditer(text)}.values():
            name, form = match[1], match[2] or ""
            ours = self._english.fact(name, form) or self._english.fact(name)
            theirs = self._target.fact(name, form)
            if ours or theirs:
                yield Shown(
                    match[0],
                    ours.words if ours else "",
                    theirs.words if theirs else "",
                    bool(theirs and theirs.complete),
                )


def sections_of(handout: Handout, messages: Iterable[Message], maker: RowMaker) -> tuple[Section, ...]:
    """Return the rows of a handout under the headings of its sections, and others around them."""
    places = _places(handout, maker)
    found: dict[str, list[Row]] = {heading: [] for heading in (TOP, *dict.fromkeys(places.values()))}
    found |= {heading: [] for heading in (LINES, NOUNS, PAGE)}
    for message in messages:
        found[places.get(message.key) or area_of(message.key)].append(maker.row(message))
    return tuple(Section(heading, tuple(rows)) for heading, rows in found.items() if rows)


def foods(messages: Iterable[Message], maker: RowMaker) -> Section:
    """Return the names of foods and dishes: whoever signs a meal plan signs them all."""
    return Section(FOODS, tuple(maker.row(m) for m in messages if area_of(m.key) == FOODS))


def area_of(key: str) -> str:
    """Return the heading of what stands in no section of a handout."""
    area = key.partition("/")[0]
    by_area = {"contact": LINES, "noun": NOUNS, "interface": PAGE} | dict.fromkeys(_FOODS, FOODS)
    return by_area.get(area, TOP)


def _places(handout: Handout, maker: RowMaker) -> dict[str, str]:
    """Return the heading of the section that each message stands in."""
    found: dict[str, str] = {}
    for number, section in enumerate(getattr(handout, "sections", ()), start=1):
        heading = f"{number}. {maker.in_english(section.heading)}"
        for key, _ in walk(section, handout.id):
            found[key] = heading
    return found


def count(sections: Iterable[Section], state: State) -> int:
    """Return how many rows are in a state."""
    return sum(row.state is state for section in sections for row in section.rows)


def facts_in(library: Library, seal: Seal) -> tuple[str, ...]:
    """Return the names of the facts that a signature covers."""
    return tuple(dict.fromkeys(name for name, _ in seal.facts if name in library.facts))
