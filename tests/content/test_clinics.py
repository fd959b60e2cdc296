from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.content.clinic_fields import dial_of, safe_url, same_line, shown_url
from handouts.content.clinics import Clinic, Organisation, Phone, unknown_languages
from handouts.content.deny_list import _CLUES, _PATTERNS
from handouts.content.model import Jurisdiction
from handouts.findings import Severity

MAIN = {"number": "0113 496 0123", "dial": "+441134960123", "purpose": "main"}


def a_clinic(**changes: Any) -> Clinic:
    """Return the profile of a small, made-up clinic."""
    values = {
        "id": "riverside",
        "name": {"any": "Riverside Maternity Unit (example)"},
        "phones": [MAIN],
        "jurisdiction": "GB",
    }
    return Clinic.model_validate({**values, **changes})


def why(**changes: Any) -> str:
    """Return why a profile is refused."""
    with pytest.raises(ValidationError) as refused:
        a_clinic(**changes)
    return str(refused.value)


# --- what a language prints -----------------------------------------------------------------------------


def test_a_language_prints_its_own_texts_and_those_of_all():
    clinic = a_clinic(
        name={"en": "Unit", "vi": "Khoa Sản"},
        phones=[{**MAIN, "hours": {"any": "24/7"}}],
        note={"vi": "Phiên dịch miễn phí"},
        website="https://riverside.example/",
        qr="tel:+441134960123",
    )
    text = clinic.in_locale("vi")

    assert (text.name, text.phones[0].hours, text.note) == ("Khoa Sản", "24/7", "Phiên dịch miễn phí")
    assert (text.website_shown, text.qr_shown) == ("riverside.example", "0113 496 0123")
    assert text.findings == ()


def test_a_missing_name_is_a_finding_never_silent_english():
    text = a_clinic(name={"en": "Unit"}).in_locale("pl")

    assert text.name == ""
    assert [(f.code, f.severity) for f in text.findings] == [("clinic-untranslated", Severity.ERROR)]


def test_missing_hours_refuse_and_a_missing_note_warns():
    clinic = a_clinic(phones=[{**MAIN, "hours": {"en": "9 to 5"}}], note={"en": "Ask at the desk"})

    severities = {f.where.path: f.severity for f in clinic.in_locale("vi").findings}

    assert severities == {
        "riverside.phones.0.hours": Severity.ERROR,
        "riverside.note": Severity.WARNING,
    }


def test_a_region_prints_what_its_language_has():
    assert a_clinic(name={"en": "Unit"}).in_locale("en-GB").name == "Unit"


def test_the_logo_is_named_after_whom_it_belongs_to():
    own = a_clinic(logo="a.svg").in_locale("en")
    trust = a_clinic(logo="a.svg", logo_alt={"any": "Riverside Trust"}).in_locale("en")

    assert own.logo_alt == "Riverside Maternity Unit (example)"
    assert trust.logo_alt == "Riverside Trust"
    assert a_clinic().in_locale("en").logo_alt == ""


def test_a_line_past_its_date_refuses_from_the_day_after():
    clinic = a_clinic(phones=[{**MAIN, "valid_until": "2026-11-22"}])

    assert clinic.expired(date(2026, 11, 22)) == ()
    assert [f.code for f in clinic.expired(date(2026, 11, 23))] == ["clinic-phone-expired"]


def test_languages_we_do_not_have_are_named():
    clinic = a_clinic(name={"pi": "x", "any": "y"}, languages=["vi", "de"])

    assert list(unknown_languages(clinic, ("en", "vi"))) == [("languages", "de"), ("name.pi", "pi")]


def test_profiles_are_frozen_pickle_and_have_a_fingerprint():
    clinic = a_clinic()
    assert pickle.loads(pickle.dumps(clinic)) == clinic
    assert clinic.fingerprint == a_clinic().fingerprint != a_clinic(website="https://a.example/").fingerprint
    with pytest.raises(ValidationError):
        clinic.id = "other"


# --- words ----------------------------------------------------------------------------------------------


def test_letters_are_composed_and_spaces_single():
    clinic = a_clinic(name={"any": "Khoa\u00a0Sa\u0309n   Nguye\u0302\u0303n"})
    assert clinic.name["any"] == "Khoa Sản Nguyễn"


@pytest.mark.parametrize(
    "text",
    [
        "Unit\u202e3210",  # turns what follows round
        "Unit\u200bA",
        "Unit\u2066A\u2069",
        "Uni\u00adt",
        "Unit\x00",
        "Unit\x1b[31m",
        "\ue000Unit",
        "Unit\ufeff",
        "U\u0316\u0317\u0318\u0319\u0320nit",  # marks piled up over the lines around
        "Pháº¡m",
        "Oddzia\ufffd",
        "",
        "   ",
        "x" * 121,
    ],
    ids=ascii,
)
def test_a_name_that_nobody_would_type_is_refused(text):
    assert "name" in why(name={"any": text})


@pytest.mark.parametrize(
    "text", ["Szpital im. Ś.P. „Łódź”", "Bệnh viện Từ Dũ – Cơ sở 2", "Лікарня", "مستشفى", "Cảm ơn"]
)
def test_names_of_many_scripts_pass(text):
    assert a_clinic(name={"any": text}).name["any"] == text


@pytest.mark.parametrize(
    "text", ["Mostbet clinic", "Casino Royale", "Tea for £5", "Formula™", "Ms. Minh, 30, Hanoi"]
)
def test_adverts_prices_brands_and_stories_are_refused_wherever_they_stand(text):
    assert "may not be printed" in why(name={"any": text})
    assert "may not be printed" in why(note={"en": text})
    assert "may not be printed" in why(address=[text])
    assert "may not be printed" in why(phones=[{**MAIN, "hours": {"en": text}}])


