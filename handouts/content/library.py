"""The library: every leaflet, sheet, fact, contact, source and term, loaded together, every fault named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel

from handouts.content.authoring import load, suggest, validate
from handouts.content.contacts import Contact, ContactBook
from handouts.content.facts import Fact, FactBook, Noun
from handouts.content.glossary import GlossaryEntry, read_glossary
from handouts.content.handout import Handout
from handouts.content.leaflet import Leaflet
from handouts.content.model import Jurisdiction
from handouts.content.sheets import FormSheet, MealPlanSheet
from handouts.content.sources import Source, SourceList
from handouts.content.yaml_source import YamlSource, read_yaml
from handouts.errors import ContentError
from handouts.findings import Finding, Severity, Where
from handouts.resources import AssetPath

B = TypeVar("B", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entry:
    """One handout with the file it came from; a faulty file has findings and no handout."""

    id: str
    handout: Handout | None
    source: YamlSource
    path: Path
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that handouts are made from, in the source language."""

    entries: dict[str, Entry]
    facts: dict[str, Fact]
    nouns: dict[str, Noun]
    contacts: tuple[Contact, ...]
    sources: dict[str, Source]
    glossary: dict[str, GlossaryEntry]
    fact_lines: YamlSource
    contact_lines: YamlSource

    def __iter__(self) -> Iterator[Handout]:
        return (entry.handout for entry in self.entries.values() if entry.handout is not None)

    def handout(self, handout_id: str) -> Handout:
        """Return a handout by its id.

        Raises:
            ContentError: there is none of that id (the nearest is suggested), or its file has faults (all
                listed).
        """
        entry = self.entry(handout_id)
        if entry.handout is None:
            raise ContentError(
                f"“{entry.path.name}” has {len(entry.findings)} faults", findings=entry.findings
            )
        return entry.handout

    def entry(self, handout_id: str) -> Entry:
        """Return a handout's entry by its id, faulty or not; see `handout`."""
        try:
            return self.entries[handout_id]
        except KeyError:
            hint = suggest(handout_id, self.entries)
            raise ContentError(f"there is no handout “{handout_id}”", hint=hint) from None

    def contacts_for(self, jurisdiction: Jurisdiction, purposes: tuple[str, ...]) -> tuple[Contact, ...]:
        """Return the printable contacts of a jurisdiction for some purposes, in the order of the file."""
        return tuple(
            contact
            for contact in self.contacts
            if contact.jurisdiction is jurisdiction and contact.purpose in purposes and contact.printable
        )


def load_library(assets: AssetPath) -> Library:
    """Load the whole library.

    Raises:
        ContentError: a file that every handout needs (facts, contacts, sources, glossary) has faults.
            A faulty handout does not raise: its entry carries the findings.
    """
    faults: list[Finding] = []
    facts, fact_lines = _shared(assets, "facts.yaml", FactBook, faults)
    contacts, contact_lines = _shared(assets, "contacts.yaml", ContactBook, faults)
    sources, _ = _shared(assets, "sources.yaml", SourceList, faults)
    glossary = _glossary(assets, faults)
    if facts is None or contacts is None or sources is None or faults:
        raise ContentError("the library's shared files have faults", findings=faults)
    return Library(
        entries=_entries(assets),
        facts=facts.facts,
        nouns=facts.nouns,
        contacts=contacts.contacts,
        sources=sources.sources,
        glossary=glossary,
        fact_lines=fact_lines,
        contact_lines=contact_lines,
    )


def _shared(
    assets: AssetPath, name: str, model: type[B], faults: list[Finding]
) -> tuple[B | None, YamlSource]:
    path = assets.find(f"library/{name}")
    if path is None:
        raise ContentError(f"the library has no {name}", hint="check the overlay or the installation")
    value, source, findings = load(path, model)
    faults += findings
    return value, source


def _glossary(assets: AssetPath, faults: list[Finding]) -> dict[str, GlossaryEntry]:
    path = assets.find("library/glossary.csv")
    if path is None:
        return {}
    try:
        return read_glossary(path)
    except ContentError as error:
        faults += error.findings or [Finding("glossary-unreadable", error.message, hint=error.hint)]
        return {}


FOLDERS: dict[str, tuple[type[Handout], ...]] = {
    "leaflets": (Leaflet,),
    "sheets": (MealPlanSheet, FormSheet),
}
"""The folders of the library that hold handouts, and the kinds that each may hold."""


def handout_files(assets: AssetPath) -> Iterator[Path]:
    """Yield the file of every handout, leaflets first; the name of the file is the id of the handout."""
    for folder in FOLDERS:
        yield from assets.files("library", f"{folder}/*.yaml")


def _entries(assets: AssetPath) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for path in handout_files(assets):
        source = read_yaml(path)
        handout, source, findings = validate(source, _model(source, FOLDERS[path.parent.name]))
        findings += tuple(_name_faults(handout, path, source))
        if path.stem in entries:
            fault = f"“{path.stem}” is the id of another handout already"
            where = Where(path.name, source.line_of(("id",)), "id")
            findings += (Finding("content-id-not-unique", fault, where=where, hint="choose another id"),)
        entries[path.stem] = Entry(path.stem, handout, source, path, findings)
    return entries


def _model(source: YamlSource, allowed: tuple[type[Handout], ...]) -> type[Handout]:
    """Return the model for the `kind` that a file states; the first one where it states none of ours."""
    kind = source.data.get("kind") if isinstance(source.data, dict) else None
    by_kind = {get_args(model.model_fields["kind"].annotation)[0]: model for model in allowed}
    return by_kind.get(str(kind), allowed[0])


def _name_faults(handout: Handout | None, path: Path, source: YamlSource) -> Iterator[Finding]:
    if handout is not None and handout.id != path.stem:
        yield Finding(
            "content-id-not-file-name",
            f"the id is “{handout.id}” but the file is “{path.name}”",
            Severity.ERROR,
            Where(path.name, source.line_of(("id",)), "id"),
            hint="name the file after the id",
        )
