"""A template and what it shows -> LaidOutDocument: the same engine, fonts, tags and gate as every handout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import TemplateError
from markupsafe import Markup

from handouts.checks.gate import CheckedPdf, Policy, gate
from handouts.checks.registry import Stage, run_checks
from handouts.checks.subjects import LayoutSubject, PdfSubject
from handouts.edition import Edition, digest, fingerprint
from handouts.errors import CheckFailed, LayoutError
from handouts.findings import Report
from handouts.layout.document import ExpectedText, LaidOutDocument, Metadata, PageFormat, StyleSheet
from handouts.layout.fonts import DEFAULT_FAMILIES, font_stack
from handouts.layout.outline import read_outline
from handouts.layout.templates import css_string, environment, read_asset
from handouts.localize.locales import Locale
from handouts.pdf.engine import PdfEngine
from handouts.resources import AssetPath
from handouts.review.said import Said

A4_ACROSS = PageFormat(
    name="review",
    width_mm=297,
    height_mm=210,
    top_mm=14,
    right_mm=15,
    bottom_mm=16,
    left_mm=15,
    body_pt=8,
    small_pt=8,
    max_pages=None,
    because="two languages side by side need a wide page; staff read it at a desk, not patients in bed",
)
BODY_PT = 9.5
"""Words of the messages; keys and notes have the least size of the page."""
FOR_PATIENTS = frozenset({"layout-body-size", "page-clinic-place", "page-fill", "type-line-length"})
"""Rules for what patients read: large type, places for the clinic, full pages, lines of good length."""
_CODE = "\u2060CODE\u2060"
_STYLES = ("tokens.css", "review/style.css")


@dataclass(frozen=True, slots=True)
class Origin:
    """What every sheet of one command shares."""

    source: Locale
    """The language of its labels."""
    target: Locale
    assets: AssetPath
    engine: str
    """Names and versions of what paints it."""
    publisher: str
    today: date


def lay_out_sheet(
    template: str, shown: Mapping[str, Any], *, title: str, prefix: str, origin: Origin
) -> LaidOutDocument:
    """Return a sheet ready to be painted.

    Args:
        template: its name below `templates/review/`.
        shown: what the template shows.
        title: of the document; begins its first page.
        prefix: begins its printed code, such as `REVIEW-VI`.
        origin: languages, assets, publisher, day.

    Raises:
        LayoutError: a template is broken.
    """
    assets, tag = origin.assets, origin.source.settings.tag
    settings = origin.target.settings
    said = Said(tag, settings.tag, settings.direction)
    ours: dict[str, tuple[str, ...]] = dict(DEFAULT_FAMILIES)
    theirs = ours | dict(settings.fonts)
    # Whatever script a text is in, a letter is looked for in the fonts of both languages.
    text = tuple(dict.fromkeys((*ours["text"], *theirs["text"])))
    target = tuple(dict.fromkeys((*theirs["text"], *text)))
    numbers = tuple(dict.fromkeys((*theirs.get("numbers", ()), *target)))
    stacks = {
        name: font_stack(folders, assets)
        for name, folders in (("text", text), ("target", target), ("numbers", numbers))
    }
    made = environment(assets, say=said.label, cell=said.cell, foreign=said.foreign, pieced=said.pieced)
    context = {
        **shown,
        "title": title,
        "lang": tag,
        "code": _CODE,
        "paper": A4_ACROSS,
        "body_pt": BODY_PT,
        "families": stacks,
        "scale": settings.type_scale,
        "language": settings.name,
        "day": origin.today.isoformat(),
    }
    try:
        html = made.get_template(f"review/{template}.html").render(context)
        page_css = made.get_template("review/page.css").render(context)
    except (TemplateError, TypeError, ValueError, AttributeError, LookupError) as error:
        raise LayoutError(f"a template cannot be used: {error}", hint="see docs/overlays.md") from error
    styles = tuple(
        StyleSheet(name, read_asset(path))
        for name in _STYLES
        if (path := assets.find(f"templates/{name}")) is not None
    )
    styles = (*styles, StyleSheet("review/page.css", page_css))
    files = tuple(dict.fromkeys(file for stack in stacks.values() for file in stack.files))
    edition = Edition(
        origin.today.strftime("%Y-%m"),
        origin.today,
        origin.today,
        fingerprint(
            {
                "html": html,
                "css": "\n".join(style.css for style in styles),
                "fonts": digest(files),
                "engine": origin.engine,
            }
        ),
    )
    code = f"{prefix}-{edition.short}".upper()
    html = html.replace(_CODE, code)
    outline, tags, _ = read_outline(html)
    mark, printed = (str(css_string(one)).strip('"') for one in (_CODE, code))
    return LaidOutDocument(
        html=html,
        styles=tuple(StyleSheet(style.name, style.css.replace(mark, printed)) for style in styles),
        page_format=A4_ACROSS,
        edition=edition,
        metadata=Metadata(title, origin.publisher, prefix, tag, code),
        expected=(*said.texts.values(), ExpectedText("code", code, tag)),
        outline=outline,
        fonts=files,
        font_stacks=tuple(tuple(family.files for family in stack.families) for stack in stacks.values()),
        handout_id=title,
        locale=origin.target.code,
        tags=tags,
    )


def paint_sheet(document: LaidOutDocument, *, engine: PdfEngine, assets: AssetPath) -> CheckedPdf:
    """Paint a sheet and let it through the gate: every check of a page but those of what patients read.

    Raises:
        CheckFailed: it cannot be painted so that all of it can be read.
        HandoutsError: it could not be made at all.
    """
    report = _ours(run_checks(Stage.LAYOUT, LayoutSubject(document, assets)))
    if report.errors:
        raise CheckFailed(
            f"“{document.metadata.title}” was refused before painting",
            hint="each finding says what to do; docs/checks.md explains every code",
            findings=report.errors,
        )
    pdf = engine.render(document, assets=assets)
    report += pdf.findings
    report += _ours(run_checks(Stage.PDF, PdfSubject(pdf, assets)))
    return gate(pdf, report, policy=Policy())


def _ours(report: Report) -> Report:
    return Report(tuple(finding for finding in report if finding.code not in FOR_PATIENTS))


def as_page(document: LaidOutDocument) -> bytes:
    """Return a sheet as one HTML file that stands alone; fonts are those of the reader's machine."""
    css = Markup("\n").join(Markup(style.css.replace("</", "<\\/")) for style in document.styles)
    head, found, rest = document.html.partition("</head>")
    if not found:
        raise LayoutError("the template of the sheet has no head", hint="see docs/review.md")
    return f"{head}<style>\n{css}\n</style>\n{found}{rest}".encode()
