"""Findings, errors and tables for people, on standard error; JSON for machines, on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from handouts.errors import HandoutsError
from handouts.findings import Finding, Severity

if TYPE_CHECKING:
    from handouts.batch.results import Result

_PIPE_WIDTH = 160
"""Columns where no terminal says how many it has: log files keep each row of a table in one line."""
console = Console(stderr=True, highlight=False, soft_wrap=True)
if not console.is_terminal:
    console = Console(stderr=True, highlight=False, soft_wrap=True, width=_PIPE_WIDTH)

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "finding"), counted(2, "finding")
    ('1 finding', '2 findings')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_json(value: object) -> None:
    """Write one JSON object as one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def show_error(error: HandoutsError, *, as_json: bool = False) -> None:
    """Show what stopped the program, with its findings and the next step."""
    if as_json:
        print_json(error_as_dict(error))
        return
    show_findings(error.findings)
    console.print(f"[bold red]{escape(error.code)}:[/] {escape(error.message)}")
    if error.hint:
        console.print(f"[dim]hint:[/] {escape(error.hint)}")


def error_as_dict(error: HandoutsError) -> dict[str, object]:
    """Return an error as plain values."""
    return {
        "error": error.code,
        "message": error.message,
        "hint": error.hint,
        "exit_code": error.exit_code,
        "findings": [finding.as_dict() for finding in error.findings],
    }


def show_findings(findings: Iterable[Finding]) -> None:
    """Show findings, each with its place and the next step."""
    for finding in findings:
        if str(finding.where):
            console.print(escape(str(finding.where)), style="bold")
        style = _STYLES[finding.severity]
        console.print(
            f"  [{style}]{finding.severity.value}[/] {escape(finding.code)}: {escape(finding.message)}"
        )
        if finding.hint:
            console.print(f"  [dim]hint:[/] {escape(finding.hint)}")


def results_table(results: list[Result]) -> Table:
    """Return the closing table of a build."""
    from handouts.batch.results import Crashed, Delivered, Refused

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("handout", "locale", "format"):
        table.add_column(heading, no_wrap=True)
    for heading in ("pages", "size", "findings"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("path", overflow="fold")
    for result in sorted(
        results, key=lambda r: (r.job.handout, r.job.locale, r.job.jurisdiction, r.job.format)
    ):
        job = result.job
        start = (job.handout, f"{job.locale}-{job.jurisdiction}", job.format)
        match result:
            case Delivered(receipt=receipt):
                size = f"{receipt.size / 1000:.0f} kB"
                table.add_row(
                    *start, str(receipt.pages), size, str(len(receipt.findings)), escape(str(receipt.path))
                )
            case Refused(error=error):
                table.add_row(*start, "–", "–", str(len(error.findings) or 1), "[red]refused[/]")
            case Crashed(traceback_file=path):
                table.add_row(*start, "–", "–", "–", f"[red]crashed, see {escape(str(path))}[/]")
    return table
