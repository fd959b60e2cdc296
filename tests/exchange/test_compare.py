from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.exchange.compare import Kind
from handouts.exchange.formats import Format
from handouts.exchange.units import State
from handouts.findings import Severity
from tests.exchange.packages import FORMATS, a_package, a_phrase, a_unit, compared, sent_back, written

NEW = a_unit(target="")
STALE = a_unit(state=State.STALE, previous="Eat {energy} extra.")
every_format = pytest.mark.parametrize("kind", FORMATS)


def codes(found) -> list[str]:
    return [finding.code for finding in found.findings]


@every_format
def test_a_new_translation_is_taken(kind, tmp_path):
    found = sent_back(a_package(NEW), kind, tmp_path, ("drink/a1/text", "Jedz {energy} więcej."))

    (change,) = found.changes
    assert (change.key, change.kind, change.before, change.texts) == (
        "drink/a1/text", Kind.NEW, ("",), ("Jedz {energy} więcej.",),
    )  # fmt: skip
    assert found.findings == ()


@every_format
def test_an_empty_answer_erases_nothing(kind, tmp_path):
    found = sent_back(a_package(a_unit()), kind, tmp_path, ("drink/a1/text", ""))

    assert found.changes == ()
    assert found.counts == {Kind.EMPTY: 1}


@every_format
def test_a_stale_text_sent_back_untouched_stays_stale(kind, tmp_path):
    found = compared(written(a_package(STALE), kind, tmp_path), a_package(STALE))

    assert found.changes == ()
    assert found.counts == {Kind.UNFINISHED: 1}


@every_format
def test_a_stale_text_that_the_translator_says_is_right_is_confirmed(kind, tmp_path):
    found = sent_back(a_package(STALE), kind, tmp_path, ("drink/a1/text", STALE.target))

    (change,) = found.changes
    assert change.kind is Kind.CONFIRMED
    assert change.before == change.texts


@every_format
def test_the_translator_sees_the_english_that_was_translated(kind, tmp_path):
    data = written(a_package(STALE), kind, tmp_path).read_bytes()
    if kind is Format.XLSX:
        from openpyxl import load_workbook

        rows = load_workbook(tmp_path / "texts.xlsx")["Translation"].values
        assert "Eat {energy} extra." in [value for row in rows for value in row]
    else:
        assert "Eat {energy} extra." in data.decode()


@every_format
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("Jedz więcej.", "import-placeholders", "{energy} is missing"),
        ("Jedz {energia} więcej.", "import-placeholders", "{energia} is not in the English"),
        ("Jedz {energy} i {energy}.", "import-placeholders", "{energy} is not in the English"),
        ("Jedz {energy} {więcej}.", "import-placeholders", "brace"),
        ("Jedz {energy:abl} więcej.", "import-placeholders", "case"),
        ("Jedz <b>{energy}</b> więcej.", "import-tags", "<b> is not in the English"),
        ("Jedz {energy} wi\ufffdcej.", "import-character", "U+FFFD"),
        ("Jedz {energy}\u2028więcej.", "import-character", "U+2028"),
    ],
)
def test_a_broken_text_is_refused(kind, words, code, told, tmp_path):
    found = sent_back(a_package(NEW, cases=("gen",)), kind, tmp_path, ("drink/a1/text", words))

    (fault,) = found.errors
    assert fault.code == code
    assert told in fault.message
    assert fault.hint
    assert fault.where.path == "drink/a1/text"
    assert fault.where.file.startswith("texts")
    assert fault.where.line
    assert found.changes == ()
    assert found.counts == {Kind.REFUSED: 1}


@every_format
def test_a_case_of_the_language_is_taken(kind, tmp_path):
    found = sent_back(
        a_package(NEW, cases=("gen",)), kind, tmp_path, ("drink/a1/text", "Po {energy:gen} przerwij.")
    )
    assert found.changes[0].texts == ("Po {energy:gen} przerwij.",)


@every_format
def test_tags_are_kept_and_stay_nested(kind, tmp_path):
    package = a_package(a_unit("Drink <b>now</b>, <i>not</i> later.", ""))

    good = sent_back(package, kind, tmp_path, ("drink/a1/text", "<i>Nie</i> później, <b>teraz</b>."))
    bad = sent_back(package, kind, tmp_path, ("drink/a1/text", "</i>Nie<i> później, <b>teraz</b>."))

    assert good.changes[0].texts == ("<i>Nie</i> później, <b>teraz</b>.",)
    assert codes(bad) == ["import-tags"]


@every_format
def test_what_is_too_long_is_told_and_taken(kind, tmp_path):
    package = a_package(a_unit("Draft", "", limit=8))

    found = sent_back(package, kind, tmp_path, ("drink/a1/text", "Wersja robocza"))

    assert codes(found) == ["import-too-long"]
    assert found.findings[0].severity is Severity.WARNING
    assert len(found.changes) == 1


