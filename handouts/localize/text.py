"""Localized text: runs of words and facts, and the tree of a handout's localized fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence: words, or one fact that is never broken or turned round."""

    text: str
    fact: str = ""
    """Name of the fact, when it is one."""


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One message in the reader's language, its facts filled in."""

    key: str
    runs: tuple[Run, ...]
    lang: str
    """BCP 47 tag of these words."""
    missing: bool = False
    """Whether the catalog lacks it: the source text stands in, for drafts only."""

    @property
    def plain(self) -> str:
        """The words as one string."""
        return "".join(run.text for run in self.runs)

    def __str__(self) -> str:
        return self.plain


class Node(Mapping[str, Any]):
    """A localized model: the same fields by the same names, read as `node.heading` or `node["heading"]`.

    Frozen; hashes and compares by its values.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", dict(values))

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"there is no field {name} here") from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a localized node does not change")

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(sorted((name, repr(value)) for name, value in self._values.items())))

    def __repr__(self) -> str:
        return f"Node({self._values!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return Node, (self._values,)


def texts(value: Any) -> Iterator[LocalizedText]:
    """Yield every localized text below a value, in reading order."""
    if isinstance(value, LocalizedText):
        yield value
    elif isinstance(value, Node):
        for child in value.values():
            yield from texts(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from texts(child)


def telephone_lines(value: Any) -> Iterator[Node]:
    """Yield every telephone line below a value, in reading order."""
    if isinstance(value, Node):
        if "dial" in value:
            yield value
        for child in value.values():
            yield from telephone_lines(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from telephone_lines(child)
