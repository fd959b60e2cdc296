"""Sign-off: a named person's approval of one text with its facts, and edits kept by a reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, ValidationError

from handouts.content.model import Jurisdiction, Model, Slug
from handouts.edition import digest
from handouts.errors import LocaleError
from handouts.findings import Finding, Where
from handouts.localize.locales import SOURCE_LOCALE
from handouts.resources import AssetPath

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(min_length=2, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$")]
Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Reason = Annotated[str, StringConstraints(min_length=8, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")]
Role = Literal["translator", "independent-checker", "clinical-reviewer"]
ROLES: tuple[Role, ...] = get_args(Role)
ROLES_OF_A_TRANSLATION: tuple[Role, ...] = ("translator", "independent-checker")
"""Nobody can hold these for the source language."""


class Signature(Model):
    """One person's approval of one handout in one language for one jurisdiction."""

    handout: Slug
    jurisdiction: Jurisdiction
    role: Role
    name: Name
    credential: Line = ""
    """Free text, such as a registration number."""
    signed_on: date
    text_digest: Digest
    """Over every key, source text and translation of the handout."""
    facts_digest: Digest
    """Over every fact and contact printed in that jurisdiction."""
    texts: dict[str, str] = Field(default_factory=dict)
    """Short digests of English and translation by key: they tell what changed, and prove nothing."""
    facts: dict[str, str] = Field(default_factory=dict)
    """What each fact and telephone line said: tells what changed, and proves nothing."""


class Kept(Model):
    """An edit of the English that changed no meaning: what was translated from `was` holds for `now`."""

    key: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    was: str
    now: str
    was_plural: str = ""
    now_plural: str = ""
    reason: Reason
    name: Name
    credential: Line = ""
    kept_on: date
    translations: dict[str, Digest] = Field(default_factory=dict)
    """By language, the digest of the words that were kept; other words are stale as before."""


class SignoffFile(Model):
    """The file `locales/<code>/signoff.toml`."""

    schema_version: Literal[1]
    signature: tuple[Signature, ...] = ()
    kept: tuple[Kept, ...] = ()
    """In the source language's file alone: an edit of the English is judged once, for the languages named."""


def load_signoff(code: str, *, assets: AssetPath) -> tuple[Signature, ...]:
    """Return every signature on file for a locale; an overlay's file stands instead of ours.

    Raises:
        LocaleError: the file cannot be read or has faults: approval is never guessed.
    """
    path = assets.find(f"locales/{code}/signoff.toml")
    return read_signoff(path).signature if path else ()


def load_kept(*, assets: AssetPath) -> tuple[Kept, ...]:
    """Return every edit of the English that was judged to change no meaning.

    Raises:
        LocaleError: the file cannot be read or has faults.
    """
    path = assets.find(f"locales/{SOURCE_LOCALE}/signoff.toml")
    return read_signoff(path).kept if path else ()


def read_signoff(path: Path) -> SignoffFile:
    """Return one file of signatures.

    Raises:
        LocaleError: the file cannot be read or has faults.
    """
    place = f"{path.parent.name}/{path.name}"
    try:
        return SignoffFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
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


def words_digest(words: Iterable[str]) -> str:
    """Return the digest of a translation: one text, or the forms of a counted phrase."""
    return digest(words)
