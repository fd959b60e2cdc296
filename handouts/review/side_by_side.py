"""Handouts in one language -> the sheet of source and translation side by side, with lines to sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count as counting

from handouts.checks.catalog.entry import from_translation
from handouts.checks.catalog.waivers import load_waivers, seal_of
from handouts.content.handout import Handout
from handouts.content.library import Library
from handouts.findings import Finding, Report
from handouts.layout.document import LaidOutDocument
from handouts.localize.catalogs import Message
from handouts.localize.handout import LocalizedHandout
from handouts.localize.kept import State
from handouts.localize.localizer import Language
from handouts.localize.seals import Seal
from handouts.localize.signoff import ROLES, ROLES_OF_A_TRANSLATION, Role
from handouts.localize.text import LocalizedText
from handouts.resources import AssetPath
from handouts.review.document import Origin, lay_out_sheet
from handouts.review.lines import Writer
from handouts.review.rows import Row, RowMaker, Section, count, facts_in, foods, sealed_messages, sections_of

_TOLD_BY_ROWS = frozenset({"locale-untranslated", "locale-stale", "signoff-missing", "signoff-void"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One handout, localized, with what the checks found."""

    handout: Handout
    localized: LocalizedHandout
    report: Report


@dataclass(frozen=True, slots=True)
class Numbered:
    """A section whose rows have numbers that run through the handout."""

    heading: str
    numbered: tuple[tuple[int, Row], ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact or telephone line as the digest covers it."""

    name: str
    meaning: str
    exact: str
    english: str = ""
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One handout on the sheet."""

    title: str
    translated_title: LocalizedText | None
    about: tuple[str, ...]
    findings: tuple[Finding, ...]
    sections: tuple[Numbered, ...]
    facts: tuple[FactLine, ...]
    obstacles: str
    roles: tuple[Role, ...]
    text_digest: str
    facts_digest: str
    command: str


def side_by_side(
    subjects: Sequence[Subject],
    *,
    language: Language,
    library: Library,
    messages: Iterable[Message],
    catalog_findings: Iterable[Finding],
    origin: Origin,
) -> LaidOutDocument:
    """Return the sheet.

    Args:
        subjects: the handouts, each for its country.
        language: of the translation.
        library: facts, nouns and telephone lines.
        messages: every message of the library and the kitchen.
        catalog_findings: what the checks of catalogs say about the language.
        origin: what all sheets of the command share.

    Raises:
        LayoutError: a template is broken.
    """
    found = tuple(catalog_findings)
    waived = _waived(language, origin.assets)
    parts = [_part(one, language, library, found, waived) for one in subjects]
    names = None
    if any(fact == "kitchen" for one in subjects for fact, _ in _seal(one).facts):
        maker = _maker(subjects[0], language, library, found, waived)
        names = _numbered((foods(messages, maker),))[0]
    settings = language.locale.settings
    return lay_out_sheet(
        "side-by-side",
        {"handouts": parts, "foods": names},
        title=f"Review of the translation into {settings.name}",
        prefix=f"REVIEW-{language.locale.code}",
        origin=origin,
    )


def _part(
    one: Subject,
    language: Language,
    library: Library,
    found: tuple[Finding, ...],
    waived: dict[str, tuple[str, ...]],
) -> Part:
    seal, localized, settings = _seal(one), one.localized, language.locale.settings
    maker = _maker(one, language, library, found, waived)
    sections = sections_of(one.handout, sealed_messages(seal), maker)
    keys = {row.key for section in sections for row in section.rows}
    general = [f for f in one.report if f.where.path not in keys and f.code not in _TOLD_BY_ROWS]
    missing, stale = count(sections, State.MISSING), count(sections, State.STALE)
    errors = [f for f in one.report.errors if f.code not in _TOLD_BY_ROWS]
    title = maker.row(Message(f"{one.handout.id}/title", one.handout.title)).translation
    return Part(
        title=f"{one.handout.title} ({one.handout.code})",
        translated_title=title[0].text if title else None,
        about=(
            one.handout.id,
            f"{settings.name}, facts of {localized.jurisdiction}",
            f"edition {localized.edition}",
            f"{len(keys)} texts",
            f"{missing} missing",
            f"{stale} stale",
        ),
        findings=tuple(general),
        sections=_numbered(sections),
        facts=tuple(_fact_lines(seal, language, library)),
        obstacles=_obstacles(missing, stale, len(errors)),
        roles=tuple(r for r in ROLES if not (language.locale.source and r in ROLES_OF_A_TRANSLATION)),
        text_digest=grouped(seal.text_digest),
        facts_digest=grouped(seal.facts_digest),
        command=f"handouts locales signoff {language.locale.code} {one.handout.id} --jurisdiction "
        f"{localized.jurisdiction} --text-digest {seal.text_digest[:16]} "
        f"--facts-digest {seal.facts_digest[:16]} --role … --name … --credential …",
    )


def _maker(
    one: Subject,
    language: Language,
    library: Library,
    found: tuple[Finding, ...],
    waived: dict[str, tuple[str, ...]],
) -> RowMaker:
    place = one.localized.jurisdiction
    told = {(f.where.path, f.code) for f in found}  # checks of a page may say the same in fewer words
    of_rows = [*found, *(f for f in one.report if (f.where.path, f.code) not in told)]
    return RowMaker(
        language,
        english=Writer(language, library=library, jurisdiction=place, english=True),
        target=Writer(language, library=library, jurisdiction=place),
        findings=[f for f in of_rows if f.code not in _TOLD_BY_ROWS],
        waived=waived,
    )


def _seal(one: Subject) -> Seal:
    if one.localized.seal is None:
        raise ValueError(f"“{one.handout.id}” was not localized by localize()")
    return one.localized.seal


def _waived(language: Language, assets: AssetPath) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    entries = language.settled
    for waiver in load_waivers(language.locale.code, assets=assets).given:
        entry = entries.get(waiver.key)
        if entry is not None and seal_of(from_translation(entry)) == waiver.digest:
            said = f"{waiver.code} was let stand by {waiver.who}: {waiver.reason}"
            found[waiver.key] = (*found.get(waiver.key, ()), said)
    return found


def _numbered(sections: Iterable[Section]) -> tuple[Numbered, ...]:
    number = counting(1)
    return tuple(
        Numbered(section.heading, tuple((next(number), row) for row in section.rows)) for section in sections
    )


def _fact_lines(seal: Seal, language: Language, library: Library) -> Iterable[FactLine]:
    english = Writer(language, library=library, jurisdiction=seal.jurisdiction, english=True)
    target = Writer(language, library=library, jurisdiction=seal.jurisdiction)
    exact = dict(seal.facts)
    for name in facts_in(library, seal):
        ours, theirs = english.fact(name), target.fact(name)
        yield FactLine(
            name,
            library.facts[name].meaning,
            exact[name],
            ours.words if ours else "",
            theirs.words if theirs else "",
        )
    numbers = dict(seal.contacts)
    for contact in library.contacts:
        if contact.id in numbers:
            yield FactLine(contact.id, "telephone number, and what is dialled", numbers[contact.id])


def _obstacles(missing: int, stale: int, errors: int) -> str:
    """Return why nobody can sign yet; nothing where somebody can."""
    found = [f"{n} {what}" for n, what in ((missing, "missing"), (stale, "stale"), (errors, "in error")) if n]
    if not found:
        return ""
    return f"Of these texts {', '.join(found)}. A signature on this paper could not be recorded."


def grouped(digest: str) -> str:
    """Return a digest in groups that can be read out and compared.

    >>> grouped("0123456789abcdef")
    '01234567 89abcdef'
    """
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
