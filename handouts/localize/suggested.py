"""Suggestions -> comments of a translator's catalog; the words of an entry are never touched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handouts.localize.catalogs import DOMAINS, read_po
from handouts.localize.memory import Suggestion
from handouts.localize.whole import write_all

MARK = "memory "
"""How a comment of ours begins; the next run replaces it."""


def write_comments(folder: Path, suggestions: Iterable[Suggestion]) -> int:
    """Write suggestions as translator's comments and return how many messages got one.

    Args:
        folder: the locale's folder, such as `locales/pl`.
        suggestions: only such as may be filled in.

    Raises:
        LocaleError: a catalog is broken; nothing is written.
        DeliveryError: a catalog could not be written.
    """
    by_key: dict[str, list[Suggestion]] = {}
    for one in suggestions:
        if one.may_fill_in:
            by_key.setdefault(one.key, []).append(one)
    texts: dict[Path, str] = {}
    written = 0
    for path in (folder / "LC_MESSAGES" / f"{domain}.po" for domain in DOMAINS):
        if not path.is_file():
            continue
        po = read_po(path)
        po.wrapwidth = 0
        for entry in po:
            lines = [line for line in entry.tcomment.splitlines() if not line.startswith(MARK)]
            found = () if entry.obsolete else by_key.get(entry.msgctxt, ())
            written += bool(found)
            lines += [f"{MARK}{one.score} %: {' '.join(one.unit.target.split())}" for one in found]
            entry.tcomment = "\n".join(lines)
        texts[path] = str(po).rstrip("\n") + "\n"
    write_all(texts)
    return written
