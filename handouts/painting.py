"""A localized handout -> its checked PDF, with the white space that fits."""

from __future__ import annotations

from dataclasses import replace

from handouts import __version__
from handouts.checks.gate import CheckedPdf, Policy, gate
from handouts.checks.registry import Stage, run_checks
from handouts.checks.subjects import LayoutSubject, PdfSubject
from handouts.errors import CheckFailed, LayoutError
from handouts.findings import Report
from handouts.imprint.marks import mark_every_page
from handouts.layout.document import LaidOutDocument
from handouts.layout.identity import RESERVED, Identity
from handouts.layout.lay_out import Density, lay_out
from handouts.layout.page_formats import load_page_format
from handouts.localize.handout import LocalizedHandout
from handouts.pdf.document import PdfFile
from handouts.workshop import Job, Workshop

ROOMY_BELOW = 0.8
"""A handout that leaves more than a fifth of its last page empty gets more white space, if it still fits."""
BARE_BELOW = 0.25
"""A last page with less on it than this is worth saving, where the number of pages is free."""


def paint(
    localized: LocalizedHandout, job: Job, workshop: Workshop, laid_out: LaidOutDocument | None = None
) -> tuple[PdfFile, Report]:
    """Paint with the white space that fits: tight where normal is too long, roomy where it is too short."""
    first = laid_out or lay_out_at(localized, job, workshop, Density.NORMAL)
    pdf, report = painted_once(first, workshop)
    limit = pdf.document.max_pages
    if limit is None:
        return _without_a_bare_last_page(pdf, report, localized, job, workshop)
    if pdf.pages > (localized.aim_pages or limit):
        tight, tight_report = _paint_at(localized, job, workshop, Density.TIGHT)
        if tight.pages > limit and job.for_imprint:
            return _paint_at(localized, job, workshop, Density.TIGHTEST)
        if pdf.pages > limit or tight.pages < pdf.pages:
            return tight, tight_report
        return pdf, report
    if filled(pdf) < ROOMY_BELOW:
        roomy, roomy_report = _paint_at(localized, job, workshop, Density.ROOMY)
        if roomy.pages == pdf.pages:
            return roomy, roomy_report
    return pdf, report


def _without_a_bare_last_page(
    pdf: PdfFile, report: Report, localized: LocalizedHandout, job: Job, workshop: Workshop
) -> tuple[PdfFile, Report]:
    if filled(pdf) >= BARE_BELOW:
        return pdf, report
    tight, tight_report = _paint_at(localized, job, workshop, Density.TIGHT)
    return (tight, tight_report) if tight.pages < pdf.pages else (pdf, report)


def lay_out_at(
    localized: LocalizedHandout, job: Job, workshop: Workshop, density: Density
) -> LaidOutDocument:
    """Return the document of a job with a given amount of white space.

    Raises:
        LayoutError: a template or page format cannot be used, or nothing can be imprinted on such a page.
    """
    return lay_out(
        localized,
        page_format=load_page_format(job.format, assets=workshop.assets),
        assets=workshop.assets,
        engine=f"handouts {__version__} {workshop.engine.name}",
        publisher=workshop.settings.publisher,
        density=density,
        draft=job.draft,
        show_signatures=workshop.settings.show_signatures,
        variant=localized.plan if job.plan else "",
        clinic=_free_places(localized) if job.for_imprint else None,
    )


def _free_places(localized: LocalizedHandout) -> Identity:
    """Return what keeps the places for an imprint free.

    Raises:
        LayoutError: the page is read from right to left: an imprint cannot join Arabic letters.
    """
    locale = localized.locale
    if locale.settings.direction == "rtl":
        raise LayoutError(
            f"a clinic cannot be imprinted in {locale.settings.name}: its letters would not be joined",
            hint="print it without a clinic: the boxes for its stamp are there",
        )
    return RESERVED


def _paint_at(
    localized: LocalizedHandout, job: Job, workshop: Workshop, density: Density
) -> tuple[PdfFile, Report]:
    return painted_once(lay_out_at(localized, job, workshop, density), workshop)


def painted_once(document: LaidOutDocument, workshop: Workshop) -> tuple[PdfFile, Report]:
    """Check the layout of a document, paint it as it stands, and put the mark of a draft on it.

    Raises:
        CheckFailed: the layout has errors; all are listed.
    """
    report = run_checks(Stage.LAYOUT, LayoutSubject(document, workshop.assets))
    if report.errors:
        name = f"“{document.handout_id}” in {document.locale}"
        raise CheckFailed(f"{name} was refused before painting", findings=report.errors)
    pdf = workshop.engine.render(document, assets=workshop.assets)
    return _marked(pdf, document, workshop), report


def let_through(pdf: PdfFile, report: Report, *, policy: Policy, workshop: Workshop) -> CheckedPdf:
    """Check a painted PDF and let it through the gate.

    Raises:
        CheckFailed: something refuses it; every finding is listed.
    """
    report += pdf.findings
    report += run_checks(Stage.PDF, PdfSubject(pdf, workshop.assets))
    return gate(pdf, report, policy=policy)


def _marked(pdf: PdfFile, document: LaidOutDocument, workshop: Workshop) -> PdfFile:
    if not document.mark:
        return pdf
    font = workshop.assets.find(next(name for name in document.fonts if name.endswith("Bold.ttf")))
    if font is None:
        raise LayoutError("no bold font for the draft mark", hint="check fonts/ of the overlay")
    return replace(pdf, data=mark_every_page(pdf.data, word=document.mark, font=font))


def filled(pdf: PdfFile) -> float:
    """Return how much of the last page's height is used, from 0 to 1."""
    last = pdf.geometry.content_boxes[-1]
    bottoms = [b.box.bottom_mm for b in pdf.geometry.blocks if b.page == pdf.pages]
    return max(0.0, (max(bottoms, default=last.top_mm) - last.top_mm) / last.height_mm)
