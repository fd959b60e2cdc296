"""Clinics: who hands a leaflet out, with names and hours by language, and what a leaflet prints of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from handouts.content.clinic_fields import (
    ANY,
    AddressLine,
    ClinicId,
    Colour,
    Dial,
    Hours,
    Locale,
    LogoName,
    Name,
    Note,
    PhoneNumber,
    Target,
    WebAddress,
    dial_of,
    phone_fault,
    same_line,
    shown_url,
)
from handouts.content.clinic_text import ClinicText, PhoneText, Purpose
from handouts.content.deny_list import denied
from handouts.content.model import Jurisdiction, Model
from handouts.findings import Finding, Severity, Where


class Phone(Model):
    """One telephone line of a clinic."""

    number: PhoneNumber
    """As it is printed, such as “0113 496 0123”."""
    dial: Dial
    """Digits of the tel: link: E.164 such as “+441134960123”, or a short code."""
    purpose: Purpose
    hours: dict[Locale, Hours] = Field(default_factory=dict)
    """When it is answered, by language; `any` for all."""
    valid_until: date | None = None
    """The last day on which it may be printed."""

    @model_validator(mode="after")
    def _dials_what_it_prints(self) -> Self:
        if not same_line(self.number, self.dial):
            raise ValueError(f"number “{self.number}” and dial “{self.dial}” must be one and the same line")
        return self


class Organisation(Model):
    """A department or trust over clinics: its values stand where a clinic has none of its own."""

    id: ClinicId
    name: Annotated[dict[Locale, Name], Field(min_length=1)]
    logo: LogoName = ""
    website: WebAddress = ""
    colour: Colour = ""
    note: dict[Locale, Note] = Field(default_factory=dict)
    organisation: str = ""
    """The organisation above this one."""

    @model_validator(mode="after")
    def _is_decent(self) -> Self:
        _refuse_denied((*self.name.values(), *self.note.values()))
        return self


class Clinic(Model):
    """The one who hands a leaflet out."""

    id: ClinicId
    name: Annotated[dict[Locale, Name], Field(min_length=1)]
    """By language; `any` for all."""
    address: Annotated[tuple[AddressLine, ...], Field(max_length=5)] = ()
    phones: Annotated[tuple[Phone, ...], Field(min_length=1, max_length=4)]
    website: WebAddress = ""
    qr: Target = ""
    """Where the QR code leads (https or tel); its short form is printed beside it."""
    logo: LogoName = ""
    """File name relative to the clinic file."""
    logo_alt: dict[Locale, Name] = Field(default_factory=dict)
    """What the logo stands for, where it is not the clinic's own name."""
    jurisdiction: Jurisdiction
    languages: tuple[Locale, ...] = ()
    """Languages it prints; empty means all."""
    colour: Colour = ""
    note: dict[Locale, Note] = Field(default_factory=dict)
    """Such as “Interpreter free of charge”, by language."""
    organisation: str = ""
    """Id of the organisation it belongs to."""
    organisation_name: dict[Locale, Name] = Field(default_factory=dict)
    """Filled from the organisation; empty when there is none."""

    @model_validator(mode="before")
    @classmethod
    def _dials_by_default(cls, data: Any) -> Any:
        """Fill in the digits of a link where a phone names only its number."""
        if not isinstance(data, Mapping) or not isinstance(phones := data.get("phones"), list | tuple):
            return data
        try:
            home = Jurisdiction(str(data.get("jurisdiction")))
        except ValueError:
            return data
        return {**data, "phones": [_with_dial(phone, home) for phone in phones]}

    @model_validator(mode="after")
    def _is_reachable(self) -> Self:
        lines = set()
        for phone in self.phones:
            if fault := phone_fault(phone.number, phone.dial, self.jurisdiction):
                raise ValueError(fault)
            if (phone.dial, phone.purpose) in lines:
                raise ValueError(f"phone “{phone.number}” ({phone.purpose}) stands here twice")
            lines.add((phone.dial, phone.purpose))
        if self.qr.startswith("tel:") and self.qr.removeprefix("tel:") not in {p.dial for p in self.phones}:
            raise ValueError(f"qr “{self.qr}” dials none of the phones of this clinic")
        if len(set(self.languages)) < len(self.languages):
            raise ValueError("languages names one of them twice")
        return self

    @model_validator(mode="after")
    def _is_decent(self) -> Self:
        hours = (text for phone in self.phones for text in phone.hours.values())
        own = (
            *self.name.values(),
            *self.organisation_name.values(),
            *self.address,
            *self.note.values(),
            *hours,
        )
        _refuse_denied(own)
        return self

    @property
    def fingerprint(self) -> str:
        """A hash of everything the profile says (not of the logo's bytes): it changes when a value does."""
        plain = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()

    def prints(self, locale: str) -> bool:
        """Say whether the clinic prints a language."""
        return not self.languages or locale in self.languages

    def expired(self, today: date) -> tuple[Finding, ...]:
        """Return a finding for every telephone line that may not be printed any more on a day."""
        return tuple(
            Finding(
                "clinic-phone-expired",
                f"{self.id}: {phone.number} ({phone.purpose}) was valid until {phone.valid_until}",
                where=Where(path=f"{self.id}.phones.{index}.valid_until"),
                hint="call the number, then write a new date",
            )
            for index, phone in enumerate(self.phones)
            if phone.valid_until is not None and today > phone.valid_until
        )

    def in_locale(self, locale: str) -> ClinicText:
        """Return what a leaflet in one language prints of the clinic.

        A text that the clinic has in other languages only stays empty and is a finding: never silent English.
        """
        findings: list[Finding] = []

        def pick(texts: Mapping[str, str], path: str, severity: Severity) -> str:
            found = chosen(texts, locale)
            if texts and not found:
                findings.append(_missing(self.id, path, locale, severity))
            return found

        phones = tuple(
            PhoneText(p.number, p.dial, p.purpose, pick(p.hours, f"phones.{at}.hours", Severity.ERROR))
            for at, p in enumerate(self.phones)
        )
        shown = next((p.number for p in self.phones if self.qr == f"tel:{p.dial}"), shown_url(self.qr))
        name = pick(self.name, "name", Severity.ERROR)
        note = pick(self.note, "note", Severity.WARNING)
        logo_alt = pick(self.logo_alt, "logo_alt", Severity.ERROR) if self.logo else ""
        above = pick(self.organisation_name, "organisation_name", Severity.WARNING)
        return ClinicText(
            id=self.id,
            locale=locale,
            name=name,
            organisation=above,
            address=self.address,
            phones=phones,
            website=self.website,
            website_shown=shown_url(self.website),
            qr=self.qr,
            qr_shown=shown,
            logo=self.logo,
            logo_alt=(logo_alt or name) if self.logo else "",
            colour=self.colour,
            note=note,
            findings=tuple(findings),
        )


