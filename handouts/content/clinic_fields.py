"""Words, numbers and addresses as people type them -> the plain, safe values of a clinic's profile."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Annotated
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from handouts.content.colours import contrast
from handouts.content.model import LONGEST_ID, WORD, Jurisdiction

ANY = "any"
"""Stands for every language, where a text is the same in all of them."""
LEAST_CONTRAST = 4.5
"""Of a clinic's colour on white paper (WCAG 2.2, 1.4.3)."""
LONGEST_URL = 200

_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u024f\u1ea0-\u1ef9\u2013\u2019]*")
"""What nearly every text is made of; anything else is looked at letter by letter."""
_NEVER = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Controls, marks of direction, invisible joints, private and unassigned characters."""
_MOST_MARKS = 3
"""Combining marks on one letter; more of them pile up over the neighbouring lines."""
_MOJIBAKE = re.compile(
    r"[ÃÅÄÂ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|á[º»]|\ufffd"
)
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that are devices on Windows: a folder of that name cannot be made there."""
_HOST_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_SIMPLE_URL = re.compile(
    r"https://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?(?:/[\w/.~%-]*)?",
    re.ASCII,
)
"""What nearly every address looks like; anything else is taken apart."""
_LOGO = re.compile(r"(?:[\w][\w.\- ]*/){0,3}[\w][\w.\- ]*\.(?:svg|png|jpe?g)", re.IGNORECASE)
_TRUNK_ZERO = frozenset((Jurisdiction.GB, Jurisdiction.VN))
COUNTRY_CODES = {Jurisdiction.GB: "44", Jurisdiction.VN: "84", Jurisdiction.PL: "48", Jurisdiction.US: "1"}
_NATIONAL_DIGITS = {
    Jurisdiction.GB: range(9, 11),
    Jurisdiction.VN: range(9, 11),
    Jurisdiction.PL: range(9, 10),
    Jurisdiction.US: range(10, 11),
}
"""How many digits a number has inside its country, without the trunk zero (national numbering plans)."""


def plain_text(text: object) -> object:
    """Return a text composed (NFC) and with single spaces.

    Raises:
        ValueError: it holds something that cannot be seen, or letters broken by a wrong encoding.
    """
    return _composed(text) if isinstance(text, str) else text


