"""`handouts locales back-translation` and `back-translation-import`: blank sheets out, comparisons in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import AsOf, Jurisdictions, Overlays, workshop
from handouts.cli.sheets import (
    Code,
    Force,
    jobs_of,
    language_of,
    localized,
    origin_of,
    paint,
    refuse_unwritable,
)
from handouts.errors import CheckFailed, ContentError, LocaleError

if TYPE_CHECKING:
    from handouts.api import Job, Workshop
    from handouts.localize.localizer import Language
    from handouts.review.blank import BlankSheet


def register(locales: typer.Typer) -> None:
    """Add the commands to `handouts locales`."""
    locales.command("back-translation")(back_translation)
    locales.command("back-translation-import")(back_translation_import)


def back_translation(
    code: Code,
    handout: Annotated[str, typer.Option("--handout", help="Which one.")],
    to: Annotated[Path, typer.Option("--to", help="File to write: .pdf for handwriting, .xlsx to type in.")],
    jurisdiction: Jurisdictions = None,
    force: Force = False,
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Write a blank back-translation sheet: the translation and room to write, nothing of the English.

    Example: handouts locales back-translation vi --handout when-to-get-help --to back.xlsx
    """
    from handouts.cli.show import console, counted
    from handouts.deliver.files import write_atomically
    from handouts.exchange.back_sheet import BackTexts, write_back_sheet
    from handouts.review.blank import lay_out_blank

    refuse_unwritable(to, force, ".pdf", ".xlsx")
    shop = workshop(overlay, as_of)
    language = language_of(code, shop)
    sheet = _sheet(jobs_of(code, [handout], jurisdiction, shop)[0], language, shop)
    if not sheet.rows:
        raise LocaleError(
            f"“{handout}” has no translation in {code}", hint="there is nothing to translate back"
        )
    if to.suffix.lower() == ".pdf":
        paint(lay_out_blank(sheet, origin=origin_of(language, shop)), to, shop)
    else:
        rows = tuple((row.id, row.text.plain, "") for row in sheet.rows)
        texts = BackTexts(sheet.locale, sheet.code, str(sheet.jurisdiction), sheet.digest, rows)
        write_atomically(to, write_back_sheet(texts, name=sheet.name, rtl=sheet.direction == "rtl"))
    left = f", {sheet.left_out} without a translation left out" if sheet.left_out else ""
    console.print(f"{to}: {counted(len(sheet.rows), 'text')}{left}", markup=False)


def back_translation_import(
    code: Code,
    file: Annotated[Path, typer.Argument(help="The workbook that came back.")],
    to: Annotated[Path, typer.Option("--to", help="Report to write: .pdf, .html or .json.")],
    force: Force = False,
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> int:
    """Compare a back-translation with the English, text by text; refused where it is of another text.

    Ends with 8 where an amount, a limit or a “not” differs; the report is written all the same.

    Example: handouts locales back-translation-import vi back.xlsx --to report.pdf
    """
    from handouts.api import Job
    from handouts.checks.quantities import compare
    from handouts.cli.show import console
    from handouts.content.model import Jurisdiction
    from handouts.deliver.files import write_atomically
    from handouts.exchange.back_sheet import read_back_sheet
    from handouts.localize.cues import load_cues
    from handouts.localize.locales import SOURCE_LOCALE
    from handouts.review.comparison import compare_back, lay_out_comparison, summary
    from handouts.review.document import as_page

    refuse_unwritable(to, force, ".pdf", ".html", ".json")
    shop = workshop(overlay, as_of)
    language = language_of(code, shop)
    given = read_back_sheet(file)
    found = [one for one in shop.library if one.code == given.code]
    if not found or given.jurisdiction not in list(Jurisdiction):
        raise LocaleError(
            f"“{file.name}” is of “{given.code}” for “{given.jurisdiction}”, which we do not have",
            hint="make a new sheet with handouts locales back-translation",
        )
    sheet = _sheet(Job(found[0].id, code, "", Jurisdiction(given.jurisdiction)), language, shop)
    cues = load_cues(SOURCE_LOCALE, assets=shop.assets)
    rows = compare_back(
        sheet,
        given,
        name=file.name,
        compare=lambda one, other: compare(one, other, source_cues=cues, target_cues=cues),
    )
    kind = to.suffix.lower()
    if kind == ".json":
        data = [row.as_dict() for row in rows]
        write_atomically(to, f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode())
    else:
        document = lay_out_comparison(sheet, rows, title=file.name, origin=origin_of(language, shop))
        if kind == ".pdf":
            paint(document, to, shop)
        else:
            write_atomically(to, as_page(document))
    console.print(f"{to}: {', '.join(summary(rows))}", markup=False)
    return CheckFailed.exit_code if any(row.verdict == "AMOUNT DIFFERS" for row in rows) else 0


def _sheet(job: Job, language: Language, shop: Workshop) -> BlankSheet:
    from handouts.review.blank import blank_sheet

    _, made = localized(job, shop)
    if made.seal is None:
        raise ContentError(f"“{job.handout}” has no seal")
    code = shop.library.handout(job.handout).code
    return blank_sheet(made.seal, code=code, language=language, library=shop.library)
