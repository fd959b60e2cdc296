"""A message key and its English -> the locale's words with facts filled in; every gap is a finding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from handouts.content.authoring import suggest
from handouts.content.facts import Fact, FactValue, Noun
from handouts.content.model import Jurisdiction
from handouts.findings import Finding, Severity, Where
from handouts.localize.catalogs import Catalog, Translation, domain_of
from handouts.localize.handout import UsedFact
from handouts.localize.kept import State, state_of
from handouts.localize.locales import CATEGORIES, Forms, Locale
from handouts.localize.messages import PLACEHOLDER, placeholders
from handouts.localize.numbers import amounts, bare, in_pattern, plural_slots
from handouts.localize.signoff import Kept
from handouts.localize.text import LocalizedText, Run
from handouts.localize.typeset import keep_together


@dataclass(slots=True)
class Translator:
    """Turns messages of one library into one locale for one jurisdiction, and notes what is missing.

    One instance serves one handout; it collects findings, the facts printed and the messages used.
    """

    locale: Locale
    source_locale: Locale
    catalog: Catalog
    jurisdiction: Jurisdiction
    facts: dict[str, Fact]
    nouns: dict[str, Noun]
    kept: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)
    """Edits of the English that changed no meaning, by key."""
    findings: list[Finding] = field(default_factory=list)
    used_facts: dict[str, UsedFact] = field(default_factory=dict)
    used_messages: list[tuple[str, str, str]] = field(default_factory=list)

    def text(self, key: str, english: str, **given: str | Run) -> LocalizedText:
        """Return one message in the locale, its placeholders filled from the facts or from `given`.

        A given run that names a fact is kept in one piece, like a fact.
        """
        words, missing = self._words(key, english)
        locale = self.source_locale if missing else self.locale
        runs = tuple(self._runs(words, key, locale, given))
        return LocalizedText(key, runs, locale.settings.tag, missing)

    def fact(self, name: str, key: str, form: str = "") -> LocalizedText:
        """Return a fact on its own, such as a number in large type."""
        printed = self._printed(name, form, key, self.locale)
        return LocalizedText(key, (Run(printed, name),), self.locale.settings.tag)

    def counted(self, noun: str, count: int) -> Run:
        """Return a number of counted things, such as “3 main meals”, in one piece.

        Args:
            noun: a noun of `library/facts.yaml`.
            count: how many.
        """
        value = FactValue(value=Decimal(count), sources=("computed",))
        return Run(in_pattern(value, self._noun(noun, self.locale), locale=self.locale), "computed")

    def _words(self, key: str, english: str) -> tuple[str, bool]:
        if self.locale.source:
            self.used_messages.append((key, english, english))
            return english, False
        entry = self.catalog.entries.get(key)
        state = state_of(entry, english, locale=self.locale.code, kept=self.kept)
        if entry is None or state is State.MISSING:
            self._miss("locale-untranslated", f"“{_short(english)}” has no translation", key, entry)
            self.used_messages.append((key, english, ""))
            return english, True
        translated = unicodedata.normalize("NFC", entry.text)
        self.used_messages.append((key, english, translated))
        if state is State.STALE:
            self._miss("locale-stale", f"“{_short(english)}” has changed since it was translated", key, entry)
            return english, True
        if {name for name, _ in placeholders(translated)} != {name for name, _ in placeholders(english)}:
            self._miss(
                "locale-placeholders", f"placeholders differ from the English “{_short(english)}”", key, entry
            )
            return english, True
        return translated, False

    def _runs(self, words: str, key: str, locale: Locale, given: dict[str, str | Run]) -> list[Run]:
        runs: list[Run] = []
        end = 0
        for match in PLACEHOLDER.finditer(words):
            if before := words[end : match.start()]:
                runs.append(Run(keep_together(before, locale=locale)))
            name, form = match[1], match[2] or ""
            if (put := given.get(name)) is not None:
                runs.append(put if isinstance(put, Run) else Run(put))
            else:
                runs.append(Run(self._printed(name, form, key, locale), name))
            end = match.end()
        if rest := words[end:]:
            runs.append(Run(keep_together(rest, locale=locale)))
        if re.search(r"[{}]", PLACEHOLDER.sub("", words)):
            self._note("locale-braces", "a brace that belongs to no placeholder", key)
        return runs

    def _printed(self, name: str, form: str, key: str, locale: Locale) -> str:
        fact = self.facts.get(name)
        if fact is None:
            self._note("content-fact-unknown", f"“{name}” is not a fact", key, suggest(name, self.facts))
            return f"{{{name}}}"
        value = fact.value_for(self.jurisdiction)
        if value is None:
            hint = f"add a value for {self.jurisdiction} to facts.yaml, with its source"
            self._note(
                "content-fact-jurisdiction", f"“{name}” has no value for {self.jurisdiction}", key, hint
            )
            return f"{{{name}}}"
        try:
            printed = keep_together(self._formatted(fact, value, form, locale), locale=locale)
        except KeyError as error:
            what = value.unit or fact.unit or fact.noun
            hint = f"add it to locales/{locale.code}/locale.toml, measures.toml or the catalog"
            self._note("locale-unit", f"{locale.code} has no pattern {error} for “{what}”", key, hint)
            return f"{{{name}}}"
        numbers = tuple(str(amount) for amount in amounts(value))
        self.used_facts.setdefault(name, UsedFact(name, printed, numbers, _exactly(fact, value)))
        return printed

    def _formatted(self, fact: Fact, value: FactValue, form: str, locale: Locale) -> str:
        if form == "number":
            return bare(value, locale=locale)
        if fact.kind == "number" or form == "bare":
            return in_pattern(value, {"other": "{n}"}, locale=locale)
        if fact.kind == "count" and form:
            raise KeyError(form)  # a counted noun has one form: write {name:number} and the noun beside it
        if fact.kind == "count":
            return in_pattern(value, self._noun(str(fact.noun), locale), locale=locale)
        return in_pattern(value, locale.patterns(value.unit or str(fact.unit), form), locale=locale)

    def _noun(self, name: str, locale: Locale) -> Forms:
        noun = self.nouns[name]
        key = f"noun/{name}"
        if locale.source:
            self.used_messages.append((key, f"{noun.one}\0{noun.other}", ""))
            return _in_english(noun)
        entry = self.catalog.entries.get(key)
        slots = plural_slots(locale)
        state = state_of(entry, noun.one, noun.other, locale=self.locale.code, kept=self.kept)
        words = "\0".join(entry.plurals) if entry and all(entry.plurals) else ""
        self.used_messages.append((key, f"{noun.one}\0{noun.other}", words))
        if entry is None or state is State.MISSING or len(entry.plurals) != len(set(slots.values())):
            self._miss(
                "locale-untranslated",
                f"the counted phrase “{noun.other}” has no complete translation",
                key,
                entry,
            )
            return _in_english(noun)
        if any(form.count("{n}") != 1 for form in entry.plurals):
            self._miss("locale-placeholders", f"a form of “{noun.other}” must hold {{n}} once", key, entry)
            return _in_english(noun)
        if state is State.STALE:
            self._miss("locale-stale", f"the counted phrase “{noun.other}” has changed", key, entry)
        return {category: entry.plurals[slot] for category, slot in slots.items()}

    def _miss(self, code: str, message: str, key: str, entry: Translation | None) -> None:
        file = entry.file if entry else f"{self.locale.code}/{domain_of(key)}.po"
        where = Where(file, entry.line if entry else None, key)
        hint = f"translate it in {file}, or build with --draft to see the rest"
        self._add(Finding(code, message, Severity.ERROR, where, hint))

    def _note(self, code: str, message: str, key: str, hint: str = "") -> None:
        self._add(Finding(code, message, Severity.ERROR, Where(path=key), hint))

    def _add(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)


def _in_english(noun: Noun) -> Forms:
    forms: Forms = dict.fromkeys(CATEGORIES, str(noun.other))
    return forms | {"one": str(noun.one)}


def _exactly(fact: Fact, value: FactValue) -> str:
    given = value.model_dump(include={"value", "low", "high", "at_least", "at_most"}, exclude_none=True)
    amounts_by_name = " ".join(f"{name}={amount}" for name, amount in given.items())
    return f"{amounts_by_name} {value.unit or fact.unit or fact.noun or ''}".strip()


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
