"""`locales/<code>/waivers.toml`: warnings that somebody let stand, each until its message changes."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationError

from handouts.checks.catalog.entry import Entry
from handouts.content.model import Model
from handouts.edition import digest
from handouts.errors import LocaleError
from handouts.findings import Finding, Severity, Where
from handouts.resources import AssetPath

Line = Annotated[str, StringConstraints(min_length=2, max_length=300, pattern=r"^[^\x00-\x1f]+$")]


class Waiver(Model):
    """One warning about one message, let stand with a reason."""

    key: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    code: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)+$")]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Over key, source and translation: any change voids the waiver."""
    reason: Line
    who: Line


class WaiverFile(Model):
    """The file."""

    schema_version: Literal[1]
    waiver: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Waivers:
    """All waivers of a language."""

    place: str = ""
    given: tuple[Waiver, ...] = ()

    def cover(self, finding: Finding, entry: Entry) -> bool:
        """Whether a finding about a message is a warning that is waived for just these words."""
        if finding.severity is Severity.ERROR or not self.given:
            return False
        seal = seal_of(entry)
        return any(w.code == finding.code and w.key == entry.key and w.digest == seal for w in self.given)

    def left_over(self, entries: Iterable[Entry], findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the waivers that cover nothing: voided by a change, for an error, or without a cause."""
        seals = {entry.key: seal_of(entry) for entry in entries}
        told = {(f.where.path, f.code): f.severity for f in findings}
        for waiver in self.given:
            where = Where(self.place, path=waiver.key)
            if told.get((waiver.key, waiver.code)) is Severity.ERROR:
                fault, hint = "is for an error, and errors are never waived", "correct the message"
            elif seals.get(waiver.key) != waiver.digest:
                fault, hint = "is void: the message has changed", "look at it again, and waive it anew or not"
            elif (waiver.key, waiver.code) not in told:
                fault, hint = "has no cause any more", "take it out of the file"
            else:
                continue
            message = f"the waiver of {waiver.code} {fault}"
            yield Finding("translation-waiver", message, Severity.WARNING, where, hint)


def seal_of(entry: Entry) -> str:
    """Return the digest of a message that a waiver holds for."""
    return digest((entry.key, entry.source, entry.plural, *entry.targets))


def load_waivers(code: str, *, assets: AssetPath) -> Waivers:
    """Return the waivers of a language; an overlay's file stands instead of ours.

    Raises:
        LocaleError: the file cannot be read or has faults: a waiver is never guessed.
    """
    path = assets.find(f"locales/{code}/waivers.toml")
    return _read(path, f"{code}/waivers.toml") if path else Waivers(f"{code}/waivers.toml")


def _read(path: Path, place: str) -> Waivers:
    try:
        return Waivers(
            place, WaiverFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).waiver
        )
    except ValidationError as error:
        findings = [
            Finding(
                "translation-waiver", str(f["msg"]), where=Where(place, path=".".join(map(str, f["loc"])))
            )
            for f in error.errors(include_url=False)
        ]
        raise LocaleError(f"“{place}” has faults", findings=findings) from error
    except (OSError, ValueError, RecursionError) as error:
        raise LocaleError(f"“{place}” cannot be read: {error}", hint="restore it from the history") from error


def with_waiver(text: str, waiver: Waiver) -> str:
    """Return the text of a waivers file with one waiver more; one for the same key and code is replaced.

    Raises:
        ValueError: the text is no such file.
    """
    before = WaiverFile.model_validate(tomllib.loads(text)) if text.strip() else WaiverFile(schema_version=1)
    kept = [one for one in before.waiver if (one.key, one.code) != (waiver.key, waiver.code)]
    parts = ["# Warnings that somebody looked at and let stand; any change of a message voids its waiver.",
             "schema_version = 1"]  # fmt: skip
    for one in (*kept, waiver):
        fields = one.model_dump().items()
        quoted = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields)
        parts.append("\n[[waiver]]\n" + "\n".join(quoted))
    return "\n".join(parts) + "\n"
