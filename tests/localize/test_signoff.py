"""Signatures: what they cover, what voids them, and why; what an organisation asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.content.model import Jurisdiction
from handouts.errors import LocaleError, SettingsError
from handouts.findings import Severity
from handouts.localize.messages import library_messages, printed_words
from handouts.localize.seals import judge
from handouts.localize.signing import add_signatures
from handouts.localize.signoff import read_signoff
from handouts.localize.signoff_rules import Asked, lacking
from handouts.testing.builders import (
    a_contact,
    a_full_catalog,
    a_leaflet,
    a_library,
    a_paragraph,
    an_interface,
)
from tests.localize.signatures import KEY, language_of, library_of, localized, seal_of, signed

# --- what is covered ----------------------------------------------------------------------------------------


def test_a_signature_holds_for_exactly_what_was_signed():
    library = library_of()
    signature = signed(seal_of(library))
    handout, findings = localized(library, language_of(library, signatures=[signature]))

    assert (handout.signatures, findings) == ((signature,), ())
    assert handout.is_approved


def test_the_source_language_signs_too():
    library = library_of()
    handout, _ = localized(library, language_of(library, "en", signatures=[signed(seal_of(library, "en"))]))

    assert handout.is_approved


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (library_of("Rest while the baby sleeps, {water} a day."), [f"English and translation: {KEY}"]),
        (library_of(value="3"), ["fact water: value=2 litre → value=3 litre"]),
        (library_of(unit="millilitre"), ["fact water: value=2 litre → value=2 millilitre"]),
    ],
    ids=["a word", "a number", "a unit"],
)
def test_what_changed_is_named_by_key(changed, why):
    signature = signed(seal_of(library_of()))
    (judged,) = judge([signature], seal_of(changed), kept={})

    assert list(judged.changes) == why
    assert not judged.holds


def test_a_changed_translation_is_told_from_a_changed_source():
    library = library_of()
    messages = library_messages(library, an_interface())
    other = a_full_catalog(messages, **{KEY.replace("/", "__").replace("-", "_0"): "§ Inaczej {water}."})
    (judged,) = judge([signed(seal_of(library))], seal_of(library, catalog=other), kept={})

    assert judged.changes == (f"translation: {KEY}",)


def test_blocks_that_came_went_and_moved_are_told():
    one, two = a_paragraph("one", "One."), a_paragraph("two", "Two.")

    def changes(*blocks):
        before = seal_of(a_library(a_leaflet(blocks=[one, two])))
        (judged,) = judge([signed(before)], seal_of(a_library(a_leaflet(blocks=blocks))), kept={})
        return judged.changes

    assert changes(two, one) == ("the order of the text changed",)
    assert changes(one) == ("gone: rest-well/two/text",)
    assert changes(one, two, a_paragraph("three", "Three.")) == ("new: rest-well/three/text",)


def test_a_telephone_number_that_changed_is_told():
    before, after = (a_library(contacts=[a_contact("pl-1", number=n)]) for n in ("112", "113"))
    (judged,) = judge([signed(seal_of(before))], seal_of(after), kept={})

    assert judged.changes == ("fact contact/pl-1: 112 112 → 113 113",)


def test_a_hand_made_signature_without_keys_is_void_all_the_same():
    bare = signed(seal_of(library_of())).model_copy(update={"texts": {}, "facts": {}})
    (judged,) = judge([bare], seal_of(library_of("Rest.")), kept={})

    assert judged.changes == ("the text changed", "a fact or a telephone line changed")


def test_forged_keys_do_not_make_a_signature_hold():
    old, new = seal_of(library_of()), seal_of(library_of("Rest never, {water} a day."))
    forged = signed(old).model_copy(update={"texts": new.texts_by_key()})
    (judged,) = judge([forged], new, kept={})

    assert not judged.holds


def test_an_interface_word_that_the_leaflet_prints_belongs_to_the_text():
    library = library_of()
    messages = library_messages(library, an_interface())
    signature = signed(seal_of(library))

    def changes(word: str):
        other = a_full_catalog(messages, **{f"interface__{word}": "§ Inaczej"})
        (judged,) = judge([signature], seal_of(library, catalog=other), kept={})
        return judged.changes

    assert changes("sources") == ("translation: interface/sources",)
    assert changes("form_weight") == ()
    assert changes("plan_or") == ()


def test_words_of_a_block_belong_only_to_handouts_that_have_it():
    interface = an_interface()
    plain = printed_words(a_leaflet(), interface, source=False)

    assert {"sources", "approved_line", "translated_line", "clinic_stamp"} <= plain
    assert not plain & {"do", "wet_nappies", "form_day", "plan_or", "draft", "not_approved"}
    assert "translated_line" not in printed_words(a_leaflet(), interface, source=True)


# --- who may sign -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["translator", "independent-checker"])
def test_the_source_language_has_no_translator(role):
    with pytest.raises(SettingsError, match="source language"):
        signed(seal_of(library_of(), "en"), role)


@pytest.mark.parametrize("name", ["Ala Example", "ala  EXAMPLE"])
def test_a_checker_is_not_the_translator(name):
    seal = seal_of(library_of())
    translator = signed(seal, "translator", "Ala Example")
    with pytest.raises(SettingsError, match="as translator"):
        signed(seal, "independent-checker", name, others=[translator])


@pytest.mark.parametrize("name", ["", " ", "A", "x\ny", "a" * 121])
def test_a_signature_needs_a_name(name):
    with pytest.raises(SettingsError, match="name"):
        signed(seal_of(library_of()), name=name)


# --- the file -----------------------------------------------------------------------------------------------


def test_a_signature_is_added_and_everything_else_stays(tmp_path):
    path = tmp_path / "pl/signoff.toml"
    path.parent.mkdir()
    path.write_text("# ours, do not touch\nschema_version = 1\n", encoding="utf-8")
    seal = seal_of(library_of())
    translator = signed(seal, "translator", "Ala “A” Example")
    add_signatures(path, [translator])
    add_signatures(path, [signed(seal)])

    assert path.read_text(encoding="utf-8").startswith("# ours, do not touch\nschema_version = 1\n")
    assert read_signoff(path).signature == (translator, signed(seal))


def test_who_signs_again_replaces_the_own_signature_alone(tmp_path):
    path = tmp_path / "pl/signoff.toml"
    old, new = seal_of(library_of()), seal_of(library_of("Rest."))
    add_signatures(path, [signed(old), signed(old, name="Dr Bo Example"), signed(old, "translator")])
    add_signatures(path, [signed(new)])
    found = read_signoff(path).signature

    assert [(s.name, s.role) for s in found] == [
        ("Dr Bo Example", "clinical-reviewer"),
        ("Dr Ada Example", "translator"),
        ("Dr Ada Example", "clinical-reviewer"),
    ]
    assert found[-1].text_digest == new.text_digest


def test_a_broken_file_is_never_overwritten(tmp_path):
    path = tmp_path / "pl/signoff.toml"
    path.parent.mkdir()
    path.write_text("schema_version = 1\n[[signature]]\nname = 'x'\n", encoding="utf-8")

    with pytest.raises(LocaleError):
        add_signatures(path, [signed(seal_of(library_of()))])
    assert path.read_text(encoding="utf-8").endswith("name = 'x'\n")


# --- what an organisation asks for --------------------------------------------------------------------------

ALL = ("translator", "independent-checker", "clinical-reviewer")


@pytest.mark.parametrize(("refuse", "severity"), [(True, Severity.ERROR), (False, Severity.NOTE)])
def test_a_role_that_nobody_holds_is_refused_or_marked(refuse, severity):
    library = library_of()
    signature = signed(seal_of(library), "translator")
    handout, findings = localized(
        library, language_of(library, signatures=[signature]), Asked(ALL, refuse=refuse)
    )

    assert handout.lacks == ("independent-checker", "clinical-reviewer")
    assert [(f.code, f.severity) for f in findings] == [("signoff-missing", severity)] * 2


def test_a_void_signature_counts_for_nothing():
    library = library_of("Rest.")
    language = language_of(library, signatures=[signed(seal_of(library_of()))])
    handout, _ = localized(library, language, Asked(("clinical-reviewer",)))

    assert handout.lacks == ("clinical-reviewer",)


def test_the_source_language_lacks_no_translator():
    assert lacking((), Asked(ALL), source=True) == ("clinical-reviewer",)


def test_another_country_is_another_signature():
    seal = seal_of(library_of())
    assert judge([signed(seal)], replace(seal, jurisdiction=Jurisdiction.US), kept={}) == ()
