"""The localized handout: every word and number that will stand on the paper, and where each came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handouts.content.model import Jurisdiction
from handouts.localize.locales import Locale
from handouts.localize.seals import Judged, Seal
from handouts.localize.signoff import Role, Signature
from handouts.localize.text import LocalizedText, Node


@dataclass(frozen=True, slots=True)
class UsedFact:
    """A fact as it is printed."""

    name: str
    printed: str
    amounts: tuple[str, ...]
    """The numbers as exact decimal text, in printing order."""
    exact: str = ""
    """What the fact says, whatever the language: `low=8 high=12 feed`. Sign-offs hold for exactly this."""


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """One line of the short list of sources, in the source's own language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class LocalizedHandout:
    """A handout in one language for one jurisdiction."""

    id: str
    kind: str
    code: str
    locale: Locale
    jurisdiction: Jurisdiction
    edition: str
    dated: date
    review_by: date
    body: Node
    """The whole handout: same fields as its model, localized."""
    words: Node
    """Interface words by name."""
    english_title: str
    edition_text: str
    """Month and year of the edition, as the locale writes it."""
    review_text: str
    """The date of the next review, as the locale writes it."""
    printed_sources: tuple[PrintedSource, ...]
    """The short list of sources, ready to print."""
    facts: tuple[UsedFact, ...]
    signatures: tuple[Signature, ...]
    """The signatures that hold for exactly this text and these facts."""
    text_digest: str
    facts_digest: str
    max_pages: int | None
    aim_pages: int | None = None
    plan: str = ""
    """The name of the plan it shows, which says all choices; empty where there is none."""
    plan_messages: tuple[tuple[str, str, str], ...] = ()
    """(key, English, translation) of every message that names a food or dish of the plan."""
    source_digest: str = ""
    """Of the English messages alone: tells a changed text from a changed translation."""
    seal: Seal | None = None
    """Everything that a signature covers."""
    judged: tuple[Judged, ...] = ()
    """All signatures of the handout in this country, with what changed since."""
    lacks: tuple[Role, ...] = ()
    """Roles that the organisation asks for and nobody holds: the page says so."""

    @property
    def is_approved(self) -> bool:
        """Whether a clinical reviewer has signed exactly this text with these facts."""
        return any(signature.role == "clinical-reviewer" for signature in self.signatures)

    @property
    def title(self) -> LocalizedText:
        """The title."""
        title: LocalizedText = self.body.title
        return title
