"""A message -> words and protected codes: placeholders of facts, and tags; and back without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handouts.localize.messages import PLACEHOLDER

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CODE = re.compile(f"(?:{PLACEHOLDER.pattern})|(?:{TAG.pattern})")


@dataclass(frozen=True, slots=True)
class Code:
    """A part of a message that translators move and do not change."""

    id: int
    """The same for a code of the source and its counterpart in the translation."""
    text: str
    """As it stands in the message: `{extra_energy}`, `<b>`."""

    @property
    def is_tag(self) -> bool:
        """Whether it is a tag, and not a placeholder."""
        return self.text.startswith("<")

    @property
    def closes(self) -> bool:
        """Whether it is a closing tag."""
        return self.text.startswith("</")

    @property
    def stands_alone(self) -> bool:
        """Whether it is a tag that needs no other, such as `<br/>`."""
        return self.text.endswith("/>")

    @property
    def name(self) -> str:
        """What two codes have in common that stand for each other; the grammatical case does not count.

        >>> Code(1, "{days:gen}").name, Code(2, "</b>").name
        ('{days}', '</b>')
        """
        match = PLACEHOLDER.fullmatch(self.text)
        return f"{{{match[1]}}}" if match else self.text


Piece = str | Code


def pieces(text: str, *, like: Sequence[Piece] = ()) -> tuple[Piece, ...]:
    """Split a message into words and codes.

    Args:
        text: the message.
        like: the pieces of its source; codes that stand for the same get the same ids.

    >>> pieces("Eat {energy} more.")
    ('Eat ', Code(id=1, text='{energy}'), ' more.')
    """
    free = [piece for piece in like if isinstance(piece, Code)]
    fresh = max((code.id for code in free), default=0) + 1
    found: list[Piece] = []
    end = 0
    for match in _CODE.finditer(text):
        if words := text[end : match.start()]:
            found.append(words)
        code = Code(fresh, match[0])
        twin = next((other for other in free if other.name == code.name), None)
        if twin is None:
            fresh += 1
        else:
            free.remove(twin)
            code = Code(twin.id, match[0])
        found.append(code)
        end = match.end()
    if words := text[end:]:
        found.append(words)
    return tuple(found)


def codes(text: str) -> list[Code]:
    """Return the codes of a message in order."""
    return [piece for piece in pieces(text) if isinstance(piece, Code)]


def joined(parts: Iterable[Piece]) -> str:
    """Return the message that pieces came from."""
    return "".join(part.text if isinstance(part, Code) else part for part in parts)


def pairs_of_tags(parts: Sequence[Piece]) -> dict[int, int]:
    """Return which closing tag belongs to which opening one, both as positions among the pieces.

    >>> pairs_of_tags(pieces("<b>Now</b> or <i>never"))
    {0: 2}
    """
    opened: list[int] = []
    found: dict[int, int] = {}
    for position, part in enumerate(parts):
        if not isinstance(part, Code) or not part.is_tag or part.stands_alone:
            continue
        if not part.closes:
            opened.append(position)
        elif opened and _tag_name(parts[opened[-1]]) == _tag_name(part):
            found[opened.pop()] = position
    return found


def _tag_name(part: Piece) -> str:
    return re.split(r"[\s/>]", joined([part]).lstrip("</"), maxsplit=1)[0]
