"""What a handout prints + its signatures -> which of them hold, and what changed under the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handouts.content.model import Jurisdiction
from handouts.edition import digest
from handouts.findings import Finding, Severity, Where
from handouts.localize.kept import earlier
from handouts.localize.signoff import Kept, Signature, facts_digest, text_digest

Message = tuple[str, str, str]
"""Key, English, translation."""
_SHORT = 10


@dataclass(frozen=True)
class Seal:
    """Everything that a signature of a handout in one language for one country covers."""

    handout: str
    locale: str
    source: bool
    """Whether this is the language the library is written in."""
    jurisdiction: Jurisdiction
    messages: tuple[Message, ...]
    facts: tuple[tuple[str, str], ...]
    """(name, exact value) of every fact, and of the kitchen where a plan is printed."""
    contacts: tuple[tuple[str, str], ...]
    """(id, number) of every telephone line."""

    @cached_property
    def text_digest(self) -> str:
        """Over the messages in their order."""
        return text_digest(self.messages)

    @cached_property
    def facts_digest(self) -> str:
        """Over facts and telephone lines."""
        return facts_digest(self.jurisdiction, self.facts, self.contacts)

    def texts_by_key(self) -> dict[str, str]:
        """Return the short digests of English and translation by key, for `Signature.texts`."""
        return {key: _pair(english, words) for key, english, words in self.messages}

    def facts_by_name(self) -> dict[str, str]:
        """Return what each fact and telephone line says, for `Signature.facts`."""
        return dict(self.facts) | {f"contact/{name}": number for name, number in self.contacts}


@dataclass(frozen=True, slots=True)
class Judged:
    """One signature and whether it holds."""

    signature: Signature
    changes: tuple[str, ...] = ()
    """What changed since, each a few words; empty when it holds."""

    @property
    def holds(self) -> bool:
        """Whether it holds for exactly this text and these facts."""
        return not self.changes


def judge(
    signatures: Iterable[Signature], seal: Seal, *, kept: Mapping[str, tuple[Kept, ...]]
) -> tuple[Judged, ...]:
    """Return every signature of a handout in a country with what changed since.

    Args:
        signatures: all of the language.
        seal: what is printed today.
        kept: edits of the English that changed no meaning, by key; a signature over the earlier English
            holds, and its digest is proved over just that.
    """
    ours = (s for s in signatures if s.handout == seal.handout and s.jurisdiction is seal.jurisdiction)
    return tuple(Judged(signature, tuple(_changes(signature, seal, kept))) for signature in ours)


def voided(judged: Judged, *, locale: str) -> Finding:
    """Return the finding about a signature that no longer holds."""
    signature, changes = judged.signature, judged.changes
    more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
    return Finding(
        "signoff-void",
        f"the {signature.role} signature of {signature.signed_on} no longer holds: "
        f"{'; '.join(changes[:3])}{more}",
        Severity.NOTE,
        Where(f"{locale}/signoff.toml", path=signature.handout),
        "ask the reviewer to read it again; handouts locales signatures lists every change",
    )


def _changes(signature: Signature, seal: Seal, kept: Mapping[str, tuple[Kept, ...]]) -> Iterator[str]:
    if signature.text_digest not in (seal.text_digest, _as_signed(signature, seal, kept)):
        yield from _changed_texts(signature, seal, kept) or ("the text changed",)
    if signature.facts_digest != seal.facts_digest:
        yield from _changed_facts(signature, seal) or ("a fact or a telephone line changed",)


def _as_signed(signature: Signature, seal: Seal, kept: Mapping[str, tuple[Kept, ...]]) -> str:
    """Return the digest of the text with each kept edit taken back that was made after the signature."""
    if not signature.texts or not kept:
        return ""
    messages = []
    for key, english, words in seal.messages:
        signed = next(
            (
                (was, was if seal.source and words == english else words)
                for was in earlier(english, key=key, locale=seal.locale, source=seal.source, kept=kept)
                if signature.texts.get(key) == _pair(was, was if seal.source and words == english else words)
            ),
            (english, words),
        )
        messages.append((key, *signed))
    return text_digest(messages)


def _changed_texts(signature: Signature, seal: Seal, kept: Mapping[str, tuple[Kept, ...]]) -> tuple[str, ...]:
    before, found = signature.texts, []
    if not before:
        return ()
    now = {key: (english, words) for key, english, words in seal.messages}
    for key, (english, words) in now.items():
        signed = before.get(key)
        if signed is None:
            found.append(f"new: {key}")
        elif signed != _pair(english, words):
            old_english, _, old_words = signed.partition(".")
            meant = (english, *earlier(english, key=key, locale=seal.locale, source=seal.source, kept=kept))
            if seal.source:
                changed = "" if old_english in map(_short, meant) else "text"
            else:
                changed = "" if old_english in map(_short, meant) else "English"
                if old_words != _short(words):
                    changed = f"{changed} and translation" if changed else "translation"
            if changed:
                found.append(f"{changed}: {key}")
    found += [f"gone: {key}" for key in before if key not in now]
    return tuple(found) or ("the order of the text changed",)


def _changed_facts(signature: Signature, seal: Seal) -> tuple[str, ...]:
    before, now = signature.facts, seal.facts_by_name()
    if not before:
        return ()
    found = [_fact(name, before.get(name), value) for name, value in now.items() if before.get(name) != value]
    found += [_fact(name, value, None) for name, value in before.items() if name not in now]
    return tuple(found) or ("the order of telephone lines changed",)


def _fact(name: str, was: str | None, now: str | None) -> str:
    if name in ("kitchen", "kitchen-words"):
        return "kitchen: the food data changed" if name == "kitchen" else "kitchen: a name of a food changed"
    if was is None:
        return f"new fact: {name} {now}"
    return f"fact gone: {name}" if now is None else f"fact {name}: {was} → {now}"


def _short(text: str) -> str:
    return digest([text])[:_SHORT]


def _pair(english: str, words: str) -> str:
    return f"{_short(english)}.{_short(words)}"
