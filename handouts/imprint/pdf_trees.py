"""The trees inside a PDF -> what hangs on them: structure elements, numbers, names, destinations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary


def tops(value: Any) -> Iterator[Any]:
    """Yield the items of an array, or the one value that stands for it."""
    if isinstance(value, Array):
        yield from value
    elif value is not None:
        yield value


def is_element(kid: Any) -> bool:
    """Say whether something is a structure element."""
    return isinstance(kid, Dictionary) and "/S" in kid


def elements_below(element: Any) -> Iterator[Any]:
    """Yield an element and all elements under it."""
    yield element
    for kid in tops(element.get("/K")):
        if is_element(kid):
            yield from elements_below(kid)


def numbers_of(tree: Any) -> Iterator[tuple[int, Any]]:
    """Yield the pairs of a number tree."""
    nums = tree.get("/Nums", Array())
    for at in range(0, len(nums), 2):
        yield int(nums[at]), nums[at + 1]
    for kid in tree.get("/Kids", ()):
        yield from numbers_of(kid)


def names_of(tree: Any) -> Iterator[tuple[bytes, Any]]:
    """Yield the pairs of a name tree."""
    names = tree.get("/Names", Array())
    for at in range(0, len(names), 2):
        yield bytes(names[at]), names[at + 1]
    for kid in tree.get("/Kids", ()):
        yield from names_of(kid)


def keys_of(page: Any) -> Iterator[tuple[Any, str]]:
    """Yield every object of a page that has a key into the parent tree."""
    if "/StructParents" in page:
        yield page, "/StructParents"
    for annotation in page.get("/Annots", ()):
        if "/StructParent" in annotation:
            yield annotation, "/StructParent"
    for form in dict(page.get("/Resources", Dictionary()).get("/XObject", Dictionary())).values():
        for name in ("/StructParents", "/StructParent"):
            if name in form:
                yield form, name


def named_destinations(source: pikepdf.Pdf) -> dict[str, Any]:
    """Return the destinations of a document by name."""
    names = source.Root.get("/Names", Dictionary()).get("/Dests")
    found = dict(names_of(names)) if names is not None else {}
    plain = {name.decode("utf-8", "replace"): value for name, value in found.items()}
    return {name: value.D if isinstance(value, Dictionary) else value for name, value in plain.items()}
