"""Signatures: what they cover, what voids them, and why; edits that change no meaning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handouts.content.model import Jurisdiction
from handouts.errors import CheckFailed, LocaleError, SettingsError
from handouts.findings import Severity
from handouts.localize.catalogs import Catalog
from handouts.localize.handout import LocalizedHandout
from handouts.localize.keeping import keep
from handouts.localize.kept import State, kept_by_key, state_of
from handouts.localize.localizer import Language, localize
from handouts.localize.messages import library_messages, printed_words
from handouts.localize.seals import Seal, judge
from handouts.localize.signing import add_kept, add_signatures, sign
from handouts.localize.signoff import Kept, Signature, read_signoff
from handouts.localize.signoff_rules import Asked, lacking
from handouts.testing.builders import (
    a_contact,
    a_fact,
    a_full_catalog,
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


# --- edits that change no meaning ---------------------------------------------------------------------------

EDITED = "Rest whenever the baby sleeps, {water} a day."


def stale_catalog(was: str = TEXT, now: str = EDITED) -> Catalog:
    """Return a full catalog with one entry that a merge has marked stale."""
    catalog = a_full_catalog(library_messages(library_of(was), an_interface()))
    entry = replace(catalog.entries[KEY], source=now, previous=was, fuzzy=True)
    return Catalog(catalog.locale, catalog.entries | {KEY: entry}, catalog.plural_forms)


def kept(library=None, catalog: Catalog | None = None, **over: str) -> tuple[Kept, ...]:
    shelf = library or library_of(EDITED)
    languages = [language_of(shelf, catalog=catalog or stale_catalog())]
    by_key = {message.key: message for message in library_messages(shelf, an_interface())}
    chosen = {"reason": "“whenever” reads better", "name": "A. Example"} | over
    return keep(chosen.pop("key", KEY), by_key, languages, today=DAY, **chosen)


def test_the_gate_takes_a_kept_entry_as_current():
    library, catalog = library_of(EDITED), stale_catalog()
    _, before = localized(library, language_of(library, catalog=catalog))
    handout, after = localized(library, language_of(library, catalog=catalog, kept=kept()))

    assert [finding.code for finding in before] == ["locale-stale"]
    assert after == ()
    assert handout.body.sections[0].blocks[0].text.plain.startswith("§ Rest when the")


def test_a_signature_over_the_earlier_english_holds_again():
    signature = signed(seal_of(library_of()))
    library = library_of(EDITED)
    language = language_of(library, catalog=stale_catalog(), signatures=[signature])
    void, _ = localized(library, language)
    holds, findings = localized(library, replace(language, kept=kept()))

    assert void.judged[0].changes == (f"English: {KEY}",)
    assert holds.is_approved
    assert findings == ()


def test_a_signature_of_the_source_holds_over_an_edit_that_was_kept():
    signature = signed(seal_of(library_of(), "en"))
    library = library_of(EDITED)
    records = kept(was=TEXT)

    assert not localized(library, language_of(library, "en", signatures=[signature]))[0].is_approved
    assert localized(library, language_of(library, "en", signatures=[signature], kept=records))[0].is_approved


def test_nothing_else_may_have_changed_under_a_kept_edit():
    signature = signed(seal_of(library_of()))
    library = library_of(EDITED, value="3")
    language = language_of(library, catalog=stale_catalog(), signatures=[signature], kept=kept())
    handout, _ = localized(library, language)

    assert handout.judged[0].changes == ("fact water: value=2 litre → value=3 litre",)


def test_other_words_than_those_that_were_kept_are_stale():
    catalog = stale_catalog()
    changed = replace(catalog.entries[KEY], text="§ Inaczej, {water}.")
    now = state_of(changed, EDITED, locale="pl", kept=kept_by_key(kept()))

    assert now is State.STALE


def test_a_language_that_is_not_named_stays_stale():
    entry = stale_catalog().entries[KEY]

    assert state_of(entry, EDITED, locale="pl", kept=kept_by_key(kept())) is State.KEPT
    assert state_of(entry, EDITED, locale="vi", kept=kept_by_key(kept())) is State.STALE
    assert state_of(entry, "Rest never.", locale="pl", kept=kept_by_key(kept())) is State.STALE


def test_checks_look_at_a_kept_entry_like_at_any_other():
    language = language_of(library_of(EDITED), catalog=stale_catalog())

    assert language.settled[KEY].fuzzy
    assert not replace(language, kept=kept()).settled[KEY].fuzzy
    assert not language.settled["rest-well/eat/text"].fuzzy


def test_two_edits_in_a_row_are_followed():
    first, last = kept()[0], "Rest each time the baby sleeps, {water} a day."
    second = first.model_copy(update={"was": EDITED, "now": last})
    entry = replace(stale_catalog().entries[KEY], source=last)

    assert state_of(entry, last, locale="pl", kept=kept_by_key([first, second])) is State.KEPT
    assert state_of(entry, last, locale="pl", kept=kept_by_key([second])) is State.STALE


@pytest.mark.parametrize(
    ("was", "said"),
    [
        ("Rest when the baby sleeps, {feeds} a day.", "{water} instead of {feeds}"),
        ("Rest 2 times when the baby sleeps, {water} a day.", "nothing instead of 2"),
        ("Rest when the baby sleeps, <{water} a day.", "nothing instead of <"),
    ],
)
def test_a_number_or_a_placeholder_is_no_small_edit(was, said):
    with pytest.raises(CheckFailed) as refused:
        kept(catalog=stale_catalog(was=TEXT), was=was)
    assert [finding.message for finding in refused.value.findings] == [said]


def test_what_the_comparison_finds_is_no_small_edit():
    with pytest.raises(CheckFailed, match="more than words"):
        kept_with_compare()


def kept_with_compare():
    library = library_of(EDITED)
    by_key = {message.key: message for message in library_messages(library, an_interface())}
    return keep(
        KEY,
        by_key,
        [language_of(library, catalog=stale_catalog())],
        reason="only a word",
        name="A. Example",
        today=DAY,
        compare=lambda now, was: ("a “not” went",),
    )


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"key": "rest-well/rest-oftn/text"}, "no message"),
        ({"key": "rest-well/eat/text"}, "no language"),
        ({"reason": "x"}, "reason"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_kept_is_said(over, said):
    with pytest.raises(SettingsError, match=said):
        kept(**over)


def test_a_record_is_written_once_and_read_again(tmp_path: Path):
    path = tmp_path / "en/signoff.toml"
    add_kept(path, kept())
    add_kept(path, kept())
    add_signatures(path, [signed(seal_of(library_of(), "en"))])
    found = read_signoff(path)

    assert found.kept == kept()
    assert len(found.signature) == 1


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
