"""A unit and its new translation -> what forbids to take it: lost facts, tags, unprintable characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from handouts.exchange.inline import TAG, pairs_of_tags, pieces
from handouts.exchange.received import Answer
from handouts.exchange.units import Unit
from handouts.findings import Finding, Severity
from handouts.localize.messages import PLACEHOLDER, placeholders

_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
"""Controls but for tab and line feed, line separators, lone surrogates, and what a lost letter becomes."""
COPY = "copy the names in braces from the English; they are never translated"


def faults_of(unit: Unit, text: str, answer: Answer, *, cases: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with a translation.

    Args:
        unit: what was translated.
        text: the translation, composed.
        answer: where it stands in the file.
        cases: grammatical cases that the language gives its units.
    """
    if found := _UNPRINTABLE.search(text):
        message = f"“{_short(text)}” holds U+{ord(found[0]):04X}"
        yield _fault("import-character", message, answer, "type the text again without it")
    yield from _placeholder_faults(unit, text, answer, cases)
    wanted, got = Counter(TAG.findall(unit.source)), Counter(TAG.findall(text))
    if wanted != got:
        message = f"“{_short(text)}”: {_difference(wanted, got)}"
        yield _fault("import-tags", message, answer, "keep just the tags of the English")
    elif len(pairs_of_tags(pieces(text))) != len(pairs_of_tags(pieces(unit.source))):
        message = f"“{_short(text)}”: a tag closes where none of its name is open"
        yield _fault("import-tags", message, answer, "put each closing tag after its opening one")
    if unit.limit is not None and len(text) > unit.limit:
        message = f"“{_short(text)}” has {len(text)} characters, {unit.limit} fit"
        yield _fault("import-too-long", message, answer, "find shorter words", Severity.WARNING)


def _placeholder_faults(unit: Unit, text: str, answer: Answer, cases: Collection[str]) -> Iterator[Finding]:
    wanted = Counter(name for name, _ in placeholders(unit.source))
    got = Counter(name for name, _ in placeholders(text))
    if wanted != got:
        shown = _difference(_braced(wanted), _braced(got))
        yield _fault("import-placeholders", f"“{_short(text)}”: {shown}", answer, COPY)
    elif re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        message = f"“{_short(text)}” has a brace that belongs to no placeholder"
        yield _fault("import-placeholders", message, answer, COPY)
    else:
        allowed = {form for _, form in placeholders(unit.source)} | {"", "number", "bare", *cases}
        for name, form in placeholders(text):
            if form not in allowed:
                known = ", ".join(sorted(cases)) or "none"
                message = f"“{{{name}:{form}}}” asks for a case that the language does not have"
                yield _fault("import-placeholders", message, answer, f"its cases are: {known}")


def _braced(names: Counter[str]) -> Counter[str]:
    return Counter({f"{{{name}}}": count for name, count in names.items()})


def _difference(wanted: Counter[str], got: Counter[str]) -> str:
    lost, added = wanted - got, got - wanted
    return ", ".join(
        [f"{name} is missing" for name in lost] + [f"{name} is not in the English" for name in added]
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _fault(
    code: str, message: str, answer: Answer, hint: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(code, message, severity, answer.where, hint)
