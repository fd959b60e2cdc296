"""Bytes of a PO file -> its entries and every fault of its syntax: nothing is swallowed or mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from handouts.errors import LocaleError
from handouts.findings import Finding, Where
from handouts.localize.po_bytes import decoded
from handouts.localize.po_grammar import KEYWORD, WHOLE, follows, unescaped, what_is_wrong

LARGEST_PO = 50_000_000
"""Bytes. The largest catalogs in public use hold a tenth of it; more is a mistake or an attack."""
MOST_FAULTS = 50
"""Faults of syntax told of one file: after fifty it is no catalog."""


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One entry of a PO file, as it stands there."""

    source: str
    context: str = ""
    plural: str = ""
    targets: tuple[str, ...] = ("",)
    flags: frozenset[str] = frozenset()
    notes: str = ""
    """What the program says to the translator (`#.`)."""
    previous: str = ""
    """The source before it changed (`#| msgid`)."""
    obsolete: bool = False
    line: int = 0

    @property
    def fuzzy(self) -> bool:
        """Whether a person has yet to look at it."""
        return "fuzzy" in self.flags


@dataclass(frozen=True, slots=True)
class PoFile:
    """A PO file as a strict reader sees it."""

    name: str
    header: dict[str, str] = field(default_factory=dict)
    header_flags: frozenset[str] = frozenset()
    entries: tuple[PoEntry, ...] = ()
    """Without the header; obsolete ones are marked."""
    findings: tuple[Finding, ...] = ()
    """Faults of the file as such, errors and warnings."""


def open_po(path: Path, *, name: str = "") -> PoFile:
    """Return a PO file with every fault of its syntax.

    Raises:
        LocaleError: there is no such file, it cannot be opened, or it is larger than a catalog can be.
    """
    shown = name or path.name
    try:
        size = path.stat().st_size
        if size > LARGEST_PO:
            finding = Finding(
                "po-too-large",
                f"{size:,} bytes; a catalog has {LARGEST_PO:,} at most",
                where=Where(shown),
                hint="split the file, or look whether it is a catalog at all",
            )
            raise LocaleError(
                f"“{shown}” is too large to be a catalog", hint=finding.hint, findings=[finding]
            )
        data = path.read_bytes()
    except OSError as error:
        hint = "check the name of the file and whether you may read it"
        finding = Finding("po-missing", str(error.strerror), where=Where(shown), hint=hint)
        raise LocaleError(
            f"“{shown}” cannot be read: {error.strerror}", hint=hint, findings=[finding]
        ) from error
    return parse_po(data, name=shown)


def parse_po(data: bytes, *, name: str) -> PoFile:
    """Return the entries of a PO file and its faults; it never raises."""
    text, faults = decoded(data, name)
    reader = _Reader(name, faults)
    if text is not None:
        reader.read(text)
    return reader.result()


@dataclass(slots=True)
class _Draft:
    """An entry that is being read."""

    line: int = 0
    parts: dict[str, list[str]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)
    obsolete: bool = False
    broken: bool = False


