"""Is there room to write by hand?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.findings import Finding, Where
from handouts.pdf.document import BlockBox

ROW = "form-row"
"""`data-kind` of every row to write in."""
FORM = "form-"
"""Kinds of blocks that begin so are filled in by hand."""
LEAST_ROW_MM = 8.0
"""A usual ruled line is 8 mm; tired hands and thick pens need no less."""
ROUNDING_MM = 0.01


@check(
    "form-row-too-low",
    stage=Stage.PDF,
    why="a row too low for a pen stays empty, and the midwife learns nothing",
)
def rows_can_be_written_in(subject: PdfSubject) -> Iterator[Finding]:
    """Measure every row of every form; a form in which no row says that it is one is refused too."""
    blocks = subject.pdf.geometry.blocks
    rows = [block for block in blocks if block.kind == ROW]
    forms = [block for block in blocks if block.kind.startswith(FORM) and block.kind != ROW]
    hint = "give the row a height in millimetres in the style sheet of its block"
    for row in rows:
        if row.box.height_mm < LEAST_ROW_MM - ROUNDING_MM:
            yield Finding(
                "form-row-too-low",
                f"a row to write in is {row.box.height_mm:.1f} mm high; {LEAST_ROW_MM:.0f} mm are the least",
                where=Where(page=row.page, path=_form_of(row, forms)),
                hint=hint,
            )
    with_rows = {_form_of(row, forms) for row in rows}
    for form in forms:
        if form.key not in with_rows:
            with_rows.add(form.key)
            yield Finding(
                "form-row-too-low",
                "the form has no row to write in",
                where=Where(page=form.page, path=form.key),
                hint=f'write data-kind="{ROW}" on the rows in its template, so that they are measured',
            )


def _form_of(row: BlockBox, forms: list[BlockBox]) -> str:
    for form in forms:
        if form.page == row.page and form.box.top_mm <= row.box.top_mm <= form.box.bottom_mm:
            return form.key
    return ""
