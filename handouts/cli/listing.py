"""`handouts list`: what is in the library."""

from __future__ import annotations

from handouts.cli.options import AsJson, AsOf, Overlays, workshop


def list_handouts(overlay: Overlays = None, as_json: AsJson = False, as_of: AsOf = None) -> None:
    """List every handout with its id, title and kind.

    Example: handouts list --json
    """
    from rich.table import Table

    from handouts.cli.show import console, print_json

    shop = workshop(overlay, as_of)
    rows = []
    for entry in shop.library.entries.values():
        if entry.handout is None:
            rows.append({"id": entry.id, "title": None, "kind": None, "faults": len(entry.findings)})
        else:
            leaflet = entry.handout
            rows.append(
                {
                    "id": leaflet.id,
                    "title": str(leaflet.title),
                    "kind": leaflet.kind,
                    "code": leaflet.code,
                    "edition": leaflet.edition,
                    "review_by": leaflet.review_by.isoformat(),
                }
            )
    if as_json:
        for row in rows:
            print_json(row)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "title", "kind", "edition", "review by"):
        table.add_column(heading)
    for row in rows:
        title = row["title"] or f"[red]{row['faults']} faults: handouts check {row['id']}[/]"
        table.add_row(
            str(row["id"]),
            str(title),
            str(row["kind"] or "–"),
            str(row.get("edition", "–")),
            str(row.get("review_by", "–")),
        )
    console.print(table)
