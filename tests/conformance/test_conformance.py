"""Every PDF we build is PDF/UA-1 and PDF/A-2a, says veraPDF; and its fonts travel with it, says poppler.

veraPDF is asked once, about everything: its Java machine takes longer to start than a file takes to judge.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handouts.api import Job, make
from handouts.layout.fonts import font_family
from handouts.layout.page_formats import page_format_names
from handouts.resources import AssetPath
from tests.built import Built, jobs_on, paper_of_smoke, workshop
from tests.conformance.verapdf import FLAVOURS, VeraPdfError, Verdict, validate_apart

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

Verdicts = dict[Path, list[Verdict]]


@pytest.fixture(scope="module")
def blank_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with nothing on it, no tags, no language, no title, no metadata."""
    path = tmp_path_factory.mktemp("blank") / "blank.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


@pytest.fixture(scope="module")
def broken_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that only begins like a PDF."""
    path = tmp_path_factory.mktemp("broken") / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of use")
    return path


@pytest.fixture(scope="module")
def drafts(built: Built, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A draft in each language, with its word across every page."""
    folder = tmp_path_factory.mktemp("drafts")
    chosen = {job.locale: job for job in jobs_on(paper_of_smoke()) if job in built.delivered}
    paths = []
    for job in chosen.values():
        draft = Job(job.handout, job.locale, job.format, job.jurisdiction, draft=True)
        checked = make(draft, workshop=workshop())
        assert checked.document.mark
        paths.append(folder / f"{job.locale}.pdf")
        paths[-1].write_bytes(checked.data)
    return paths


@pytest.fixture(scope="module")
def verdicts(built_pdfs: list[Path], drafts: list[Path], blank_pdf: Path, broken_pdf: Path) -> Verdicts:
    """What veraPDF says about everything."""
    found: Verdicts = {}
    for verdict in validate_apart([blank_pdf, broken_pdf, *drafts, *built_pdfs]):
        found.setdefault(verdict.file, []).append(verdict)
    return found


def faults(verdicts: Verdicts, paths: list[Path]) -> str:
    about = [verdict for path in paths for verdict in verdicts[path.resolve()]]
    assert len(about) == len(paths) * len(FLAVOURS)
    return "\n".join(str(verdict) for verdict in about if not verdict.compliant)


# --- canaries: a judge that passes everything would be found out here -------------------------------------


def test_a_blank_untagged_page_fails_every_flavour(verdicts: Verdicts, blank_pdf: Path) -> None:
    about = verdicts[blank_pdf.resolve()]
    assert [verdict.flavour for verdict in about] == list(FLAVOURS)
    for verdict in about:
        assert not verdict.compliant
        assert verdict.failures


def test_a_file_that_is_no_pdf_fails(verdicts: Verdicts, broken_pdf: Path) -> None:
    assert not any(verdict.compliant for verdict in verdicts[broken_pdf.resolve()])


def test_an_unknown_flavour_is_refused(blank_pdf: Path) -> None:
    with pytest.raises(VeraPdfError, match="no flavour 'ua9'"):
        validate_apart([blank_pdf], ["ua9"])


# --- our own ----------------------------------------------------------------------------------------------


def test_every_built_pdf_conforms(verdicts: Verdicts, built: Built, built_pdfs: list[Path]) -> None:
    assert {job.format for job in built.delivered} == set(page_format_names(AssetPath())), (
        "a format is missing"
    )
    assert not faults(verdicts, built_pdfs)


def test_drafts_conform(verdicts: Verdicts, drafts: list[Path]) -> None:
    assert drafts
    assert not faults(verdicts, drafts)


def test_nothing_was_left_out(built: Built) -> None:
    """What was refused has not been judged; tests/smoke says why it was refused."""
    assert [
        f"{job.handout} {job.locale} {job.jurisdiction} {job.format}"
        for job in built
        if job not in built.delivered
    ] == []


# --- fonts, by poppler ------------------------------------------------------------------------------------


def test_every_font_is_ours_embedded_as_a_subset_and_readable(
    built_pdfs: list[Path], drafts: list[Path]
) -> None:
    """A font that does not travel with the file is replaced at the print shop, and letters are lost."""
    ours = our_fonts()
    wrong = []
    for path in (*built_pdfs, *drafts):
        for line in font_lines(path):
            name, embedded, subset, unicode = read_font_line(line)
            prefix, _, family = name.partition("+")
            known = any(family.replace("-", "").startswith(font) for font in ours)
            if not (known and len(prefix) == 6 and (embedded, subset, unicode) == ("yes", "yes", "yes")):
                wrong.append(f"{path.name}: {line}")
    assert not wrong, "\n".join(wrong)


def our_fonts() -> set[str]:
    assets = AssetPath()
    return {font_family(folder, assets).name.replace(" ", "") for folder in assets.folders("fonts")}


def font_lines(path: Path) -> list[str]:
    done = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0].split()[:2] == ["name", "type"], done.stdout
    assert lines[2:], f"{path.name} holds no font"
    return lines[2:]


def read_font_line(line: str) -> tuple[str, str, str, str]:
    """Take a line apart: name, and whether it is embedded, a subset, and mapped to Unicode."""
    words = line.split()
    embedded, subset, unicode = words[-5:-2]
    return words[0], embedded, subset, unicode


def test_the_fonts_of_every_page_hold_its_letters(built_pdfs: list[Path]) -> None:
    """No letter is read as U+FFFD or as nothing."""
    for path in built_pdfs:
        document = pypdfium2.PdfDocument(path)
        try:
            for page in document:
                said = page.get_textpage().get_text_bounded()
                assert said.strip()
                assert not set(said) & {"\ufffd", "\x00", "\ufffe"}, path.name
        finally:
            document.close()
