from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.content.model import Jurisdiction
from handouts.findings import Finding, Severity
from handouts.localize.localizer import Language
from handouts.localize.text import LocalizedText, texts
from handouts.testing.builders import (
    a_contact,
    a_fact,
    a_language,
    a_leaflet,
    a_library,
    a_localized_handout,
    a_paragraph,
    a_signature,
    localized_with_findings,
)

KEY = "rest-well/rest-often/text"


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def with_entry(language: Language, key: str, **over: object) -> Language:
    """Return the language with one catalog entry changed, or without it (`text=None`)."""
    entries = dict(language.catalog.entries)
    if over.get("text", "") is None:
        del entries[key]
    else:
        entries[key] = replace(entries[key], **over)
    return replace(language, catalog=replace(language.catalog, entries=entries))


def polish_with(key: str = KEY, *, english: str = "Rest when the baby sleeps.", **over: object):
    leaflet = a_leaflet(blocks=[a_paragraph(text=english)])
    library = a_library(leaflet)
    language = with_entry(a_language("pl", library=library), key, **over)
    return localized_with_findings(leaflet, language=language, library=library)


def sentence(handout) -> LocalizedText:
    return handout.body.sections[0].blocks[0].text


def test_a_full_catalog_leaves_no_findings_and_no_english():
    handout, findings = localized_with_findings(language=a_language("pl"))

    assert findings == ()
    assert all(text.plain.startswith("§ ") and text.lang == "pl" for text in texts(handout.body))


def test_a_missing_sentence_is_a_finding_not_silent_english():
    handout, findings = polish_with(text=None)

    assert codes(findings) == ["locale-untranslated"]
    assert (findings[0].where.file, findings[0].where.path) == ("pl/content.po", KEY)
    assert findings[0].severity is Severity.ERROR
    assert "pl/content.po" in findings[0].hint
    assert sentence(handout).missing
    assert sentence(handout).lang == "en-GB"
    assert sentence(handout).plain == "Rest when the baby sleeps."


def test_an_empty_translation_is_missing_and_its_line_is_named():
    _, findings = polish_with(text="")

    assert codes(findings) == ["locale-untranslated"]
    assert findings[0].where.line is not None


def test_an_interface_word_that_is_missing_is_found_in_its_own_file():
    _, findings = polish_with("interface/do", text=None)

    assert [(f.code, f.where.file) for f in findings] == [("locale-untranslated", "pl/handouts.po")]


@pytest.mark.parametrize("over", [{"fuzzy": True}, {"source": "Rest when your baby sleeps."}])
def test_a_sentence_whose_english_changed_is_stale_and_not_printed(over):
    handout, findings = polish_with(**over)

    assert codes(findings) == ["locale-stale"]
    assert sentence(handout).missing


@pytest.mark.parametrize("words", ["Pij dużo.", "Pij {water}, {feeds}.", "Pij {wody}."])
def test_a_translation_with_other_placeholders_is_not_printed(words):
    handout, findings = polish_with(english="Drink {water} a day.", text=words)

    assert codes(findings) == ["locale-placeholders"]
    assert sentence(handout).missing


def test_a_translation_may_put_its_facts_in_another_order_and_case():
    handout, findings = polish_with(
        english="Drink {water} in {feeds}.", text="{feeds:number} razy, razem {water}."
    )

    assert findings == ()
    assert sentence(handout).plain.replace("\u00a0", " ") == "8–12 razy, razem 2–2,5 l."
    assert [run.fact for run in sentence(handout).runs if run.fact] == ["feeds", "water"]


def test_an_unknown_fact_suggests_the_nearest():
    leaflet = a_leaflet(blocks=[a_paragraph(text="Drink {watr} a day.")])
    _, findings = localized_with_findings(leaflet)

    assert [(f.code, f.hint) for f in findings] == [("content-fact-unknown", "did you mean water?")]


def test_a_fact_without_a_value_for_the_jurisdiction_is_a_finding():
    leaflet = a_leaflet(blocks=[a_paragraph(text="Drink {water} a day.")])
    library = a_library(leaflet, facts={"water": a_fact(unit="litre", values={"PL": {"value": "2"}})})

    _, findings = localized_with_findings(leaflet, library=library, jurisdiction="VN")
    assert codes(findings) == ["content-fact-jurisdiction"]
    assert "VN" in findings[0].hint
    assert localized_with_findings(leaflet, library=library, jurisdiction="PL")[1] == ()