@every_format
def test_a_text_whose_english_changed_meanwhile_is_refused(kind, tmp_path):
    was = a_unit("Eat {energy} extra.", "")
    found = sent_back(
        a_package(was), kind, tmp_path, ("drink/a1/text", "Jedz {energy} więcej."), to=a_package(NEW)
    )

    (fault,) = found.errors
    assert fault.code == "import-source-changed"
    assert "changed since the file went out" in fault.message
    assert (fault.expected, fault.found) == (NEW.source, was.source)


@pytest.mark.parametrize("kind", [Format.XLIFF12, Format.XLIFF21])
def test_english_edited_in_the_file_is_refused(kind, tmp_path):
    path = written(a_package(a_unit("Rest now.", "Odpocznij.")), kind, tmp_path)
    path.write_text(path.read_text().replace("Rest now.", "Rest later."))

    (fault,) = compared(path, a_package(a_unit("Rest now.", "Odpoczywaj."))).errors

    assert fault.code == "import-source-changed"
    assert "edited in the file" in fault.message


@pytest.mark.parametrize("kind", [Format.XLIFF12, Format.XLIFF21])
def test_a_wrong_digest_is_refused(kind, tmp_path):
    path = written(a_package(a_unit("Rest now.", "Odpocznij.")), kind, tmp_path)
    digest = a_unit("Rest now.", "Odpocznij.").source_digest("pl")
    path.write_text(path.read_text().replace(digest, "0" * 32))

    assert codes(compared(path, a_package(a_unit("Rest now.", "Odpoczywaj.")))) == ["import-source-changed"]


@every_format
def test_a_text_that_nobody_knows_is_refused_with_its_nearest(kind, tmp_path):
    package = a_package(a_unit("Rest.", "Odpocznij.", key="drink/a2/text"))
    found = compared(written(a_package(), kind, tmp_path), package)

    (fault,) = found.errors
    assert fault.code == "import-unknown-unit"
    assert "drink:a1:text" in fault.message
    assert "drink:a2:text" in fault.hint


@every_format
def test_another_language_is_refused_whole(kind, tmp_path):
    found = sent_back(
        a_package(NEW, locale="uk"), kind, tmp_path, ("drink/a1/text", "{energy}"), to=a_package(NEW)
    )

    (fault,) = found.errors
    assert fault.code == "import-language"
    assert (fault.expected, fault.found) == ("pl", "uk")
    assert found.changes == ()


@pytest.mark.parametrize("kind", [Format.XLIFF12, Format.XLIFF21])
@pytest.mark.parametrize(
    ("tag", "said", "fits"),
    [("pl", "pl-PL", 1), ("pl", "pl_PL", 1), ("pl-PL", "pl", 1), ("pl", "pl-Latn", 0)],
)
def test_a_tool_may_add_a_region_and_nothing_else(kind, tag, said, fits, tmp_path):
    sent = a_package(a_unit("Rest.", "Odpocznij."), tag=said)
    package = a_package(a_unit("Rest.", ""), tag=tag)

    found = compared(written(sent, kind, tmp_path), package)

    assert len(found.changes) == fits
    assert codes(found) == ["import-language"] * (1 - fits)


def test_a_catalog_of_strangers_is_refused_without_a_search_for_each(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("handouts.exchange.compare.suggest", lambda *given: asked.append(given) or "")
    strangers = a_package(*(a_unit(key=f"other/a{number}/text") for number in range(500)))

    found = compared(written(strangers, Format.PO, tmp_path), a_package())

    assert codes(found) == ["import-unknown-unit"] * 500
    assert len(asked) == 20


@every_format
def test_counted_phrases_need_every_form(kind, tmp_path):
    package = a_package(*a_phrase("", "", ""))
    good = sent_back(
        package, kind, tmp_path,
        ("noun:feed:0", "{n} karmienie"), ("noun:feed:1", "{n} karmienia"), ("noun:feed:2", "{n} karmień"),
    )  # fmt: skip
    bad = sent_back(package, kind, tmp_path, ("noun:feed:0", "{n} karmienie"))

    assert good.changes[0].texts == ("{n} karmienie", "{n} karmienia", "{n} karmień")
    assert codes(bad) == ["import-plural-count"]
    assert "1, 2" in bad.findings[0].message


@every_format
def test_more_forms_than_the_language_has_are_refused(kind, tmp_path):
    path = written(a_package(*a_phrase("{n} a", "{n} b", "{n} c")), kind, tmp_path)

    found = compared(path, a_package(*a_phrase("{n} a", "{n} b")))

    assert codes(found) == ["import-plural-count"]
    assert found.changes == ()


@every_format
def test_fewer_forms_than_the_language_has_are_refused(kind, tmp_path):
    path = written(a_package(*a_phrase("{n} a", "{n} b")), kind, tmp_path)

    found = compared(path, a_package(*a_phrase("", "", "")))

    assert codes(found) == ["import-plural-count"]
    assert found.changes == ()


@every_format
def test_a_good_text_beside_a_bad_one_is_offered(kind, tmp_path):
    package = a_package(NEW, a_unit("Rest.", "", key="drink/a2/text"))

    found = sent_back(package, kind, tmp_path, ("drink/a1/text", "Jedz."), ("drink/a2/text", "Odpocznij."))

    assert [change.key for change in found.changes] == ["drink/a2/text"]
    assert codes(found) == ["import-placeholders"]
    assert found.counts == {Kind.REFUSED: 1, Kind.NEW: 1}


# --- what tools do to XLIFF ---------------------------------------------------------------------------------


def edited(kind, folder, *changes: tuple[str, str], package=None):
    path = written(package or a_package(STALE), kind, folder)
    text = path.read_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text)
    return compared(path, package or a_package(STALE))


