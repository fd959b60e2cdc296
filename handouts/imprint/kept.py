"""Objects of many documents -> each font, drawing and stream once, whichever document it came with."""

from __future__ import annotations

import hashlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from handouts.errors import RenderError

_DEEPEST = 40
"""Resources nest far less; deeper is a circle, which is refused."""


class Kept:
    """Stores each font, drawing and stream once, whichever document it came with."""

    def __init__(self, out: pikepdf.Pdf) -> None:
        self._out = out
        self._first: dict[bytes, Any] = {}
        self._digests: dict[tuple[int, int], bytes] = {}

    def share(self, holder: Any, key: str) -> None:
        """Let a key of an object refer to what is kept already, as deep as it goes."""
        if key in holder:
            value, _ = self._kept(holder[key], 0)
            holder[key] = value

    def _kept(self, value: Any, depth: int) -> tuple[Any, bytes]:
        """Return what to refer to, and a hash of all that it holds."""
        indirect = isinstance(value, pikepdf.Object) and value.is_indirect
        if indirect and (known := self._digests.get(value.objgen)) is not None:
            return self._first.get(known, value), known
        digest = self._digest(value, depth)
        if indirect:
            value = self._first.setdefault(digest, value)
            self._digests[value.objgen] = digest
        return value, digest

    def _digest(self, value: Any, depth: int) -> bytes:
        if depth > _DEEPEST:
            raise RenderError("a document's resources nest too deep", hint="paint it again")
        sha = hashlib.sha256()
        if isinstance(value, pikepdf.Stream | Dictionary):
            for key in sorted(value.keys()):
                if key == "/Length":
                    continue
                child, digest = self._kept(value[key], depth + 1)
                if isinstance(child, pikepdf.Object) and child.is_indirect:
                    value[key] = child
                sha.update(key.encode() + digest)
            if isinstance(value, pikepdf.Stream):
                sha.update(b"stream" + value.read_raw_bytes())
        elif isinstance(value, Array):
            for index in range(len(value)):
                child, digest = self._kept(value[index], depth + 1)
                if isinstance(child, pikepdf.Object) and child.is_indirect:
                    value[index] = child
                sha.update(digest)
        else:
            sha.update(f"{type(value).__name__} ".encode())
            sha.update(value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode())
        return sha.digest()
