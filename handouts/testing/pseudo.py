"""The English source -> two languages that nobody speaks, to see what a layout does with others.

`en-XA` is longer than English, with marks over every vowel, two where a letter can carry them. `ar-XB` runs
from right to left in real Arabic letters, so that they join. Both are made from the library each time:
nothing of them is kept in `locales/`. A length that a message's note allows at most is kept to, as a
translator would.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import polib

from handouts.localize.catalogs import DOMAINS, Message
from handouts.localize.messages import PLACEHOLDER

LONG, MIRRORED = "en-XA", "ar-XB"
PSEUDO_LOCALES = (LONG, MIRRORED)

_TALL = str.maketrans("AEIOUYaeiouydDlLnNsSzZcC", "ẪỄÌỖỨỲẵễĩỗựỹđĐłŁńŃśŚżŻćĆ")
"""Every one of these letters stands in both of our families."""
_JOINED = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابصدعفغهيجكلمنوبقرستثحخشضط")
_SIGNS = str.maketrans(",;?", "،؛؟", "’‘")
_GROWTH = ((10, 1.0), (20, 0.7), (40, 0.5))
"""Longest English -> how much longer: short texts grow most (from 35 % for sentences)."""
_LEAST_GROWTH = 0.35
_PADDING = "ẫễỗ ựỹ đỗnễ śừlễ ẵłễ "
_NARROW = 8
"""Letters of headings so narrow that they cannot grow: eight of them share a line of large print."""
_AT_MOST = re.compile(r"at most (\d+) (?:letters|characters)(?! a word)")
_WORD_AT_MOST = re.compile(r"no word longer than (\d+) letters|at most (\d+) letters a word")


def longer(text: str, note: str = "") -> str:
    """Return a text with marks on its letters and words behind it, its placeholders as they were.

    Args:
        text: English.
        note: the message's note to translators; what it allows at most is kept to.

    >>> longer("Day")
    '«Đẵỹẫ»'
    """
    marked = _outside(text, lambda words: words.translate(_TALL))
    growth = next((more for length, more in _GROWTH if len(text) <= length), _LEAST_GROWTH)
    room = max(1, math.ceil(len(text) * growth) - 2)
    if limit := _AT_MOST.search(note):
        room = min(room, int(limit[1]) - len(text) - 2) if int(limit[1]) > _NARROW else -1
    elif _WORD_AT_MOST.search(note):
        room = -1
    if room < 0 or not re.search(r"\w", PLACEHOLDER.sub("", text)):
        return marked
    padding = (_PADDING * (room // len(_PADDING) + 1))[: max(0, room)].rstrip()
    return f"«{marked}{' ' if room > 1 else ''}{padding}»"


def mirrored(text: str, note: str = "") -> str:
    """Return a text in Arabic letters that mean nothing, its placeholders as they were.

    >>> mirrored("Wait {alcohol_wait}.")
    'خايت {alcohol_wait}.'
    """
    del note
    return _outside(text, lambda words: words.lower().translate(_JOINED).translate(_SIGNS))


def write_pseudo_locales(overlay: Path, messages: Iterable[Message], *, source: Path) -> None:
    """Write both languages into the `locales/` of an overlay.

    Args:
        overlay: a folder that may be thrown away.
        messages: everything that a language must have.
        source: folder of the source locale, whose conventions they take.
    """
    wanted = list(messages)
    texts = {name: (source / name).read_text(encoding="utf-8") for name in ("locale.toml", "measures.toml")}
    for code in PSEUDO_LOCALES:
        folder = overlay / "locales" / code
        (folder / "LC_MESSAGES").mkdir(parents=True)
        for name, text in texts.items():
            (folder / name).write_text(_conventions(text, code), encoding="utf-8")
        for domain in DOMAINS:
            own = [message for message in wanted if message.domain == domain]
            (folder / "LC_MESSAGES" / f"{domain}.po").write_text(_catalog(own, code), encoding="utf-8")


_PLURALS = {
    LONG: "nplurals=2; plural=(n != 1);",
    MIRRORED: "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 ? 4 : 5);",
}
_MIRRORED_SETTINGS = {
    "direction": '"rtl"', "formatting": '"ar"', "plural_forms": f'"{_PLURALS[MIRRORED]}"', "comma": '"،"',
    "semicolon": '"؛"',
}  # fmt: skip
_MIRRORED_FONTS = """
[fonts]
text = ["noto-naskh-arabic", "noto-sans"]
heading = ["noto-naskh-arabic", "noto-sans"]
numbers = "noto-sans"
"""
_SETTING = re.compile(r"(?m)^(\w+) = .*\n")
_FORMS = re.compile(r"\{(?:\w+ = \"[^\"]*\", )*other = \"([^\"]*)\"\}")
_BOUND = re.compile(r'(?m)^(at_least|at_most) = "(.*)"$')


def _conventions(text: str, code: str) -> str:
    """Return the source's locale.toml or measures.toml for a pseudo-language."""
    text = re.sub(r"(?m)^tag = .*$", f'tag = "{code}"', text)
    text = text.replace('range = "{low} to {high}"', 'range = "{low}–{high}"')
    if code == LONG:
        return text
    text = _FORMS.sub(lambda match: f'{{other = "{_pattern(match[1])}"}}', text)
    text = _BOUND.sub(lambda match: f'{match[1]} = "{_pattern(match[2])}"', text)
    text = text.replace('below_one = "one"', 'below_one = "other"')
    if not text.startswith("name = "):
        return text  # measures
    text = _SETTING.sub(lambda match: "" if match[1] in _MIRRORED_SETTINGS else match[0], text)
    own = "".join(f"{name} = {value}\n" for name, value in _MIRRORED_SETTINGS.items())
    return own + text + _MIRRORED_FONTS


def _pattern(pattern: str) -> str:
    before, after = pattern.split("{n}")
    return f"{mirrored(before)}{{n}}{mirrored(after)}"


def _catalog(messages: list[Message], code: str) -> str:
    change, forms = (longer, 2) if code == LONG else (mirrored, 6)
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": _PLURALS[code]}
    for message in messages:
        entry = polib.POEntry(msgctxt=message.key, msgid=message.text)
        if message.plural:
            entry.msgid_plural = message.plural
            plurals = (message.text, *[message.plural] * (forms - 1))
            entry.msgstr_plural = {place: change(text, "") for place, text in enumerate(plurals)}
        else:
            entry.msgstr = change(message.text, message.comment)
        catalog.append(entry)
    return str(catalog)


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Return a text with everything but its placeholders changed."""
    parts: list[str] = []
    end = 0
    for match in PLACEHOLDER.finditer(text):
        parts += [change(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join((*parts, change(text[end:])))
