"""A small library, its languages, and signatures over them, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handouts.localize.catalogs import Catalog
from handouts.localize.handout import LocalizedHandout
from handouts.localize.localizer import Language, localize
from handouts.localize.seals import Seal
from handouts.localize.signing import sign
from handouts.localize.signoff import Signature
from handouts.localize.signoff_rules import Asked
from handouts.testing.builders import (
    a_fact,
    a_language,
    a_leaflet,
    a_library,
    a_paragraph,
    an_interface,
)

DAY = date(2026, 11, 22)
KEY = "rest-well/rest-often/text"
TEXT = "Rest when the baby sleeps, {water} a day."


def library_of(text: str = TEXT, **facts: str):
    blocks = [a_paragraph(text=text), a_paragraph("eat", "Eat well.")]
    water = a_fact(**({"unit": "litre", "value": "2"} | facts))
    return a_library(a_leaflet(blocks=blocks), facts={"water": water})


def language_of(
    library, code: str = "pl", *, signatures=(), kept=(), catalog: Catalog | None = None
) -> Language:
    return replace(
        a_language(code, library=library, signatures=signatures, catalog=catalog), kept=tuple(kept)
    )


def localized(library, language: Language, asked: Asked | None = None) -> tuple[LocalizedHandout, tuple]:
    return localize(
        next(iter(library)),
        language=language,
        jurisdiction=language.locale.settings.default_jurisdiction,
        library=library,
        interface=an_interface(),
        **({"asked": asked} if asked else {}),
    )


def signed(seal: Seal, role: str = "clinical-reviewer", name: str = "Dr Ada Example", **over) -> Signature:
    return sign(seal, role=role, name=name, credential="", today=DAY, others=over.get("others", ()))


def seal_of(library, code: str = "pl", **over) -> Seal:
    handout, _ = localized(library, language_of(library, code, **over))
    assert handout.seal is not None
    return handout.seal
