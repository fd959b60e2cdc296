"""Texts by path -> files, each whole or not at all, and none before all of them could be written."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from handouts.errors import DeliveryError


def write_all(texts: Mapping[Path, str]) -> None:
    """Write several text files: all are written beside their places first, then put there.

    A file that holds just this text already is not touched.

    Raises:
        DeliveryError: one of them could not be written; those that stood there stand there still.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            data = text.encode("utf-8")
            if path.is_file() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{os.getpid():x}.part")
            parts[path] = part
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        raise DeliveryError(
            f"“{error.filename or 'a file'}” could not be written: {error.strerror}",
            hint="look at the folder's permissions and the free space",
        ) from error
    finally:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink()
