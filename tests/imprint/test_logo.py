from __future__ import annotations

import io
import os
import pickle
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from handouts.imprint.logo import HIGHEST_MM, WIDEST_MM, Logo, convert_logo, read_logo
from handouts.imprint.logo_objects import XObject
from tests.built import PROJECT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"{more}>{inside}</svg>'
BOX = '<rect x="10" y="10" width="80" height="30" fill="#0b5563"/>'


def an_svg(inside: str = BOX, more: str = "") -> bytes:
    """Return a drawing of 100 by 50."""
    return SVG.format(inside=inside, more=more).encode()


def a_png(size=(700, 350), *, mode="RGBA", ground=(0, 0, 0, 0), ink=(11, 85, 99, 255), **options) -> bytes:
    """Return a picture with an ellipse in it."""
    picture = Image.new(mode, size, ground)
    ImageDraw.Draw(picture).ellipse((20, 20, size[0] - 20, size[1] - 20), fill=ink)
    out = io.BytesIO()
    picture.save(out, options.pop("format", "PNG"), **options)
    return out.getvalue()


def faults(data: bytes, name: str = "logo.svg") -> str:
    """Return why a logo is refused."""
    logo, findings = convert_logo(data, name)
    assert logo is None
    assert {f.code for f in findings} == {"clinic-logo"}
    assert all(f.hint for f in findings)
    return " ".join(f.message for f in findings)


def good(data: bytes, name: str = "logo.svg") -> Logo:
    """Return a logo that is in order."""
    logo, findings = convert_logo(data, name)
    assert findings == ()
    assert logo is not None
    return logo


