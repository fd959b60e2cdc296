"""Edits of the English that change no meaning: who may keep a translation as current, and when not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.errors import CheckFailed, SettingsError
from handouts.localize.catalogs import Catalog
from handouts.localize.keeping import keep
from handouts.localize.kept import State, kept_by_key, state_of
from handouts.localize.messages import library_messages
from handouts.localize.signing import add_kept, add_signatures
from handouts.localize.signoff import Kept, read_signoff
from handouts.testing.builders import (
    a_full_catalog,
    an_interface,
)
from tests.localize.signatures import DAY, KEY, TEXT, language_of, library_of, localized, seal_of, signed

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
