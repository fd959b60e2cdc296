"""Sign-off: a named reviewer's approval of one text in one language with its facts. Any change voids it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationError

from handouts.content.model import Jurisdiction, Model, Slug
from handouts.edition import digest
from handouts.errors import LocaleError
from handouts.findings import Finding, Where
from handouts.resources import AssetPath

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Signature(Model):
    """One person's approval of one handout in one language for one jurisdiction."""

    handout: Slug
    jurisdiction: Jurisdiction
    role: Literal["translator", "checker", "clinical-reviewer"]
    name: Annotated[str, StringConstraints(min_length=2, max_length=120)]
    credential: str = ""
    """Free text, such as a registration number."""
    signed_on: date
    text_digest: Digest
    """Over every key, source text and translation of the handout."""
    facts_digest: Digest
    """Over every fact and contact printed in that jurisdiction."""


class SignoffFile(Model):
    """The file `locales/<code>/signoff.toml`."""

    schema_version: Literal[1]
    signature: tuple[Signature, ...] = ()


def load_signoff(code: str, *, assets: AssetPath) -> tuple[Signature, ...]:
    """Return every signature on file for a locale; an overlay's file stands instead of ours.

    Raises:
        LocaleError: the file cannot be read or has faults: approval is never guessed.
    """
    path = assets.find(f"locales/{code}/signoff.toml")
    if path is None:
        return ()
    place = f"{code}/signoff.toml"
    try:
        return SignoffFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).signature
    except ValidationError as error:
        findings = [
            Finding(
                "signoff-file", str(fault["msg"]), where=Where(place, path=".".join(map(str, fault["loc"])))
            )
            for fault in error.errors(include_url=False)
        ]
        raise LocaleError(f"“{place}” has faults", findings=findings) from error
    except (OSError, ValueError, RecursionError) as error:
        raise LocaleError(f"“{place}” cannot be read: {error}", hint="restore it from the history") from error


def text_digest(messages: Iterable[tuple[str, str, str]]) -> str:
    """Return the digest of a handout's text from (key, source, translation) of each message."""
    return digest(part for message in messages for part in message)


def facts_digest(
    jurisdiction: str, facts: Iterable[tuple[str, str]], contacts: Iterable[tuple[str, str]]
) -> str:
    """Return the digest of what a jurisdiction prints: (name, exact value) and (contact id, number)."""
    parts = [jurisdiction]
    for name, value in (*sorted(set(facts)), *contacts):
        parts += [name, value]
    return digest(parts)


def holding(
    signatures: Iterable[Signature], *, handout: str, jurisdiction: Jurisdiction, text: str, facts: str
) -> tuple[tuple[Signature, ...], tuple[Signature, ...]]:
    """Split a handout's signatures into those that hold for these digests and those that a change voided."""
    ours = [s for s in signatures if s.handout == handout and s.jurisdiction is jurisdiction]
    holds = tuple(s for s in ours if s.text_digest == text and s.facts_digest == facts)
    return holds, tuple(s for s in ours if s not in holds)