class _Reader:
    """Reads line by line; a broken entry is told and left out, and the next blank line starts afresh."""

    def __init__(self, name: str, faults: list[Finding]) -> None:
        self.name = name
        self.faults = faults
        self.entries: list[PoEntry] = []
        self.draft = _Draft()
        self.last = ""
        self.seen: dict[tuple[str, str], int] = {}
        self.has_header = False
        self.header: dict[str, str] = {}
        self.header_flags: frozenset[str] = frozenset()

    def read(self, text: str) -> None:
        lines = text.split("\n")
        for number, raw in enumerate(lines, start=1):
            if len(self.faults) >= MOST_FAULTS:
                return
            self._line(raw.removesuffix("\r").strip(" \t"), number)
        self._close(len(lines))
        self._header_faults()

    def result(self) -> PoFile:
        return PoFile(self.name, self.header, self.header_flags, tuple(self.entries), tuple(self.faults))

    def _line(self, line: str, number: int) -> None:
        if not line:
            self._close(number)
        elif line.startswith(("#~|", "#|")):
            self._between(number)
            quoted = WHOLE.search(line)
            if "msgctxt" not in line and "msgid_plural" not in line and quoted:
                self.draft.previous.append(self._unescaped(quoted[1], number))
        elif line.startswith("#~"):
            self._statement(line[2:].strip(), number, obsolete=True)
        elif line.startswith("#"):
            self._between(number)
            if line.startswith(("#,", "#=")):
                self.draft.flags |= {flag.strip() for flag in line[2:].split(",") if flag.strip()}
            elif line.startswith("#."):
                self.draft.notes.append(line[2:].strip())
        else:
            self._statement(line, number, obsolete=False)

    def _between(self, number: int) -> None:
        """Close an entry when a comment follows it without a blank line."""
        if any(part.startswith("msgstr") for part in self.draft.parts):
            self._close(number)
        elif self.draft.parts:
            self._fault("a comment stands inside an entry", number)

    def _statement(self, line: str, number: int, *, obsolete: bool) -> None:
        keyword = KEYWORD.fullmatch(line)
        if keyword:
            self._begin(keyword[1] + (f"[{int(keyword[2])}]" if keyword[2] else ""), number, obsolete)
            line = keyword[3]
        elif not line.startswith('"'):
            self._fault(f"“{line[:30]}” is no part of a catalog", number)
            return
        elif not self.last:
            self._fault("a string stands before any msgid", number)
            return
        whole = WHOLE.fullmatch(line)
        if whole is None:
            self._fault(what_is_wrong(line), number)
            return
        if self.last:
            self.draft.parts[self.last].append(self._unescaped(whole[1], number))

    def _begin(self, part: str, number: int, obsolete: bool) -> None:
        if part == "msgctxt" or (part == "msgid" and "msgid" in self.draft.parts):
            if any(name.startswith("msgstr") for name in self.draft.parts):
                self._close(number)
            elif self.draft.parts:
                self._fault(f"{part} follows an entry that has no msgstr", number)
                self._close(number)
        if self.draft.parts and obsolete != self.draft.obsolete:
            self._fault("an entry is retired (#~) in part", number)
        if not self.draft.parts:
            self.draft.line, self.draft.obsolete = number, obsolete
        if part in self.draft.parts:
            self._fault(f"{part} stands twice in one entry", number)
        elif not follows(part, self.draft.parts):
            self._fault(f"{part} stands in the wrong place", number)
        self.draft.parts[part] = []
        self.last = part

    def _close(self, number: int) -> None:
        draft, self.draft, self.last = self.draft, _Draft(), ""
        if not draft.parts:
            # flags and notes before a blank line belong to the entry after it, as gettext reads them
            self.draft.flags, self.draft.notes = draft.flags, draft.notes
            return
        forms = [name for name in draft.parts if name.startswith("msgstr")]
        if not draft.broken and ("msgid" not in draft.parts or not forms):
            missing = "msgstr" if "msgid" in draft.parts else "msgid"
            self._fault(f"the entry that begins here has no {missing}", draft.line)
            draft.broken = True
        if draft.broken:
            return
        joined = {name: "".join(strings) for name, strings in draft.parts.items()}
        entry = PoEntry(
            joined["msgid"],
            joined.get("msgctxt", ""),
            joined.get("msgid_plural", ""),
            tuple(joined[name] for name in forms),
            frozenset(draft.flags),
            "\n".join(draft.notes),
            "".join(draft.previous),
            draft.obsolete,
            draft.line,
        )
        if not entry.source and "msgctxt" not in draft.parts and not entry.obsolete:
            self._take_header(entry)
        elif not entry.obsolete:
            self._once(entry, "msgctxt" in draft.parts)
            self.entries.append(entry)
        else:
            self.entries.append(entry)

    def _once(self, entry: PoEntry, has_context: bool) -> None:
        identity = (f"\x04{entry.context}" if has_context else "", entry.source)
        if identity in self.seen:
            self._duplicate(entry, self.seen[identity])
        self.seen[identity] = entry.line

    def _duplicate(self, entry: PoEntry, first: int) -> None:
        where = Where(self.name, entry.line, entry.context)
        shown = (entry.context or entry.source)[:60]
        message = f"“{shown}” stands twice, first in line {first}"
        self.faults.append(Finding("po-duplicate", message, where=where, hint="keep one of the two entries"))

    def _take_header(self, entry: PoEntry) -> None:
        if self.has_header:
            self._fault("a second header", entry.line, broken=False)
            return
        self.has_header, self.header_flags = True, entry.flags
        for line in entry.targets[0].split("\n"):
            name, colon, value = line.partition(":")
            if colon:
                self.header[name.strip()] = value.strip()

    def _header_faults(self) -> None:
        if not self.has_header and not (self.entries or self.faults):
            return  # an empty file: `update` fills it
        wrong = ""
        if not self.has_header:
            wrong = "the file has no header"
        elif "fuzzy" in self.header_flags:
            wrong = "the header is marked fuzzy: gettext tools skip the whole file"
        elif "charset=" not in self.header.get("Content-Type", "").replace("charset=CHARSET", ""):
            wrong = "the header does not say in which encoding the file is"
        elif "Plural-Forms" not in self.header and any(e.plural and not e.obsolete for e in self.entries):
            wrong = "the header has no Plural-Forms, and there are counted messages"
        if wrong:
            hint = "write the header anew: handouts locales update does it"
            self.faults.append(Finding("po-header", wrong, where=Where(self.name, 1), hint=hint))

    def _fault(self, message: str, number: int, *, broken: bool = True) -> None:
        if broken:
            self.draft.broken = True
        where = Where(self.name, number)
        self.faults.append(Finding("po-syntax", message, where=where, hint="check the file with: msgfmt -c"))

    def _unescaped(self, text: str, number: int) -> str:
        plain, unknown = unescaped(text)
        for code in unknown:
            self._fault(f"“\\{code}” is no escape", number)
        return plain
