"""A package <-> a PO file for Poedit or Weblate: found by msgctxt, earlier English beside stale ones."""

from __future__ import annotations

from collections.abc import Iterator

import polib

from handouts.errors import LocaleError
from handouts.exchange.inline import codes
from handouts.exchange.received import Answer, Broken, Received
from handouts.exchange.units import Package, State, Unit, unit_id
from handouts.findings import Severity, Where
from handouts.localize.po_strict import PoEntry, parse_po

COUNT = "X-Handouts-Texts"
"""The header that says how many entries went out, so that a file cut off between two is noticed."""


def header(code: str, name: str, plural_forms: str) -> dict[str, str]:
    """Return the header of a PO file in a language."""
    return {
        "Project-Id-Version": "handouts",
        "Language": code,
        "Language-Team": name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
    }


def write(package: Package) -> bytes:
    """Return a package as a PO file."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = header(package.locale, package.name, package.plural_forms)
    po.metadata[COUNT] = str(len(package.by_key))
    po += [_entry(forms, braces=not package.cases) for forms in package.by_key.values()]
    return (str(po).rstrip("\n") + "\n").encode()


def _entry(forms: tuple[Unit, ...], *, braces: bool) -> polib.POEntry:
    """Return one entry.

    Args:
        forms: of the message.
        braces: whether tools may compare the names in braces letter by letter: `{days:gen}` would alarm them.
    """
    first = forms[0]
    notes = dict.fromkeys(note for form in forms for note in form.notes)
    entry = polib.POEntry(msgctxt=first.key, msgid=first.english[0], comment="\n".join(notes))
    if first.slot is None:
        entry.msgstr = first.target
    else:
        entry.msgid_plural = first.english[1]
        entry.msgstr_plural = {form.slot or 0: form.target for form in forms}
    if braces and any(not code.is_tag for text in first.english for code in codes(text)):
        entry.flags.append("python-brace-format")
    if first.state is State.STALE:
        entry.flags.append("fuzzy")
        entry.previous_msgid = first.previous or None
    return entry


def read(data: bytes, *, name: str) -> Received:
    """Return what a PO file holds, read as strictly as our own catalogs are checked.

    Raises:
        Broken: it is not UTF-8, cut off, or not a PO file with our keys.
        LocaleError: its syntax has faults; all are listed.
    """
    po = parse_po(data, name=name)
    if faults := [finding for finding in po.findings if finding.severity is Severity.ERROR]:
        message = f"“{name}” cannot be read: {faults[0].message}"
        raise LocaleError(message, hint=faults[0].hint, findings=faults)
    entries = [entry for entry in po.entries if not entry.obsolete]
    if not data.endswith(b"\n"):
        raise Broken(
            "its last line does not end", line=data.count(b"\n") + 1, hint="it was cut off: send it again"
        )
    if not entries:
        raise Broken("no text in it", hint="it may be cut off, or no PO file at all")
    if (promised := po.header.get(COUNT, "")).isdecimal() and len(entries) < int(promised):
        hint = f"it was cut off: send it again; where that is meant, take the line {COUNT} out"
        raise Broken(f"it holds {len(entries)} of the {promised} texts that went out", hint=hint)
    if keyless := [entry for entry in entries if not entry.context]:
        hint = "import a file that was exported here: texts are found by their key"
        raise Broken("an entry has no msgctxt", line=keyless[0].line, hint=hint)
    answers = [answer for entry in entries for answer in _answers(entry, name)]
    return Received(po.header.get("Language", ""), tuple(answers))


def _answers(entry: PoEntry, name: str) -> Iterator[Answer]:
    where = Where(name, entry.line, entry.context)
    english = (entry.source, entry.plural) if entry.plural else (entry.source,)
    for slot, target in enumerate(entry.targets):
        unit = unit_id(entry.context, slot if entry.plural else None)
        yield Answer(unit, english, target, where, stale=entry.fuzzy, guess=entry.fuzzy)