@pytest.mark.parametrize("unit", ["litre", "parsec"])
def test_a_case_or_unit_that_the_locale_lacks_is_a_finding(unit):
    leaflet = a_leaflet(blocks=[a_paragraph(text="Drink {water:xyz} a day.")])
    library = a_library(leaflet, facts={"water": a_fact(unit=unit, value="2")})
    _, findings = localized_with_findings(leaflet, library=library)

    assert codes(findings) == ["locale-unit"]


@pytest.mark.parametrize("forms", [(), ("{n} raz", "", "{n} razy"), ("{n} raz",) * 5])
def test_a_counted_phrase_without_all_its_forms_is_found_once(forms):
    leaflet = a_leaflet(blocks=[a_paragraph("one", "Feed {feeds}."), a_paragraph("two", "Yes: {feeds}.")])
    library = a_library(leaflet)
    language = with_entry(a_language("pl", library=library), "noun/feed", plurals=forms)
    for key in ("rest-well/one/text", "rest-well/two/text"):
        language = with_entry(language, key, text="Karm {feeds}.")
    _, findings = localized_with_findings(leaflet, language=language, library=library)

    assert [(f.code, f.where.path) for f in findings] == [("locale-untranslated", "noun/feed")]


def test_a_counted_phrase_that_forgets_its_number_is_not_printed():
    leaflet = a_leaflet(blocks=[a_paragraph(text="Feed {feeds}.")])
    library = a_library(leaflet)
    language = with_entry(
        a_language("pl", library=library), "noun/feed", plurals=("raz", "{n} razy", "{n} razy")
    )
    _, findings = localized_with_findings(leaflet, language=language, library=library)

    assert codes(findings) == ["locale-placeholders"]


def test_polish_takes_the_form_of_the_counted_phrase_that_the_number_asks_for():
    leaflet = a_leaflet(blocks=[a_paragraph(text="Feed {feeds}.")])
    library = a_library(leaflet)
    forms = ("{n} karmienie", "{n} karmienia", "{n} karmień")
    language = with_entry(a_language("pl", library=library), "noun/feed", plurals=forms)
    language = with_entry(language, KEY, text="Karm: {feeds}.")

    handout = a_localized_handout(leaflet, language=language, library=library)
    assert sentence(handout).plain == "Karm: 8–12\u00a0karmień."


@pytest.mark.parametrize(
    "attack",
    [
        "{x.secret}",
        "{0}",
        "{{",
        "}}",
        "{__class__}",
        "{water.__init__}",
        "{!r}",
        "{water!s}",
        "%(water)s %n",
        "${x}",
    ],
)
def test_whatever_looks_like_a_format_string_is_only_text(attack):
    handout, findings = polish_with(text=f"Śpij {attack} dobrze.")

    assert attack in sentence(handout).plain or findings
    assert set(codes(findings)) <= {"locale-braces", "locale-placeholders"}
    if "{" in attack or "}" in attack:
        assert findings


def test_a_statement_of_another_jurisdiction_is_left_out():
    leaflet = a_leaflet(
        blocks=[a_paragraph("here"), a_paragraph("there", "Only there.", jurisdictions=["US"])]
    )

    assert len(a_localized_handout(leaflet).body.sections[0].blocks) == 1
    assert len(a_localized_handout(leaflet, jurisdiction="US").body.sections[0].blocks) == 2


def test_what_is_left_out_needs_no_translation():
    leaflet = a_leaflet(
        blocks=[a_paragraph("here"), a_paragraph("there", "Only there.", jurisdictions=["US"])]
    )
    library = a_library(leaflet)
    language = with_entry(a_language("pl", library=library), "rest-well/there/text", text=None)

    assert localized_with_findings(leaflet, language=language, library=library)[1] == ()
    _, abroad = localized_with_findings(leaflet, language=language, library=library, jurisdiction="US")
    assert codes(abroad) == ["locale-untranslated"]


