"""Which translations came back in a translator's file and have not been reviewed since.

The mark of a message holds the digest of its words: when they change, or a merge makes them stale, it means
nothing any more. Flags inside a PO file would not do: the common tools drop flags that they do not know.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationError

from handouts.content.model import Model
from handouts.edition import digest
from handouts.errors import LocaleError
from handouts.localize.catalogs import Catalog
from handouts.localize.locales import Locale
from handouts.resources import AssetPath

NAME = "arrivals.toml"
"""In `locales/<code>/LC_MESSAGES/`, so that it changes together with the catalogs."""
_HEAD = """\
# Written by `handouts locales import`: translations that arrived in a file and wait for a reviewer.
schema_version = 1

[arrived]
"""


class ArrivalsFile(Model):
    """The file itself."""

    schema_version: Literal[1]
    arrived: dict[
        Annotated[str, StringConstraints(max_length=300)],
        Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")],
    ]
    """Digest of what arrived, by message key."""


def arrival_digest(english: str, words: tuple[str, ...]) -> str:
    """Return the digest of a message's English and its translation."""
    return digest([english, *words])


def unreviewed(locale: Locale, catalog: Catalog, *, assets: AssetPath) -> frozenset[str]:
    """Return the keys of all messages whose words are just those that an import brought.

    Raises:
        LocaleError: the file cannot be read: whether something was reviewed is never guessed.
    """
    marks: dict[str, str] = {}
    for root in reversed(assets.roots("locales")):
        marks |= read_arrivals(root / locale.code / "LC_MESSAGES" / NAME)
    entries = ((key, catalog.entries.get(key), mark) for key, mark in marks.items())
    return frozenset(
        key for key, entry, mark in entries if entry and arrival_digest(entry.source, entry.words) == mark
    )


def read_arrivals(path: Path) -> dict[str, str]:
    """Return the marks of one file; none where there is no file.

    Raises:
        LocaleError: it cannot be read.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return ArrivalsFile.model_validate(data).arrived
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError, ValidationError) as error:
        shown = f"{path.parent.parent.name}/{path.name}"
        raise LocaleError(
            f"“{shown}” cannot be read: {str(error).splitlines()[0]}", hint="restore it from the history"
        ) from error


def arrivals_text(marks: Mapping[str, str]) -> str:
    """Return the file that holds these marks."""
    quoted = {key: key.replace("\\", "\\\\").replace('"', '\\"') for key in marks}
    return _HEAD + "".join(f'"{quoted[key]}" = "{marks[key]}"\n' for key in sorted(marks))
