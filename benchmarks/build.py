"""How long a handout takes to build: ratios against plain WeasyPrint, measured in turn in one process.

    .venv/bin/python benchmarks/build.py --pairs 15

Read the ratios, not the milliseconds: medians over pairs that ran one after the other. See README.md.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from handouts.layout.document import LaidOutDocument, StyleSheet
from handouts.pdf.fonts import load_fonts
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.pdf.weasyprint_seams import weasyprint
from handouts.resources import AssetPath
from handouts.testing.documents import a_leaflet

GOAL = 0.9
"""Our engine, tags repaired and pages measured, against plain WeasyPrint."""
LANGUAGES = ("en", "vi", "pl")


def a_document(lang: str) -> LaidOutDocument:
    """Return the leaflet of the test kit under the project's own style sheets: as much CSS as real ones."""
    leaflet, assets = a_leaflet(lang), AssetPath()
    names = ("tokens.css", "blocks/*/*.css", "pages/*.css")
    sheets = [
        StyleSheet(path.name, path.read_text(encoding="utf-8"))
        for name in names
        for path in assets.files("templates", name)
    ]
    return replace(leaflet, styles=(*sheets, *leaflet.styles))


def plain(document: LaidOutDocument, font_config: Any) -> bytes:
    """Paint as WeasyPrint's manual says: styles are strings, fonts are shared, the tags are its own."""
    styles = [weasyprint.CSS(string=sheet.css, font_config=font_config) for sheet in document.styles]
    data: bytes = weasyprint.HTML(string=document.html).write_pdf(
        stylesheets=styles, font_config=font_config, pdf_variant="pdf/a-2a"
    )
    return data


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return CPU and wall time of one call, in milliseconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def whole_build(name: str) -> Callable[[LaidOutDocument], object] | None:
    """Return the function that paints and checks a laid-out document, or nothing while there is none.

    Args:
        name: `module:function`; imported late, so that the rest runs without it.
    """
    module, _, function = name.partition(":")
    try:
        return getattr(importlib.import_module(module), function, None)
    except ModuleNotFoundError:
        return None


def measure(pairs: int, whole_name: str) -> dict[str, Any]:
    """Run every peer in turn, `pairs` times, and return the medians of the ratios to plain WeasyPrint."""
    assets, engine = AssetPath(), WeasyPrintEngine()
    documents = [a_document(lang) for lang in LANGUAGES]
    font_config = load_fonts(documents[0].fonts, assets=assets).configuration
    peers: dict[str, Callable[[LaidOutDocument], object]] = {
        "plain": lambda document: plain(document, font_config),
        "render": lambda document: engine.render(document, assets=assets),
    }
    if (whole := whole_build(whole_name)) is not None:
        peers["whole"] = whole
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in peers}
    for document in documents:  # fonts, style sheets and caches warm for all
        for work in peers.values():
            work(document)
    for turn in range(pairs):
        document = documents[turn % len(documents)]
        names = list(peers) if turn % 2 else list(reversed(peers))
        for name in names:
            times[name].append(timed(partial(peers[name], document)))
    result: dict[str, Any] = {"pairs": pairs, "goal": GOAL, "whole_build": "whole" in peers}
    for name, taken in times.items():
        result[name] = {
            f"{clock}_{figure}": round(value, 3)
            for which, clock in enumerate(("cpu", "wall"))
            for figure, value in (
                ("ms", statistics.median(one[which] for one in taken)),
                (
                    "ratio",
                    statistics.median(
                        one[which] / other[which] for one, other in zip(taken, times["plain"], strict=True)
                    ),
                ),
            )
        }
    return result


def main() -> int:
    """Print the ratios; exit with 1 when the goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=15, help="how often each peer runs (default 15)")
    parser.add_argument(
        "--whole",
        default="handouts.api:paint_and_check",
        help="function that takes a laid-out document, paints it and runs every check (default %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args()
    result = measure(given.pairs, given.whole)
    if given.json:
        print(json.dumps(result, indent=2))
    else:
        for name in ("plain", "render", "whole"):
            if name in result:
                row = result[name]
                print(
                    f"{name:7s} CPU {row['cpu_ms']:6.0f} ms  x {row['cpu_ratio']:.2f}"
                    f"   wall {row['wall_ms']:6.0f} ms  x {row['wall_ratio']:.2f}"
                )
        if not result["whole_build"]:
            print(f"whole   not measured: there is no {given.whole}")
    return 0 if result["render"]["cpu_ratio"] <= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
