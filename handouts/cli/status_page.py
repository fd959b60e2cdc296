"""Rows of coverage -> one HTML page that stands alone: no script, no picture, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from markupsafe import Markup

from handouts.checks.coverage import Coverage

_STYLE = """
body { font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #1a1a1a;
  background: #fff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2.5rem; }
caption { font-size: 1.25rem; font-weight: bold; padding: .5rem 0; text-align: start; }
th, td { border-bottom: 1px solid #767676; padding: .35rem .6rem; text-align: start; vertical-align: top; }
td.n { font-variant-numeric: tabular-nums; text-align: end; }
th[scope=col] { background: #eef1f4; }
.no { font-weight: bold; color: #8a1c00; }
.wide { overflow-x: auto; }
"""
_HEADINGS = (
    "Handout",
    "Messages",
    "Translated",
    "Stale",
    "Missing",
    "Failing checks",
    "Words left",
    "Stale since",
    "Signed",
    "Printable",
)


def page(rows: Iterable[Coverage], *, publisher: str, day: date) -> str:
    """Return the page: a summary, then one table for each language and country.

    Args:
        rows: of one language together.
        publisher: named in the heading.
        day: of the page.
    """
    rows = list(rows)
    tables = Markup("").join(
        _table(locale, list(group))
        for locale, group in groupby(rows, key=lambda r: f"{r.locale}, {r.jurisdiction}")
    )
    ready = sum(row.is_printable for row in rows)
    left = sum(row.words_left for row in rows)
    return str(
        Markup(
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            "<title>Translations: {publisher}, {day}</title>\n<style>{style}</style>\n</head>\n"
            "<body>\n<main>\n"
            "<h1>Translations: {publisher}</h1>\n"
            "<p>On {day}, {ready} of {all} handouts could be printed; {left} English words wait for a "
            "translator. Printable means that nothing found before painting refuses it.</p>\n"
            "{tables}</main>\n</body>\n</html>\n"
        ).format(
            publisher=publisher,
            day=day,
            style=Markup(_STYLE),
            ready=ready,
            all=len(rows),
            left=left,
            tables=tables,
        )
    )


def _table(name: str, rows: list[Coverage]) -> Markup:
    headings = Markup("").join(Markup('<th scope="col">{}</th>').format(heading) for heading in _HEADINGS)
    return Markup(
        '<div class="wide" role="region" aria-label="{name}" tabindex="0">\n'
        "<table>\n<caption>{name}</caption>\n"
        "<thead><tr>{headings}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    ).format(name=name, headings=headings, rows=Markup("").join(map(_row, rows)))


def _row(row: Coverage) -> Markup:
    failing = sum(count for _, count in row.failing)
    numbers = (row.messages, row.translated, row.stale, row.missing, failing, row.words_left)
    cells = Markup("").join(Markup('<td class="n">{}</td>').format(number) for number in numbers)
    return Markup('<tr><th scope="row">{}</th>{}<td>{}</td><td>{}</td><td>{}</td></tr>\n').format(
        row.handout, cells, row.oldest_stale or "–", _signed(row), _printable(row)
    )


def _signed(row: Coverage) -> Markup:
    if not row.signatures:
        return Markup("nobody")
    said = []
    for one in row.signatures:
        changes = "" if one.holds else ": " + "; ".join(one.changes[:5])
        state = "" if one.holds else Markup(' <span class="no">void</span>')
        who = f"{one.signature.role}: {one.signature.name}, {one.signature.signed_on}"
        said.append(Markup("{}{}{}").format(who, state, changes))
    return Markup("<br>").join(said)


def _printable(row: Coverage) -> Markup:
    if row.is_printable:
        return Markup("yes")
    why = ", ".join(f"{code} ({count})" for code, count in row.why_not)
    return Markup('<span class="no">no</span>: {}').format(why)
