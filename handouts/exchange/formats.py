"""A format's name -> its writer; a file -> its format, told by what is in it, and its reader."""

from __future__ import annotations

import enum
from pathlib import Path

from handouts.errors import LocaleError
from handouts.exchange import po, xliff12, xliff21, xlsx, xlsx_reading, xml_nodes
from handouts.exchange.received import Broken, Received
from handouts.exchange.units import Package

LARGEST = 20_000_000
"""Bytes of a file that comes back; all our catalogs in XLIFF are about two million."""
_EXTENSIONS = {".po": "po", ".xlsx": "xlsx", ".xlf": "xliff", ".xliff": "xliff"}


class Format(enum.Enum):
    """What translators' tools read."""

    XLIFF12 = "xliff12"
    XLIFF21 = "xliff21"
    XLSX = "xlsx"
    PO = "po"

    @property
    def extensions(self) -> tuple[str, ...]:
        """How its files are called."""
        family = "xliff" if self.value.startswith("xliff") else self.value
        return tuple(ending for ending, named in _EXTENSIONS.items() if named == family)


def write(package: Package, kind: Format, *, version: str) -> bytes:
    """Return a package as a file.

    Args:
        package: what goes out.
        kind: in which format.
        version: ours, for formats that say who wrote them.

    Raises:
        LocaleError: a text holds a character that the format cannot hold.
    """
    if kind is Format.XLIFF12:
        return xliff12.write(package, version=version)
    if kind is Format.XLIFF21:
        return xliff21.write(package, version=version)
    return xlsx.write(package) if kind is Format.XLSX else po.write(package)


def read_file(path: Path, *, package: Package) -> tuple[Format, Received]:
    """Return what a file holds, whatever its format.

    Args:
        path: the file.
        package: every text of the language.

    Raises:
        LocaleError: it is not there, too large, empty, broken, or not what its name says.
    """
    data = _bytes(path)
    try:
        return _read(data, path, package)
    except Broken as broken:
        raise broken.as_error(path.name) from broken


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            broken = Broken(
                f"{size:,} bytes, more than the {LARGEST:,} that we read",
                code="import-too-large",
                hint="export one leaflet at a time with --handout",
            )
            raise broken.as_error(path.name)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise LocaleError(
            f"“{path}” cannot be read: {error.strerror}", hint="check the name and its permissions"
        ) from error


def _read(data: bytes, path: Path, package: Package) -> tuple[Format, Received]:
    if not data.strip():
        raise Broken("it is empty", hint="send or download it again")
    family = _family(data)
    named = _EXTENSIONS.get(path.suffix.lower())
    if named is None:
        raise Broken(
            f"“{path.suffix}” is none of {', '.join(_EXTENSIONS)}",
            code="import-format",
            hint="give it the ending of what it is",
        )
    if family != named:
        raise Broken(
            f"it is called {path.suffix} and is {_SEEN[family]}",
            code="import-format",
            hint="give it the ending of what it is, or save it again from the tool",
        )
    if family == "xlsx":
        return Format.XLSX, xlsx_reading.read(data, name=path.name, package=package)
    if family == "po":
        return Format.PO, po.read(data, name=path.name)
    return _read_xliff(data, path.name)


_SEEN = {"xlsx": "a zip file, such as a workbook", "xliff": "XML", "po": "neither XML nor a workbook"}


def _family(data: bytes) -> str:
    if data.startswith(b"PK"):
        return "xlsx"
    start = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "xliff" if start.startswith(b"<") else "po"


def _read_xliff(data: bytes, name: str) -> tuple[Format, Received]:
    root = xml_nodes.parse(data)
    kind = (root.space, root.name, root.get("version"))
    if kind == (xliff12.NAMESPACE, "xliff", "1.2"):
        return Format.XLIFF12, xliff12.read(root, name=name)
    if kind in ((xliff21.NAMESPACE, "xliff", "2.0"), (xliff21.NAMESPACE, "xliff", "2.1")):
        return Format.XLIFF21, xliff21.read(root, name=name)
    raise Broken(
        f"it is “{root.name}” {root.get('version')} in the namespace “{root.space}”",
        code="import-format",
        line=root.line,
        hint="we read XLIFF 1.2, 2.0 and 2.1: choose one of them in the tool",
    )
