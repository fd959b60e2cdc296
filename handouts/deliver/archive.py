"""Files of a folder -> one ZIP archive: the same files give the same bytes, whatever their dates."""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from handouts.deliver.place import temporary_name
from handouts.errors import DeliveryError

_ONE_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day a ZIP can name; a real one would change the bytes on every run."""


def write_zip(path: Path, *, folder: Path, names: Iterable[str]) -> None:
    """Write files into an archive, one at a time, in the order given; it appears whole or not at all.

    The files are stored as they are: PDFs are compressed inside.

    Args:
        path: of the archive.
        folder: the names are relative to it.
        names: of the files, with forward slashes.

    Raises:
        DeliveryError: a file cannot be read, or the archive cannot be written.
    """
    temporary = Path(temporary_name(str(path)))
    try:
        with temporary.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                for name in names:
                    entry = zipfile.ZipInfo(name, _ONE_DAY)
                    entry.create_system = 3  # Unix, so that every system writes the same
                    entry.external_attr = 0o100644 << 16
                    archive.writestr(entry, (folder / name).read_bytes())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise DeliveryError(
            f"“{path}” cannot be written: {error.strerror}", hint="check the folder and the free space"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
