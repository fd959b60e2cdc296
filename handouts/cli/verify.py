"""`handouts verify`: a manifest against the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.options import AsJson, Quiet
from handouts.errors import DeliveryError

MOST_SHOWN = 20


def verify_manifest(
    manifest: Annotated[Path, typer.Argument(help="The manifest.json that a print run wrote.")],
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Check every file of a print run: what is missing, changed, extra, half-written, or failed.

    Example: handouts verify out/manifest.json
    """
    from handouts.batch.against_disk import verify
    from handouts.cli.show import console, counted, print_json

    verdict = verify(manifest)
    if as_json:
        print_json(verdict.as_dict())
    else:
        for name in ("missing", "changed", "extra", "partial", "not_made", "failed"):
            paths = getattr(verdict, name)
            for path in paths[:MOST_SHOWN]:
                console.print(f"{name.replace('_', ' ')}: {path}", markup=False)
            if len(paths) > MOST_SHOWN:
                console.print(f"{name.replace('_', ' ')}: … {len(paths) - MOST_SHOWN} more", markup=False)
        if verdict.unfinished:
            console.print(f"the run was stopped before {counted(verdict.unfinished, 'file')}", markup=False)
        if not quiet:
            words = "is as the manifest says" if verdict.is_good else "is not as the manifest says"
            console.print(f"[bold]{counted(verdict.whole, 'file')} whole; the folder {words}[/]")
    return 0 if verdict.is_good else DeliveryError.exit_code