def test_contacts_that_nobody_has_confirmed_never_appear():
    library = a_library(contacts=[a_contact("gb-1"), a_contact("gb-2", number="998", printable=False)])
    handout = a_localized_handout(library=library)

    assert [c.number for c in handout.body.sections[2].blocks[0].contacts] == ["999"]


def test_the_language_never_decides_the_country():
    handout = a_localized_handout(language=a_language("vi"), jurisdiction="US")

    assert handout.locale.code == "vi"
    assert [c.number for c in handout.body.sections[2].blocks[0].contacts] == ["911"]


def test_nobody_has_approved_a_new_text():
    assert not a_localized_handout().is_approved


def test_a_clinicians_signature_approves_exactly_this_text():
    handout = a_localized_handout()
    signed, findings = localized_with_findings(language=a_language(signatures=[a_signature(handout)]))

    assert signed.is_approved
    assert findings == ()


@pytest.mark.parametrize("role", ["translator", "independent-checker"])
def test_no_other_signature_approves(role):
    handout = a_localized_handout()

    assert not a_localized_handout(
        language=a_language(signatures=[a_signature(handout, role=role)])
    ).is_approved


@pytest.mark.parametrize(
    ("changed", "facts"),
    [
        pytest.param("Rest when the baby sleeps!", {}, id="a word"),
        pytest.param(None, {"value": "3"}, id="the number"),
        pytest.param(None, {"at_least": "2"}, id="the bound, though the number is the same"),
        pytest.param(None, {"value": "2", "unit": "kilogram"}, id="the unit, though the number is the same"),
    ],
)
def test_any_change_of_text_or_fact_voids_a_signature(changed, facts):
    def localized(text: str, value: dict[str, str], signatures=()):
        leaflet = a_leaflet(blocks=[a_paragraph(text=text), a_paragraph("eat", "Eat {food}.")])
        fact = a_fact(**{"unit": "gram", **value})
        library = a_library(leaflet, facts={"food": fact})
        return localized_with_findings(leaflet, library=library, language=a_language(signatures=signatures))

    before, _ = localized("Rest when the baby sleeps.", {"value": "2"})
    after, findings = localized(
        changed or "Rest when the baby sleeps.", facts or {"value": "2"}, [a_signature(before)]
    )

    assert not after.is_approved
    assert [(f.code, f.severity) for f in findings] == [("signoff-void", Severity.NOTE)]


@pytest.mark.parametrize("number", ["998", "99 9"])
def test_a_new_telephone_number_voids_a_signature(number):
    before = a_localized_handout(library=a_library(contacts=[a_contact()]))
    after = a_localized_handout(
        library=a_library(contacts=[a_contact(number=number)]),
        language=a_language(signatures=[a_signature(before)]),
    )

    assert not after.is_approved


def test_a_signature_for_one_country_says_nothing_about_another():
    before = a_localized_handout(jurisdiction="GB")
    after, findings = localized_with_findings(
        jurisdiction="US", language=a_language(signatures=[a_signature(before)])
    )

    assert not after.is_approved
    assert findings == ()
    assert before.facts_digest != after.facts_digest


def test_a_localized_handout_compares_hashes_and_travels():
    import pickle

    handout = a_localized_handout()

    assert handout == a_localized_handout()
    assert hash(handout.body) == hash(a_localized_handout().body)
    assert pickle.loads(pickle.dumps(handout)).body == handout.body
    with pytest.raises(AttributeError):
        handout.body.title = "other"


def test_dates_are_written_in_the_readers_language():
    assert (
        a_localized_handout(language=a_language("pl")).review_text == "31\u00a0października\u00a02028\u00a0r."
    )
    assert a_localized_handout(language=a_language("vi")).edition_text == "tháng\u00a011\u00a0năm\u00a02026"
    assert a_localized_handout().review_text == "31\u00a0October\u00a02028"


def test_a_source_that_is_not_on_file_is_printed_by_its_id_for_the_checks_to_find():
    handout = a_localized_handout(a_leaflet(sources_on_page=["nobody"]))

    assert [source.text for source in handout.printed_sources] == ["nobody"]


def test_the_jurisdiction_is_a_country_not_a_language():
    assert a_localized_handout(language=a_language("vi")).jurisdiction is Jurisdiction.VN