def chosen(texts: Mapping[str, str], locale: str) -> str:
    """Return the text for a locale, else for its language, else for `any`; nothing when there is none.

    >>> chosen({"en": "Ward", "any": "A1"}, "en-GB"), chosen({"en": "Ward"}, "vi")
    ('Ward', '')
    """
    return texts.get(locale) or texts.get(locale.split("-")[0]) or texts.get(ANY, "")


def unknown_languages(clinic: Clinic, locales: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield (field, code) for every language that a clinic names and we do not have."""
    known = {*locales, *(code.split("-")[0] for code in locales), ANY}
    for code in clinic.languages:
        if code not in locales:
            yield "languages", code
    texts = [("name", clinic.name), ("note", clinic.note)]
    texts += [(f"phones.{at}.hours", phone.hours) for at, phone in enumerate(clinic.phones)]
    for path, by_locale in texts:
        for code in by_locale:
            if code not in known:
                yield f"{path}.{code}", code


def _with_dial(phone: Any, home: Jurisdiction) -> Any:
    if not isinstance(phone, Mapping) or phone.get("dial") or not isinstance(phone.get("number"), str):
        return phone
    return {**phone, "dial": dial_of(" ".join(phone["number"].split()), home)}


def _refuse_denied(texts: Collection[str]) -> None:
    for words, kind in denied("\n".join(texts)):
        raise ValueError(f"“{words[:60]}” is {kind} and may not be printed")


def _missing(clinic: str, path: str, locale: str, severity: Severity) -> Finding:
    return Finding(
        "clinic-untranslated",
        f"{clinic}: {path} has no text for {locale}",
        severity,
        where=Where(path=f"{clinic}.{path}"),
        hint=f"add {path}.{locale}, or any: … when it is the same in every language",
    )
