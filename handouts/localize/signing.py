"""Signatures and kept edits -> `signoff.toml`, with everything else in the file left as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from handouts.errors import LocaleError, SettingsError
from handouts.localize.seals import Seal
from handouts.localize.signoff import ROLES_OF_A_TRANSLATION, Kept, Role, Signature, SignoffFile, read_signoff
from handouts.localize.whole import write_all


def sign(
    seal: Seal, *, role: Role, name: str, credential: str, today: date, others: Iterable[Signature]
) -> Signature:
    """Return a signature over everything that a handout prints.

    Args:
        seal: the handout in one language for one country, with nothing missing.
        role: of the person who signs.
        name: as it is to be printed.
        credential: free text, such as a registration number.
        today: the day of the signature.
        others: signatures that hold already.

    Raises:
        SettingsError: the role or the name cannot be used.
    """
    if seal.source and role in ROLES_OF_A_TRANSLATION:
        raise SettingsError(
            f"{seal.locale} is the source language: it has no {role}", hint="sign as clinical-reviewer"
        )
    opposite = dict(zip(ROLES_OF_A_TRANSLATION, reversed(ROLES_OF_A_TRANSLATION), strict=True)).get(role)
    if opposite and any(o.role == opposite and _same(o.name, name) for o in others):
        raise SettingsError(
            f"{name} has signed this text as {opposite}", hint="a checker is independent of the translator"
        )
    try:
        return Signature(
            handout=seal.handout,
            jurisdiction=seal.jurisdiction,
            role=role,
            name=name,
            credential=credential,
            signed_on=today,
            text_digest=seal.text_digest,
            facts_digest=seal.facts_digest,
            texts=seal.texts_by_key(),
            facts=seal.facts_by_name(),
        )
    except ValidationError as error:
        raise refused(error) from error


def check_paper(seal: Seal, *, text_digest: str = "", facts_digest: str = "") -> None:
    """Refuse a signature on paper that is under other texts or facts than today's.

    Args:
        seal: what would be signed.
        text_digest: as the paper has it, spaces or not; nothing where there is no paper.
        facts_digest: the same of its facts.

    Raises:
        SettingsError: the paper's digests are too short, or not those of today.
    """
    for what, given, ours in (
        ("texts", text_digest, seal.text_digest),
        ("facts", facts_digest, seal.facts_digest),
    ):
        digits = "".join(given.split()).lower()
        if given and not re.fullmatch(r"[0-9a-f]{8,64}", digits):
            raise SettingsError(f"“{given}” is no digest", hint="copy at least 8 digits from the sheet")
        if not ours.startswith(digits):
            raise SettingsError(
                f"the {what} of {seal.handout} in {seal.locale} are not those of the paper: "
                f"{ours[:8]} today, {digits[:8]} on the paper",
                hint="they changed since: print a new sheet with handouts locales review",
            )


def refused(error: ValidationError) -> SettingsError:
    """Return the first fault of what somebody typed as an error."""
    fault = error.errors(include_url=False)[0]
    return SettingsError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}", hint="see docs/sign-off.md")


def add_signatures(path: Path, signatures: Iterable[Signature]) -> None:
    """Write signatures into a file; each stands instead of an older one of the same person in the same role.

    Raises:
        LocaleError: the file has faults; it is left as it is.
        DeliveryError: it could not be written.
    """
    new = list(signatures)

    def replaced(table: dict[str, Any]) -> bool:
        return any(
            (table.get("handout"), table.get("jurisdiction"), table.get("role"))
            == (one.handout, str(one.jurisdiction), one.role)
            and _same(str(table.get("name")), one.name)
            for one in new
        )

    _rewrite(path, "signature", [_plain(one) for one in new], replaced)


def add_kept(path: Path, records: Iterable[Kept]) -> None:
    """Write edits that changed no meaning into the source language's file; see `add_signatures`."""
    new = list(records)

    def replaced(table: dict[str, Any]) -> bool:
        return any(
            (table.get("key"), table.get("was"), table.get("was_plural", ""), table.get("now"))
            == (one.key, one.was, one.was_plural, one.now)
            for one in new
        )

    _rewrite(path, "kept", [_plain(one) for one in new], replaced)


def _rewrite(
    path: Path, name: str, new: list[dict[str, Any]], replaced: Callable[[dict[str, Any]], bool]
) -> None:
    place = f"{path.parent.name}/{path.name}"
    try:
        if path.is_file():
            read_signoff(path)
            document = tomlkit.parse(path.read_text(encoding="utf-8"))
        else:
            document = tomlkit.parse("schema_version = 1\n")
    except (OSError, TOMLKitError) as error:
        raise LocaleError(f"“{place}” cannot be read: {error}", hint="restore it from the history") from error
    tables = document.get(name)
    if not isinstance(tables, AoT):
        document.pop(name, None)
        tables = tomlkit.aot()
        document.append(name, tables)
    for place_of in reversed(range(len(tables))):
        if replaced(tables[place_of].unwrap()):
            del tables[place_of]
    for values in new:
        tables.append(tomlkit.item(values))
    text = re.sub(r"(?<=[^\n])\n(?=\[\[)", "\n\n", tomlkit.dumps(document))
    SignoffFile.model_validate(tomlkit.parse(text).unwrap())
    write_all({path: text})


def _plain(value: Signature | Kept) -> dict[str, Any]:
    return {
        name: str(field) if name == "jurisdiction" else field
        for name, field in value.model_dump(exclude_defaults=True).items()
    }


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
