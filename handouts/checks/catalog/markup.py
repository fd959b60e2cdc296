"""Are tags, entities, addresses and telephone numbers those of the source?"""

from __future__ import annotations

import html.entities
import re
from collections import Counter
from collections.abc import Iterator

from handouts.checks.catalog.entry import Entry
from handouts.checks.catalog.prose import short
from handouts.checks.catalog.registry import Fault, entry_check
from handouts.checks.catalog.rules import Rules

_KNOWN = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "script",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
    ]
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]*)((?:\s[^<>]*)?)(/?)>")
_ANY_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ALONE = frozenset({"br", "hr", "img"})
_LINK = re.compile(r"(?:https?|ftp)://[^\s<>\"“”„»«’)\]}]+|www\.[\w-]+\.[\w./-]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,+/-])\+?\(?\d[\d() \u00a0-]{5,}\d(?![\w/-]|[.,]\d)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)?|\d{2}:\d{2}:\d{2}")


@entry_check("locale-markup", why="tags and entities that differ are printed as they stand, or swallow words")
def tags_are_kept(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare tags and entities; our own texts have none at all."""
    for source, target in entry.pairs():
        if rules.own:
            if match := _ANY_TAG.search(target) or _entity(target):
                what = f"holds “{match[0]}”, which would be printed as it stands"
                yield Fault(
                    f"“{short(target)}” {what}", "", match[0], "write plain text: templates do the rest"
                )
            continue
        wanted, got = _tags(source), _tags(target)
        if (wanted or got) and wanted != got:
            yield _differs(target, wanted, got)
        elif _is_nested(source) and not _is_nested(target):
            yield Fault(
                f"“{short(target)}”: its tags cross or do not close",
                hint="close each tag inside the one that holds it",
            )
        added = _entities(target) - _entities(source)
        if added and not (wanted or _entities(source)):
            yield Fault(
                f"“{short(target)}” holds “{next(iter(added))}”, and the source is plain text",
                found=" ".join(added),
                hint="write the letter itself",
            )


def _tags(text: str) -> Counter[str]:
    return Counter(
        f"<{m[1]}{m[2].lower()}{'/' if m[4] and m[2].lower() not in _ALONE else ''}>"
        for m in _TAG.finditer(text)
        if m[2].lower() in _KNOWN
    )


def _differs(target: str, wanted: Counter[str], got: Counter[str]) -> Fault:
    parts = [f"{tag} is missing" for tag in wanted - got] + [
        f"{tag} is not in the source" for tag in got - wanted
    ]
    return Fault(
        f"“{short(target)}”: {', '.join(parts)}",
        " ".join(wanted.elements()),
        " ".join(got.elements()),
        "copy the tags from the source",
    )


def _is_nested(text: str) -> bool:
    open_tags: list[str] = []
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name not in _KNOWN or name in _ALONE or match[4]:
            continue
        if not match[1]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def _entity(text: str) -> re.Match[str] | None:
    return next(
        (m for m in _ENTITY.finditer(text) if m[0][1] == "#" or m[0][1:] in html.entities.html5), None
    )


def _entities(text: str) -> Counter[str]:
    found = (m[0] for m in _ENTITY.finditer(text))
    return Counter(one for one in found if one[1] == "#" or one[1:] in html.entities.html5)


@entry_check(
    "translation-link", why="an address or a telephone number that changed leads nowhere, or to strangers"
)
def links_are_kept(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Compare web and mail addresses and telephone numbers; a page in the reader's language is no change."""
    for source, target in entry.pairs():
        for kind, found in (("address", _addresses), ("telephone number", _phones)):
            wanted, got = found(source), found(target)
            lost, added = wanted - got, got - wanted
            if kind == "address":
                _pair_off(lost, added, rules.lang)
            elif not wanted:
                continue  # other digits are for the check of quantities
            if lost or (added and kind == "address" and rules.own):
                changed = " ".join(lost or added)
                yield Fault(
                    f"“{short(target)}”: the {kind} {changed} "
                    + ("is missing or changed" if lost else "is not in the source"),
                    " ".join(wanted),
                    " ".join(got),
                    f"copy the {kind} from the source",
                )


def _addresses(text: str) -> Counter[str]:
    links = [link.rstrip(".,;:!?'") for link in _LINK.findall(text)]
    return Counter(
        link for link in (*links, *(m.rstrip(".") for m in _MAIL.findall(text))) if "%" not in link
    )


def _phones(text: str) -> Counter[str]:
    digits = (re.sub(r"\D", "", m[0]) for m in _PHONE.finditer(_DATE.sub(" ", text)))
    return Counter(number for number in digits if len(number) >= 7)


def _pair_off(lost: Counter[str], added: Counter[str], lang: str) -> None:
    """Take out addresses of one site where the translation's leads to its own language."""
    short_lang = lang.partition("_")[0].partition("-")[0]
    for old in list(lost):
        for new in list(added):
            own_page = re.search(rf"(?<![A-Za-z]){re.escape(short_lang)}(?![A-Za-z])", new)
            if (_host(old) == _host(new) and (new.startswith(old.rstrip("/")) or own_page)) or (
                own_page and _host(new).split(".")[-2:] == _host(old).split(".")[-2:]
            ):
                del lost[old], added[new]
                break


def _host(link: str) -> str:
    return re.sub(r"^\w+://(?:www\.)?|^www\.", "", link).partition("/")[0].casefold()
