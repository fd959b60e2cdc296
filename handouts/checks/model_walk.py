"""A handout -> its parts and strings, each with its path in the file and where it applies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handouts.content.handout import Handout
from handouts.content.model import FactRef, Jurisdiction, Model, Statement, Translated
from handouts.localize.messages import placeholders

Path = tuple[str | int, ...]
EVERYWHERE: tuple[Jurisdiction, ...] = tuple(Jurisdiction)


@dataclass(frozen=True, slots=True)
class Part:
    """A model inside a handout."""

    path: Path
    model: Model
    jurisdictions: tuple[Jurisdiction, ...]
    """Where it is printed."""


@dataclass(frozen=True, slots=True)
class Words:
    """A translated string inside a handout."""

    path: Path
    text: Translated
    jurisdictions: tuple[Jurisdiction, ...]

    @property
    def field(self) -> str:
        """The field it stands in, such as `text` or `alt`."""
        names = [part for part in self.path if isinstance(part, str)]
        return names[-1] if names else ""


MOST_WALKED = 8
_walked: dict[int, tuple[Handout, tuple[Part, ...]]] = {}
"""The handouts looked at last, which are frozen: a hundred checks walk each of them."""


def parts(handout: Handout) -> Iterator[Part]:
    """Yield a handout and every model below it, in the order of the file."""
    kept = _walked.get(id(handout))
    if kept is None or kept[0] is not handout:
        if len(_walked) >= MOST_WALKED:
            _walked.clear()
        kept = _walked[id(handout)] = handout, tuple(_parts(handout, (), EVERYWHERE))
    yield from kept[1]


def _parts(value: Any, path: Path, jurisdictions: tuple[Jurisdiction, ...]) -> Iterator[Part]:
    if isinstance(value, Model):
        if isinstance(value, Statement) and value.jurisdictions:
            jurisdictions = value.jurisdictions
        yield Part(path, value, jurisdictions)
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name), (*path, name), jurisdictions)
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _parts(child, (*path, index), jurisdictions)


def strings(handout: Handout) -> Iterator[Words]:
    """Yield every translated string of a handout."""
    for part in parts(handout):
        for name in type(part.model).model_fields:
            value = getattr(part.model, name)
            if isinstance(value, Translated):
                yield Words((*part.path, name), value, part.jurisdictions)
            elif isinstance(value, tuple):
                for index, child in enumerate(value):
                    if isinstance(child, Translated):
                        yield Words((*part.path, name, index), child, part.jurisdictions)


def used_facts(handout: Handout) -> Iterator[tuple[Path, str, tuple[Jurisdiction, ...]]]:
    """Yield (path, fact name, jurisdictions) for every fact that a handout prints."""
    for words in strings(handout):
        for name, _ in placeholders(words.text):
            yield words.path, name, words.jurisdictions
    for part in parts(handout):
        for name in type(part.model).model_fields:
            value = getattr(part.model, name)
            if isinstance(value, FactRef):
                yield (*part.path, name), str(value), part.jurisdictions
