"""Our leaflets as Typst sources, and the print run of them by Typst: the fairest peer we could make.

    python benchmarks/typst_leaflets.py FOLDER

runs in the benchmark's own environment, where the wheel `typst` is and handouts is not. FOLDER holds
`job.json`, one `.typ` for each master and one QR drawing for each clinic; two processes compile, tagged, as
PDF/UA-1, with one compiler per process and its caches warm, and write a folder for each clinic.
"""

from __future__ import annotations

import json
import re
import sys
import time
from html.parser import HTMLParser
from multiprocessing import get_context
from pathlib import Path
from typing import Any

_ESCAPED = re.compile(r"([\\#*_`$<>@\[\]~=+\-/])")
_HEAD = """#let c = sys.inputs
#set document(title: "{title}", author: c.name)
#set text(font: ("Noto Sans",), size: 12pt, lang: "{lang}")
#set page(paper: "a4", margin: (x: 18mm, top: 16mm, bottom: 18mm), numbering: "1 / 1", number-align: center)
#set par(leading: 0.62em, spacing: 0.9em)
#show heading.where(level: 1): set text(size: 22pt, fill: rgb("#0b5563"))
#show heading.where(level: 2): set text(size: 15pt, fill: rgb("#0b5563"))
#show table.cell.where(y: 0): strong
#let clinic = block(stroke: 0.5pt, inset: 2.5mm, width: 100%)[
  #grid(columns: (1fr, 20mm), [*#c.name* \\ #c.address \\ #link(c.dial)[#c.phone] \\ #link(c.url)[#c.shown]],
    image(c.qr, width: 19mm, alt: c.url))]
"""


class _Source(HTMLParser):
    """Turns the HTML of a leaflet into Typst markup: headings, lists, tables, drawings, bold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._lists: list[str] = []
        self._skip = 0
        self._columns = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("head", "style", "svg", "script"):
            self._skip += 1
        if self._skip:
            return
        match tag:
            case "h1" | "h2" | "h3":
                self.out.append("\n\n" + "=" * int(tag[1]) + " ")
            case "p" | "figcaption":
                self.out.append("\n\n")
            case "caption":
                self.out.append("table.cell(colspan: @COLUMNS@)[")
            case "ul" | "ol":
                self._lists.append("-" if tag == "ul" else "+")
                self.out.append("\n")
            case "li":
                self.out.append(
                    f"\n{'  ' * (len(self._lists) - 1)}{self._lists[-1] if self._lists else '-'} "
                )
            case "strong" | "b":
                self.out.append("#strong[")
            case "table":
                self.out.append("\n\n#table(columns: @COLUMNS@, stroke: 0.5pt,\n")
                self._columns = 0
            case "tr":
                self._row = 0
            case "th" | "td":
                self._row += 1
                self._columns = max(self._columns, self._row)
                self.out.append("[")
            case "img":
                name = str(values.get("src", "")).removeprefix("asset:").rsplit("/", 1)[-1]
                alt = str(values.get("alt", "")).replace("\\", "").replace('"', "'")
                if name and alt:
                    self.out.append(f'\n#image("{name}", width: 22mm, alt: "{alt}")\n')
                elif name:  # decoration: PDF/UA wants it marked as such
                    self.out.append(f'\n#pdf.artifact(image("{name}", width: 22mm))\n')

    def handle_endtag(self, tag: str) -> None:
        if tag in ("head", "style", "svg", "script"):
            self._skip -= 1
        if self._skip:
            return
        match tag:
            case "h1":
                self.out.append("\n\n#clinic\n")
            case "h2" | "h3" | "p":
                self.out.append("\n")
            case "ul" | "ol":
                self._lists.pop()
                self.out.append("\n")
            case "strong" | "b":
                self.out.append("]")
            case "th" | "td" | "caption":
                self.out.append("],\n")
            case "table":
                whole = "".join(self.out).replace("@COLUMNS@", str(max(1, self._columns)))
                self.out = [whole, ")\n"]

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.out.append(_ESCAPED.sub(r"\\\1", " ".join(data.split()) and re.sub(r"\s+", " ", data)))


def typst_source(html: str, *, title: str, lang: str) -> str:
    """Return a leaflet as Typst markup; the clinic comes in with `sys.inputs`."""
    parser = _Source()
    parser.feed(html)
    return _HEAD.replace("{title}", title.replace('"', "'")).replace("{lang}", lang) + "".join(parser.out)


def _compile(work: tuple[str, list[tuple[str, dict[str, str]]], list[str]]) -> tuple[int, int]:
    import typst

    folder, clinics, sources = work
    compiler = typst.Compiler(root=folder, font_paths=[f"{folder}/fonts"], ignore_system_fonts=True)
    files = size = 0
    for name, values in clinics:
        out = Path(folder, "out", name)
        out.mkdir(parents=True, exist_ok=True)
        for source in sources:
            data: Any = compiler.compile(
                f"{folder}/{source}.typ", format="pdf", sys_inputs=values, pdf_standards=["ua-1"]
            )
            (out / f"{source}.pdf").write_bytes(data)
            files, size = files + 1, size + len(data)
    return files, size


def main(folder: str) -> None:
    """Compile everything that `job.json` names and print files, bytes and seconds as JSON."""
    job = json.loads(Path(folder, "job.json").read_text(encoding="utf-8"))
    clinics = [(name, values) for name, values in job["clinics"]]
    halves = [
        (folder, clinics[number :: job["processes"]], job["sources"]) for number in range(job["processes"])
    ]
    began = time.perf_counter()
    with get_context("spawn").Pool(job["processes"]) as pool:
        done = pool.map(_compile, halves)
    seconds = time.perf_counter() - began
    print(
        json.dumps({"files": sum(f for f, _ in done), "bytes": sum(b for _, b in done), "seconds": seconds})
    )


if __name__ == "__main__":
    main(sys.argv[1])
