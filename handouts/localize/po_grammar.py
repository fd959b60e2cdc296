"""The grammar of a PO file's lines: keywords, strings, escapes, and what may follow what."""

from __future__ import annotations

import re

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}
WHOLE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)")
KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,2})\])?(?:[ \t]+|(?=\"))(.*)")


def unescaped(text: str) -> tuple[str, list[str]]:
    r"""Return a string's meaning, and the escapes in it that are none.

    >>> unescaped(r"a\tb\q")
    ('a\tbq', ['q'])
    """
    unknown: list[str] = []
    if "\\" not in text:
        return text, unknown

    def one(match: re.Match[str]) -> str:
        code = match[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        if code[0] in "01234567":
            return chr(int(code, 8))
        if code[0] == "x" and len(code) > 1:
            return chr(int(code[1:], 16))
        unknown.append(code)
        return code

    return _ESCAPE.sub(one, text), unknown


def what_is_wrong(line: str) -> str:
    """Return why the rest of a line is no string."""
    if not line.startswith('"'):
        return f"“{line[:30]}” stands where a string must begin"
    end = re.match(r'"(?:[^"\\]|\\.)*"', line)
    return f"“{line[end.end() :][:30]}” follows the end of a string" if end else "a string does not end"


def follows(part: str, before: dict[str, list[str]]) -> bool:
    """Whether a part of an entry may stand after those read so far."""
    last = next(reversed(before), "")
    if part == "msgctxt":
        return not before
    if part == "msgid":
        return last in ("", "msgctxt")
    if part == "msgid_plural":
        return last == "msgid"
    if part == "msgstr":
        return last == "msgid"
    number = int(part[7:-1])
    return last == (f"msgstr[{number - 1}]" if number else "msgid_plural")