def test_every_kind_on_the_deny_list_has_its_clues():
    assert _CLUES.keys() == {kind for _, kind in _PATTERNS}


@pytest.mark.parametrize(
    "name", ["../etc", "a/b", "a\\b", ".", "Riverside", "a b", "con", "lpt1", "", "ü", "a" * 61, "-a"]
)
def test_an_id_that_cannot_be_a_folder_is_refused(name):
    assert "id" in why(id=name)


def test_unknown_fields_are_refused():
    assert "fone" in why(fone="x")


# --- telephones -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "jurisdiction", "dial"),
    [
        ("0113 496 0123", "GB", "+441134960123"),
        ("+44 (0)113 496 0123", "GB", "+441134960123"),
        ("+44 113 496 0123", "PL", "+441134960123"),
        ("111", "GB", "111"),
        ("22 123 45 67", "PL", "+48221234567"),
        ("028 3839 5117", "VN", "+842838395117"),
        ("1900 9095", "VN", "19009095"),
        ("(555) 555-0123", "US", "+15555550123"),
        ("1-800-555-0199", "US", "+18005550199"),
    ],
)
def test_what_is_dialled_follows_from_what_is_printed(number, jurisdiction, dial):
    clinic = a_clinic(phones=[{"number": number, "purpose": "main"}], jurisdiction=jurisdiction)
    assert clinic.phones[0].dial == dial


@pytest.mark.parametrize(
    ("number", "dial"),
    [
        ("0113 496 0123", "+441134960124"),  # one digit off
        ("0113 496 0123", "+4401134960123"),  # the trunk zero kept
        ("0113 496 0123", "01134960123"),
        ("1.13E+10", ""),
        ("call us", ""),
        ("0113 496 0123 ext 4", ""),
        ("٠١١٣٤٩٦٠١٢٣", ""),  # digits that no tel: link takes
        ("0113\u202e496 0123", ""),
        ("1134960123", ""),  # a spreadsheet ate the zero
        ("0113 496 01", ""),
        ("0113 496 0123 456 789 000", ""),
        ("022 123 45 67", "+48221234567"),  # abroad, printed without +
        ("111", "999"),
    ],
)
def test_a_number_that_would_not_reach_the_clinic_is_refused(number, dial):
    assert why(phones=[{"number": number, "dial": dial, "purpose": "main"}])


@given(st.text(alphabet="0123456789 +-/()", max_size=30), st.sampled_from(Jurisdiction))
def test_whatever_is_accepted_dials_what_is_printed(number, jurisdiction):
    try:
        clinic = a_clinic(phones=[{"number": number, "purpose": "main"}], jurisdiction=jurisdiction)
    except ValidationError:
        return
    phone = clinic.phones[0]
    assert same_line(phone.number, phone.dial)
    assert dial_of(phone.number, jurisdiction) == phone.dial


def test_one_to_four_phones_each_once():
    assert "at least 1" in why(phones=[])
    assert "at most 4" in why(phones=[{**MAIN, "number": f"0113 496 012{n}", "dial": ""} for n in range(5)])
    assert "twice" in why(phones=[MAIN, MAIN])
    assert a_clinic(phones=[MAIN, {**MAIN, "purpose": "appointments"}])
    with pytest.raises(ValidationError):
        Phone(number="111", dial="999", purpose="main")


# --- links ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://riverside.example/",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "https://user:pass@riverside.example/",
        "https://riverside.example@evil.example/",
        "https://riverside.example:8443/",
        "https://riverside.example:/",
        "https://river side.example/",
        "https://riverside.example/\u202egpj.exe",
        "https://аpple.example/",  # a Cyrillic а
        "https://riverside",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://-a.example/",
        "https://riverside.example/a\\b",
        'https://riverside.example/"onload=',
        "https:///x",
        "https://",
        "//riverside.example/",
        "https://riverside.example/" + "a" * 200,
        "https://riverside.example/Łódź",
        "https://a..example/",
        "https://[/",
    ],
    ids=ascii,
)
def test_only_plain_https_addresses_pass(url):
    assert "website" in why(website=url)
    assert "qr" in why(qr=url)


def test_a_host_in_other_letters_is_printed_as_it_is_looked_up():
    assert "xn--" in why(website="https://łódź.example/")
    url = safe_url("https://XN--D-UGA0V5B.example/a")
    assert shown_url(url) == "xn--d-uga0v5b.example/a"


def test_a_code_dials_only_a_number_of_the_clinic():
    assert a_clinic(qr="tel:+441134960123").qr
    assert "none of the phones" in why(qr="tel:+441134960999")
    assert "qr" in why(qr="tel:evil")


@pytest.mark.parametrize(
    "name",
    [
        "../a.svg",
        "/etc/a.png",
        "a\\b.svg",
        "C:a.svg",
        "a.svg/../b.svg",
        "a.exe",
        ".svg",
        "a.svg\x00",
        "a/b/c/d/e.svg",
        "a.svg.html",
    ],
)
def test_a_logo_stands_beside_its_file(name):
    assert "logo" in why(logo=name)


def test_a_colour_can_be_read_on_white():
    assert a_clinic(colour="#0B5563").colour == "#0b5563"
    assert "too pale" in why(colour="#ffcc00")
    for wrong in ("red", "#123", "#12345g", "url(x)", "#0b5563;"):
        assert "colour" in why(colour=wrong)


def test_an_organisation_is_held_to_the_same_rules():
    with pytest.raises(ValidationError):
        Organisation.model_validate({"id": "trust", "name": {"any": "Casino"}})
    with pytest.raises(ValidationError):
        Organisation.model_validate({"id": "trust", "name": {"any": "T"}, "website": "http://a.example"})
