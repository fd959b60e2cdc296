"""CSS text -> WeasyPrint's parsed style sheet, once per process, with what the parser complained about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handouts.findings import Finding
from handouts.layout.document import StyleSheet
from handouts.pdf.complaints import engine_log
from handouts.pdf.fetcher import AssetFetcher
from handouts.pdf.fonts import HouseFonts
from handouts.pdf.weasyprint_seams import weasyprint
from handouts.resources import AssetPath


@dataclass(frozen=True, slots=True, eq=False)
class ParsedStyles:
    """A parsed style sheet. A style sheet parsed once complains for every document that uses it."""

    stylesheet: Any
    counter_style: dict[str, Any]
    findings: tuple[Finding, ...]


_parsed: dict[tuple[object, ...], ParsedStyles] = {}
_MOST_PARSED = 256
"""Style sheets kept: a clinic's tokens make a sheet of their own, and a server meets many clinics."""


def parse_styles(sheet: StyleSheet, *, fonts: HouseFonts, assets: AssetPath) -> ParsedStyles:
    """Return a parsed style sheet, from memory when the same text was parsed with the same fonts before."""
    # The text itself is the key: hashing it costs less than one rule, and no two texts can meet.
    key = (sheet.css, sheet.name, fonts, assets)
    found = _parsed.get(key)
    if found is None:
        while len(_parsed) >= _MOST_PARSED:
            del _parsed[next(iter(_parsed))]
        found = _parsed[key] = _parse(sheet, fonts, assets)
    return found


def _parse(sheet: StyleSheet, fonts: HouseFonts, assets: AssetPath) -> ParsedStyles:
    fetcher = AssetFetcher(assets)
    counter_style = weasyprint.css.counters.CounterStyle()
    with engine_log("weasyprint") as complaints:
        stylesheet = weasyprint.CSS(
            string=sheet.css,
            font_config=fonts.configuration,
            counter_style=counter_style,
            url_fetcher=fetcher,
        )
    findings = tuple(finding.at(file=sheet.name) for finding in (*fetcher.findings, *complaints))
    return ParsedStyles(stylesheet, counter_style, findings)
