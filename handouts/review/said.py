"""Words for the templates of sheets -> HTML, each remembered so that the checks look for it in the PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from markupsafe import Markup, escape

from handouts.layout.document import ExpectedText
from handouts.layout.templates import Direction, words
from handouts.localize.text import LocalizedText, Run

_BRACKETS = re.compile(r"[(){}\[\]]+")
_PLACEHOLDER = re.compile(r"\{[a-z0-9_:]+\}")


class Piece(Protocol):
    """Some words of a line, and whether they changed."""

    @property
    def text(self) -> LocalizedText:
        """The words."""

    @property
    def changed(self) -> bool:
        """Whether the other edition does not have them."""


@dataclass
class Said:
    """Gives templates words as HTML and remembers each, so that the checks can look for it in the PDF."""

    lang: str
    target: str
    direction: Direction
    """Of the target language."""
    texts: dict[tuple[str, str], ExpectedText] = field(default_factory=dict)

    def label(self, text: object) -> Markup:
        """Return words of our own."""
        return self._note(str(text), self.lang, escape(str(text)))

    def cell(self, text: LocalizedText) -> Markup:
        """Return words of a message, its facts marked; another language is named and isolated."""
        html = words(text, "ltr" if text.lang == self.lang else self.direction)
        return self._note(text.plain, text.lang, self._isolated(html, text.lang))

    def pieced(self, pieces: Sequence[Piece], tag: Literal["ins", "del"]) -> Markup:
        """Return a line in pieces, those that changed in an element of their own."""
        lang = pieces[0].text.lang if pieces else self.lang
        direction: Direction = "ltr" if lang == self.lang else self.direction
        html = Markup("").join(
            Markup(f"<{tag}>{{}}</{tag}>").format(words(piece.text, direction))
            if piece.changed
            else words(piece.text, direction)
            for piece in pieces
        )
        whole = "".join(piece.text.plain for piece in pieces)
        return self._note(whole, lang, self._isolated(html, lang))

    def _isolated(self, html: Markup, lang: str) -> Markup:
        if lang == self.lang:
            return html
        if self.direction == "rtl":
            html = Markup(_PLACEHOLDER.sub(r'<bdi dir="ltr">\g<0></bdi>', str(html)))
        return Markup('<div class="target" lang="{}" dir="{}">{}</div>').format(lang, self.direction, html)

    def foreign(self, text: str) -> Markup:
        """Return a few words of the other language inside a sentence of ours."""
        html = words(LocalizedText("", (Run(text, "fact"),), self.target), self.direction)
        html = Markup('<bdi class="target" lang="{}" dir="{}">{}</bdi>').format(
            self.target, self.direction, html
        )
        return self._note(text, self.target, html)

    def _note(self, text: str, lang: str, html: Markup) -> Markup:
        if lang == self.lang and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
            self._remember(text.split(), lang)  # words of both directions: their order is the reader's
            return html
        # PDF readers turn brackets between letters from right to left round: what they part is looked for.
        turns = lang == self.target and self.direction == "rtl"
        self._remember(_BRACKETS.split(text) if turns else [text], lang)
        return html

    def _remember(self, pieces: Sequence[str], lang: str) -> None:
        for piece in pieces:
            if piece.strip():
                self.texts.setdefault((lang, piece), ExpectedText(f"text-{len(self.texts)}", piece, lang))
