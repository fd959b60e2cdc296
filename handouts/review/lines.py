"""A message and a language -> lines to read: facts filled in, whatever state the words are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handouts.content.library import Library
from handouts.content.model import Jurisdiction
from handouts.localize.catalogs import Catalog
from handouts.localize.localizer import Language
from handouts.localize.messages import PLACEHOLDER
from handouts.localize.numbers import plural_slots
from handouts.localize.text import LocalizedText, Run
from handouts.localize.translator import Translator


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a message; a counted phrase has one for each form."""

    text: LocalizedText
    label: str = ""
    """The plural categories of a form."""


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """What a placeholder prints."""

    words: str
    exact: str = ""
    """What the fact says, whatever the language."""
    complete: bool = True
    """Whether the language has all the words for it; English ones stand in."""


class Writer:
    """Writes the messages of one language for one country as readers will see them."""

    def __init__(
        self, language: Language, *, library: Library, jurisdiction: Jurisdiction, english: bool = False
    ) -> None:
        self.locale = language.source_locale if english else language.locale
        self.tag = self.locale.settings.tag
        self._facts: dict[tuple[str, str], PrintedFact | None] = {}
        self._translator = Translator(
            self.locale,
            language.source_locale,
            Catalog(self.locale.code, {}, "") if self.locale.source else language.catalog,
            jurisdiction,
            library.facts,
            library.nouns,
            language.kept_by_key,
        )

    def lines(self, key: str, words: tuple[str, ...]) -> tuple[Line, ...]:
        """Return the lines of a message: one text, or the forms of a counted phrase."""
        if len(words) == 1 and not key.startswith("noun/"):
            return (Line(self.text(key, words[0])),)
        labels = self._labels(len(words))
        return tuple(
            Line(self.text(key, form), label) for form, label in zip(words, labels, strict=True) if form
        )

    def text(self, key: str, words: str, *, numbers: Mapping[str, int] | None = None) -> LocalizedText:
        """Return words with every fact that can be filled in; other placeholders stay as they are.

        Args:
            key: of the message.
            words: in this language.
            numbers: of placeholders that stay open and whose names are to be hidden: `{1}`.
        """
        runs: list[Run] = []
        end = 0
        for match in PLACEHOLDER.finditer(words):
            if numbers and match[1] in numbers:
                put = Run(f"{{{numbers[match[1]]}}}")
            elif key.startswith("interface/") or not (fact := self.fact(match[1], match[2] or "")):
                continue
            else:
                put = Run(fact.words, match[1])
            if before := words[end : match.start()]:
                runs.append(Run(before))
            runs.append(put)
            end = match.end()
        if rest := words[end:]:
            runs.append(Run(rest))
        return LocalizedText(key, tuple(runs), self.tag)

    def fact(self, name: str, form: str = "") -> PrintedFact | None:
        """Return what a placeholder prints; nothing where it is no fact, or has no value here."""
        if (name, form) not in self._facts:
            self._facts[name, form] = self._written(name, form)
        return self._facts[name, form]

    def _written(self, name: str, form: str) -> PrintedFact | None:
        translator = self._translator
        if name not in translator.facts:
            return None
        told = list(translator.findings)
        translator.findings.clear()  # a gap is told once; here each fact has to know its own
        words = translator.fact(name, f"fact/{name}", form).plain
        complete = not translator.findings
        translator.findings[:] = [*told, *translator.findings]
        if words == f"{{{name}}}":
            return None
        return PrintedFact(words, translator.used_facts[name].exact, complete)

    def _labels(self, forms: int) -> tuple[str, ...]:
        if self.locale.source:
            return ("one", "other")[:forms]
        slots = plural_slots(self.locale)
        named = [", ".join(c for c, slot in slots.items() if slot == number) for number in range(forms)]
        return tuple(name or f"form {number}" for number, name in enumerate(named, start=1))
