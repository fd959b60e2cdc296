"""Bytes of a PO file -> its text in the encoding that its header names, and every fault on the way."""

from __future__ import annotations

import codecs
import re

from handouts.findings import Finding, Severity, Where

_CHARSET = re.compile(rb"Content-Type:[^\n\"]{0,80}?charset=([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def decoded(data: bytes, name: str) -> tuple[str | None, list[Finding]]:
    """Return a file's text, or nothing where it has none, and the faults of its bytes."""
    faults: list[Finding] = []

    def fault(code: str, message: str, hint: str, severity: Severity = Severity.ERROR, line: int = 1) -> None:
        faults.append(Finding(code, message, severity, Where(name, line), hint))

    if data.startswith(codecs.BOM_UTF8):
        fault("po-bom", "the file begins with a byte order mark", "save it as UTF-8 without a mark")
        data = data[len(codecs.BOM_UTF8) :]
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        fault(
            "po-nul",
            "the file holds a zero byte",
            "save it as UTF-8; perhaps it is UTF-16 or torn",
            line=line,
        )
        return None, faults
    declared = match[1].decode("ascii") if (match := _CHARSET.search(data[:20_000])) else ""
    if declared.upper() in ("", "CHARSET"):
        encoding = "utf-8"  # the header's fault is told by the reader of headers
    else:
        try:
            encoding = codecs.lookup(declared).name
        except LookupError:
            fault("po-encoding", f"the header names an encoding “{declared}” that nobody knows", _AS_UTF8)
            encoding = "utf-8"
    if encoding not in ("utf-8", "ascii"):
        fault("po-encoding", f"the file is in {declared}, not in UTF-8", _AS_UTF8, Severity.WARNING)
    try:
        return data.decode("utf-8" if encoding == "ascii" else encoding), faults
    except (UnicodeDecodeError, LookupError) as error:
        start = getattr(error, "start", 0)
        line = data[:start].count(b"\n") + 1
        fault("po-encoding", f"byte {start} is not {encoding.upper()}", _AS_UTF8, line=line)
        return None, faults


_AS_UTF8 = "save the file as UTF-8 and say so in its header (Content-Type)"
