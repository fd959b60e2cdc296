"""What a master was made of, told by the dates of files alone: the way to it without reading them.

The key of a master is a hash of everything that makes it, and computing it means reading the library,
localizing and laying out: half a second. The index remembers the key together with name, size and time of
change of every file that went into it. While all of them stand as they stood, the key is still right; when
one does not, the long way is gone and the index written anew.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import sys
from pathlib import Path

from handouts import __version__
from handouts.errors import CheckFailed, DeliveryError
from handouts.findings import Finding, Severity, Where
from handouts.imprint.store import FORMAT, MasterStore, write_whole
from handouts.resources import ROOTS, AssetPath

_ENGINE_PARTS = ("weasyprint", "pydyf", "uharfbuzz", "fontTools", "tinycss2", "pyphen", "babel", "jinja2")
_PACKAGE = Path(__file__).resolve().parents[1]


def request_id(*parts: str) -> str:
    """Return a name for what is asked for: handout, locale, jurisdiction, format, publisher, overlays."""
    return hashlib.sha256("\0".join((__version__, str(FORMAT), *parts)).encode()).hexdigest()[:32]


def signature(assets: AssetPath) -> str:
    """Return a hash over name, size and times of every file that can go into a master, engine included."""
    sha = hashlib.sha256(f"{sys.version} {_pango()}".encode())
    for root in ROOTS:
        for folder in assets.roots(root):
            _add(sha, str(folder), "")
    _add(sha, str(_PACKAGE), ".py")
    for name in _ENGINE_PARTS:
        spec = importlib.util.find_spec(name)
        origin = spec.origin if spec is not None else None
        if origin:
            stat = os.stat(origin)  # noqa: PTH116 (a string is what we have)
            sha.update(f"{origin} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return sha.hexdigest()


def _add(sha: hashlib._Hash, folder: str, suffix: str) -> None:
    """Add the files below a folder, sorted; with a suffix, only those."""
    lines = []
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as items:
            for item in items:
                if item.name == "__pycache__":
                    continue
                if item.is_dir():
                    folders.append(item.path)
                elif item.name.endswith(suffix):
                    stat = item.stat()
                    lines.append(f"{item.path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}")
    sha.update("\n".join(sorted(lines)).encode())


def _pango() -> int:
    """Return Pango's version without loading WeasyPrint; 0 where it is not found by this name."""
    with contextlib.suppress(OSError, AttributeError):
        return int(ctypes.CDLL("libpango-1.0.so.0").pango_version())
    return 0


def remembered(store: MasterStore, request: str, now: str) -> str:
    """Return the key remembered for a request while nothing has changed, else nothing."""
    try:
        entry = json.loads(_path(store, request).read_bytes())
        return str(entry["key"]) if entry["signature"] == now else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def remember(store: MasterStore, request: str, now: str, key: str) -> None:
    """Keep the key of a request; a folder that cannot be written only costs time."""
    with contextlib.suppress(DeliveryError):
        write_whole(_path(store, request), json.dumps({"signature": now, "key": key}).encode())


def remember_refusal(store: MasterStore, request: str, now: str, error: CheckFailed) -> None:
    """Keep why a master was refused, so that it is not painted again for nothing; see `remember`.

    Args:
        store: of the masters.
        request: what was asked for.
        now: the signature, with everything else that decides: the day and the settings.
        error: the refusal.
    """
    told = {"message": error.message, "hint": error.hint, "findings": [f.as_dict() for f in error.findings]}
    with contextlib.suppress(DeliveryError):
        write_whole(_refused(store, request), json.dumps({"signature": now, **told}).encode())


def remembered_refusal(store: MasterStore, request: str, now: str) -> CheckFailed | None:
    """Return why a master was refused while nothing has changed since."""
    try:
        entry = json.loads(_refused(store, request).read_bytes())
        if entry["signature"] != now:
            return None
        findings = tuple(_finding(**plain) for plain in entry["findings"])
        return CheckFailed(str(entry["message"]), hint=str(entry["hint"]), findings=findings)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _finding(
    *, code: str, severity: str, message: str, file: str, line: int | None, path: str, page: int | None,
    hint: str,
) -> Finding:  # fmt: skip
    return Finding(code, message, Severity(severity), Where(file, line, path, page), hint)


def _refused(store: MasterStore, request: str) -> Path:
    return store.folder / f"{request}.refused"


def _path(store: MasterStore, request: str) -> Path:
    return store.folder / f"{request}.index"
