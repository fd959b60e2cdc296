"""What a leaflet in one language prints of a clinic: plain values, read without the models behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.findings import Finding

Purpose = Literal["main", "appointments", "breastfeeding", "out-of-hours", "interpreter"]


@dataclass(frozen=True, slots=True)
class PhoneText:
    """A telephone line as one language prints it; its label is an interface word, chosen by `purpose`."""

    number: str
    dial: str
    purpose: Purpose
    hours: str


@dataclass(frozen=True, slots=True)
class ClinicText:
    """What a leaflet in one language prints of a clinic; empty where the clinic has nothing to say."""

    id: str
    locale: str
    name: str
    organisation: str
    address: tuple[str, ...]
    phones: tuple[PhoneText, ...]
    website: str
    website_shown: str
    qr: str
    qr_shown: str
    """Printed beside the code: the address without https://, or the telephone number."""
    logo: str
    logo_alt: str
    """Whose logo it is: what the alternative text names."""
    colour: str
    note: str
    findings: tuple[Finding, ...] = ()
    """Texts that the clinic has in other languages only; an error refuses the imprint."""