def test_a_machines_proposal_is_left_out(tmp_path):
    found = edited(
        Format.XLIFF12,
        tmp_path,
        (
            'state="needs-review-translation"',
            'state="needs-review-translation" state-qualifier="leveraged-mt"',
        ),
        ("więcej.</target>", "mniej.</target>"),
    )
    assert found.counts == {Kind.UNFINISHED: 1}


def test_placeholders_that_a_tool_emptied_come_back_by_their_id(tmp_path):
    package = a_package(replace(NEW, target="Jedz {energy} więcej."))
    path = written(package, Format.XLIFF12, tmp_path)
    before, _, after = path.read_text().partition("<target")
    after = after.replace('<ph id="1" ctype="x-fact">{energy}</ph>', '<x id="1"/>')
    path.write_text(f"{before}<target{after}")

    assert compared(path, a_package(NEW)).changes[0].texts == ("Jedz {energy} więcej.",)


def test_segments_of_a_tool_are_read_through(tmp_path):
    found = edited(
        Format.XLIFF12,
        tmp_path,
        ("Jedz o ", '<mrk mtype="seg" mid="1">Zjedz o '),
        (" więcej.</target>", " więcej.</mrk></target>"),
    )
    assert found.changes[0].texts == ("Zjedz o {energy} więcej.",)


def test_segments_of_xliff_2_join_in_their_order(tmp_path):
    package = a_package(a_unit("Rest. Drink.", ""))
    whole = '<segment state="initial"><source>Rest. Drink.</source></segment>'
    parts = (
        '<segment state="translated"><source>Rest.</source><target order="3">Odpocznij.</target></segment>'
        '<ignorable><source> </source><target order="2"> </target></ignorable>'
        '<segment state="translated"><source>Drink.</source><target order="1">Pij.</target></segment>'
    )
    found = edited(Format.XLIFF21, tmp_path, (whole, parts), package=package)
    assert found.changes[0].texts == ("Pij. Odpocznij.",)

    half = parts.replace('<target order="1">Pij.</target>', "")
    assert edited(Format.XLIFF21, tmp_path, (whole, half), package=package).counts == {Kind.UNFINISHED: 1}


def test_code_points_of_xliff_2_are_read(tmp_path):
    found = edited(Format.XLIFF21, tmp_path, (" więcej.</target>", ' wi<cp hex="0119"/>cej!</target>'))
    assert found.changes[0].texts == ("Jedz o {energy} więcej!",)


def test_the_same_unit_twice_is_refused(tmp_path):
    for kind, end in ((Format.XLIFF12, "</trans-unit>"), (Format.XLIFF21, "</unit>")):
        path = written(a_package(a_unit("Rest.", "Odpocznij.")), kind, tmp_path)
        text = path.read_text()
        start = text.index(f"<{end[2:-1]} ")
        unit = text[start : text.index(end) + len(end)]
        path.write_text(text.replace(unit, unit + unit.replace("Odpocznij", "Odpoczywaj")))

        found = compared(path, a_package(a_unit("Rest.", "")))

        assert codes(found) == ["import-duplicate"]
        assert found.changes == ()


def test_a_fuzzy_po_entry_is_left_out(tmp_path):
    path = written(a_package(a_unit("Rest.", "Odpocznij.")), Format.PO, tmp_path)
    path.write_text(path.read_text().replace("msgctxt", "#, fuzzy\nmsgctxt"))

    assert compared(path, a_package(a_unit("Rest.", ""))).counts == {Kind.UNFINISHED: 1}
