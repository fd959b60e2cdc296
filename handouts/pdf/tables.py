"""A table's structure element -> header cells that say what they head."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.pdf.structure import Element


def name_headers(table: Element, *, prefix: str) -> None:
    """Give every header cell its scope and, where cells span, every cell the names of its headers.

    In a regular table the scope says it all. Where a cell spans, readers disagree on what a scope reaches, so
    the cells also name their headers one by one (PDF/UA-1, 7.5).

    Args:
        table: after `structure.tidy`.
        prefix: begins the names of header cells; differs from table to table.
    """
    rows = list(_rows(table))
    for row, in_head in rows:
        _scope(list(row.elements()), in_head=in_head)
    if any(cell.colspan > 1 or cell.rowspan > 1 for row, _ in rows for cell in row.elements()):
        _connect([list(row.elements()) for row, _ in rows], prefix)


def _rows(table: Element, *, in_head: bool = False) -> Iterator[tuple[Element, bool]]:
    for kid in table.elements():
        if kid.role == "TR":
            yield kid, in_head
        elif kid.role in ("THead", "TBody", "TFoot"):
            yield from _rows(kid, in_head=kid.role == "THead")


def _scope(cells: list[Element], *, in_head: bool) -> None:
    """Write /Scope: what the author said, else Column in the head and Row for the first of a row."""
    has_data = any(cell.role == "TD" for cell in cells)
    for place, cell in enumerate(cells):
        if cell.role != "TH":
            continue
        if cell.scope in ("row", "rowgroup"):
            scope = "Row"
        elif cell.scope in ("col", "colgroup"):
            scope = "Column"
        else:
            scope = "Row" if has_data and place == 0 and not in_head else "Column"
        cell.attributes = {"O": "/Table", **cell.attributes, "Scope": f"/{scope}"}


def _connect(rows: list[list[Element]], prefix: str) -> None:
    """Name header cells and list, in each data cell, the headers of its columns and rows."""
    grid: dict[tuple[int, int], Element] = {}
    corners: dict[Element, tuple[int, int]] = {}
    for top, cells in enumerate(rows):
        left = 0
        for cell in cells:
            while (top, left) in grid:
                left += 1
            corners[cell] = top, left
            for down in range(cell.rowspan):
                for along in range(cell.colspan):
                    grid.setdefault((top + down, left + along), cell)
            left += cell.colspan
    columns: dict[int, list[Element]] = {}
    lines: dict[int, list[Element]] = {}
    for cell, (top, left) in corners.items():
        if cell.role != "TH":
            continue
        cell.identifier = f"{prefix}-{top}-{left}"
        if cell.attributes["Scope"] == "/Column":
            for column in range(left, left + cell.colspan):
                columns.setdefault(column, []).append(cell)
        else:
            for line in range(top, top + cell.rowspan):
                lines.setdefault(line, []).append(cell)
    for cell, (top, left) in corners.items():
        if cell.role != "TD":
            continue
        heads: dict[Element, None] = {}
        for column in range(left, left + cell.colspan):
            heads.update((head, None) for head in columns.get(column, ()) if corners[head][0] < top)
        for line in range(top, top + cell.rowspan):
            heads.update((head, None) for head in lines.get(line, ()))
        if heads:
            cell.attributes = {
                "O": "/Table",
                **cell.attributes,
                "Headers": [head.identifier for head in heads],
            }
