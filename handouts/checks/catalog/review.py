"""A language's catalogs, or any PO file -> every finding about it, with waivers taken into account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from handouts.checks.catalog.entry import Entry, from_po, from_translation
from handouts.checks.catalog.plurals import header_findings
from handouts.checks.catalog.registry import check_entries
from handouts.checks.catalog.rules import rules_for, rules_for_any
from handouts.checks.catalog.waivers import load_waivers
from handouts.content.glossary import GlossaryEntry
from handouts.findings import Finding, Report, Severity, Where
from handouts.localize.localizer import Language
from handouts.localize.po_strict import PoFile, open_po
from handouts.resources import AssetPath


def check_language(
    language: Language, *, glossary: Iterable[GlossaryEntry], assets: AssetPath
) -> tuple[Report, int]:
    """Return the findings about one of our languages, and how many warnings are waived.

    Raises:
        LocaleError: its waivers, words or cues have faults.
    """
    locale, catalog = language.locale, language.catalog
    if locale.source:
        return Report(), 0
    rules = rules_for(locale, assets=assets, glossary=glossary, plural_forms=catalog.plural_forms)
    entries = {translation.key: from_translation(translation) for translation in language.settled.values()}
    where = Where(f"{locale.code}/content.po", path="Plural-Forms")
    header: list[Finding] = []
    if catalog.entries:
        header += header_findings(catalog.plural_forms, formatting=locale.settings.formatting, where=where)
    found = check_entries(entries.values(), rules)
    waivers = load_waivers(locale.code, assets=assets)
    open_ones = [f for f in found if not waivers.cover(f, entries[f.where.path])]
    left = waivers.left_over(entries.values(), found)
    return Report((*header, *open_ones, *left)), len(found) - len(open_ones)


def check_po(path: Path, *, code: str, assets: AssetPath) -> Report:
    """Return the findings about any PO file, ours or not.

    Args:
        path: the file.
        code: its language.
        assets: where words and cues of languages are looked for.

    Raises:
        LocaleError: there is no such file, or it is too large; or our files for its language have faults.
    """
    po = open_po(path, name=str(path))
    plural_forms = po.header.get("Plural-Forms", "")
    rules = rules_for_any(code, assets=assets, plural_forms=plural_forms)
    entries = from_po(po)
    return Report(
        (*po.findings, *_header(po, entries, code, rules.formatting), *check_entries(entries, rules))
    )


def _header(po: PoFile, entries: tuple[Entry, ...], code: str, formatting: str) -> Iterator[Finding]:
    """Yield what the header says otherwise than the command line, or than the language."""
    named = po.header.get("Language", "")
    if named and _language(named) != _language(code):
        yield Finding(
            "po-header",
            f"the header says the file is in “{named}”; it was checked as “{code}”",
            Severity.WARNING,
            Where(po.name, 1, "Language"),
            "name the right language after --locale, or mend the header",
            code,
            named,
        )
    if po.header.get("Plural-Forms") and any(entry.plural for entry in entries):
        where = Where(po.name, 1, "Plural-Forms")
        yield from header_findings(po.header["Plural-Forms"], formatting=formatting, where=where)


def _language(code: str) -> str:
    return code.replace("-", "_").partition("_")[0].casefold()
