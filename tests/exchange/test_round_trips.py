from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.errors import LocaleError
from handouts.exchange.compare import Kind
from handouts.exchange.formats import Format, read_file, write
from handouts.exchange.inline import Code, joined, pairs_of_tags, pieces
from handouts.exchange.units import State
from handouts.exchange.xlsx import protect, restore
from tests.exchange.packages import FORMATS, TRANSLATED, a_package, a_phrase, a_unit, compared, ours, written

PATIENT = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOT_XML = "\ufffe\uffff" + "".join(map(chr, (*range(9), 11, 12, *range(14, 32))))
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters=NOT_XML)
_MARKUP = ["&", "<", ">", "]]>", "<!--", "&amp;", "<b>", "</b>", "<br/>", "<i>", "%s", '"', "'", "\\", "\\n"]
_SPACE = ["\u00a0", "\u202f", "\n", "\t", "\r", " ", "\u0085", "\u2028", "\ufeff", "\x7f"]
_LETTERS = ["👩🏽‍⚕️", "\u2067", "\u2069", "\u200f", "ệ", "e\u0323\u0302", "ż", "№", "x" * 300]
_CELLS = ["=1+1", "+48", "-5", "@x", "5-6", "1/2", "#N/A", "TRUE", "_x0041_", "_x005F_"]
_FACTS = ["{energy}", "{energy:gen}", "{n}", "{", "}", "{x y}"]
HARD = st.sampled_from([*_MARKUP, *_SPACE, *_LETTERS, *_CELLS, *_FACTS])
TEXT = st.lists(st.one_of(HARD, st.text(LETTERS, max_size=8)), max_size=8).map("".join)
SOURCE = TEXT.filter(bool)


def texts_of(path, package) -> dict[str, str]:
    return {answer.id: answer.target for answer in read_file(path, package=package)[1].answers}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("code", TRANSLATED)
def test_our_catalogs_go_out_and_come_back_without_loss(code, kind, tmp_path):
    package = ours(code)
    path = written(package, kind, tmp_path)

    assert texts_of(path, package) == {unit.id: unit.target for unit in package.units}
    found = compared(path, package)
    assert found.findings == ()
    assert found.changes == ()
    assert sum(found.counts.values()) == len(package.by_key)
    assert set(found.counts) <= {Kind.SAME, Kind.EMPTY, Kind.UNFINISHED}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_from_nothing_comes_back_whole(code, kind, tmp_path):
    full = ours(code)
    empty = replace(full, units=tuple(replace(u, target="", state=State.NEW) for u in full.units))
    done = {u.id: u.target for u in full.units if u.target}

    found = compared(written(full, kind, tmp_path), empty)

    assert found.errors == ()
    assert {change.kind for change in found.changes} == {Kind.NEW}
    units = full.by_key
    assert {u.id: text for c in found.changes for u, text in zip(units[c.key], c.texts, strict=True)} == done


@pytest.mark.parametrize("kind", FORMATS)
@PATIENT
@given(source=SOURCE, target=TEXT, previous=TEXT, note=TEXT, limit=st.one_of(st.none(), st.integers(1, 500)))
def test_hard_texts_survive(kind, tmp_path, source, target, previous, note, limit):
    state = State.STALE if previous and target else None
    unit = a_unit(source, target, previous=previous, notes=(note,) if note else (), limit=limit, state=state)
    package = a_package(unit)
    path = written(package, kind, tmp_path)

    (answer,) = read_file(path, package=package)[1].answers

    assert (answer.id, answer.target) == (unit.id, target)
    assert answer.sources == (source,)
    assert not answer.digest or answer.digest == unit.source_digest("pl")
    assert compared(path, package).changes == ()


@pytest.mark.parametrize("kind", FORMATS)
@PATIENT
@given(one=SOURCE, other=SOURCE, forms=st.tuples(TEXT, TEXT, TEXT))
def test_hard_counted_phrases_survive(kind, tmp_path, one, other, forms):
    package = a_package(*a_phrase(*forms, one=one, other=other))
    path = written(package, kind, tmp_path)

    assert texts_of(path, package) == {f"noun:feed:{n}": form for n, form in enumerate(forms)}


@pytest.mark.parametrize("kind", FORMATS)
@PATIENT
@given(words=st.text(st.characters(categories=("L", "N", "P", "Zs", "So")), min_size=1, max_size=40))
def test_what_is_taken_is_composed_and_nothing_else_happens_to_it(kind, tmp_path, words):
    if "{" in words or "}" in words or "<" in words or "\ufffd" in words:
        words = "plain"
    package = a_package(a_unit("Rest.", ""))
    edited = a_package(a_unit("Rest.", words))

    (change,) = compared(written(edited, kind, tmp_path), package).changes

    assert change.texts == (unicodedata.normalize("NFC", words),)


@PATIENT
@given(TEXT)
def test_pieces_join_to_the_text(text):
    parts = pieces(text)
    assert joined(parts) == text
    ids = [part.id for part in parts if isinstance(part, Code)]
    assert len(ids) == len(set(ids))
    opening = pairs_of_tags(parts)
    assert all(start < end for start, end in opening.items())


@PATIENT
@given(TEXT)
def test_cells_are_restored(text):
    assert restore(protect(text)) == text


@pytest.mark.parametrize("kind", FORMATS)
def test_a_catalog_that_is_not_composed_yet_comes_back_as_the_same(kind, tmp_path):
    package = a_package(a_unit("Rest.", unicodedata.normalize("NFD", "Nghỉ một chút.")))

    assert compared(written(package, kind, tmp_path), package).counts == {Kind.SAME: 1}


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_package_gives_the_same_bytes(kind):
    package = a_package(a_unit(), *a_phrase("{n} a", "{n} b", "{n} c"))
    assert write(package, kind, version="1") == write(package, kind, version="1")


@pytest.mark.parametrize("kind", [Format.XLIFF12, Format.XLIFF21, Format.XLSX])
def test_what_a_format_cannot_hold_is_said_and_not_dropped(kind):
    with pytest.raises(LocaleError, match="U\\+0007"):
        write(a_package(a_unit("Rest.", "Od\x07pocznij.")), kind, version="1")


def test_ids_belong_to_keys_and_not_to_texts():
    assert {unit.id for unit in ours("vi").units} <= {unit.id for unit in ours("pl").units}
    assert len(ours("pl").by_id) == len(ours("pl").units)
    strange = a_unit(key="ż/ó")
    assert strange.id.startswith("key-")
    assert strange.id != a_unit(key="ż/o").id
