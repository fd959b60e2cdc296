"""A handout in one language -> the blank sheet of a back-translation: the translation, the English hidden.

Whoever translates back must not see what was meant. Our keys say it in English (`a4-feed-often`), so that a
row is known by a number and by letters made of its key; nothing on the sheet leads back to the English.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from handouts.content.library import Library
from handouts.content.model import Jurisdiction
from handouts.edition import digest
from handouts.layout.document import LaidOutDocument
from handouts.localize.localizer import Language
from handouts.localize.messages import placeholders
from handouts.localize.seals import Seal
from handouts.localize.text import LocalizedText
from handouts.review.document import Origin, lay_out_sheet
from handouts.review.lines import Writer
from handouts.review.rows import sealed_messages

_LETTERS = 8


@dataclass(frozen=True, slots=True)
class BlankRow:
    """One text to translate back."""

    id: str
    number: int
    key: str
    english: tuple[LocalizedText, ...]
    """What was meant, facts filled in; a form of a counted phrase may follow the singular or the plural."""
    text: LocalizedText
    """The translation as readers see it, facts filled in."""


@dataclass(frozen=True)
class BlankSheet:
    """What a back-translator gets of one handout, and what we keep to ourselves."""

    handout: str
    code: str
    """Of the document, such as `HLP`: says nothing of what is in it."""
    locale: str
    tag: str
    name: str
    """Of the language, in English."""
    direction: str
    jurisdiction: Jurisdiction
    rows: tuple[BlankRow, ...]
    left_out: int
    """Texts without a translation."""
    seal: str
    """Digest of all texts and facts of the handout."""

    @cached_property
    def digest(self) -> str:
        """Over everything the sheet was made of: a sheet of another text is another sheet."""
        printed = (part for row in self.rows for part in (row.id, row.text.plain))
        return digest([self.locale, self.code, str(self.jurisdiction), self.seal, *printed])

    @cached_property
    def by_id(self) -> dict[str, BlankRow]:
        """Every row under its id."""
        return {row.id: row for row in self.rows}


def blank_sheet(seal: Seal, *, code: str, language: Language, library: Library) -> BlankSheet:
    """Return the sheet of one handout.

    Args:
        seal: what the handout prints in a country.
        code: of the document.
        language: of the translation.
        library: facts and nouns.
    """
    english = Writer(language, library=library, jurisdiction=seal.jurisdiction, english=True)
    target = Writer(language, library=library, jurisdiction=seal.jurisdiction)
    entries, code_of = language.catalog.entries, language.locale.code
    rows: list[BlankRow] = []
    left_out = 0
    for message in sealed_messages(seal):
        key, meant = message.key, tuple(form for form in (message.text, message.plural) if form)
        entry = entries.get(key)
        words = entry.words if entry else ()
        left_out += not words
        numbers = _open(key, (*meant, *words), target)
        ours = tuple(english.text(key, form, numbers=numbers) for form in meant)
        rows += (
            BlankRow(
                _id(code_of, key, slot),
                len(rows) + number,
                key,
                ours if slot == 0 else ours[-1:],  # only the first form of a phrase may be a singular
                target.text(key, form, numbers=numbers),
            )
            for number, (slot, form) in enumerate(
                ((slot, form) for slot, form in enumerate(words) if form), start=1
            )
        )
    settings = language.locale.settings
    return BlankSheet(
        seal.handout,
        code,
        language.locale.code,
        settings.tag,
        settings.name,
        settings.direction,
        seal.jurisdiction,
        tuple(rows),
        left_out,
        digest([seal.text_digest, seal.facts_digest]),
    )


def lay_out_blank(sheet: BlankSheet, *, origin: Origin) -> LaidOutDocument:
    """Return the sheet for handwriting, ready to be painted."""
    return lay_out_sheet(
        "back-translation",
        {"sheet": sheet},
        title=f"Back-translation from {sheet.name}: {sheet.code}",
        prefix=f"BACK-{sheet.locale}-{sheet.code}-{sheet.jurisdiction}",
        origin=origin,
    )


def _open(key: str, texts: Iterable[str], target: Writer) -> dict[str, int]:
    """Return numbers for the placeholders that no words of the language fill: their names are English."""
    found: dict[str, int] = {}
    for name, form in (one for text in texts for one in placeholders(text)):
        fact = None if key.startswith("interface/") else target.fact(name, form)
        if fact is None or not fact.complete:
            found.setdefault(name, len(found) + 1)
    return found


def _id(locale: str, key: str, slot: int) -> str:
    return digest([locale, key, str(slot)])[:_LETTERS]
