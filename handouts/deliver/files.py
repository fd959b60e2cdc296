"""CheckedPdf -> a file in a folder: written under a temporary name, synced, then renamed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from handouts.checks.gate import CheckedImprint, CheckedPdf
from handouts.deliver.receipt import Receipt
from handouts.errors import DeliveryError

LONGEST_NAME = 150
"""Letters of a file's name; common file systems take 255 bytes, and a temporary name is longer."""


def deliver_to_folder(checked: CheckedPdf, *, folder: Path) -> Receipt:
    """Write a checked document into a folder and return its receipt.

    The file appears whole or not at all: a failure leaves no partial file behind, and an older file of the
    same name stays until the new one is complete.

    Raises:
        DeliveryError: the folder cannot be made or written to, or the disk is full.
        TypeError: the document has not been through the gate.
    """
    if not isinstance(checked, CheckedPdf):
        raise TypeError("only what the gate let through is delivered")
    document = checked.document
    parts = (document.handout_id, document.locale, document.jurisdiction, document.page_format.name)
    path = folder / file_name(*parts, document.variant, draft=bool(document.mark))
    write_atomically(path, checked.data)
    return Receipt(
        handout=document.handout_id,
        locale=document.locale,
        jurisdiction=document.jurisdiction,
        format=document.page_format.name,
        plan=document.variant,
        clinic=None,
        edition=document.metadata.identifier,
        fingerprint=document.edition.fingerprint,
        path=path,
        sha256=hashlib.sha256(checked.data).hexdigest(),
        size=len(checked.data),
        pages=checked.pages,
        findings=checked.report.findings,
        draft=bool(document.mark),
    )


def deliver_imprint(checked: CheckedImprint, *, folder: Path) -> Receipt:
    """Write an imprinted handout into a folder and return its receipt; see `deliver_to_folder`.

    Raises:
        DeliveryError: the folder cannot be made or written to, or the disk is full.
        TypeError: the document has not been through the gate.
    """
    if not isinstance(checked, CheckedImprint):
        raise TypeError("only what the gate let through is delivered")
    card = checked.card
    parts = (card.handout, card.locale, card.jurisdiction, card.format, card.plan, checked.clinic)
    path = folder / file_name(*parts, draft=bool(card.mark))
    write_atomically(path, checked.data)
    return Receipt(
        handout=card.handout,
        locale=card.locale,
        jurisdiction=card.jurisdiction,
        format=card.format,
        plan=card.plan,
        clinic=checked.clinic,
        edition=checked.identifier,
        fingerprint=checked.fingerprint,
        path=path,
        sha256=hashlib.sha256(checked.data).hexdigest(),
        size=len(checked.data),
        pages=card.pages,
        findings=checked.report.findings,
        draft=bool(card.mark),
    )


def file_name(*parts: str, draft: bool) -> str:
    """Return the name of a file made of what is not empty.

    >>> file_name("drinks-diary", "vi", "VN", "a4", "", draft=False)
    'drinks-diary-vi-VN-a4.pdf'
    """
    name = "-".join(filter(None, parts))
    if len(name) > LONGEST_NAME:  # a plan can leave out so much that no file system takes its name
        name = f"{name[: LONGEST_NAME - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"{name}-draft.pdf" if draft else f"{name}.pdf"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that readers see the old one or the whole new one, never a part.

    Raises:
        DeliveryError: it could not be written.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise DeliveryError(f"“{path}” is a folder", hint="choose another folder with --to")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # noqa: PTH101 (mkstemp makes it readable by its owner alone)
        os.replace(temporary, path)  # noqa: PTH105 (atomic on every system)
    except OSError as error:
        raise DeliveryError(
            f"“{path}” cannot be written: {error.strerror}",
            hint="check the folder, its permissions and the free space",
        ) from error
    finally:
        if temporary:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)  # noqa: PTH108 (gone already after the rename)
