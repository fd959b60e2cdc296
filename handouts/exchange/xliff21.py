"""A package <-> XLIFF 2.1: placeholders with their data, notes, size restriction, metadata, state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.exchange.inline import Code, Piece, joined, pairs_of_tags, pieces
from handouts.exchange.received import Answer, Broken, Received
from handouts.exchange.units import Package, State, Unit, unit_id
from handouts.exchange.xml_nodes import Node
from handouts.exchange.xml_text import DECLARATION, element, indented, text
from handouts.findings import Where

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""Of 2.0 and 2.1 alike."""
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_STALE = "handouts:stale"
_DONE = ("translated", "reviewed", "final")
_LONGEST_ORDER = 6


def write(package: Package, *, version: str) -> bytes:
    """Return a package as an XLIFF 2.1 file: one `file` element for each leaflet or kind of words.

    Args:
        package: what to write.
        version: ours, noted in the file.

    Raises:
        LocaleError: a text holds a character that XML cannot hold.
    """
    files = []
    for area, messages in package.by_area.items():
        profiles = element("slr:profiles", {"generalProfile": "xliff:codepoints"})
        made_by = element("notes", {}, element("note", {}, text(f"handouts {version}")))
        inside = indented((profiles, made_by, *(_message(package, forms) for forms in messages)), 2)
        attributes = {"id": unit_id(area), "original": area, "srcDir": "ltr", "trgDir": package.direction}
        files.append(element("file", attributes, inside))
    root = {
        "version": "2.1",
        "srcLang": package.source_tag,
        "trgLang": package.tag,
        "xml:space": "preserve",
        "xmlns": NAMESPACE,
        "xmlns:mda": METADATA,
        "xmlns:slr": SIZES,
    }
    return (DECLARATION + element("xliff", root, indented(files, 1)) + "\n").encode()


def _message(package: Package, forms: Sequence[Unit]) -> str:
    if forms[0].slot is None:
        return _unit(package, forms[0], 3)
    attributes = {"id": forms[0].id.rpartition(":")[0], "name": forms[0].key, "type": "handouts:plurals"}
    return element("group", attributes, indented((_unit(package, form, 4) for form in forms), 3))


def _unit(package: Package, unit: Unit, depth: int) -> str:
    source = pieces(unit.source)
    target = pieces(unit.target, like=source)
    data = {part.text: f"d{n}" for n, part in enumerate(_distinct((*source, *target)), start=1)}
    shown = dict(unit.shown)
    notes = [element("note", {"category": "instruction"}, text(note)) for note in unit.notes]
    if unit.previous:
        notes.append(element("note", {"category": "previous-source"}, text(unit.previous)))
    parts = [_metadata("digest", unit.source_digest(package.locale))]
    if notes:
        parts.append(element("notes", {}, *notes))
    if data:
        kept = (element("data", {"id": name}, text(words)) for words, name in data.items())
        parts.append(element("originalData", {}, *kept))
    segment = {
        "state": "translated" if unit.state is State.TRANSLATED else "initial",
        "subState": _STALE if unit.state is State.STALE else None,
    }
    said = [element("source", {}, _inline(source, data, shown))]
    if unit.target:
        said.append(element("target", {}, _inline(target, data, shown)))
    parts.append(element("segment", segment, *said))
    attributes = {
        "id": unit.id,
        "name": unit.key,
        "canResegment": "no",
        "slr:sizeRestriction": str(unit.limit) if unit.limit else None,
    }
    return element("unit", attributes, indented(parts, depth + 1))


def _metadata(kind: str, value: str) -> str:
    meta = element("mda:meta", {"type": kind}, text(value))
    return element("mda:metadata", {}, element("mda:metaGroup", {"category": "handouts"}, meta))


def _distinct(parts: Sequence[Piece]) -> list[Code]:
    return list({part.text: part for part in parts if isinstance(part, Code)}.values())


