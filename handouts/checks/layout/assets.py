"""Is every picture there, and harmless?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LayoutSubject
from handouts.findings import Finding, Where
from handouts.pdf.svg import svg_faults

_ASSET = re.compile(r"asset:([\w./-]+)")


@check(
    "layout-asset-missing",
    stage=Stage.LAYOUT,
    why="the engine carries on without a picture, and prints a hole",
)
def assets_exist(subject: LayoutSubject) -> Iterator[Finding]:
    """Look for every file that the HTML and the styles name."""
    for name, place in _named(subject):
        if subject.assets.find(name) is None:
            yield Finding(
                "layout-asset-missing",
                f"there is no file “{name}”",
                where=Where(file=place),
                hint="check the name; it starts with templates/ or fonts/",
            )


@check(
    "asset-unsafe-svg",
    stage=Stage.LAYOUT,
    why="an SVG can fetch, run and hide things; ours are plain drawings",
)
def drawings_are_plain(subject: LayoutSubject) -> Iterator[Finding]:
    """Read every SVG that the HTML and the styles name."""
    for name, _ in _named(subject):
        path = subject.assets.find(name)
        if path is not None and path.suffix.lower() == ".svg" and (faults := svg_faults(path.read_bytes())):
            yield Finding(
                "asset-unsafe-svg",
                f"“{name}” {'; '.join(faults)}",
                where=Where(file=name),
                hint="export the drawing as plain SVG",
            )


def _named(subject: LayoutSubject) -> Iterator[tuple[str, str]]:
    """Yield (asset name, where it is named), each name once."""
    texts = [("", subject.document.html), *((sheet.name, sheet.css) for sheet in subject.document.styles)]
    found: dict[str, str] = {}
    for place, text in texts:
        for match in _ASSET.finditer(text):
            found.setdefault(match[1], place)
    yield from found.items()
