"""What both ways of `handouts build --clinic` share: the folder of masters, the clinic named, the imprint."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import SettingsError

if TYPE_CHECKING:
    from handouts.checks.gate import CheckedImprint
    from handouts.imprint.cards import ClinicCard
    from handouts.imprint.master import Master
    from handouts.imprint.printing import Printer


def masters_folder(given: str | Path | None) -> Path:
    """Return where masters are kept: as told, in HANDOUTS_MASTERS, or in the user's cache."""
    if given:
        return Path(given)
    if told := os.environ.get("HANDOUTS_MASTERS"):
        return Path(told)
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "handouts" / "masters"


def clinic_named(words: str) -> tuple[Path, str]:
    """Return the file and the id in `clinics.yaml:harbour`; without an id, the file holds one clinic."""
    path = Path(words)
    if path.is_file():
        return path, ""
    name, colon, clinic = words.rpartition(":")
    return (Path(name), clinic) if colon else (path, "")


def card_named(cards: dict[str, ClinicCard], clinic: str, file: Path) -> ClinicCard:
    """Return the card of a clinic.

    Raises:
        SettingsError: there is none of that id, or several and none was named.
    """
    if clinic in cards:
        return cards[clinic]
    if not clinic and len(cards) == 1:
        return next(iter(cards.values()))
    known = ", ".join(list(cards)[:12])
    what = (
        f"there is no clinic “{clinic}” in {file.name}"
        if clinic
        else f"{file.name} holds {len(cards)} clinics"
    )
    raise SettingsError(what, hint=f"name one of them, as in --clinic {file.name}:ID; it holds {known}")


def imprint_card(
    master: Master, card: ClinicCard, *, today: date, printer: Printer, refuse_warnings: bool
) -> CheckedImprint:
    """Imprint a card's clinic and let it through the gate.

    Raises:
        CheckFailed: something refuses it; every finding is listed.
    """
    from handouts.checks.gate import Policy
    from handouts.checks.imprinted import check_imprint
    from handouts.imprint.printing import check_country

    check_country(master, card.jurisdiction)
    if not card.prints(master.card.locale):
        raise SettingsError(
            f"“{card.id}” does not print {master.card.locale}", hint="add it to the clinic's languages"
        )
    if card.code is not None:
        printer.keep_code(*card.code)
    imprinted = printer.imprint(
        master, card.texts[master.card.locale], jurisdiction=card.jurisdiction, logo=card.logo
    )
    policy = Policy(refuse_warnings=refuse_warnings, draft=bool(master.card.mark))
    return check_imprint(imprinted, today=today, policy=policy, clinic_findings=card.expired(today))
