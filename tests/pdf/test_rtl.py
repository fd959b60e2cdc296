"""Pages from right to left: they mirror, letters join, numbers never turn round, and the text can be read."""

from __future__ import annotations

import ctypes
import io
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from handouts.api import Job, make, open_language
from handouts.checks.gate import CheckedPdf
from handouts.checks.pdf_view import look_into
from handouts.checks.words import squeezed
from handouts.content.model import Jurisdiction
from handouts.errors import LayoutError
from handouts.imprint.backwards import as_drawn
from handouts.pdf.document import BlockBox, Geometry
from tests.built import workshop

HELP, DRINKS = "when-to-get-help", "drinks-diary"


@cache
def made(handout: str, locale: str = "ar", paper: str = "a4") -> CheckedPdf:
    return make(Job(handout, locale, paper, Jurisdiction.GB), workshop=workshop())


@cache
def geometry(handout: str, locale: str = "ar") -> Geometry:
    """Tell where everything lies on the pages that were let through."""
    return workshop().engine.render(made(handout, locale).document, assets=workshop().assets).geometry


def letters(data: bytes) -> list[tuple[str, float, float]]:
    """Give (letter, left edge, height) of every letter of a file, page below page."""
    found = []
    document = pypdfium2.PdfDocument(data)
    edges = [ctypes.c_double() for _ in range(4)]
    for number, page in enumerate(document):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            if pdfium.FPDFText_GetCharBox(text, place, *edges):
                letter = chr(pdfium.FPDFText_GetUnicode(text, place))
                found.append((letter, edges[0].value, round(edges[2].value) - 10_000 * number))
        text.close()
        page.close()
    document.close()
    return found


def lines_as_seen(data: bytes) -> list[str]:
    """Give every row of digits and dashes as the eye meets it from left to right, other letters as spaces."""
    rows: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for letter, left, height in letters(data):
        # A dash has another lower edge than a digit: what lies within a few points is one row.
        row = next((known for known in rows if abs(known - height) <= 7), height)
        rows[row].append((left, letter))
    return [
        "".join(letter if letter in "0123456789.–-" else " " for _, letter in sorted(row))
        for row in rows.values()
    ]


# --- numbers ----------------------------------------------------------------------------------------------


def test_a_range_is_painted_from_its_lower_end_to_its_upper_end() -> None:
    seen = "\n".join(lines_as_seen(made(DRINKS).data))
    assert re.search(r"(?<!\d)2–3(?!\d)", seen), seen
    assert "3–2" not in seen
    assert "2.5" in seen
    assert "5.2" not in seen


def test_a_telephone_number_keeps_its_order() -> None:
    assert "0300 100 0212" in "\n".join(lines_as_seen(made(HELP).data))


def test_every_number_stands_in_an_isolate_of_its_own() -> None:
    html = made(HELP).document.html
    assert '<bdi class="qty" dir="ltr">24</bdi>' in html
    assert '<bdi dir="ltr">0300 100 0212</bdi>' in html
    isolates = r"<style.*?</style>|<bdi[^>]*dir=\"ltr\">.*?</bdi>|<span[^>]*dir=\"ltr\">.*?</div>"
    outside = re.sub(isolates, "", html, flags=re.DOTALL)
    words = re.sub(r"<[^>]*>", "", outside)
    code = made(HELP).document.metadata.identifier
    assert not re.findall(r"\d", words.replace(code, "")), "a number outside an isolate"


# --- letters ----------------------------------------------------------------------------------------------


def glyphs_by_letter(data: bytes) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for font in page.resources.Font.values():
                name = str(font.BaseFont)
                for code, value in re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes()):
                    letter = bytes.fromhex(value.decode()).decode("utf-16-be")
                    found[letter].add(f"{name} {code.decode()}")
    return found


def test_letters_join() -> None:
    """Beginning, middle and end of a word have shapes of their own: one letter, several glyphs."""
    shapes = glyphs_by_letter(made(HELP).data)
    for letter in "بتعيلم":
        assert len(shapes[letter]) >= 3, letter


def test_each_glyph_stands_for_letters_of_its_own() -> None:
    shapes = glyphs_by_letter(made(HELP).data)
    assert "" not in shapes
    assert max(map(len, shapes)) == 1


