"""Words -> strings of a PDF, and bytes -> bytes that stand in a template."""

from __future__ import annotations


def fixed(data: bytes) -> bytes:
    """Return bytes as they stand in a template."""
    return data.replace(b"%", b"%%")


def text(words: str) -> bytes:
    """Return a text as a PDF string.

    >>> text("Clinic A"), text("Ł")
    (b'(Clinic A)', b'<FEFF0141>')
    """
    if words.isascii():
        plain = words.encode()
        for byte, escaped in _ESCAPED:
            plain = plain.replace(byte, escaped)
        return b"(" + plain + b")"
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode() + b">"


_ESCAPED = ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\0", b"\\000"))
