"""A library and a language -> the package that goes to a translator: texts, states, notes, shown numbers."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.checks.model_walk import used_facts
from handouts.content.authoring import suggest
from handouts.content.library import Library
from handouts.errors import LocaleError
from handouts.exchange.inline import codes
from handouts.exchange.notes import length_limit, notes_for
from handouts.exchange.units import Only, Package, State, Unit
from handouts.localize.catalogs import Message, Translation
from handouts.localize.kept import State as Kept
from handouts.localize.kept import made_from, state_of
from handouts.localize.locales import Locale
from handouts.localize.localizer import Language
from handouts.localize.messages import PLACEHOLDER
from handouts.localize.numbers import plural_slots
from handouts.localize.translator import Translator

_STATES = {
    Kept.MISSING: State.NEW,
    Kept.STALE: State.STALE,
    Kept.KEPT: State.TRANSLATED,
    Kept.CURRENT: State.TRANSLATED,
}
GROUPS = ("interface", "contact", "noun", "kitchen")
"""What can be exported by itself besides a handout."""
_COUNTED_TO = 120
_SHOWN_NUMBERS = 5


def gather(messages: Iterable[Message], *, language: Language, library: Library) -> Package:
    """Return every message of a language as a package.

    Args:
        messages: all that the language needs.
        language: its conventions and its catalog.
        library: facts, nouns and handouts.

    Raises:
        LocaleError: it is the source language, or its plural rule cannot be read.
    """
    locale = language.locale
    if locale.source:
        raise LocaleError(f"“{locale.code}” is the source language", hint="edit library/ instead")
    gatherer = _Gatherer(language, library, _slots(language))
    units = [unit for message in messages for unit in gatherer.units(message)]
    return Package(
        locale=locale.code,
        tag=locale.settings.tag,
        source_tag=language.source_locale.settings.tag,
        name=locale.settings.name,
        direction=locale.settings.direction,
        plural_forms=locale.settings.plural_forms,
        units=tuple(units),
        cases=tuple(sorted(_cases_of(locale))),
    )


def choose(
    package: Package, *, only: Only = Only.ALL, parts: Sequence[str] = (), library: Library
) -> Package:
    """Return what is wanted of a package; the forms of a counted phrase stay together.

    Args:
        package: everything.
        only: by state.
        parts: ids of handouts, each with the counted phrases it prints, or names of `GROUPS`.
        library: the handouts.

    Raises:
        LocaleError: there is no such part.
    """
    nouns: set[str] = set()
    for part in parts:
        if part not in library.entries and part not in GROUPS:
            hint = suggest(part, (*library.entries, *GROUPS)) or "handouts list shows the handouts"
            raise LocaleError(f"“{part}” is neither a handout nor one of {', '.join(GROUPS)}", hint=hint)
        if part in library.entries:
            names = (name for _, name, _ in used_facts(library.handout(part)))
            nouns |= {f"noun/{library.facts[name].noun}" for name in names if name in library.facts}
    wanted = set(parts)
    return replace(
        package,
        units=tuple(
            unit
            for unit in package.units
            if only.takes(unit.state) and (not parts or unit.key in nouns or wanted & _parts_of(unit.key))
        ),
    )


def _parts_of(key: str) -> set[str]:
    area = key.partition("/")[0]
    return {"kitchen"} if area in ("cuisine", "dish", "exchange", "food", "swap") else {area}


@dataclass(frozen=True, slots=True)
class _Slot:
    """One form of counted phrases."""

    singular: bool
    """Whether its English is the singular."""
    numbers: str
    """Some of the numbers that take it."""


def _slots(language: Language) -> tuple[_Slot, ...]:
    slots = plural_slots(language.locale)
    rule = re.search(r"plural\s*=\s*([^;]+)", language.locale.settings.plural_forms.partition(";")[2])
    form_of = gettext.c2py(rule[1].strip() if rule else "0")
    found = []
    for slot in sorted(set(slots.values())):
        numbers = [str(n) for n in range(_COUNTED_TO) if form_of(n) == slot]
        more = "…" if len(numbers) > _SHOWN_NUMBERS else ""
        found.append(_Slot(numbers[:1] == ["1"], ", ".join(numbers[:_SHOWN_NUMBERS]) + more))
    return tuple(found)


class _Gatherer:
    """Makes units of messages; one translator shows the facts of all of them."""

    def __init__(self, language: Language, library: Library, slots: tuple[_Slot, ...]) -> None:
        self._language, self._slots = language, slots
        self._titles = {handout.id: str(handout.title) for handout in library}
        locale = language.locale
        self._translator = Translator(
            locale,
            language.source_locale,
            language.catalog,
            locale.settings.default_jurisdiction,
            library.facts,
            library.nouns,
        )
        self._facts = library.facts

    def units(self, message: Message) -> Iterator[Unit]:
        entry = self._language.catalog.entries.get(message.key)
        state = _STATES[
            state_of(
                entry,
                message.text,
                message.plural,
                locale=self._language.locale.code,
                kept=self._language.kept_by_key,
            )
        ]
        previous = made_from(entry) if entry and state is State.STALE else None
        if not message.plural:
            text = entry.text if entry else ""
            shown = self._shown(message.key, message.text, text)
            yield Unit(
                message.key,
                message.text,
                (message.text,),
                text,
                state,
                previous=previous[0] if previous else "",
                notes=notes_for(message, titles=self._titles, shown=shown),
                limit=length_limit(message),
                shown=tuple(shown.items()),
            )
            return
        for slot, about in enumerate(self._slots):
            yield self._form(message, slot, about, entry, state, previous)

    def _form(
        self,
        message: Message,
        slot: int,
        about: _Slot,
        entry: Translation | None,
        state: State,
        previous: tuple[str, str] | None,
    ) -> Unit:
        given = entry.plurals if entry else ()
        return Unit(
            message.key,
            message.text if about.singular else message.plural,
            (message.text, message.plural),
            given[slot] if slot < len(given) else "",
            state,
            slot,
            previous=(previous[0] if about.singular else previous[1] or previous[0]) if previous else "",
            notes=notes_for(message, titles=self._titles, shown={}, numbers=about.numbers),
            limit=length_limit(message),
            shown=(("{n}", about.numbers.partition(",")[0].rstrip("…")),),
        )

    def _shown(self, key: str, *texts: str) -> dict[str, str]:
        """Return what each placeholder of a message prints; those that no fact fills show nothing."""
        found: dict[str, str] = {}
        if key.startswith("interface/"):
            return found  # the page fills them in, even where a fact has the same name
        for code in (code for text in texts for code in codes(text)):
            match = PLACEHOLDER.fullmatch(code.text)
            if match and match[1] in self._facts and code.text not in found:
                words = self._translator.fact(match[1], key, match[2] or "").plain
                if not words.startswith("{"):
                    found[code.text] = words
        return found


def _cases_of(locale: Locale) -> frozenset[str]:
    tables = (table.items() for table in locale.settings.units.values())
    return frozenset(str(name) for table in tables for name, forms in table if isinstance(forms, dict)) - {
        "base"
    }