def test_brackets_stand_for_what_is_painted() -> None:
    """The same glyph closes an Arabic bracket and opens an English one."""
    view = look_into(made(HELP).data)
    assert view.tags is not None
    said = squeezed(view.spoken(view.tags))
    assert squeezed("(Hear Her)") in said
    assert squeezed("(اليافوخ)") in said
    assert squeezed("أسبوعين (2)") in said


def test_the_text_is_read_in_the_order_of_its_words() -> None:
    view = look_into(made(HELP).data)
    assert view.lang == "ar"
    assert view.tags is not None
    entries = open_language("ar", workshop().assets).catalog.entries
    said = squeezed(view.spoken(view.tags))
    places = [
        said.find(squeezed(entries[f"{HELP}/{key}"].text))
        for key in (
            "title",
            "ask-for-help/text",
            "baby-breathing/text",
            "mother-abscess/text",
            "low-supply/text",
        )
    ]
    assert -1 not in places
    assert places == sorted(places)


# --- the page ---------------------------------------------------------------------------------------------


def block(where: Geometry, key: str, kind: str = "") -> BlockBox:
    return next(b for b in where.blocks if b.key.endswith(key) and (not kind or b.kind == kind))


@pytest.mark.parametrize("handout", [HELP, DRINKS])
def test_a_page_from_right_to_left_mirrors_one_from_left_to_right(handout: str) -> None:
    arabic, english = geometry(handout), geometry(handout, "en")
    width = made(handout).document.page_format.width_mm
    here, there = block(arabic, "/masthead-clinic").box, block(english, "/masthead-clinic").box
    assert here.left_mm == pytest.approx(width - there.right_mm, abs=0.5)
    title = next(line for line in arabic.lines if line.role == "h1")
    assert title.box.right_mm == pytest.approx(arabic.content_boxes[0].right_mm, abs=0.5)
    bullets = [line for line in arabic.lines if line.role == "li::marker"]
    assert bullets
    assert all(line.box.left_mm > width / 4 for line in bullets)


def test_columns_begin_on_the_right() -> None:
    where = geometry(HELP)
    first, second = (block(where, f"{HELP}/{key}", "section").box for key in ("sore-breast", "this-week"))
    assert first.top_mm == second.top_mm
    assert first.left_mm > second.right_mm


def test_the_foot_of_the_page_mirrors() -> None:
    def middles(locale: str) -> dict[str, float]:
        feet = [line for line in geometry(HELP, locale).lines if line.role == "margin" and line.page == 1]
        assert len(feet) == 2
        return {("code" if "HLP-" in line.text else "page"): line.box.left_mm for line in feet}

    arabic, english = middles("ar"), middles("en")
    assert arabic["code"] > arabic["page"]
    assert english["code"] < english["page"]


def test_a_clinic_cannot_be_imprinted_from_right_to_left() -> None:
    job = Job(HELP, "ar", "a4", Jurisdiction.GB, for_imprint=True)
    with pytest.raises(LayoutError, match="would not be joined") as refusal:
        make(job, workshop=workshop())
    assert "stamp" in refusal.value.hint


# --- drafts -----------------------------------------------------------------------------------------------


def test_a_draft_is_marked_with_a_word_whose_letters_join() -> None:
    job = Job("enough-milk", "ar", "a4", Jurisdiction.GB, draft=True)
    data = make(job, workshop=workshop()).data
    mark = open_language("ar", workshop().assets).catalog.entries["interface/draft"].text
    bold = workshop().assets.find("fonts/noto-naskh-arabic/NotoNaskhArabic-Bold.ttf")
    assert bold is not None
    drawn = as_drawn(mark, bold)
    assert drawn != mark
    assert all(0xFB50 <= ord(letter) <= 0xFEFC or letter in "ود" for letter in drawn), ascii(drawn)
    first_page = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert mark in first_page or mark[::-1] in first_page


def test_words_from_left_to_right_are_drawn_as_they_are(tmp_path: Path) -> None:
    assert as_drawn("ENTWURF", tmp_path / "never-read.ttf") == "ENTWURF"
