from __future__ import annotations

from pathlib import Path

import pytest

from handouts.content.glossary import read_glossary
from handouts.errors import ContentError


def written(folder: Path, text: str) -> Path:
    path = folder / "glossary.csv"
    path.write_bytes(text.encode())
    return path


def test_each_way_to_say_a_term_is_kept_best_first(tmp_path):
    terms = read_glossary(
        written(tmp_path, "id,en,pl,note\nlatch,latch (attachment); hold,przystawienie,x\n")
    )

    assert terms["latch"].ways("en") == ("latch", "attachment", "hold")
    assert terms["latch"].ways("pl") == ("przystawienie",)
    assert terms["latch"].ways("vi") == ()
    assert terms["latch"].note == "x"


def test_a_byte_order_mark_and_decomposed_letters_do_no_harm(tmp_path):
    assert read_glossary(written(tmp_path, "\ufeffid,pl\nmilk,o\u0301w\n"))["milk"].ways("pl") == ("ów",)


def test_every_fault_is_named_with_its_line(tmp_path):
    with pytest.raises(ContentError) as raised:
        read_glossary(written(tmp_path, "id,en\nmilk,milk\n,none\nmilk,again\n"))

    assert [(f.where.line, f.code) for f in raised.value.findings] == [(3, "glossary-id"), (4, "glossary-id")]


def test_a_row_that_csv_cannot_read_is_said(tmp_path):
    with pytest.raises(ContentError, match="cannot be read: line"):
        read_glossary(written(tmp_path, f"id,en\nmilk,{'a' * 200_000}\n"))


def test_a_short_row_is_read_as_far_as_it_goes(tmp_path):
    assert read_glossary(written(tmp_path, "id,en,pl,note\nmilk,milk\n"))["milk"].ways("pl") == ()


def test_an_empty_file_holds_no_terms(tmp_path):
    assert read_glossary(written(tmp_path, "")) == {}


def test_another_encoding_is_said(tmp_path):
    path = tmp_path / "glossary.csv"
    path.write_bytes(b"id,pl\nmilk,\xb3\n")

    with pytest.raises(ContentError, match="cannot be read"):
        read_glossary(path)
