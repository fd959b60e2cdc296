from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.yaml_source import DEEPEST, LARGEST_FILE_BYTES, YamlSource, parse_yaml, read_yaml

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def codes(source: YamlSource) -> list[str]:
    return [finding.code for finding in source.findings]


def written(folder: Path, data: bytes) -> YamlSource:
    path = folder / "leaf.yaml"
    path.write_bytes(data)
    return read_yaml(path)


def test_values_come_with_the_line_of_their_field():
    source = parse_yaml("id: x\nsections:\n  - heading: One\n    blocks: [a, b]\n", "leaf.yaml")

    assert source.data == {"id": "x", "sections": [{"heading": "One", "blocks": ["a", "b"]}]}
    assert source.line_of(("sections", 0, "heading")) == 3
    assert source.line_of(("sections", 0, "blocks", 1)) == 4
    assert source.line_of(("sections", 0, "nowhere", "at", "all")) == 3
    assert source.line_of(("nowhere",)) == 1


@pytest.mark.parametrize("text", ["2.5", "2.50", "1e3", "-0.1", ".5", "2026-11-22", "0x1F", "0o17", "1_000"])
def test_whatever_is_not_a_whole_number_stays_exactly_as_written(text):
    assert parse_yaml(f"amount: {text}", "f").data == {"amount": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-7", -7),
        ("'7'", "7"),
        ("true", True),
        ("'true'", "true"),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_plain_words_of_yaml_keep_their_meaning(text, value):
    assert parse_yaml(f"field: {text}", "f").data == {"field": value}


def test_letters_are_composed_however_they_were_typed():
    assert parse_yaml("word: e\u0301", "f").data == {"word": "é"}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    assert written(tmp_path, b"\xef\xbb\xbfid: x").data == {"id": "x"}


def test_another_encoding_is_named_with_its_line(tmp_path):
    source = written(tmp_path, "id: x\ntitle: źle".encode("cp1250"))

    assert codes(source) == ["yaml-not-utf8"]
    assert source.findings[0].where.line == 2
    assert source.data is None


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    assert codes(written(tmp_path, b"a: " + b"x" * LARGEST_FILE_BYTES)) == ["yaml-too-large"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a comment\n"])
def test_an_empty_file_says_so(tmp_path, data):
    assert codes(written(tmp_path, data)) == ["yaml-empty"]


def test_a_file_that_is_not_there_says_so(tmp_path):
    assert codes(read_yaml(tmp_path / "none.yaml")) == ["yaml-unreadable"]


def test_a_folder_in_place_of_a_file_says_so(tmp_path):
    assert codes(read_yaml(tmp_path)) == ["yaml-unreadable"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: x\nbad:\n\t- tab", 3),
        ("id: x\n nested: y", 2),
        ("id: 'open", 1),
        ("a: 1\n---\nb: 2", 2),
        ("id: x\nb: \x00", 2),
        ("id: x\n\nb: \x1b", 3),
        ("*missing", 1),
    ],
)
def test_broken_yaml_is_one_finding_at_its_line(text, line):
    source = parse_yaml(text, "leaf.yaml")

    assert set(codes(source)) <= {"yaml-syntax", "yaml-alias"}
    assert source.findings[0].where.line == line
    assert source.findings[0].hint


def test_a_key_that_stands_twice_is_found_at_its_second_line():
    source = parse_yaml("id: a\ntitle: b\nid: c", "leaf.yaml")

    assert codes(source) == ["yaml-duplicate-key"]
    assert (source.findings[0].where.line, source.findings[0].where.path) == (3, "id")
    assert source.data == {"id": "a", "title": "b"}


@pytest.mark.parametrize("text", ["? [a, b]\n: c", "? {a: b}\n: c", "? \n: c"])
def test_a_key_that_is_no_word_is_found(text):
    assert codes(parse_yaml(text, "f")) == ["yaml-key"]


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object:os.system x",
        "a: !!python/object/apply:os.system [ls]",
        "a: !!python/name:os.system ''",
        "a: !mine x",
        "a: !!binary aGk=",
    ],
)
def test_a_tag_is_refused_and_runs_nothing(text):
    assert "yaml-tag" in codes(parse_yaml(text, "f"))


@pytest.mark.parametrize(
    "text", ["a: !!int ²", "a: !!int x", "a: !!int +-5", "a: !!float x", "a: !!timestamp x"]
)
def test_a_standard_tag_on_the_wrong_text_leaves_text(text):
    assert isinstance(parse_yaml(text, "f").data["a"], str)


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x", "a: &x {c: d}\nb:\n  <<: *x\n"])
def test_an_anchor_is_refused_though_it_is_harmless(text):
    assert set(codes(parse_yaml(text, "f"))) == {"yaml-alias"}


def test_a_merge_key_is_just_an_odd_field():
    assert parse_yaml("a: {<<: {b: c}}", "f").data == {"a": {"<<": {"b": "c"}}}


def test_faults_beside_an_anchor_are_found_in_the_same_go():
    source = parse_yaml("a: &x 1\nb: *x\nc: 1\nc: 2\nd: !mine 3", "f")

    assert codes(source) == ["yaml-alias", "yaml-alias", "yaml-duplicate-key", "yaml-tag"]


def test_an_anchor_inside_itself_ends():
    assert codes(parse_yaml("a: &a [*a]", "f")) == ["yaml-alias", "yaml-alias"]


def test_a_few_aliases_that_unfold_to_gigabytes_are_refused_at_once():
    start = time.perf_counter()
    source = parse_yaml(LAUGHS, "f")

    assert set(codes(source)) == {"yaml-alias"}
    assert source.data is None
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "text", ["[" * 5_000, "{a: " * 5_000, "- " * 5_000, "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)]
)
def test_deep_nesting_is_refused_at_once(text):
    start = time.perf_counter()

    assert codes(parse_yaml(text, "f")) == ["yaml-too-deep"]
    assert time.perf_counter() - start < 2


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=80))
def test_no_text_at_all_stops_the_reader(text):
    source = parse_yaml(text, "f")

    assert source.data is not None or source.findings or text.strip() in ("null", "~", "Null", "NULL")


def test_an_endless_whole_number_stays_text():
    assert parse_yaml("max_pages: " + "9" * 5000, "a.yaml").data == {"max_pages": "9" * 5000}
