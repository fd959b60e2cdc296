"""The colophon: who translated, checked and approved, what is lacking, and which words a signature covers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.api import Job, open_language, open_workshop, read_and_localize
from handouts.layout.identity import CLINIC_WORDS, RESERVED
from handouts.layout.lay_out import lay_out
from handouts.layout.page_formats import load_page_format, page_format_names
from handouts.localize.handout import LocalizedHandout
from handouts.localize.locales import locale_codes
from handouts.localize.messages import printed_words
from handouts.resources import AssetPath
from handouts.settings import Settings
from handouts.testing.builders import a_language, a_library, a_localized_handout, a_signature, an_interface
from tests.built import TODAY

ASSETS = AssetPath()
ROLES = ("translator", "independent-checker", "clinical-reviewer")
NAMES = {
    "translator": "Ala Example",
    "independent-checker": "Bo Example",
    "clinical-reviewer": "Dr Ci Example",
}


def html_of(handout: LocalizedHandout, *, show: bool = False, page_format: str = "a4", **over) -> str:
    return document_of(handout, show=show, page_format=page_format, **over).html


def document_of(handout: LocalizedHandout, *, show: bool = False, page_format: str = "a4", **over):
    return lay_out(
        handout,
        page_format=load_page_format(page_format, assets=ASSETS),
        assets=ASSETS,
        engine="engine",
        publisher="A clinic",
        show_signatures=show,
        **over,
    )


def signed_by(*roles: str, code: str = "pl") -> LocalizedHandout:
    language = a_language(code, library=a_library())
    seal = a_localized_handout(language=language)
    signatures = tuple(a_signature(seal, role=role, name=NAMES[role]) for role in roles)
    return a_localized_handout(language=replace(language, signatures=signatures))


@pytest.mark.parametrize("show", [True, False])
def test_translator_and_checker_are_named_where_the_organisation_wishes(show):
    html = html_of(signed_by(*ROLES), show=show)

    assert ("Ala Example" in html, "Bo Example" in html) == (show, show)
    assert "Dr Ci Example" in html


def test_nobody_translated_the_source():
    html = html_of(signed_by("clinical-reviewer", code="en"), show=True)

    assert "Dr Ci Example" in html
    assert an_interface().messages["translated_line"].text.partition("{")[0] not in html


def test_the_page_says_which_signature_is_lacking():
    words = {name: a_localized_handout(language=a_language("pl")).words[name].plain for name in
             ("not_translated", "not_checked", "not_approved")}  # fmt: skip
    handout = replace(signed_by("translator"), lacks=("independent-checker", "clinical-reviewer"))
    html = html_of(handout)

    assert words["not_translated"] not in html
    assert words["not_checked"] in html
    assert words["not_approved"] in html


# --- the words that a signature covers ----------------------------------------------------------------------

ONLY_UNSIGNED = {"draft", "draft_note", "not_approved", "not_translated", "not_checked", "plan_confirm"}


@pytest.mark.parametrize("code", ["en", "pl"])
def test_every_word_that_a_handout_prints_belongs_to_what_is_signed(code):
    shop = open_workshop(Settings(), today=TODAY)
    place = open_language(code, shop.assets).locale.settings.default_jurisdiction
    for entry in shop.library.entries.values():
        _, handout = read_and_localize(Job(entry.id, code, "", place), workshop=shop)
        assert handout is not None
        covered = printed_words(entry.handout, shop.interface, source=code == "en") | ONLY_UNSIGNED
        for page_format in page_format_names(ASSETS):
            for clinic in (None, RESERVED):
                for one in (handout, replace(handout, lacks=ROLES)):
                    document = document_of(one, show=True, page_format=page_format, clinic=clinic)
                    printed = {
                        text.key.removeprefix("interface/")
                        for text in document.expected
                        if text.key.startswith("interface/")
                        and text.key.count("/") == 1  # no days, no numbers
                    }
                    assert printed - covered == set(), f"{entry.id} on {page_format}"
        assert set(CLINIC_WORDS) <= covered


def test_what_says_that_something_is_lacking_is_translated_in_every_language():
    for code in locale_codes(ASSETS):
        language = open_language(code, ASSETS)
        if not language.locale.source:
            for name in ("translated_line", "checked_line", "not_translated", "not_checked"):
                assert language.catalog.entries[f"interface/{name}"].text, f"{code}: {name}"
