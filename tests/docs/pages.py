"""The Markdown files of the project, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tests.built import PROJECT

_ELSEWHERE = {".venv", ".build", "out", "dist", "node_modules"}
_FENCE = re.compile(r"^ *(```|~~~)[^\n]*\n(.*?)^ *\1 *$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?<=\n\n)(?:(?: {4}|\t)[^\n]*\n)+")
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?: \"[^\"]*\")?\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


@cache
def pages() -> dict[str, str]:
    """Give every Markdown file by its path in the project."""
    found = {}
    for path in sorted(PROJECT.rglob("*.md")):
        name = path.relative_to(PROJECT)
        if not any(part in _ELSEWHERE or part.startswith(".") for part in name.parts):
            found[name.as_posix()] = path.read_text(encoding="utf-8")
    return found


def manual() -> str:
    """Give what people read to learn the program: README and docs/."""
    return "\n".join(text for name, text in pages().items() if name.startswith("docs/") or "/" not in name)


def code(text: str) -> Iterator[str]:
    """Yield the lines of all code in a page, in blocks and in sentences."""
    for match in _FENCE.finditer(text):
        yield from match[2].splitlines()
    prose = _FENCE.sub("\n", text)
    for match in _INDENTED.finditer(prose):
        yield from (line.strip() for line in match[0].splitlines())
    for match in _INLINE.finditer(prose):
        yield match[1]


def links(text: str) -> Iterator[str]:
    """Yield the targets of all links and pictures."""
    prose = _INLINE.sub("", _FENCE.sub("", text))
    for match in _LINK.finditer(prose):
        yield match[1]


def anchors(text: str) -> set[str]:
    """Give the anchors that headings make."""
    prose = _FENCE.sub("", text)
    found = set()
    for match in _HEADING.finditer(prose):
        plain = re.sub(r"[^\w\- ]", "", match[1].replace("`", "").lower())
        found.add(plain.replace(" ", "-"))
    return found


def tables(text: str) -> Iterator[list[dict[str, str]]]:
    """Yield the tables of a page: their rows by column heading, without backticks."""
    lines = [*text.splitlines(), ""]
    block: list[str] = []
    for line in lines:
        if line.lstrip().startswith("|"):
            block.append(line)
            continue
        if len(block) >= 2:
            head, _, *rows = (_cells(row) for row in block)
            yield [dict(zip((name.lower() for name in head), row, strict=False)) for row in rows]
        block = []


def _cells(row: str) -> list[str]:
    return [cell.strip().replace("`", "") for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]
