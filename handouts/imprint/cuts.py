"""A page's content, or an XMP -> the pieces around what an imprint writes; the marks of places taken out."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Dictionary

from handouts.errors import RenderError
from handouts.layout.document import LaidOutDocument


@dataclass(frozen=True, slots=True)
class _State:
    """What q saves and Q brings back, as far as it matters here."""

    matrix: tuple[float, ...]
    is_clipped: bool


def cut_page(page: pikepdf.Page, names: list[str]) -> tuple[list[tuple[str, bytes]], dict[str, bytes]]:
    """Cut a page's content at the marks of its places and take the marks out.

    Returns:
        The pieces, each with the name of the place behind it (nothing behind the last), and for each place
        what leads back to the page's own points.

    Raises:
        RenderError: a mark is not there.
    """
    states: list[_State] = [_State((1, 0, 0, 1, 0, 0), is_clipped=False)]
    pieces: list[tuple[str, bytes]] = []
    transforms: dict[str, bytes] = {}
    kept: list[Any] = []
    start = b""
    name, depth = "", 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        state = states[-1]
        if operator == "q":
            states.append(state)
        elif operator == "Q":
            states.pop()
        elif operator == "cm":
            states[-1] = replace(state, matrix=_product(instruction.operands, state.matrix))
        elif operator in ("W", "W*"):
            states[-1] = replace(state, is_clipped=True)
        if depth:
            depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
        elif operator == "BDC" and (name := _slot_of(instruction)) in names:
            # The mark is painted inside a clip of its own size: leave it, and come back behind the place.
            clips = next(up for up, outer in enumerate(reversed(states)) if not outer.is_clipped)
            pieces.append((name, start + pikepdf.unparse_content_stream(kept) + b"\nQ" * clips + b"\n"))
            transforms[name] = _inverse(states[-1 - clips].matrix)
            kept, depth, start = [], 1, b"q\n" * clips
        else:
            kept.append(instruction)
    pieces.append(("", start + pikepdf.unparse_content_stream(kept)))
    if missing := [name for name in names if name not in transforms]:
        raise RenderError(f"the mark of the place “{missing[0]}” is not on its page", hint="paint it again")
    return pieces, transforms


def _slot_of(instruction: Any) -> str:
    properties = instruction.operands[1]
    return str(properties.get("/Slot", ""))[1:] if isinstance(properties, Dictionary) else ""


def _product(operands: Any, other: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = (float(value) for value in operands)
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _inverse(matrix: tuple[float, ...]) -> bytes:
    a, b, c, d, e, f = matrix
    whole = a * d - b * c
    values = (d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole)
    return " ".join(f"{value:.8f}".rstrip("0").rstrip(".") for value in values).encode() + b" cm\n"


def cut_xmp(xmp: bytes, document: LaidOutDocument) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Return the XMP around title, keywords, identifier and the list of fingerprints."""
    metadata = document.metadata
    title, code = (
        html.escape(metadata.title, quote=False).encode(),
        html.escape(metadata.identifier, quote=False).encode(),
    )
    marks = (
        (b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">', title),
        (b"<pdf:Keywords>", code),
        (b"<dc:identifier>", code),
        (b"<xmp:Identifier><rdf:Bag>", b""),
    )
    pieces = []
    for opening, value in marks:
        before, found, after = xmp.partition(opening)
        others, _, after = after.partition(value) if value else (b"", b"", after)
        if not found or b"<" in others:  # other keywords may stand before the code
            raise RenderError("the XMP of the master has another form than ours", hint="paint it again")
        pieces.append(before + opening + others)
        xmp = after
    return (pieces[0], pieces[1], pieces[2], pieces[3], xmp)
