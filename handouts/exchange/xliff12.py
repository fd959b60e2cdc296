"""A package <-> XLIFF 1.2: placeholders protected, notes, length, state, earlier English; strict schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.exchange.inline import Code, Piece, joined, pairs_of_tags, pieces
from handouts.exchange.received import Answer, Broken, Received
from handouts.exchange.units import Package, State, Unit
from handouts.exchange.xml_nodes import Node
from handouts.exchange.xml_text import DECLARATION, element, indented, text
from handouts.findings import Where

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {State.NEW: "new", State.STALE: "needs-review-translation", State.TRANSLATED: "translated"}
_GUESSES = frozenset(
    """exact-match fuzzy-match id-match leveraged-inherited leveraged-mt leveraged-repository leveraged-tm
    mt-suggestion rejected-grammar rejected-inaccurate rejected-length rejected-spelling tm-suggestion
    """.split()  # noqa: SIM905 (a list of words)
)
"""Values of `state-qualifier` that say where a proposal comes from, or that it was turned down."""
_UNFINISHED = ("new", "needs-")


def write(package: Package, *, version: str) -> bytes:
    """Return a package as an XLIFF 1.2 file: one `file` element for each leaflet or kind of words.

    Args:
        package: what to write.
        version: ours, for the header.

    Raises:
        LocaleError: a text holds a character that XML cannot hold.
    """
    files = [
        element(
            "file",
            {
                "original": area,
                "source-language": package.source_tag,
                "target-language": package.tag,
                "datatype": "plaintext",
                "tool-id": "handouts",
            },
            indented(
                (
                    element(
                        "header",
                        {},
                        element(
                            "tool",
                            {"tool-id": "handouts", "tool-name": "handouts", "tool-version": version},
                        ),
                    ),
                    element("body", {}, indented((_message(package, forms, 4) for forms in messages), 3)),
                ),
                2,
            ),
        )
        for area, messages in package.by_area.items()
    ]
    root = {"version": "1.2", "xmlns": NAMESPACE}
    return (DECLARATION + element("xliff", root, indented(files, 1)) + "\n").encode()


def _message(package: Package, forms: Sequence[Unit], depth: int) -> str:
    if forms[0].slot is None:
        return _unit(package, forms[0], depth)
    attributes = {
        "id": forms[0].id.rpartition(":")[0],
        "restype": "x-gettext-plurals",
        "resname": forms[0].key,
    }
    return element("group", attributes, indented((_unit(package, form, depth + 1) for form in forms), depth))


def _unit(package: Package, unit: Unit, depth: int) -> str:
    source = pieces(unit.source)
    shown = dict(unit.shown)
    parts = [
        element("source", {"xml:lang": package.source_tag}, _inline(source, shown)),
        element(
            "target",
            {"xml:lang": package.tag, "state": _STATES[unit.state]},
            _inline(pieces(unit.target, like=source), shown),
        ),
    ]
    parts += [element("note", {"from": "handouts"}, text(note)) for note in unit.notes]
    if unit.previous:
        parts.append(
            element(
                "alt-trans",
                {"alttranstype": "previous-version", "xml:space": "preserve"},
                element("source", {"xml:lang": package.source_tag}, text(unit.previous)),
                element("target", {"xml:lang": package.tag}, text(unit.target)),
            )
        )
    attributes = {
        "id": unit.id,
        "resname": unit.key,
        "xml:space": "preserve",
        "maxwidth": str(unit.limit) if unit.limit else None,
        "size-unit": "char" if unit.limit else None,
        "extradata": unit.source_digest(package.locale),
    }
    return element("trans-unit", attributes, indented(parts, depth))


def _inline(parts: Sequence[Piece], shown: dict[str, str]) -> str:
    closing = pairs_of_tags(parts)
    opening = {end: start for start, end in closing.items()}
    found = []
    for position, part in enumerate(parts):
        if isinstance(part, str):
            found.append(text(part))
        elif position in closing:
            found.append(element("bpt", {"id": str(part.id), "rid": str(part.id)}, text(part.text)))
        elif position in opening:
            begin = parts[opening[position]]
            rid = str(begin.id) if isinstance(begin, Code) else None
            found.append(element("ept", {"id": str(part.id), "rid": rid}, text(part.text)))
        elif part.is_tag and not part.stands_alone:
            pos = "close" if part.closes else "open"
            found.append(element("it", {"id": str(part.id), "pos": pos}, text(part.text)))
        else:
            attributes = {
                "id": str(part.id),
                "ctype": None if part.is_tag else "x-fact",
                "equiv-text": shown.get(part.text),
            }
            found.append(element("ph", attributes, text(part.text)))
    return "".join(found)


def read(root: Node, *, name: str) -> Received:
    """Return what an XLIFF 1.2 file holds.

    Raises:
        Broken: it is not XLIFF 1.2, has no file or more than one language.
    """
    files = list(root.children("file"))
    if not files:
        raise Broken("no file element in it", line=root.line, hint="export it from the tool again")
    languages = {file.get("target-language") for file in files}
    if len(languages) > 1:
        raise Broken(
            f"more than one language in it: {', '.join(sorted(languages))}",
            hint="import one language at a time",
        )
    answers = [_answer(unit, name) for file in files for unit in _units(file)]
    return Received(languages.pop(), tuple(answers))


def _units(node: Node) -> Iterator[Node]:
    for part in node.children("body", "group", "trans-unit"):
        if part.name == "trans-unit":
            yield part
        else:
            yield from _units(part)


def _answer(unit: Node, name: str) -> Answer:
    source, target = unit.child("source"), unit.child("target")
    if source is None:
        raise Broken(f"the unit “{unit.get('id')}” has no source", line=unit.line, hint="export it again")
    known = {part.get("id"): part for part in _codes(source)}
    state = target.get("state") if target else "new"
    guess = target is not None and target.get("state-qualifier") in _GUESSES
    return Answer(
        id=unit.get("id"),
        sources=(_read_inline(source, known),),
        target=_read_inline(target, known) if target else "",
        where=Where(name, unit.line, unit.get("resname") or unit.get("id")),
        stale=state.startswith(_UNFINISHED) if state else False,
        guess=guess and state.startswith(_UNFINISHED),
        digest=unit.get("extradata"),
    )


_CODES = ("ph", "bpt", "ept", "it", "x", "bx", "ex")


def _codes(node: Node) -> Iterator[Node]:
    for part in node.content:
        if isinstance(part, Node):
            if part.name in _CODES:
                yield part
            yield from _codes(part)


def _read_inline(node: Node, known: dict[str, Node]) -> str:
    """Return the message: a code without content is the one of the source with its id."""
    found: list[Piece] = []
    for part in node.content:
        if isinstance(part, str):
            found.append(part)
        elif part.name in _CODES:
            twin = known.get(part.get("id"))
            found.append(part.words or (twin.words if twin else ""))
        else:  # a mark around words, such as a segment of the tool's
            found.append(_read_inline(part, known))
    return joined(found)
