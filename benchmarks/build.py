"""How long a handout takes to build: ratios against plain WeasyPrint, measured in turn in one process.

    .venv/bin/python benchmarks/build.py --pairs 15

Read the ratios, not the milliseconds: medians over pairs that ran one after the other. See README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from handouts.api import Job, Workshop, jobs_for, make, open_workshop, paint_and_check
from handouts.layout.document import LaidOutDocument
from handouts.pdf.fonts import load_fonts
from handouts.pdf.weasyprint_seams import weasyprint
from handouts.resources import AssetPath
from handouts.settings import Settings

GOALS = {"render": 0.9, "checked": 1.4}
"""Our engine, tags repaired and pages measured, then with every check too, against plain WeasyPrint."""
TODAY = date(2026, 11, 22)


def real_documents() -> tuple[Workshop, list[Job], list[LaidOutDocument]]:
    """Return the two-page leaflets in every language on A4, as they are printed."""
    workshop = open_workshop(Settings(), today=TODAY)
    two_pages = tuple(leaflet.id for leaflet in workshop.library if leaflet.max_pages is None)
    jobs = list(jobs_for(workshop, handouts=two_pages, formats=("a4",)))
    return workshop, jobs, [make(job, workshop=workshop).document for job in jobs]


def with_files(html_or_css: str, assets: AssetPath) -> str:
    """Return the text with drawings named by file address, which plain WeasyPrint can open."""

    def address(match: re.Match[str]) -> str:
        path = assets.find(match[1])
        if path is None:
            raise FileNotFoundError(match[1])
        return path.resolve().as_uri()

    return re.sub(r"asset:([\w./-]+)", address, html_or_css)


def plain(html: str, styles: list[str], font_config: Any) -> bytes:
    """Paint as WeasyPrint's manual says: styles are strings, fonts are shared, the tags are its own."""
    sheets = [weasyprint.CSS(string=css, font_config=font_config) for css in styles]
    data: bytes = weasyprint.HTML(string=html).write_pdf(
        stylesheets=sheets, font_config=font_config, pdf_variant="pdf/a-2a"
    )
    return data


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return CPU and wall time of one call, in milliseconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def measure(pairs: int) -> dict[str, Any]:
    """Run every peer in turn, `pairs` times, and return the medians of the ratios to plain WeasyPrint."""
    workshop, jobs, documents = real_documents()
    assets = workshop.assets
    font_config = load_fonts(documents[0].fonts, assets=assets).configuration
    plain_texts = [
        (with_files(document.html, assets), [with_files(sheet.css, assets) for sheet in document.styles])
        for document in documents
    ]
    peers: dict[str, Callable[[int], object]] = {
        "plain": lambda n: plain(*plain_texts[n], font_config),
        "render": lambda n: workshop.engine.render(documents[n], assets=assets),
        "checked": lambda n: paint_and_check(documents[n], workshop=workshop),
        "make": lambda n: make(jobs[n], workshop=workshop),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in peers}
    for number in range(len(documents)):  # fonts, style sheets and caches warm for all
        for work in peers.values():
            work(number)
    for turn in range(pairs):
        names = list(peers) if turn % 2 else list(reversed(peers))
        for name in names:
            times[name].append(timed(partial(peers[name], turn % len(documents))))
    result: dict[str, Any] = {"pairs": pairs, "documents": len(documents), "goals": GOALS}
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
    """Print the ratios; exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=24, help="how often each peer runs (default 24)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args()
    result = measure(given.pairs)
    if given.json:
        print(json.dumps(result, indent=2))
    else:
        for name in ("plain", "render", "checked", "make"):
            row = result[name]
            print(
                f"{name:8s} CPU {row['cpu_ms']:6.0f} ms  x {row['cpu_ratio']:.2f}"
                f"   wall {row['wall_ms']:6.0f} ms  x {row['wall_ratio']:.2f}"
            )
    return 0 if all(result[name]["cpu_ratio"] <= goal for name, goal in GOALS.items()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
