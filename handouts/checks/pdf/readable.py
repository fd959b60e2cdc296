"""Can the file be opened at all?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.findings import Finding


@check(
    "pdf-unreadable",
    stage=Stage.PDF,
    why="a file that our own tools cannot open, no reader of a patient will",
)
def opens(subject: PdfSubject) -> Iterator[Finding]:
    """Yield a finding when the file cannot be opened; the other checks then find nothing."""
    if subject.view.fault:
        yield Finding(
            "pdf-unreadable",
            f"the PDF cannot be opened: {subject.view.fault}",
            hint="build it again; if it happens twice, the engine is at fault",
        )
