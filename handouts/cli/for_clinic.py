"""`handouts build --clinic`: masters from the store or painted, the clinic imprinted, files delivered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli.clinic_place import card_named, clinic_named, imprint_card
from handouts.errors import HandoutsError, SettingsError

if TYPE_CHECKING:
    from handouts.api import Job, Workshop
    from handouts.batch.results import Result
    from handouts.content.model import Jurisdiction
    from handouts.imprint.cards import ClinicCard


def for_clinic(
    jobs: tuple[Job, ...], named: str, *, workshop: Workshop, masters: Path, folder: Path
) -> Iterator[Result]:
    """Yield the result of each job, made for one clinic.

    Raises:
        SettingsError: there is no such file or clinic.
        CheckFailed: the clinics' file has faults.
    """
    from handouts.api import open_master
    from handouts.batch.results import Delivered, Refused
    from handouts.deliver.files import deliver_imprint
    from handouts.imprint.cards import keep_cards
    from handouts.imprint.printing import Printer
    from handouts.imprint.store import MasterStore

    file, name = clinic_named(named)
    store, printer = MasterStore(masters), Printer()
    cards = _cards(file, workshop)
    keep_cards(store, file, cards)
    card = card_named(cards, name, file)
    for job in jobs:
        try:
            master = open_master(job, workshop=workshop, store=store)
            checked = imprint_card(
                master,
                card,
                today=workshop.today,
                printer=printer,
                refuse_warnings=workshop.settings.refuse_warnings,
            )
            yield Delivered(job, deliver_imprint(checked, folder=folder))
        except HandoutsError as error:
            yield Refused(job, error)


def country_of(named: str, *, workshop: Workshop) -> Jurisdiction:
    """Return the country of a clinic, whose telephone lines its handouts have in every language.

    Raises:
        SettingsError: there is no such file or clinic.
        CheckFailed: the clinics' file has faults.
    """
    from handouts.content.model import Jurisdiction

    file, name = clinic_named(named)
    return Jurisdiction(card_named(_cards(file, workshop), name, file).jurisdiction)


def _cards(file: Path, workshop: Workshop) -> dict[str, ClinicCard]:
    from handouts.api import cards_of

    if not file.is_file():
        raise SettingsError(f"there is no file “{file}”", hint="docs/clinics.md shows what stands in it")
    return cards_of(file, workshop=workshop, today=workshop.today)
