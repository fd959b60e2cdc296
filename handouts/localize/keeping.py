"""Stale entries + a reason -> records that their translations, and signatures over them, hold as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pydantic import ValidationError

from handouts.content.authoring import suggest
from handouts.errors import CheckFailed, SettingsError
from handouts.findings import Finding, Where
from handouts.localize.catalogs import Message
from handouts.localize.kept import State, made_from, state_of
from handouts.localize.localizer import Language
from handouts.localize.masks import differences
from handouts.localize.signing import refused
from handouts.localize.signoff import Kept, words_digest

Compare = Callable[[str, str], tuple[str, ...]]
"""Two English texts -> what differs in amounts, directions and negation, each a few words."""


def keep(
    key: str,
    messages: dict[str, Message],
    languages: Iterable[Language],
    *,
    reason: str,
    name: str,
    today: date,
    credential: str = "",
    was: str = "",
    compare: Compare = differences,
) -> tuple[Kept, ...]:
    """Return a record for each earlier English that a language's words were made from.

    Args:
        key: of the message whose English changed.
        messages: all messages by key.
        languages: whose stale entries are kept.
        reason: why the meaning is the same.
        name: of the person who says so.
        today: the day of the record.
        credential: free text.
        was: the earlier English; needed where no catalog remembers it.
        compare: finds what no such edit may change, beside numbers, signs and placeholders.

    Raises:
        SettingsError: there is no such message, nothing to keep, or a name or reason is missing.
        CheckFailed: the edit changed a number, a placeholder or a negation: that is a change of meaning.
    """
    message = messages.get(key)
    if message is None:
        raise SettingsError(f"there is no message “{key}”", hint=suggest(key, messages))
    found: dict[tuple[str, str], dict[str, str]] = {}
    if was:
        one, _, other = was.partition("\0")
        found[one, other] = {}
    for language in languages:
        code, entry = language.locale.code, language.catalog.entries.get(key)
        state = state_of(entry, message.text, message.plural, locale=code, kept=language.kept_by_key)
        if entry is None or state is not State.STALE:
            continue
        origin = made_from(entry)
        if origin is not None and (not was or origin[0] == was) and origin != (message.text, message.plural):
            found.setdefault(origin, {})[code] = words_digest(entry.words)
    if not found:
        raise SettingsError(
            f"no language has words for an earlier English of “{key}”",
            hint="handouts locales status shows what is stale; name the earlier English with --was",
        )
    for earlier in found:
        _refuse_other_meaning(key, earlier, message, compare)
    try:
        return tuple(
            Kept(
                key=key,
                was=one,
                now=message.text,
                was_plural=other,
                now_plural=message.plural,
                reason=reason,
                name=name,
                credential=credential,
                kept_on=today,
                translations=words,
            )
            for (one, other), words in found.items()
        )
    except ValidationError as error:
        raise refused(error) from error


def _refuse_other_meaning(key: str, was: tuple[str, str], message: Message, compare: Compare) -> None:
    pairs = [(was[0], message.text), *([(was[1], message.plural)] if was[1] or message.plural else [])]
    faults = {
        fault: None for before, now in pairs for fault in (*differences(now, before), *compare(now, before))
    }
    if faults:
        raise CheckFailed(
            f"the edit of “{key}” changed more than words",
            hint="have the translations looked at",
            findings=[Finding("locale-stale", fault, where=Where(path=key)) for fault in faults],
        )