@lru_cache(maxsize=8192)
def _composed(text: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not _PLAIN.fullmatch(text):
        _refuse_unseen(text)
    if match := _MOJIBAKE.search(text):
        raise ValueError(f"holds “{match[0]}”: its letters were broken by a wrong encoding; type it again")
    return text


def _refuse_unseen(text: str) -> None:
    marks = 0
    for letter in text:
        kind = unicodedata.category(letter)
        if kind in _NEVER:
            raise ValueError(f"holds U+{ord(letter):04X}, which cannot be seen; delete it")
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks > _MOST_MARKS:
            raise ValueError("piles marks over one letter; type it again")


def _plain_id(name: str) -> str:
    if _RESERVED.fullmatch(name):
        raise ValueError(f"“{name}” cannot be the name of a folder on every computer; choose another id")
    return name


def _safe_logo(name: str) -> str:
    if name and (".." in name or not _LOGO.fullmatch(name)):
        raise ValueError(
            f"“{name[:60]}” is not the name of an .svg, .png or .jpg file beside this one (no “..”, no “\\”)"
        )
    return name


def safe_url(url: str) -> str:
    """Return an https address with its host in lower case.

    Raises:
        ValueError: another scheme, a user name, a port, no host of the web, or letters that look like others.
    """
    if not url or _SIMPLE_URL.fullmatch(url):
        return url
    if not url.lower().startswith("https://"):
        raise ValueError(f"“{url[:60]}” must begin with https://")
    if re.search(r"[\s\\<>\"'`{}|^]", url):
        raise ValueError(f"“{url[:60]}” holds a character that no web address has")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(f"“{url[:60]}” is not a web address") from None
    if "@" in parts.netloc:
        raise ValueError(f"“{url[:60]}” holds a user name or password")
    if port is not None or parts.netloc.endswith(":"):
        raise ValueError(f"“{url[:60]}” names a port")
    if not host.isascii():
        raise ValueError(f"“{host[:60]}” has letters that others look like; write {_punycode(host)}")
    labels = host.split(".")
    if len(labels) < 2 or not all(map(_HOST_LABEL.fullmatch, labels)) or not labels[-1][0].isalpha():
        raise ValueError(f"“{host[:60]}” is not a host on the web")
    rest = url[len("https://") + len(parts.netloc) :]
    if not rest.isascii():
        raise ValueError(f"“{rest[:60]}” must be written as {quote(rest, safe='/?#=&%+,;:@!$()*~.-_')[:80]}")
    return f"https://{host}{rest}"


def _punycode(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return "its form in plain letters (xn--…)"


def shown_url(url: str) -> str:
    """Return an address as it is printed: without https:// and a last slash, never with letters put back.

    >>> shown_url("https://clinic.example/vi/")
    'clinic.example/vi'
    """
    return url.removeprefix("https://").rstrip("/") if url.startswith("https://") else url


def _safe_target(target: str) -> str:
    if target.startswith("tel:"):
        if not re.fullmatch(r"tel:\+?[0-9]{2,15}", target):
            raise ValueError(f"“{target[:60]}” is not a telephone target such as tel:+441134960123")
        return target
    return safe_url(target)


@lru_cache(maxsize=8192)
def _safe_colour(colour: str) -> str:
    if not colour:
        return colour
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"“{colour[:20]}” is not a colour such as #0b5563")
    if (reached := contrast(colour, "#ffffff")) < LEAST_CONTRAST:
        raise ValueError(
            f"{colour} is too pale on white: contrast {reached:.2f}, at least {LEAST_CONTRAST} is needed"
        )
    return colour.lower()


@lru_cache(maxsize=8192)
def dial_of(number: str, jurisdiction: Jurisdiction) -> str:
    """Return the digits that reach a printed number from anywhere; a short one stays as it is.

    >>> dial_of("0113 496 0123", Jurisdiction.GB)
    '+441134960123'
    """
    digits = _digits(number)
    if number.startswith("+"):
        return f"+{digits}"
    national = digits.removeprefix("0") if jurisdiction is not Jurisdiction.US else digits
    country = COUNTRY_CODES[jurisdiction]
    if jurisdiction is Jurisdiction.US and len(digits) == 11 and digits.startswith("1"):
        return f"+{digits}"
    return f"+{country}{national}" if len(national) in _NATIONAL_DIGITS[jurisdiction] else digits


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", number.replace("(0)", ""))


@lru_cache(maxsize=8192)
def same_line(number: str, dial: str) -> bool:
    """Say whether a printed number and the digits of its link are one and the same line.

    >>> same_line("0113 496 0123", "+441134960123"), same_line("0113 496 0124", "+441134960123")
    (True, False)
    """
    printed, dialled = _digits(number), dial.removeprefix("+")
    if printed == dialled:
        return bool(printed)
    if number.startswith("+") or not dial.startswith("+"):
        return False
    local = printed.removeprefix("0")
    return len(local) > 3 and dialled.endswith(local) and 1 <= len(dialled) - len(local) <= 3


@lru_cache(maxsize=8192)
def phone_fault(number: str, dial: str, jurisdiction: Jurisdiction) -> str:
    """Return why a number cannot be one of a country's, or nothing when it can."""
    if not dial.startswith("+"):
        return ""
    country = COUNTRY_CODES[jurisdiction]
    home = dial.startswith(f"+{country}")
    if not home:
        return "" if number.startswith("+") else f"“{number}” is dialled abroad ({dial}): print it with its +"
    national = len(dial) - 1 - len(country)
    if national not in _NATIONAL_DIGITS[jurisdiction]:
        return f"“{number}” has {national} digits behind +{country}; no number in {jurisdiction} has"
    if jurisdiction in _TRUNK_ZERO and not number.startswith(("0", "+", "(0")):
        return f"“{number}” must begin with 0 or +: a spreadsheet may have eaten the zero"
    return ""


Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
ClinicId = Annotated[str, StringConstraints(pattern=WORD, max_length=LONGEST_ID), AfterValidator(_plain_id)]
Name = Annotated[str, BeforeValidator(plain_text), StringConstraints(min_length=1, max_length=120)]
AddressLine = Annotated[str, BeforeValidator(plain_text), StringConstraints(min_length=1, max_length=80)]
Hours = Annotated[str, BeforeValidator(plain_text), StringConstraints(min_length=1, max_length=80)]
Note = Annotated[str, BeforeValidator(plain_text), StringConstraints(min_length=1, max_length=240)]
PhoneNumber = Annotated[
    str, BeforeValidator(plain_text), StringConstraints(pattern=r"^\+?[0-9(][0-9 \-/()]{1,22}[0-9]$")
]
Dial = Annotated[str, StringConstraints(pattern=r"^(\+[1-9][0-9]{6,14}|[1-9][0-9]{2,7})$")]
WebAddress = Annotated[str, StringConstraints(max_length=LONGEST_URL), AfterValidator(safe_url)]
Target = Annotated[str, StringConstraints(max_length=LONGEST_URL), AfterValidator(_safe_target)]
LogoName = Annotated[
    str, BeforeValidator(plain_text), StringConstraints(max_length=120), AfterValidator(_safe_logo)
]
Colour = Annotated[str, AfterValidator(_safe_colour)]
