"""Translation memory <-> TMX 1.4b, the exchange format of translators' tools; no file is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from handouts import __version__
from handouts.errors import LocaleError
from handouts.localize.memory import Unit

MOST_BYTES = 64_000_000
MOST_UNITS = 200_000
MOST_LETTERS = 20_000
"""In one segment."""
DEEPEST = 40
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""


def to_tmx(units: Iterable[Unit], *, source_tag: str, target_tag: str) -> str:
    """Return a TMX 1.4b document; reading it again gives the same units.

    Raises:
        LocaleError: a text holds a character that XML cannot hold.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        f'<header creationtool="handouts" creationtoolversion={quoteattr(__version__)} segtype="block" '
        f'o-tmf="PO" adminlang="en" srclang={quoteattr(source_tag)} datatype="plaintext"/>',
        "<body>",
    ]
    for unit in units:
        lines.append("<tu>")
        if unit.key:
            lines.append(f'<prop type="x-key">{_text(unit.key, unit)}</prop>')
        if unit.forms:
            lines.append(f'<prop type="x-plural">{_text(unit.plural, unit)}</prop>')
            lines.append(f'<prop type="x-form">{unit.form} of {unit.forms}</prop>')
        for tag, words in ((source_tag, unit.source), (target_tag, unit.target)):
            lines.append(f"<tuv xml:lang={quoteattr(tag)}><seg>{_text(words, unit)}</seg></tuv>")
        lines.append("</tu>")
    return "\n".join((*lines, "</body>", "</tmx>", ""))


def _text(text: str, unit: Unit) -> str:
    if _FORBIDDEN.search(text):
        raise LocaleError(
            f"“{unit.key}” holds a character that XML cannot hold", hint="handouts check names it"
        )
    return escape(text, {"\r": "&#13;"})


def read_tmx(path: Path, *, source_tag: str, target_tag: str) -> tuple[Unit, ...]:
    """Return the units of a memory that have both languages; other languages are passed over.

    Args:
        path: a TMX file, 1.4 or earlier, of any tool.
        source_tag: BCP 47; `en` also takes `en-GB`, when a unit has no segment in just `en`.
        target_tag: likewise.

    Raises:
        LocaleError: it is no TMX, has a document type or entities, or is larger than a memory may be.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LocaleError(
                f"“{path.name}” is larger than {MOST_BYTES // 1_000_000} MB",
                hint="export a smaller memory, such as one language and one subject",
            )
        with path.open("rb") as file:
            return tuple(_units(file, path.name, source_tag, target_tag))
    except DefusedXmlException as error:
        raise LocaleError(
            f"“{path.name}” has a document type or entities, which could make a reader do more than read",
            hint="delete the line <!DOCTYPE …>; a memory does not need it",
        ) from error
    except (OSError, ParseError, ValueError, LookupError) as error:
        raise LocaleError(
            f"“{path.name}” cannot be read: {error}", hint="export it again as TMX 1.4"
        ) from error


def _units(file: Any, name: str, source_tag: str, target_tag: str) -> Iterator[Unit]:
    count = depth = 0
    root: Element | None = None
    for event, element in iterparse(
        file, events=("start", "end"), forbid_dtd=True, forbid_entities=True, forbid_external=True
    ):
        if event == "start":
            depth += 1
            if root is None:
                root = element
                if element.tag != "tmx":
                    raise LocaleError(f"“{name}” is no TMX: it begins with <{element.tag}>", hint="")
            if depth > DEEPEST:
                raise LocaleError(f"“{name}” nests deeper than any memory", hint="export it again as TMX 1.4")
            continue
        depth -= 1
        if element.tag != "tu":
            continue
        count += 1
        if count > MOST_UNITS:
            raise LocaleError(f"“{name}” has more than {MOST_UNITS:,} units", hint="export a smaller memory")
        unit = _unit(element, name, source_tag, target_tag)
        if unit is not None:
            yield unit
        if root is not None and len(root):
            root[-1].clear()  # what was read is let go: a memory may be large


def _unit(element: Element, name: str, source_tag: str, target_tag: str) -> Unit | None:
    props = {prop.get("type", ""): prop.text or "" for prop in element.iterfind("prop")}
    texts: dict[str, str] = {}
    for variant in element.iterfind("tuv"):
        segment = variant.find("seg")
        if segment is not None:
            words = "".join(segment.itertext())
            if len(words) > MOST_LETTERS:
                raise LocaleError(
                    f"“{name}”: a segment has more than {MOST_LETTERS:,} letters", hint="leave it out"
                )
            texts.setdefault((variant.get(_LANG) or variant.get("lang") or "").lower(), words)
    source, target = _in(texts, source_tag), _in(texts, target_tag)
    if source is None or target is None:
        return None
    numbers = re.fullmatch(r"(\d{1,2}) of (\d{1,2})", props.get("x-form", ""))
    form, forms = (int(numbers[1]), int(numbers[2])) if numbers else (0, 0)
    return Unit(props.get("x-key", ""), source, target, props.get("x-plural", ""), form, forms)


def _in(texts: dict[str, str], tag: str) -> str | None:
    wanted = tag.lower()
    primary = wanted.partition("-")[0]
    near = (words for lang, words in texts.items() if lang.partition("-")[0] == primary)
    return texts.get(wanted, next(near, None))