def _inline(parts: Sequence[Piece], data: dict[str, str], shown: dict[str, str]) -> str:
    closing = pairs_of_tags(parts)
    opening = {end: start for start, end in closing.items()}
    found = []
    for position, part in enumerate(parts):
        if isinstance(part, str):
            found.append(text(part))
            continue
        attributes: dict[str, str | None] = {"id": str(part.id), "dataRef": data[part.text]}
        fixed = {"canCopy": "no", "canDelete": "no"}
        if position in opening:
            begin = parts[opening[position]]
            start = str(begin.id) if isinstance(begin, Code) else None
            found.append(element("ec", {"startRef": start, "dataRef": data[part.text], **fixed}))
        elif position in closing:
            found.append(element("sc", attributes | fixed))
        elif part.is_tag and not part.stands_alone:
            alone = attributes | {"isolated": "yes", **fixed}
            found.append(element("ec" if part.closes else "sc", alone))
        else:
            attributes |= {"equiv": shown.get(part.text), "disp": part.text, **fixed}
            found.append(element("ph", attributes))
    return "".join(found)


def read(root: Node, *, name: str) -> Received:
    """Return what an XLIFF 2.0 or 2.1 file holds.

    Raises:
        Broken: a unit has no source.
    """
    answers = [_answer(unit, name) for file in root.children("file") for unit in _units(file)]
    return Received(root.get("trgLang"), tuple(answers))


def _units(node: Node) -> Iterator[Node]:
    for part in node.children("group", "unit"):
        if part.name == "unit":
            yield part
        else:
            yield from _units(part)


def _answer(unit: Node, name: str) -> Answer:
    data = {
        entry.get("id"): _words(entry)
        for kept in unit.children("originalData")
        for entry in kept.children("data")
    }
    sources, targets, stale, guess = [], [], False, False
    for position, segment in enumerate(unit.children("segment", "ignorable")):
        source, target = segment.child("source"), segment.child("target")
        if source is None:
            raise Broken(f"the unit “{unit.get('id')}” has no source", line=unit.line, hint="export it again")
        known = _codes(source, data)
        words = _read_inline(source, data, known)
        sources.append(words)
        given = target.get("order") if target else ""
        order = int(given) if given.isdecimal() and len(given) < _LONGEST_ORDER else position + 1
        if target is not None:
            targets.append((order, _read_inline(target, data, known)))
        elif segment.name == "ignorable":
            targets.append((order, words))
        elif words:
            targets.append((order, ""))
            guess = bool(position) or guess  # a tool split it and not every part is translated
        stale = stale or (segment.name == "segment" and segment.get("state") not in _DONE)
    done = [words for _, words in sorted(targets, key=lambda item: item[0])]
    return Answer(
        id=unit.get("id"),
        sources=("".join(sources),),
        target="".join(done),
        where=Where(name, unit.line, unit.get("name") or unit.get("id")),
        stale=stale,
        guess=guess,
        digest=_digest(unit),
    )


def _digest(unit: Node) -> str:
    for metadata in unit.content:
        if isinstance(metadata, Node) and (metadata.space, metadata.name) == (METADATA, "metadata"):
            return metadata.words.strip()
    return ""


_CODES = ("ph", "sc", "ec")


def _codes(node: Node, data: dict[str, str]) -> dict[str, str]:
    """Return the words of each code of a source under its name and id."""
    found = {}
    for part in node.content:
        if isinstance(part, Node):
            if part.name in _CODES:
                found[_id(part)] = data.get(part.get("dataRef"), part.get("disp"))
            found |= _codes(part, data)
    return found


def _id(code: Node) -> str:
    return f"{code.name} {code.get('id') or code.get('startRef')}"


def _read_inline(node: Node, data: dict[str, str], known: dict[str, str]) -> str:
    found: list[Piece] = []
    for part in node.content:
        if isinstance(part, str):
            found.append(part)
        elif part.name == "cp":
            found.append(_code_point(part))
        elif part.name in _CODES:
            found.append(data.get(part.get("dataRef")) or part.get("disp") or known.get(_id(part), ""))
        elif part.name == "pc":  # tags that a tool joined to a pair
            found += [
                data.get(part.get("dataRefStart"), part.get("dispStart")),
                _read_inline(part, data, known),
                data.get(part.get("dataRefEnd"), part.get("dispEnd")),
            ]
        else:  # a mark around words
            found.append(_read_inline(part, data, known))
    return joined(found)


def _words(node: Node) -> str:
    return "".join(
        part if isinstance(part, str) else _code_point(part) if part.name == "cp" else part.words
        for part in node.content
    )


def _code_point(node: Node) -> str:
    try:
        return chr(int(node.get("hex"), 16))
    except (ValueError, OverflowError):
        raise Broken(f"“{node.get('hex')}” is no character", line=node.line, hint="export it again") from None
