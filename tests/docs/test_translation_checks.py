"""docs/translation-checks.md lists every check of catalogs, with examples that this page runs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.plurals import header_findings
from handouts.checks.catalog.registry import catalog_codes, check_entries
from handouts.checks.catalog.rules import Rules, rules_for
from handouts.checks.catalog.waivers import Waiver, Waivers, seal_of
from handouts.content.glossary import read_glossary
from handouts.errors import LocaleError
from handouts.findings import Finding, Severity, Where
from handouts.localize.locales import load_locale
from handouts.localize.po_strict import open_po, parse_po
from handouts.resources import AssetPath
from tests.built import PROJECT

PAGE = (PROJECT / "docs" / "translation-checks.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^### ([a-z-]+)\n\n\*(Error|Warning|Note)\.\*(.*?)```toml\n(.*?)```", re.MULTILINE | re.DOTALL
)
EXAMPLES = {match[1]: (match[2].lower(), tomllib.loads(match[4])) for match in EXAMPLE.finditer(PAGE)}
ASSETS = AssetPath()
GLOSSARY = tuple(read_glossary(PROJECT / "handouts" / "library" / "glossary.csv").values())
OF_FILES = {
    "po-missing",
    "po-too-large",
    "po-encoding",
    "po-bom",
    "po-nul",
    "po-syntax",
    "po-duplicate",
    "po-header",
}

every_example = pytest.mark.parametrize("code", EXAMPLES)


def rules(code: str) -> Rules:
    locale = load_locale(code, assets=ASSETS)
    return rules_for(locale, assets=ASSETS, glossary=GLOSSARY, plural_forms=locale.settings.plural_forms)


def found(example: dict[str, Any], folder: Path) -> tuple[Finding, ...]:
    return tuple(_of_file(example, folder) if "lang" not in example else _of_messages(example))


def _of_file(example: dict[str, Any], folder: Path) -> Iterator[Finding]:
    path = folder / example.get("path", "example.po")
    if "po" in example:
        path.write_text(example["po"], encoding="utf-8")
    elif "hex" in example:
        path.write_bytes(bytes.fromhex(example["hex"]))
    elif "bytes" in example:
        with path.open("wb") as file:
            file.truncate(example["bytes"])
    try:
        yield from open_po(path).findings
    except LocaleError as error:
        yield from error.findings


def _of_messages(example: dict[str, Any]) -> Iterator[Finding]:
    entries = _entries(example)
    told = check_entries(entries, rules(example["lang"]))
    if "waived" in example:
        seal = "0" * 64 if example.get("changed") else seal_of(entries[0])
        waiver = Waiver(
            key=entries[0].key, code=example["waived"], digest=seal, reason="example", who="A. Example"
        )
        waivers = Waivers("pl/waivers.toml", (waiver,))
        yield from (f for f in told if not waivers.cover(f, entries[0]))
        yield from waivers.left_over(entries, told)
    else:
        yield from told


def _entries(example: dict[str, Any]) -> tuple[Entry, ...]:
    source, target = example["source"], example["target"]
    if isinstance(source, list):
        keys = example.get("keys") or [f"leaflet/{n}" for n in range(len(source))]
        return tuple(
            Entry(one, (other,), key, file="example.po", line=line)
            for line, (key, one, other) in enumerate(zip(keys, source, target, strict=True), start=1)
        )
    targets = tuple(target) if isinstance(target, list) else (target,)
    flags = frozenset(example.get("flags", ()))
    return (
        Entry(
            source,
            targets,
            "noun/feed" if "plural" in example else "leaflet/text",
            example.get("plural", ""),
            flags,
            example.get("notes", ""),
            "fuzzy" in flags,
            "example.po",
            1,
        ),
    )


def test_every_check_is_listed_and_nothing_else() -> None:
    assert set(EXAMPLES) == set(catalog_codes()) | OF_FILES | {"locale-stale", "translation-waiver"}


@every_example
def test_the_bad_example_is_found(code: str, tmp_path: Path) -> None:
    severity, examples = EXAMPLES[code]
    told = [finding for finding in found(examples["bad"], tmp_path) if finding.code == code]

    assert told
    assert told[0].severity.value == severity
    assert told[0].message
    assert told[0].hint
    assert told[0].where.file


@every_example
def test_the_good_example_is_let_pass(code: str, tmp_path: Path) -> None:
    told = found(EXAMPLES[code][1]["good"], tmp_path)

    assert [str(f) for f in told if f.code == code or f.severity is Severity.ERROR] == []


def test_an_example_that_is_not_found_would_be_noticed(tmp_path: Path) -> None:
    good = EXAMPLES["translation-number"][1]["good"]
    assert "translation-number" not in {finding.code for finding in found(good, tmp_path)}


@pytest.mark.parametrize("code", ["pl", "vi", "uk", "ar"])
def test_the_plural_rule_of_every_language_of_ours_is_its_own(code: str) -> None:
    settings = load_locale(code, assets=ASSETS).settings
    assert list(header_findings(settings.plural_forms, formatting=settings.formatting, where=Where())) == []


def test_a_plural_rule_of_another_language_is_found() -> None:
    for wrong in (
        "nplurals=2; plural=(n != 1);",
        "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
        "",
        "nplurals=3",
    ):
        assert list(header_findings(wrong, formatting="pl", where=Where()))


def test_what_is_read_is_named_in_the_findings() -> None:
    assert parse_po(b'msgid "x\n', name="a/b.po").findings[0].where == Where("a/b.po", 1)
