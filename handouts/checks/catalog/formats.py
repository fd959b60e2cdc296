"""A message's placeholders: `{name}` of ours, and the syntaxes that PO files announce by flags."""

from __future__ import annotations

import re
import string
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from handouts.localize.messages import PLACEHOLDER

_C = re.compile(
    r"%(?:(?P<place>\d+)\$)?(?P<flags>[-+ #0'I]*)(?P<width>\*(?:\d+\$)?|\d+)?"
    r"(?:\.(?P<precision>\*(?:\d+\$)?|\d*))?"
    r"(?:(?P<size>hh|h|ll|l|q|L|j|z|Z|t)?(?P<kind>[diouxXeEfFgGaAcCsSpnm%])|(?P<macro><\w+>))"
)
_PYTHON = re.compile(
    r"%(?:\((?P<name>[^()]*)\))?(?P<flags>[-+ #0]*)(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d*))?[hlL]?"
    r"(?P<kind>[diouxXeEfFgGcrsa%])"
)
_NAMED = re.compile(r"%\(([A-Za-z_]\w*)\)[#0 +-]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
_BRACES = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PLAIN = re.compile(r"(?<![%\w])%(?:\d+\$)?l?[sdu](?![\w])")
_SAME_KIND = str.maketrans({"i": "d", "u": "d", "X": "x", "E": "e", "G": "g", "F": "f"})


@dataclass(frozen=True, slots=True)
class Placeholders:
    """What a message has filled in."""

    names: tuple[str, ...] = ()
    """Each as it must come back: `{meals}`, `%(count)d`, `%s`."""
    in_order: bool = False
    """Whether their order counts: `%s` and `%d` are filled by their place."""
    broken: tuple[str, ...] = ()
    """What looks like a placeholder and is none, or reaches inside a value."""

    @property
    def counted(self) -> Counter[str]:
        """How often each stands."""
        return Counter(self.names)


def syntax_of(flags: frozenset[str], *, own: bool) -> str:
    """Return which syntax a message has: `own`, `c`, `python`, `brace`, `none` or, unannounced, `any`."""
    if own:
        return "own"
    for flag, name in (
        ("python-format", "python"),
        ("python-brace-format", "brace"),
        ("c-format", "c"),
        ("objc-format", "c"),
    ):
        if flag in flags:
            return name
    if any(flag.startswith("no-") and flag.endswith("-format") for flag in flags):
        return "none"
    if any(flag.endswith("-format") and not flag.startswith(("no-", "possible-")) for flag in flags):
        return "none"
    return "any"


@lru_cache(maxsize=8192)
def placeholders_in(text: str, syntax: str) -> Placeholders:
    """Return the placeholders of a message in one syntax.

    >>> placeholders_in("%s has %d files", "c").names
    ('%s', '%d')
    >>> placeholders_in("{user.secret}", "brace").broken
    ('{user.secret}',)
    """
    return _READERS[syntax](text)


def _own(text: str) -> Placeholders:
    names = tuple(f"{{{match[1]}}}" for match in PLACEHOLDER.finditer(text))
    rest = PLACEHOLDER.sub("", text)
    return Placeholders(names, broken=tuple(re.findall(r"\{[^{}]*\}|[{}]", rest)))


def _c(text: str) -> Placeholders:
    placed: dict[int, str] = {}
    names: list[str] = []
    broken = []
    for match in re.finditer(r"%", _C.sub("", text)):
        broken.append(_C.sub("", text)[match.start() : match.start() + 4])
    for match in _C.finditer(text):
        if match["kind"] == "%":
            continue
        stars = [part for part in (match["width"], match["precision"]) if part and part.startswith("*")]
        if match["kind"] == "m":
            names.append("%m")
            continue
        kind = match["macro"] or (match["size"] or "") + match["kind"].translate(_SAME_KIND)
        if match["place"]:
            placed[int(match["place"])] = f"%{kind}"
            for star in stars:
                if star[1:-1]:
                    placed[int(star[1:-1])] = "%*"
        else:
            names += ["%*"] * len(stars) + [f"%{kind}"]
    if placed:  # %2$s %1$d: the order of the arguments, whatever the order of the words
        return Placeholders(
            (*(placed[place] for place in sorted(placed)), *(n for n in names if n == "%m")),
            True,
            tuple(broken),
        )
    filled = tuple(name for name in names if name != "%m")
    return Placeholders((*filled, *(name for name in names if name == "%m")), True, tuple(broken))


def _python(text: str) -> Placeholders:
    found = [match for match in _PYTHON.finditer(text) if match["kind"] != "%"]
    broken = tuple(
        _PYTHON.sub("", text)[m.start() : m.start() + 6] for m in re.finditer("%", _PYTHON.sub("", text))
    )
    kinds = [
        f"%({m['name']}){m['kind'].translate(_SAME_KIND)}"
        if m["name"] is not None
        else f"%{m['kind'].translate(_SAME_KIND)}"
        for m in found
    ]
    return Placeholders(tuple(kinds), not any(m["name"] is not None for m in found), broken)


def _brace(text: str) -> Placeholders:
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        return Placeholders(broken=(str(error),))
    names, broken = [], []
    for _, name, form, conversion in parts:
        shown = f"{{{name}{'!' + conversion if conversion else ''}{':' + form if form else ''}}}"
        if re.search(r"[.\[]", name or ""):
            broken.append(shown)
        names.append(f"{{{name}}}")
    return Placeholders(tuple(names), in_order="{}" in names and len(set(names)) > 1, broken=tuple(broken))


_TIME = re.compile(r"%[-_0^#EO]?[aAbBcCeFgGhHIjklmMnpPrRStTUVwWxXyYzZ]")


def _any(text: str) -> Placeholders:
    if len(_TIME.findall(text)) > 1:
        return Placeholders()  # a date or time, which each language writes in its own order
    return Placeholders(
        (
            *(f"{{{name}}}" for name in _BRACES.findall(text)),
            *(f"%({name})" for name in _NAMED.findall(text)),
            *(match[0] for match in _PLAIN.finditer(text)),
        )
    )


def _none(text: str) -> Placeholders:
    return Placeholders()


_READERS = {"own": _own, "c": _c, "python": _python, "brace": _brace, "any": _any, "none": _none}