def painted(art: XObject, logo: Logo) -> Image.Image:
    """Return what PDFium paints of an object on a page of its size: 10 pixels for each millimetre."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(logo.width_mm * 10, logo.height_mm * 10))
        stream = pikepdf.Stream(pdf, b"")
        entries = pikepdf.Object.parse(art.dictionary)
        stream.write(art.data, filter=entries.Filter)
        for key, value in entries.items():
            if key not in ("/Length", "/Filter"):
                stream[key] = value
        assert int(entries.Length) == len(art.data)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(L=pdf.make_indirect(stream)))
        place = f"q {logo.width_mm * 10} 0 0 {logo.height_mm * 10} 0 0 cm /L Do Q"
        page.Contents = pdf.make_stream(place.encode())
        out = io.BytesIO()
        pdf.save(out)
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        return document[0].render(scale=1).to_pil().convert("RGB")
    finally:
        document.close()


# --- drawings ---------------------------------------------------------------------------------------------


def test_a_drawing_is_painted_in_its_colours_and_in_greys_of_their_brightness():
    logo = good(an_svg(BOX + '<circle cx="20" cy="25" r="8" style="fill:#c00"/>'))

    colour, grey = painted(logo.colour, logo), painted(logo.grey, logo)

    assert (logo.width_mm, logo.height_mm, logo.ratio) == (26.0, 13.0, 2.0)
    assert colour.getpixel((130, 65)) == (11, 85, 99)
    assert colour.getpixel((52, 65)) == (204, 0, 0)
    assert colour.getpixel((5, 5)) == (255, 255, 255)
    red, green, blue = grey.getpixel((130, 65))
    assert red == green == blue
    assert 70 <= red <= 85


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M10 10H90V40H10z" fill="#0b5563"/>',
        '<polygon points="10,10 90,10 90,40 10,40" fill="#0b5563"/>',
        '<g fill="#0b5563"><rect x="10" y="10" width="80" height="30"/></g>',
        '<style>.a, .b { fill: #0b5563 }</style><rect class="a" x="10" y="10" width="80" height="30"/>',
        '<line x1="10" y1="25" x2="90" y2="25" stroke="#0b5563" stroke-width="30"/>',
        '<polyline points="10 25 90 25" fill="none" stroke="rgb(11,85,99)" stroke-width="30px"/>',
        '<g transform="translate(10,10) scale(2)"><rect width="40" height="15" fill="#0b5563"/></g>',
        '<rect transform="rotate(90 50 25)" x="35" y="-15" width="30" height="80" fill="#0b5563"/>',
        '<rect transform="matrix(1 0 0 1 10 10)" width="80" height="30" fill="#0b5563" stroke="none"/>',
        '<defs><linearGradient id="g"/></defs><title>Logo</title>' + BOX,
        '<rect width="100" height="50" display="none"/>' + BOX,
        '<rect width="100" height="50" fill="none"/>' + BOX,
        '<rect width="100" height="50" opacity="0"/>' + BOX,
    ],
)
def test_drawings_say_the_same_in_many_ways(inside):
    logo = good(an_svg(inside))
    picture = painted(logo.colour, logo)
    assert [picture.getpixel(at) for at in ((30, 30), (230, 100), (20, 20), (245, 115))] == [
        (11, 85, 99),
        (11, 85, 99),
        (255, 255, 255),
        (255, 255, 255),
    ]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<rect width="9" height="9" onload="x()"/>', "event handler"),
        ('<image href="data:image/png;base64,AA"/>', "embedded picture"),
        ('<image href="https://evil.example/a.png"/>', "outside"),
        ('<use href="https://evil.example/a.svg#x"/>', "outside"),
        ('<rect width="9" height="9" fill="url(https://evil.example/a#b)"/>', "outside"),
        ("<style>@import url(https://evil.example/a.css);</style>", "outside"),
        ("<foreignObject><p>x</p></foreignObject>", "foreign content"),
        ("<animate/>", "animation"),
        ("<text>Clinic</text>", "outlines"),
        ('<g id="a"/><use href="#a"/>', "expand"),
        ('<rect width="9" height="9" fill="url(#g)"/>', "gradient"),
        ('<rect width="9" height="9" opacity="0.5"/>', "transparent"),
        ('<rect width="9" height="9" fill="#0b556380"/>', "transparent"),
        ('<rect width="9" height="9" clip-path="url(#c)"/>', "clipping"),
        ('<rect width="9" height="9" style="filter:url(#f)"/>', "filter"),
        ('<rect width="9" height="9" fill="expression(1)"/>', "colour"),
        ('<rect width="9" height="9" transform="spin(3)"/>', "transform"),
        ('<rect width="50%" height="9"/>', "shape"),
        ('<path d="M0 0 L1e999 5z"/>', "shape"),
        ('<path d="M0 0 L99999999 5z"/>', "shape"),
        ('<path d="M 0 zero"/>', "shape"),
        ("<style>rect > g:hover { fill: red }</style>", "classes"),
        ("<video/>", "film"),
        ('<svg viewBox="0 0 1 1"/>', "do not draw"),
        ("", "draws nothing"),
        ("<g>" * 30 + BOX + "</g>" * 30, "nests"),
        ('<rect width="100" height="50" fill="#ffeecc"/>', "too pale"),
        ('<rect width="100" height="50" fill="white"/>', "too pale"),
        ('<rect width="100" height="50" fill="#fff"/><rect width="2" height="2"/>', "too pale"),
    ],
)
def test_what_a_drawing_must_not_hold(inside, said):
    assert said in faults(an_svg(inside))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"\x89PNG\r\n\x1a\n",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<html><svg/></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>',  # no size
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"><path d="M0 0h9v9z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 5"><path d="M0 0h9v9z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 99"><path d="M0 0h9v9z"/></svg>',  # too thin
    ],
)
def test_what_is_no_drawing(data):
    assert faults(data)


def test_random_drawings_never_raise():
    chance = random.Random(7)
    for _ in range(200):
        shape = "".join(chance.choice("MmLlHhVvCcSsQqTtAaZz0123456789.,- e") for _ in range(40))
        turn = "".join(chance.choice("matrixrotate(),0123456789 ") for _ in range(20))
        convert_logo(an_svg(f'<path d="{shape}" transform="{turn}"/>'), "x.svg")
    for _ in range(200):
        broken = bytearray(an_svg())
        broken[chance.randrange(len(broken))] = chance.randrange(256)
        convert_logo(bytes(broken), "x.svg")


def test_a_form_refers_to_nothing_and_saves_few_states():
    logo = good(an_svg('<g transform="scale(1.1)">' * 19 + '<rect width="9" height="9"/>' + "</g>" * 19))
    operators = zlib.decompress(logo.colour.data).split()
    assert b" R" not in logo.colour.dictionary
    assert operators.count(b"q") == operators.count(b"Q") == 19
    assert logo.colour.as_object(7).startswith(b"7 0 obj\n<<")


# --- pictures ---------------------------------------------------------------------------------------------


def test_a_picture_is_laid_on_white_and_has_a_grey_twin():
    logo = good(a_png(), "logo.png")
    colour, grey = painted(logo.colour, logo), painted(logo.grey, logo)

    assert colour.getpixel((130, 65)) == (11, 85, 99)
    assert colour.getpixel((2, 2)) == (255, 255, 255)
    assert (
        abs(grey.getpixel((130, 65))[0] - painted(good(an_svg()).grey, good(an_svg())).getpixel((130, 65))[0])
        <= 1
    )
    assert logo.media_type == "image/png"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_pictures_of_every_kind_are_read(mode):
    picture = Image.new("L", (700, 350), 255)
    ImageDraw.Draw(picture).ellipse((20, 20, 680, 330), fill=20)
    if mode == "I;16":
        picture = picture.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        picture = picture.convert(mode)
    out = io.BytesIO()
    picture.save(out, "PNG")
    logo = good(out.getvalue(), "logo.png")
    assert max(painted(logo.colour, logo).getpixel((130, 65))) < 40


def test_a_photograph_is_read_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    data = a_png((400, 800), mode="RGB", ground="white", ink=(11, 85, 99), format="JPEG", exif=exif)
    assert good(data, "logo.jpg").ratio == pytest.approx(2, rel=0.01)


def test_a_picture_with_more_pixels_than_are_seen_is_made_smaller():
    logo = good(a_png((3000, 1500)), "logo.png")
    assert b"/Width 615" in logo.colour.dictionary
    assert len(logo.colour.data) < 30_000


def test_it_is_sharp_at_its_printed_size_or_refused():
    assert "need 308" in faults(a_png((306, 153)), "logo.png")
    assert good(a_png((308, 154)), "logo.png")
    assert good(a_png((200, 200)), "logo.png").width_mm == HIGHEST_MM  # a square one is printed smaller
    assert WIDEST_MM == 26


def test_a_logo_for_dark_grounds_is_refused():
    assert "white" in faults(a_png(ink=(255, 255, 255, 255)), "logo.png")
    assert "empty" in faults(a_png(ink=(0, 0, 0, 0)), "logo.png")
    assert "too pale" in faults(a_png(ink=(200, 210, 200, 255)), "logo.png")


def test_a_picture_that_unfolds_to_gigabytes_is_refused_from_its_head():
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")
    assert "pixels" in faults(data, "logo.png")
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 5_000, 5_000, 8, 6, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")
    assert "4000" in faults(data, "logo.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        a_png()[:300],
        b"GIF89a" + bytes(50),
        an_svg(),
        a_png((700, 350), mode="CMYK", ground=(0, 0, 0, 0), ink=(255, 0, 0, 0), format="JPEG"),
        a_png(save_all=True, append_images=[Image.new("RGBA", (700, 350), "red")]),
        a_png((2000, 100)),
    ],
    ids=["empty", "head", "cut", "gif", "svg", "cmyk", "animated", "thin"],
)
def test_what_is_no_logo(data):
    assert faults(data, "logo.png")


def test_broken_pictures_never_raise():
    chance = random.Random(3)
    whole = a_png()
    for _ in range(100):
        broken = bytearray(whole)
        for _ in range(3):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        convert_logo(bytes(broken), "logo.png")


# --- files ------------------------------------------------------------------------------------------------


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path):
    for name in ("logo.png", "logo.svg"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(200_000_000)
        logo, (finding,) = read_logo(tmp_path, name)
        assert logo is None
        assert "larger than" in finding.message


def test_a_logo_stays_in_its_folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "out.svg").write_bytes(an_svg())
    (tmp_path / "in" / "link.svg").symlink_to(tmp_path / "out.svg")
    for name in ("../out.svg", str(tmp_path / "out.svg"), "link.svg", "none.svg", "a\x00.svg", "."):
        logo, (finding,) = read_logo(tmp_path / "in", name)
        assert logo is None
        assert finding.code == "clinic-logo"


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "logo.svg")
    assert read_logo(tmp_path, "logo.svg")[0] is None


def test_the_example_is_in_order_and_always_the_same():
    folder = PROJECT / "docs" / "examples" / "clinics"
    one, other = read_logo(folder, "riverside.svg")[0], read_logo(folder, "riverside.svg")[0]
    assert one == other == pickle.loads(pickle.dumps(one))
    assert one is not None
    assert one.clear_mm == pytest.approx(one.height_mm / 4, abs=0.01)


def test_the_engine_is_not_imported(tmp_path):
    program = "import sys, handouts.imprint.logo; sys.exit('weasyprint' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path.cwd())


def test_in_grey_it_is_another_logo_of_the_same_size():
    logo = good(an_svg())
    grey = logo.in_grey()

    assert grey.colour == logo.grey != logo.colour
    assert grey.sha256 != logo.sha256
    assert (grey.width_mm, grey.height_mm) == (logo.width_mm, logo.height_mm)
    red, green, blue = painted(grey.colour, grey).getpixel((30, 30))
    assert red == green == blue


@pytest.mark.parametrize("ink", ["#ffe14d", "#8ecae6"])
def test_what_is_seen_in_colour_but_not_in_grey_is_refused(ink):
    assert "grey printer" in faults(an_svg(f'<rect x="10" y="10" width="80" height="30" fill="{ink}"/>'))
