from __future__ import annotations

import io
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handouts.errors import RenderError
from handouts.imprint.marks import mark_every_page
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.resources import AssetPath
from handouts.testing.documents import a_nasty_document

WORDS = ["DRAFT", "BẢN NHÁP", "WERSJA ROBOCZA"]


@pytest.fixture(scope="session")
def font() -> Path:
    found = AssetPath().find("fonts/noto-sans/NotoSans-Bold.ttf")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def painted() -> bytes:
    return WeasyPrintEngine().render(a_nasty_document(), assets=AssetPath()).data


def letters(data: bytes, page: int) -> str:
    pdf = pypdfium2.PdfDocument(data)
    text = pdf[page].get_textpage().get_text_range()
    pdf.close()
    return "".join(text.split())


@pytest.mark.parametrize("word", WORDS)
def test_the_word_is_on_every_page_behind_the_content(painted, font, word):
    marked = mark_every_page(painted, word=word, font=font)
    with pikepdf.open(io.BytesIO(marked)) as pdf:
        for index, page in enumerate(pdf.pages):
            first = page.Contents[0].read_bytes()
            assert first.startswith(b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC")
            assert first.rstrip().endswith(b"EMC")
            assert word.replace(" ", "") in letters(marked, index)


def test_the_text_of_the_page_stays_whole(painted, font):
    before, after = letters(painted, 0), letters(mark_every_page(painted, word="DRAFT", font=font), 0)

    assert before in after


def test_tags_and_claims_stay(painted, font):
    marked = mark_every_page(painted, word="DRAFT", font=font)
    with pikepdf.open(io.BytesIO(painted)) as old, pikepdf.open(io.BytesIO(marked)) as new:
        assert new.Root.Metadata.read_raw_bytes() == old.Root.Metadata.read_raw_bytes()
        assert "/Filter" not in new.Root.Metadata
        assert len(new.Root.StructTreeRoot.ParentTree.Nums) == len(old.Root.StructTreeRoot.ParentTree.Nums)
        assert str(new.docinfo.Producer) == str(old.docinfo.Producer)


def test_every_font_is_embedded_and_none_is_helvetica(painted, font):
    with pikepdf.open(io.BytesIO(mark_every_page(painted, word="BẢN NHÁP", font=font))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in item
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                assert "Noto" in str(item.BaseFont)


def test_no_code_is_mapped_to_nothing(painted, font):
    with pikepdf.open(io.BytesIO(mark_every_page(painted, word="BẢN NHÁP", font=font))) as pdf:
        form = pdf.pages[0].resources.XObject["/HandoutsMark0"]
        (of_mark,) = form.Resources.Font.as_dict().values()

        assert b"<0000>" not in of_mark.ToUnicode.read_bytes()


def test_the_mark_is_stored_once(painted, font):
    growth = len(mark_every_page(painted, word="DRAFT", font=font)) - len(painted)

    assert growth < 20_000


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(painted, font):
    first = mark_every_page(painted, word="DRAFT", font=font)
    time.sleep(1.1)  # qpdf's own identifier changes with the second

    assert mark_every_page(painted, word="DRAFT", font=font) == first


def test_pages_of_another_size_get_a_mark_of_their_own(font):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 600))
    pdf.add_blank_page(page_size=(600, 400))
    out = io.BytesIO()
    pdf.save(out)
    with pikepdf.open(io.BytesIO(mark_every_page(out.getvalue(), word="DRAFT", font=font))) as marked:
        assert [list(page.resources.XObject.keys()) for page in marked.pages] == [
            ["/HandoutsMark0"],
            ["/HandoutsMark1"],
        ]


def test_a_letter_the_font_lacks_is_refused(painted, font):
    with pytest.raises(RenderError, match="草"):
        mark_every_page(painted, word="草稿", font=font)


def test_what_is_not_a_pdf_or_not_a_font_is_refused(painted, font, tmp_path):
    with pytest.raises(RenderError, match="not a PDF"):
        mark_every_page(b"hello", word="DRAFT", font=font)
    with pytest.raises(RenderError, match="cannot be read"):
        mark_every_page(painted, word="DRAFT", font=tmp_path / "none.ttf")


def test_no_word_is_no_mark(painted, font):
    assert mark_every_page(painted, word="", font=font) == painted


def test_grey_is_light_and_opaque(painted, font):
    with pikepdf.open(io.BytesIO(mark_every_page(painted, word="DRAFT", font=font))) as pdf:
        form = pdf.pages[0].resources.XObject["/HandoutsMark0"]

        assert b".886275 g" in form.read_bytes()
        assert "/ExtGState" not in form.Resources
        assert "/Group" not in form
