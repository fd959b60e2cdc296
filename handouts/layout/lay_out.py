"""LocalizedHandout + page format -> LaidOutDocument (HTML, styles, what to expect on the pages)."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from jinja2 import TemplateError
from markupsafe import Markup

from handouts.edition import Edition, digest, fingerprint
from handouts.errors import LayoutError
from handouts.layout.document import ExpectedText, LaidOutDocument, Metadata, PageFormat, StyleSheet
from handouts.layout.fonts import DEFAULT_FAMILIES, FontStack, font_stack
from handouts.layout.form_names import form_names
from handouts.layout.identity import CLINIC_WORDS, SLOTS, Identity, imprinted_title
from handouts.layout.outline import read_outline
from handouts.layout.templates import css_string, environment, read_asset
from handouts.localize.dates import written_date
from handouts.localize.handout import LocalizedHandout
from handouts.localize.text import LocalizedText, Node, telephone_lines, texts
from handouts.resources import AssetPath


class Density(enum.Enum):
    """How much white space there is between things. Type sizes and line height never change."""

    ROOMY = "roomy"
    NORMAL = "normal"
    TIGHT = "tight"
    TIGHTEST = "tightest"
    """Tight, with a small place for the clinic; the same as tight where there is none."""


SOURCE_TAG = "en"
"""BCP 47 tag of the English title in the colophon of translations."""
_CODE_MARK = "\u2060CODE\u2060"
"""Stands in the HTML for the document code while the fingerprint that makes the code is computed."""

_TEMPLATE_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    MemoryError,
    RecursionError,
)
"""What a template can raise: an overlay's is another's work, and its fault is no crash of ours."""


def lay_out(
    handout: LocalizedHandout,
    *,
    page_format: PageFormat,
    assets: AssetPath,
    engine: str,
    publisher: str,
    density: Density = Density.NORMAL,
    draft: bool = False,
    show_signatures: bool = False,
    variant: str = "",
    clinic: Identity | None = None,
    clinic_code: str = "",
) -> LaidOutDocument:
    """Return the document ready to be painted.

    Args:
        handout: localized for its jurisdiction.
        page_format: paper, margins and type sizes.
        assets: where templates, drawings and fonts are found.
        engine: names and versions of what will paint it; part of the edition.
        publisher: the organisation named as author in the PDF.
        density: white space between blocks.
        draft: whether DRAFT is painted across every page.
        show_signatures: whether translator and checker are named beside the clinical reviewer.
        variant: the name of a plan that somebody chose; part of the file's name.
        clinic: whose identity is painted into the places for it; `RESERVED` keeps them free for an imprint,
            and nothing leaves boxes for a stamp.
        clinic_code: letters behind the document code that name the clinic's part.

    Raises:
        LayoutError: a template is broken or names something that does not exist.
    """
    families = _families(handout, assets)
    recorder = _Words(handout.words)
    made = environment(
        assets,
        direction=handout.locale.settings.direction,
        word=recorder,
        page_parts=page_parts,
        english_title=lambda: _with_english(recorder("english_title_line"), handout.english_title),
        written=lambda day: written_date(day, handout.locale.settings.date, locale=handout.locale),
        **form_names(handout, note=recorder.note),
    )
    context = {
        "handout": handout,
        "body": handout.body,
        "page_format": page_format,
        "density": density.value,
        "families": families,
        "code": _CODE_MARK,
        "draft": draft,
        "show_signatures": show_signatures,
        "clinic": clinic,
    }
    try:
        html = made.get_template(f"pages/{handout.kind}.html").render(context)
        page_css = made.get_template("pages/page.css").render(context)
    except _TEMPLATE_FAULTS as error:
        said = str(error) or "it needs too much memory"
        raise LayoutError(f"a template cannot be used: {said}", hint="see docs/overlays.md") from error
    styles = (*_styles(page_format, assets), StyleSheet("pages/page.css", page_css))
    outline, tags, used_assets = read_outline(html)
    mark = recorder("draft").plain if draft else ""
    edition = _edition(handout, html, styles, used_assets, families, assets, engine)
    code = f"{handout.code}-{handout.locale.code}-{handout.jurisdiction}-{edition.short}".upper()
    title = handout.title.plain
    return LaidOutDocument(
        html=html.replace(_CODE_MARK, code),
        styles=tuple(
            StyleSheet(style.name, style.css.replace(_in_css(_CODE_MARK), _in_css(code))) for style in styles
        ),
        page_format=page_format,
        edition=edition,
        metadata=Metadata(
            title=imprinted_title(title, clinic.name) if clinic and clinic.name else title,
            author=publisher,
            subject=handout.body.purpose.plain,
            lang=handout.locale.settings.tag,
            identifier=f"{code}-{clinic_code}" if clinic_code else code,
        ),
        expected=(*_expected(handout, recorder, code), *_expected_of_clinic(handout, clinic)),
        outline=outline,
        fonts=tuple(dict.fromkeys(file for stack in families.values() for file in stack.files)),
        font_stacks=tuple(
            tuple(family.files for family in stack.families) for stack in dict.fromkeys(families.values())
        ),
        max_pages=None if page_format.max_pages is None else handout.max_pages or page_format.max_pages,
        handout_id=handout.id,
        locale=handout.locale.code,
        jurisdiction=str(handout.jurisdiction),
        no_break_after=handout.locale.settings.no_break_after,
        direction=handout.locale.settings.direction,
        tags=tags,
        variant=variant,
        mark=mark,
        clinic_words=tuple(
            (name, handout.words[name].plain) for name in CLINIC_WORDS if name in handout.words
        ),
        clinic_fonts=tuple(families["text"].file(weight) for weight in (400, 700)) if clinic else (),
        clinic_colours=_colours(styles),
        valid_until=_valid_until(handout),
        parts=_parts(handout, styles, used_assets, families, assets, engine),
        with_clinic=clinic is not None,
    )


def _expected_of_clinic(handout: LocalizedHandout, clinic: Identity | None) -> Iterator[ExpectedText]:
    tag = handout.locale.settings.tag
    for slot in SLOTS if clinic else ():
        for number, part in enumerate(clinic.parts(slot) if clinic else ()):
            if part.text:
                yield ExpectedText(f"clinic/{slot}/{number}", part.text, part.lang or tag)


def _colours(styles: tuple[StyleSheet, ...]) -> tuple[str, str]:
    """Return the colours of running text and of what stands out, as the last style sheet sets them."""
    css = "".join(style.css for style in styles)
    found = (re.findall(rf"--{name}:\s*(#[0-9a-fA-F]{{6}})\b", css) for name in ("ink", "brand"))
    ink, brand = (colours[-1].lower() if colours else "#000000" for colours in found)
    return ink, brand


def _valid_until(handout: LocalizedHandout) -> date:
    """Return the last day on which everything printed still holds: the review, and each telephone line."""
    days: list[date] = [line["expires_on"] for line in telephone_lines(handout.body) if "expires_on" in line]
    return min([handout.review_by, *days])


def page_parts(text: LocalizedText) -> Iterator[Markup]:
    """Yield the pieces of a CSS `content` for “Page {page} of {pages}” in the order of the language."""
    for part in re.split(r"(\{page\}|\{pages\})", text.plain):
        match part:
            case "{page}":
                yield Markup("counter(page)")
            case "{pages}":
                yield Markup("counter(pages)")
            case "":
                continue
            case _:
                yield css_string(part)


def _with_english(text: LocalizedText, title: str) -> Markup:
    before, _, after = text.plain.partition("{title}")
    stop = "" if (title + after).endswith(("?", "!", ".")) else "."
    line = Markup('{}<bdi lang="{}" dir="ltr">{}</bdi>{}{}').format(before, SOURCE_TAG, title, after, stop)
    return (
        Markup('<span class="missing" lang="{}">{}</span>').format(text.lang, line) if text.missing else line
    )


def _in_css(text: str) -> str:
    """Return a text as it stands inside a CSS string, without the quotes."""
    return str(css_string(text)).strip('"')


class _Words:
    """Gives templates the interface words and remembers which were printed."""

    def __init__(self, words: Node) -> None:
        self.words = words
        self.used: dict[str, LocalizedText] = {}

    def __call__(self, name: str, /, **given: object) -> LocalizedText:
        text: LocalizedText = self.words[name]
        filled = _filled(text, {key: str(value) for key, value in given.items()})
        self.used[name] = filled
        return filled

    def note(self, text: LocalizedText) -> LocalizedText:
        """Remember a text that is neither the library's nor the interface's: a number, a day of the week."""
        self.used[text.key] = text
        return text


def _filled(text: LocalizedText, given: dict[str, str]) -> LocalizedText:
    if not given:
        return text
    runs = tuple(
        type(run)(re.sub(r"\{([a-z]+)\}", lambda m: given.get(m[1], m[0]), run.text), run.fact)
        for run in text.runs
    )
    return LocalizedText(text.key, runs, text.lang, text.missing)


def _families(handout: LocalizedHandout, assets: AssetPath) -> dict[str, FontStack]:
    """Return the fonts by use; digits have the fonts of text behind their own."""
    wanted: dict[str, tuple[str, ...]] = {
        **DEFAULT_FAMILIES,
        **{str(role): folders for role, folders in handout.locale.settings.fonts.items()},
    }
    wanted["numbers"] = tuple(dict.fromkeys((*wanted.get("numbers", ()), *wanted["text"])))
    return {role: font_stack(folders, assets) for role, folders in wanted.items()}


def _styles(page_format: PageFormat, assets: AssetPath) -> Iterator[StyleSheet]:
    names = ["templates/tokens.css", "templates/pages/base.css"]
    names += [
        f"templates/blocks/{path.parent.name}/style.css"
        for path in assets.files("templates", "blocks/*/style.css")
    ]
    names += [f"templates/page_formats/{page_format.name}/page.css"]
    for name in names:
        path = assets.find(name)
        if path is not None:
            yield StyleSheet(name.removeprefix("templates/"), read_asset(path))


def _edition(
    handout: LocalizedHandout,
    html: str,
    styles: tuple[StyleSheet, ...],
    used_assets: tuple[str, ...],
    families: dict[str, FontStack],
    assets: AssetPath,
    engine: str,
) -> Edition:
    css = "\n".join(style.css for style in styles)
    in_css = re.findall(r"asset:[\w./-]+", css)
    files = sorted({url.removeprefix("asset:") for url in (*used_assets, *in_css)})
    fonts = [file for family in families.values() for file in family.files]
    parts = {
        "html": html,
        "css": css,
        "assets": digest(_file_digest(name, assets) for name in files),
        "fonts": digest(_file_digest(name, assets) for name in fonts),
        "engine": engine,
        "text": handout.text_digest,
        "facts": handout.facts_digest,
    }
    return Edition(handout.edition, handout.dated, handout.review_by, fingerprint(parts))


def _parts(
    handout: LocalizedHandout,
    styles: tuple[StyleSheet, ...],
    used_assets: tuple[str, ...],
    families: dict[str, FontStack],
    assets: AssetPath,
    engine: str,
) -> tuple[tuple[str, str], ...]:
    """Return what a re-issue names as its reason; the fingerprint alone says whether all is the same."""
    drawn = sorted({url.removeprefix("asset:") for url in used_assets})
    fonts = [file for family in families.values() for file in family.files]
    design = [_file_digest(name, assets) for name in (*drawn, *fonts)]
    return (
        ("design", digest([*(style.css for style in styles), *design, _templates_digest(assets)])),
        ("engine", digest([engine])),
        ("facts", handout.facts_digest),
        ("text", digest([handout.source_digest, handout.edition, str(handout.review_by)])),
        ("translation", handout.text_digest),
    )


@lru_cache(maxsize=16)
def _templates_digest(assets: AssetPath) -> str:
    return digest(path.read_bytes() for path in assets.files("templates", "**/*.html"))


@lru_cache(maxsize=512)
def _file_digest(name: str, assets: AssetPath) -> str:
    path = assets.find(name)
    return digest((name, path.read_bytes() if path else b"missing"))


def _expected(handout: LocalizedHandout, recorder: _Words, code: str) -> Iterator[ExpectedText]:
    for text in texts(handout.body):
        if not text.key.endswith("/alt"):
            yield ExpectedText(text.key, text.plain, text.lang)
    for name, text in recorder.used.items():
        if name != "draft":
            for piece in re.split(r"\{[a-z]+\}", text.plain.replace(_CODE_MARK, code)):
                if piece.strip():
                    yield ExpectedText(f"interface/{name}", piece.strip(), text.lang)
    if "english_title_line" in recorder.used:
        yield ExpectedText("english-title", handout.english_title, SOURCE_TAG)
    for number, source in enumerate(handout.printed_sources):
        yield ExpectedText(f"source/{number}", source.text, source.lang)
    for line in telephone_lines(handout.body):
        yield ExpectedText(f"{line['key']}/number", str(line["number"]), handout.locale.settings.tag)
