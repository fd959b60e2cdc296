from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from handouts.content.contacts import LONGEST_TRUST_DAYS, ContactBook
from handouts.content.facts import FactValue, Noun
from handouts.content.model import Jurisdiction
from handouts.testing.builders import a_contact, a_fact, a_value


@pytest.mark.parametrize(
    "given",
    [
        {"value": "500"},
        {"low": "2", "high": "2.5"},
        {"at_least": "8"},
        {"at_most": "1"},
        {"value": "0"},
        {"low": "-18", "high": "-15"},
    ],
)
def test_a_value_is_exact_or_a_range_or_a_bound(given):
    value = a_value(**given)

    assert {name: str(getattr(value, name)) for name in given} == given


@pytest.mark.parametrize(
    "given",
    [
        {"value": "1", "low": "1", "high": "2"},
        {"low": "1"},
        {"high": "1"},
        {"at_least": "1", "at_most": "2"},
        {"value": "1", "at_least": "1"},
        {"note": "nothing at all"},
    ],
)
def test_a_value_is_one_thing_only(given):
    with pytest.raises(ValidationError, match="give value, or low and high"):
        a_value(**given)


@pytest.mark.parametrize(("low", "high"), [("2", "2"), ("3", "2"), ("2.0", "2")])
def test_a_range_goes_upwards(low, high):
    with pytest.raises(ValidationError, match="low must be less than high"):
        a_value(low=low, high=high)


def test_a_binary_fraction_never_becomes_a_fact():
    with pytest.raises(ValidationError, match="in quotes"):
        a_value(value=2.5)


def test_a_number_keeps_the_digits_it_was_written_with():
    assert str(a_value(value="2.50").value) == "2.50"
    assert a_value(value=3).value == Decimal(3)


@pytest.mark.parametrize("amount", ["-51", "100001", "NaN", "Infinity", "twelve", ""])
def test_a_number_no_leaflet_could_mean_is_refused(amount):
    with pytest.raises(ValidationError):
        a_value(value=amount)


def test_a_value_without_a_source_is_refused():
    with pytest.raises(ValidationError, match="sources"):
        FactValue.model_validate({"value": "1", "sources": []})


@pytest.mark.parametrize(
    "needs",
    [
        {"kind": "quantity"},
        {"kind": "quantity", "unit": "litre", "noun": "feed"},
        {"kind": "count"},
        {"kind": "count", "unit": "litre"},
        {"kind": "number", "unit": "litre"},
        {"kind": "number", "noun": "feed"},
    ],
)
def test_a_quantity_has_a_unit_and_a_count_has_a_noun(needs):
    with pytest.raises(ValidationError, match="a quantity has a unit"):
        a_fact(value="1", **needs)


@pytest.mark.parametrize("given", [{"value": "1.5"}, {"low": "1", "high": "1.5"}, {"at_least": "0.5"}])
def test_things_are_counted_in_whole_numbers(given):
    with pytest.raises(ValidationError, match="whole numbers"):
        a_fact(kind="count", noun="feed", **given)


def test_a_whole_number_may_be_written_with_a_nought():
    assert a_fact(kind="count", noun="feed", value="2.0").values["any"].value == Decimal(2)


def test_a_jurisdictions_own_value_comes_before_the_one_for_anywhere():
    fact = a_fact(unit="gram", values={"PL": {"value": "1"}, "any": {"value": "2"}})

    assert fact.value_for(Jurisdiction.PL).value == 1
    assert fact.value_for(Jurisdiction.VN).value == 2


def test_a_jurisdiction_without_a_value_has_none_of_anothers():
    assert a_fact(unit="gram", values={"PL": {"value": "1"}}).value_for(Jurisdiction.VN) is None


def test_a_counted_phrase_must_hold_its_number():
    with pytest.raises(ValidationError, match=r"must hold \{n\}"):
        Noun.model_validate({"one": "a feed", "other": "feeds"})


@pytest.mark.parametrize(
    ("number", "dial"), [("999", "999"), ("0300 123 45", "+4430012345"), ("+48 22 111", "+4822111")]
)
def test_a_contact_dials_what_it_prints(number, dial):
    assert a_contact(number=number, dial=dial).dial == dial


def test_two_contacts_of_one_id_are_refused():
    twice = [a_contact().model_dump(mode="json"), a_contact(number="112", dial="112").model_dump(mode="json")]

    with pytest.raises(ValidationError, match="stands twice"):
        ContactBook.model_validate({"contacts": twice})


@pytest.mark.parametrize(
    ("number", "dial"), [("999", "112"), ("- - -", "112"), ("0300 123 45", "30012345"), ("11", "+123411")]
)
def test_a_contact_that_dials_another_number_is_refused(number, dial):
    with pytest.raises(ValidationError, match="one and the same line"):
        a_contact(number=number, dial=dial)


@pytest.mark.parametrize(
    "amount", ["-0", "-0.0", "1e3", "1E-9", "1_000", "٣", " 7", "3." + "3" * 40, "0x10", "1e999", "NaN", True]
)
def test_an_amount_is_written_in_plain_digits(amount):
    with pytest.raises(ValidationError, match="plain number"):
        a_value(value=amount)


@pytest.mark.parametrize("amount", ["0", "0.5", "-3", "38", "100000", "2.50", 7])
def test_a_plain_amount_is_kept_exactly(amount):
    assert a_value(value=amount).value == Decimal(amount)


@pytest.mark.parametrize("days", [1, LONGEST_TRUST_DAYS])
def test_a_contact_may_be_trusted_for_half_a_year(days):
    checked = date(2026, 11, 1)

    assert a_contact(checked_on=checked, expires_on=date.fromordinal(checked.toordinal() + days))


@pytest.mark.parametrize("days", [-1, 0, LONGEST_TRUST_DAYS + 1])
def test_a_contact_is_not_trusted_longer_or_backwards(days):
    checked = date(2026, 11, 1)

    with pytest.raises(ValidationError, match="six months"):
        a_contact(checked_on=checked, expires_on=date.fromordinal(checked.toordinal() + days))


@pytest.mark.parametrize(
    ("field", "value"), [("number", "call me"), ("number", "1"), ("dial", "1-800"), ("dial", "1" * 16)]
)
def test_a_telephone_number_is_digits(field, value):
    with pytest.raises(ValidationError):
        a_contact(**{"dial": "999", field: value})
