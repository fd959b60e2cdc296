"""What is printed is what somebody has looked at: words, tags and the look of every page.

See README.md beside this file.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image
from weasyprint.text.ffi import pango

from handouts.api import Job
from handouts.deliver.receipt import Receipt
from tests.built import Built, jobs_on, paper_of_smoke
from tests.goldens.rasters import Change, compare, from_png, rasters, to_png
from tests.goldens.report import Report
from tests.reading import read_aloud

pytestmark = pytest.mark.slow

EXPECTED = Path(__file__).with_name("expected")
ENGINE = EXPECTED / "engine.toml"
MOST_BYTES = 2_500_000
NO_GOLDEN = "nobody has looked at this yet: run `make goldens`, look at the new files, commit them"


def name_of(job: Job) -> str:
    return f"{job.handout}-{job.locale}"


JOBS = {name_of(job): job for job in jobs_on(paper_of_smoke())}
every_job = pytest.mark.parametrize("name", list(JOBS))


@pytest.fixture(scope="session")
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether today's output is taken as right."""
    return bool(request.config.getoption("--refresh-goldens"))


def pango_version() -> str:
    """Give the version of the library that sets the lines, such as 1.50.12."""
    number = pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


# --- words and tags ---------------------------------------------------------------------------------------


def texts_of(receipt: Receipt) -> dict[str, str]:
    """Give the two texts that are kept of a file, without the document code: it follows from the rest."""
    read = read_aloud(receipt.path)
    stem = receipt.edition.rpartition("-")[0]
    texts = {
        "words": "\n".join((*read.paragraphs, "", "# printed on each page, not read out", *read.unread)),
        "tags": "\n".join(read.outline),
    }
    return {kind: text.replace(receipt.edition, f"{stem}-······") + "\n" for kind, text in texts.items()}


@every_job
def test_words_and_tags_are_those_looked_at(name: str, built: Built, refresh: bool) -> None:
    report = Report(f"{name}-words")
    shown = []
    for kind, new in texts_of(built.receipt(JOBS[name])).items():
        path = EXPECTED / f"{name}.{kind}.txt"
        if refresh:
            path.parent.mkdir(exist_ok=True)
            path.write_text(new, encoding="utf-8")
            continue
        assert path.exists(), NO_GOLDEN
        if (old := path.read_text(encoding="utf-8")) != new:
            shown.append(report.text(f"{name} {kind}", old, new))
    assert not shown, "\n".join((*shown, f"all of it: {report.write()}"))


# --- the look ---------------------------------------------------------------------------------------------


@every_job
def test_pages_look_as_those_looked_at(name: str, built: Built, refresh: bool) -> None:
    receipt = built.receipt(JOBS[name])
    if refresh:
        for old_file in files_of(name):
            old_file.unlink()
        EXPECTED.mkdir(exist_ok=True)
        for number, page in enumerate(rasters(receipt.path, code=receipt.edition), start=1):
            (EXPECTED / f"{name}-{number}.png").write_bytes(to_png(page))
        return
    assert ENGINE.exists(), NO_GOLDEN
    if (painted_with := tomllib.loads(ENGINE.read_text(encoding="utf-8"))["pango"]) != pango_version():
        pytest.skip(
            f"painted with Pango {painted_with}; here is {pango_version()}, whose lines may break elsewhere"
        )
    old = [from_png(path) for path in files_of(name)]
    assert old, NO_GOLDEN
    new = rasters(receipt.path, code=receipt.edition)
    report = Report(f"{name}-pages")
    shown = []
    for number in range(1, max(len(old), len(new)) + 1):
        before, after = (pages[number - 1] if number <= len(pages) else None for pages in (old, new))
        change = compare(before, after) if before and after else None
        if change is None or change.matters:
            report.pictures(
                f"page {number}", expected=before, built=after, changed=change.picture if change else None
            )
            shown.append(f"page {number}: {said(change)}")
    assert not shown, "\n".join((*shown, f"side by side: {report.write()}"))


def files_of(name: str) -> list[Path]:
    """Give the pictures kept of a handout, in the order of its pages."""
    found = (
        path for path in EXPECTED.glob(f"{name}-*.png") if re.fullmatch(rf"{re.escape(name)}-\d+", path.stem)
    )
    return sorted(found, key=lambda path: int(path.stem.rpartition("-")[2]))


def said(change: Change | None) -> str:
    return f"{change.share:.2%} of it changed" if change else "only in one of them"


# --- the folder -------------------------------------------------------------------------------------------


def test_nothing_is_kept_of_what_is_gone(refresh: bool) -> None:
    wanted = {f"{name}.{kind}.txt" for name in JOBS for kind in ("words", "tags")} | {ENGINE.name}
    wanted |= {path.name for name in JOBS for path in files_of(name)}
    orphans = sorted(path for path in EXPECTED.glob("*") if path.name not in wanted)
    if refresh:
        EXPECTED.mkdir(exist_ok=True)
        for orphan in orphans:
            orphan.unlink()
        ENGINE.write_text(
            f'# The library that broke the lines of the pictures here.\npango = "{pango_version()}"\n',
            encoding="utf-8",
        )
        return
    assert not orphans, "of handouts that no longer exist: `make goldens` removes them"


def test_the_folder_stays_small(refresh: bool) -> None:
    if refresh:
        pytest.skip("other processes may still be writing")
    assert sum(path.stat().st_size for path in EXPECTED.glob("*")) < MOST_BYTES


# --- the comparison itself --------------------------------------------------------------------------------


def page(**marks: tuple[int, int, int, int]) -> Image.Image:
    image = Image.new("L", (413, 585), 255)
    for box in marks.values():
        image.paste(0, box)
    return image


def test_the_same_page_has_not_changed() -> None:
    assert not compare(page(box=(50, 50, 90, 90)), page(box=(50, 50, 90, 90))).matters


def test_a_box_that_moved_by_two_millimetres_has_changed() -> None:
    change = compare(page(box=(50, 50, 90, 90)), page(box=(50, 54, 90, 94)))
    assert change.matters
    assert change.share == pytest.approx(2 * 4 * 40 / (413 * 585))


def test_a_page_of_another_size_has_changed() -> None:
    assert compare(page(), Image.new("L", (413, 584), 255)).matters


def test_a_stored_picture_is_read_as_it_was(tmp_path: Path) -> None:
    image = Image.new("L", (16, 1))
    image.putdata([17 * level for level in range(16)])
    (tmp_path / "a.png").write_bytes(to_png(image))
    assert from_png(tmp_path / "a.png").tobytes() == image.tobytes()


def test_a_report_shows_both_texts_and_the_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.goldens.report.FOLDER", tmp_path)
    report = Report("leaflet-en-pages")
    shown = report.text("words", "Drink <b>\n", "Drink more\n")
    report.pictures("page 1", expected=page(), built=None)
    written = report.write().read_text(encoding="utf-8")
    assert "-Drink <b>" in shown
    assert "<del>-Drink &lt;b&gt;</del>" in written
    assert 'src="data:image/png;base64,' in written
    assert "<p>none</p>" in written
