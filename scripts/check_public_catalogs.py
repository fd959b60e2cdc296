"""Alarms for each 1,000 messages of other projects' catalogs: how often the checks of translations cry wolf.

    python scripts/check_public_catalogs.py catalogs/vi catalogs/pl
    python scripts/check_public_catalogs.py catalogs/pl --show translation-number

Each folder holds PO files of one language and is named by it. Counted are messages that are translated and
not fuzzy, each once, whatever the number of files that hold it. Well-kept catalogs hold few faults: what is
reported of them is judged by hand, and the judgement stands in docs/translation-checks.md. The catalogs are
other people's work and are never committed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from handouts.checks.catalog.entry import Entry, from_po
from handouts.checks.catalog.registry import check_entries
from handouts.checks.catalog.rules import rules_for_any
from handouts.findings import Finding, Severity
from handouts.localize.po_strict import open_po
from handouts.resources import AssetPath

Found = list[tuple[Finding, Entry]]


def look_at(folder: Path) -> tuple[int, Found]:
    """Return how many messages a folder's catalogs have, and every finding beside its message."""
    rules = rules_for_any(folder.name, assets=AssetPath())
    seen: set[tuple[str, str, str, tuple[str, ...]]] = set()
    found: Found = []
    for path in sorted(folder.glob("*.po")):
        po = open_po(path)
        sys.stderr.writelines(f"{finding}\n" for finding in po.findings)
        fresh = {}
        for entry in from_po(po):
            identity = (entry.key, entry.source, entry.plural, entry.targets)
            if entry.is_translated and not entry.fuzzy and identity not in seen:
                seen.add(identity)
                fresh[entry.line] = entry
        ours = replace(rules, plural_forms=po.header.get("Plural-Forms", ""))
        for finding in check_entries(fresh.values(), ours):
            found.append((finding, fresh[finding.where.line or 0]))
    return len(seen), found


def table(results: dict[str, tuple[int, Found]]) -> str:
    """Return the counts as Markdown: a row for each code and severity, two columns for each language."""
    counts = {lang: Counter((f.severity, f.code) for f, _ in found) for lang, (_, found) in results.items()}
    order = list(Severity)
    rows = sorted(
        {row for count in counts.values() for row in count}, key=lambda r: (order.index(r[0]), r[1])
    )
    lines = ["| severity | code |" + "".join(f" {lang} | per 1,000 |" for lang in results)]
    lines.append("|---|---|" + "---:|---:|" * len(results))
    for severity in Severity:
        for row in (row for row in rows if row[0] is severity):
            lines.append(
                _row(severity.value, f"`{row[1]}`", [counts[lang][row] for lang in results], results)
            )
        sums = [sum(n for row, n in counts[lang].items() if row[0] is severity) for lang in results]
        lines.append(_row(severity.value, "**all**", sums, results))
    return "\n".join(lines)


def _row(severity: str, code: str, numbers: list[int], results: dict[str, tuple[int, Found]]) -> str:
    cells = (
        f" {n} | {1000 * n / total:.2f} |" for n, (total, _) in zip(numbers, results.values(), strict=True)
    )
    return f"| {severity} | {code} |" + "".join(cells)


def main() -> None:
    """Count, and show some findings with their messages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--show", metavar="CODE", help="show findings of this code, to judge them")
    parser.add_argument("--severity", choices=[s.value for s in Severity], help="only of this severity")
    parser.add_argument("--sample", type=int, default=40, help="how many, chosen evenly at random")
    given = parser.parse_args()
    results = {folder.name: look_at(folder) for folder in given.folders}
    for lang, (total, found) in results.items():
        sys.stdout.write(f"{lang}: {total} messages, {len(found)} findings\n")
        chosen = [pair for pair in found if pair[0].code == given.show]
        chosen = [pair for pair in chosen if given.severity in (None, pair[0].severity.value)]
        for finding, entry in random.Random(5).sample(chosen, min(given.sample, len(chosen))):
            sys.stdout.write(f"\n{finding}\n  source: {entry.source!r}\n  target: {entry.targets!r}\n")
    sys.stdout.write(f"{table(results)}\n")


if __name__ == "__main__":
    main()
