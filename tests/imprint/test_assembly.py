"""The assembled file: whole, the same every time, and exactly what was fitted."""

from __future__ import annotations

import io
import pickle
import string
import zlib
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.checks.imprint.soundness import file_is_whole
from handouts.checks.imprint.subject import ImprintSubject
from handouts.checks.pdf_view import look_into
from handouts.content.clinic_text import PhoneText
from handouts.imprint.master import FIRST_STATIC
from handouts.imprint.printing import Imprinted, Printer
from handouts.imprint.strings import text
from handouts.testing.content_subjects import TODAY
from handouts.testing.imprints import a_clinic_text, a_master

LETTERS = string.ascii_letters + string.digits + " ’-–„”()\\/.,ăâđêôơưỄặữỗĄćęłńóśźżŻЁжαβ"


def imprinted(**changes: object) -> Imprinted:
    return Printer().imprint(a_master(), a_clinic_text(**changes), jurisdiction="GB")


def test_a_file_opens_without_repair() -> None:
    with pikepdf.open(io.BytesIO(imprinted().data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 2


def test_the_same_clinic_on_the_same_master_gives_the_same_bytes() -> None:
    assert imprinted().data == imprinted().data
    assert imprinted().digest == imprinted().digest


def test_another_word_gives_another_file_identifier() -> None:
    one, other = imprinted(), imprinted(name="Harbour Street Health Center")

    assert one.digest != other.digest
    with pikepdf.open(io.BytesIO(one.data)) as first, pikepdf.open(io.BytesIO(other.data)) as second:
        assert first.trailer.ID[0] == second.trailer.ID[0]
        assert first.trailer.ID[1] != second.trailer.ID[1]


def test_a_master_is_plain_and_travels() -> None:
    master = pickle.loads(pickle.dumps(a_master()))

    assert master == a_master()
    assert Printer().imprint(master, a_clinic_text(), jurisdiction="GB").data == imprinted().data


def test_title_code_and_keywords_name_the_clinic() -> None:
    made = imprinted(name="A&E <North>")
    view = look_into(made.data)

    assert view.title == view.xmp.title == "Drinking enough – A&E <North>"
    assert made.identifier.startswith("DRK-EN-GB-TEST22-")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert pdf.docinfo["/Keywords"] == made.identifier
        assert f"<dc:identifier>{made.identifier}</dc:identifier>".encode() in pdf.Root.Metadata.read_bytes()


def test_two_letters_of_one_shape_are_read_as_themselves() -> None:
    """Latin A and Cyrillic А, o and о: a shared glyph must not make them one."""
    name = "Ao Ао AО"
    view = look_into(imprinted(name=name).data)

    assert view.tags is not None
    assert name in [view.spoken(tag) for tag in view.tags.walk() if tag.role == "P"]


def test_ligatures_are_left_apart() -> None:
    name = "Office fjord: ffi ffl fi fl"
    view = look_into(imprinted(name=name).data)

    assert view.tags is not None
    assert name in [view.spoken(tag) for tag in view.tags.walk() if tag.role == "P"]


def test_links_lead_where_the_profile_says_and_have_words() -> None:
    with pikepdf.open(io.BytesIO(imprinted().data)) as pdf:
        links = [(str(link.A.URI), str(link.Contents)) for page in pdf.pages for link in page.Annots]

    assert ("tel:+441134960123", "0113 496 0123 (tel:+441134960123)") in links
    assert ("https://harbour.example/feeding", "harbour.example/feeding") in links


def test_everything_lies_inside_its_place() -> None:
    made = imprinted()

    for slot, filling in zip(made.master.slots, made.fillings, strict=True):
        for stretch in filling.fitted.stretches:
            assert stretch.left >= 0
            assert stretch.left + stretch.width <= slot.width + 0.1
            assert 0 <= stretch.baseline + slot.height <= slot.height
        for picture in filling.fitted.pictures:
            assert picture.left + picture.width <= slot.width + 0.1
            assert picture.bottom + slot.height >= -0.1


@pytest.mark.parametrize(
    "target", ["https://harbour.example/feeding", "tel:+441134960123", "https://a.example/" + "x" * 60]
)
@pytest.mark.parametrize("dpi", [150, 300])
def test_the_code_on_the_paper_is_read_by_a_camera(target: str, dpi: int) -> None:
    document = pypdfium2.PdfDocument(imprinted(qr=target, qr_shown="short.example").data)
    try:
        picture = document[1].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [target]


def test_both_places_may_lie_on_one_page() -> None:
    master = a_master(room_mm=20)
    assert [slot.page for slot in master.slots] == [0, 0]
    clinic = a_clinic_text(address=(), website="", website_shown="", qr="", qr_shown="", note="")
    made = Printer().imprint(master, clinic, jurisdiction="GB")

    assert made.findings == ()
    assert list(file_is_whole(ImprintSubject(made, TODAY))) == []
    view = look_into(made.data)
    assert view.unreached == ()
    assert view.tags is not None
    said = [view.spoken(tag) for tag in view.tags.walk() if tag.role == "P"]
    assert said.count("Harbour Street Health Centre") == 2


def test_a_moved_object_is_noticed() -> None:
    made = imprinted()
    head = len(made.master.head)
    moved = Imprinted(
        made.data[:head] + b"\n" + made.data[head:],
        made.master,
        made.identity,
        made.identifier,
        made.digest,
        made.fillings,
        made.findings,
    )
    assert [finding.code for finding in file_is_whole(ImprintSubject(moved, TODAY))] == ["imprint-structure"]


def test_a_masters_packed_rows_are_its_rows_and_lead_to_its_objects() -> None:
    """The check of an imprint compares the packed rows, and follows only those of the imprint."""
    master = a_master()
    assert zlib.decompress(master.deflated_rows, wbits=-15) == master.rows

    for number in range(len(master.rows) // 6):
        row = master.rows[6 * number : 6 * number + 6]
        if row[0] == 1:
            head = b"%d 0 obj" % (FIRST_STATIC + number)
            assert master.head.startswith(head, int.from_bytes(row[1:4], "big"))


@pytest.mark.parametrize("whose", ["the imprint's", "the master's"])
def test_a_row_of_the_table_that_leads_elsewhere_is_noticed(whose: str) -> None:
    made = imprinted()
    data, rest = made.data, made.master.deflated_rows
    end = data.rindex(rest)
    start = data.rindex(b"stream\n\x78\x9c\0", 0, end) + 14
    own = bytearray(data[start:end])
    if whose == "the imprint's":
        own[6 * 4 + 3] ^= 1  # where the first page is
    else:
        rest = rest[:-1] + bytes([rest[-1] ^ 1])
    check = zlib.adler32(made.master.rows, zlib.adler32(own)).to_bytes(4, "big")
    wrong = data[:start] + own + rest + check + data[end + len(rest) + 4 :]

    found = list(file_is_whole(ImprintSubject(replace(made, data=wrong), TODAY)))
    assert [finding.code for finding in found] == ["imprint-structure"]
    said = "object 4 is not where" if whose == "the imprint's" else "not the master's"
    assert said in found[0].message
    assert len(wrong) == len(data)


def test_a_missing_tag_is_noticed() -> None:
    made = imprinted()
    gone = made.data.replace(b"/MCID %d>> BDC" % made.master.pages[0].marks, b"/MCID 9999>> BDC", 1)
    damaged = Imprinted(
        gone, made.master, made.identity, made.identifier, made.digest, made.fillings, made.findings
    )
    found = list(file_is_whole(ImprintSubject(damaged, TODAY)))
    assert [finding.code for finding in found] == ["imprint-structure"]


names = st.text(LETTERS, min_size=1, max_size=40).map(lambda words: " ".join(words.split())).filter(bool)


@settings(max_examples=60, deadline=None)
@given(name=names, line=names, hours=names, note=names)
def test_any_words_come_back_or_are_refused(name: str, line: str, hours: str, note: str) -> None:
    phone = PhoneText("0113 496 0123", "+441134960123", "main", hours)
    made = imprinted(name=name, address=(line,), phones=(phone,), note=note, qr="")
    if made.findings:
        assert made.data == b""
        assert {finding.code for finding in made.findings} <= {"imprint-does-not-fit", "imprint-glyph"}
        return

    assert list(file_is_whole(ImprintSubject(made, TODAY))) == []
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
    view = look_into(made.data)
    assert view.tags is not None
    # PDFium reads a hyphen at the end of a line as U+0002.
    said = [view.spoken(tag).replace("\x02", "-") for tag in view.tags.walk() if tag.role == "P"]
    for words in (name, line, note):
        assert words in said
    assert f"Telephone: 0113 496 0123, {hours}" in said


@given(st.text())
def test_any_text_is_a_string_that_pdf_readers_read_again(words: str) -> None:
    words = words.encode("utf-16", "ignore").decode("utf-16").replace("\r", "")
    read = pikepdf.Object.parse(text(words))
    if words.isascii():
        assert bytes(read) == words.encode()
    else:
        assert bytes(read).decode("utf-16") == words
