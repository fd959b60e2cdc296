"""Can the design be read: size of type, contrast, and on a grey printer?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.colours import tokens
from handouts.checks.html_view import look_at
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import LayoutSubject
from handouts.content.colours import contrast
from handouts.findings import Finding, Where

LEAST_BODY_PT = 12.0
"""RNIB Clear Print and UKAAF: 12 points at least, 14 advised."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: text against its background."""
LEAST_GREY_STEP = 3.0
"""WCAG 2.2, 1.4.11: fills that mean something against each other, here after a grey printer."""

WHITE = "#ffffff"
PAIRS: tuple[tuple[str, str, str], ...] = (
    ("ink", WHITE, "running text on paper"),
    ("ink", "brand-tint", "the main message and good-to-know boxes"),
    ("ink", "warm-tint", "facts in large type, energy examples, boxes for the same day"),
    ("ink", "go-tint", "what to do"),
    ("ink", "stop-tint", "urgent boxes"),
    ("ink", "paper-tint", "boxes of what is not known"),
    ("ink-soft", WHITE, "end matter, running foot, labels of empty boxes"),
    ("ink-soft", "paper-tint", "small words in boxes of what is not known"),
    ("brand", WHITE, "headings, telephone numbers"),
    ("brand", "brand-tint", "headings in good-to-know boxes, the label of the main message"),
    ("brand", "paper-tint", "words in bold colour in boxes of what is not known"),
    ("brand", "warm-tint", "words in bold colour in boxes for the same day"),
    ("brand", "go-tint", "words in bold colour in what to do"),
    ("brand", "stop-tint", "words in bold colour in urgent boxes"),
    ("warm", WHITE, "warm words on paper"),
    ("warm", "warm-tint", "large facts, headings of energy examples and of boxes for the same day"),
    ("go", WHITE, "signs of what to do on paper"),
    ("go", "go-tint", "the heading of what to do"),
    ("stop", WHITE, "the heading of what not to do, emergency numbers"),
    ("stop", "stop-tint", "headings and bullets in urgent boxes"),
    (WHITE, "brand", "column headings of tables, numbers of steps"),
    (WHITE, "stop", "headings of urgent boxes"),
    (WHITE, "warm", "headings on a warm ground"),
    (WHITE, "go", "headings on a green ground"),
)
"""(text, ground, where): every pair of colours that the styles print text in."""

SIGNS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("do-dont__card--do", "go"), ("do-dont__card--dont", "stop")),
    (
        ("callout--info", "brand"),
        ("callout--uncertain", "ink-soft"),
        ("callout--today", "warm"),
        ("callout--urgent", "stop"),
    ),
)
"""Groups of classes whose difference carries meaning, with the colour of each."""

_SHADE = re.compile(r"-(?:green|red|white|warm|brand|grey)$")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ICON = re.compile(r"asset:templates/(?:icons|illustrations)/([\w-]+)\.svg")


@check("layout-body-size", stage=Stage.LAYOUT, why="RNIB Clear Print and UKAAF ask for 12 points at least")
def body_is_large_enough(subject: LayoutSubject) -> Iterator[Finding]:
    """Check the page format's size of running text."""
    paper = subject.document.page_format
    if paper.body_pt < LEAST_BODY_PT:
        yield Finding(
            "layout-body-size",
            f"“{paper.name}” sets running text in {paper.body_pt:g} pt; {LEAST_BODY_PT:g} pt is the least",
            where=Where(file=f"{paper.name}/format.toml", path="body_pt"),
            hint="raise body_pt, and max_pages if the text no longer fits",
        )


@check(
    "layout-contrast",
    stage=Stage.LAYOUT,
    why="WCAG 1.4.3; pale text is lost in poor light, old eyes and cheap toner",
)
def text_stands_out(subject: LayoutSubject) -> Iterator[Finding]:
    """Compute the contrast of every pair of tokens that text is printed in."""
    known = _tokens(subject)
    if not known:
        return
    for text, ground, use in PAIRS:
        colours = [name if name.startswith("#") else known.get(name, "") for name in (text, ground)]
        if not all(colours):
            missing = ground if colours[0] else text
            hint = "define it as a colour like #0b5563"
            yield Finding("layout-contrast", f"the token --{missing} is no colour", where=_TOKENS, hint=hint)
            continue
        ratio = contrast(*colours)
        if ratio < LEAST_CONTRAST:
            yield Finding(
                "layout-contrast",
                f"{_token(text)} on {_token(ground)} has a contrast of {ratio:.1f}; "
                f"{LEAST_CONTRAST} is the least ({use})",
                where=_TOKENS,
                hint="make the text darker or the ground lighter",
            )


@check("layout-greyscale", stage=Stage.LAYOUT, why="on a grey printer red and green are the same grey")
def meaning_survives_grey(subject: LayoutSubject) -> Iterator[Finding]:
    """Check that what differs in meaning differs in its sign, or else clearly in luminance."""
    known = _tokens(subject)
    css = "\n".join(sheet.css for sheet in subject.document.styles)
    printed = look_at(subject.document.html).classes
    for group in SIGNS:
        met: dict[str, str] = {}
        for name, token in group:
            if name not in printed:
                continue
            sign = _sign(css, name)
            for other, other_token in group:
                if other not in met or met[other] != sign:
                    continue
                pair = known.get(token), known.get(other_token)
                if pair[0] and pair[1] and contrast(pair[0], pair[1]) >= LEAST_GREY_STEP:
                    continue
                what = f"the same sign ({sign})" if sign else "no sign"
                yield Finding(
                    "layout-greyscale",
                    f".{other} and .{name} have {what} and look alike in grey",
                    hint="give each its own icon; colour alone never carries meaning",
                )
            met[name] = sign


_TOKENS = Where(file="tokens.css")


def _tokens(subject: LayoutSubject) -> dict[str, str]:
    return tokens("\n".join(sheet.css for sheet in subject.document.styles if sheet.name == "tokens.css"))


def _token(name: str) -> str:
    return name if name.startswith("#") else f"--{name}"


def _sign(css: str, name: str) -> str:
    """Return the icon that the rules of a class print, without its shade; or nothing."""
    wanted = re.compile(rf"\.{re.escape(name)}(?![\w-])")
    for selector, body in _RULE.findall(css):
        if wanted.search(selector) and (icon := _ICON.search(body)):
            return _SHADE.sub("", icon[1])
    return ""
