"""What the PDF checks must not take for a fault, and where they must look twice."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from handouts.checks.registry import Stage, run_checks
from handouts.checks.subjects import PdfSubject
from handouts.layout.document import ExpectedText
from handouts.pdf.document import BlockBox
from handouts.testing.content_subjects import ASSETS
from handouts.testing.page_subjects import EXPECTED, a_damaged_pdf, a_good_pdf, a_pdf_expecting, a_pdf_subject
from handouts.units import Box


def codes(subject: PdfSubject) -> frozenset[str]:
    return run_checks(Stage.PDF, subject).codes


def expecting(*texts: str) -> tuple[ExpectedText, ...]:
    return (*EXPECTED, *(ExpectedText(f"t/{place}/text", text, "en") for place, text in enumerate(texts)))


def test_a_paragraph_that_runs_over_a_page_is_found_whole() -> None:
    text = " ".join(f"Sentence {number} says what to do next and why it helps." for number in range(60))
    subject = a_pdf_subject(("<table", f"<p>{text}</p><table"), expected=expecting(text))

    assert subject.pdf.pages > 1
    assert "pdf-text-missing" not in codes(subject)


def test_columns_beside_each_other_are_read_one_after_the_other() -> None:
    left, right = (
        "Drink when you are thirsty, at meals and feeds.",
        "Do not force yourself to drink much more.",
    )
    columns = "".join(f'<p style="flex: 1">{text}</p>' for text in (left, right))
    row = f'<div style="display: flex; gap: 5mm">{columns}</div>'
    subject = a_pdf_subject(("<table", f"{row}<table"), expected=expecting(left, right))

    assert run_checks(Stage.PDF, subject).codes <= {"type-line-length"}


def test_text_beside_a_floating_figure_does_not_overlap_it() -> None:
    css = "[data-kind=figure] { float: right; width: 40mm }"
    words = "Keep a glass of water where you feed your baby, day and night. " * 6
    subject = a_pdf_subject(
        ("</table>", f'</table><p data-block="t/beside" data-kind="paragraph">{words}</p>'), css=css
    )

    assert "page-overlap" not in codes(subject)


def test_text_behind_a_picture_is_found() -> None:
    good = a_good_pdf()
    line = next(line for line in good.geometry.lines if line.text.startswith("Keep a glass"))
    over = BlockBox(line.page, "t/over", line.box, "figure")
    pdf = replace(good, geometry=replace(good.geometry, blocks=(*good.geometry.blocks, over)))

    assert "page-overlap" in codes(PdfSubject(pdf, ASSETS))


def test_a_word_printed_as_decoration_is_not_in_the_tags() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        stream = page.Contents.read_bytes()
        assert b"/P <</MCID" in stream.replace(b"/P << /MCID", b"/P <</MCID") or b"/MCID" in stream
        page.Contents = pdf.make_stream(stream + b" BT /F 12 Tf (loose) Tj ET")
        fonts = page.Resources.Font
        fonts["/F"] = next(iter(fonts.values()))

    assert "pdf-untagged" in codes(a_damaged_pdf(hide))


def test_words_in_another_language_must_be_marked() -> None:
    assert "pdf-lang" in codes(a_pdf_subject(('<p lang="pl">', "<p>")))


def test_a_claim_taken_from_the_xmp_is_missed() -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes().replace(b"pdfuaid:part", b"pdfuaid:port")
        pdf.Root.Metadata.write(data)

    found = [finding.message for finding in run_checks(Stage.PDF, a_damaged_pdf(forget))]
    assert found == ["the XMP claims PDF/UA “”, not “1”"]


@pytest.mark.parametrize("key", ["/StructParents", "/Tabs"])
def test_a_page_that_lost_a_key_is_found(key: str) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0].obj[key]

    assert codes(a_damaged_pdf(lose)) == {"pdf-untagged"}


def test_a_parent_tree_that_leads_nowhere_is_found() -> None:
    def cut(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.ParentTree.Nums[1][0] = None

    assert codes(a_damaged_pdf(cut)) == {"pdf-untagged"}


def test_both_places_for_the_clinic_are_needed_and_hold_only_labels() -> None:
    assert codes(a_pdf_subject(("t/masthead-clinic", "t/masthead"))) == {"page-clinic-place"}
    on_two_pages = ("<table", '<table style="break-before: page"')
    assert "page-clinic-place" not in codes(a_pdf_subject(on_two_pages))
    assert "page-clinic-place" in codes(a_pdf_subject(on_two_pages, ("t/help-clinic", "t/help")))
    assert codes(a_pdf_subject(("<p>Your clinic</p>", "<p>Your clinic</p><p>Adverts here</p>"))) == {
        "page-clinic-place"
    }


def test_a_single_page_can_do_with_the_place_in_its_masthead() -> None:
    assert codes(a_pdf_subject(("t/help-clinic", "t/help"))) == set()


def test_a_place_in_the_margin_is_found() -> None:
    good = a_good_pdf()
    moved = tuple(
        replace(block, box=Box(0, 0, 60, 24)) if block.key == "t/help-clinic" else block
        for block in good.geometry.blocks
    )
    pdf = replace(good, geometry=replace(good.geometry, blocks=moved))

    assert "page-clinic-place" in codes(PdfSubject(pdf, ASSETS))


def test_one_heading_less_than_expected_is_found() -> None:
    assert codes(a_pdf_expecting(outline=((1, "Drinking enough"),))) == {"pdf-tag-outline"}


def test_a_word_that_may_not_end_a_line_may_end_a_paragraph_and_stand_in_another_language() -> None:
    pdf = a_pdf_subject(('<p lang="pl">Tytuł polski: Ile pić', '<p lang="pl">Tytuł polski:<br>Ile pić')).pdf
    document = replace(pdf.document, no_break_after=("meals.", "polski:"))

    assert "type-lone-letter" not in codes(PdfSubject(replace(pdf, document=document), ASSETS))
