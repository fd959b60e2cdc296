"""Settings + masters on disk -> the files of a print run; WeasyPrint is imported only to paint a master."""

from __future__ import annotations

import hashlib
import pickle
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.batch.jobs import Made, Maker, MasterKey, MasterParts, PrintJob, Recipe
from handouts.batch.logos import Logos, read_all
from handouts.checks.gate import Policy
from handouts.checks.imprinted import check_imprint
from handouts.content.clinic_text import ClinicText
from handouts.content.clinics import Clinic
from handouts.content.model import Jurisdiction
from handouts.edition import digest
from handouts.errors import CheckFailed
from handouts.findings import Finding
from handouts.imprint.index import (
    remember_refusal,
    remembered,
    remembered_refusal,
    request_id,
    signature,
)
from handouts.imprint.master import Master
from handouts.imprint.printing import Printer, check_country
from handouts.imprint.store import MasterStore, unpickled
from handouts.resources import AssetPath
from handouts.settings import Settings

if TYPE_CHECKING:
    from handouts.api import Job, Workshop

MOST_MASTERS = 400
"""Masters kept in memory by one process: about 150 kB each."""


@dataclass(frozen=True, slots=True)
class HandoutsRecipe:
    """How a process comes by the masters and clinics of a run."""

    settings: Settings
    today: date
    """The day on which telephone lines and reviews must still hold."""
    clinics: Path
    """Folder of the clinics' file: logos lie below it."""
    masters: Path
    """Folder of the master store."""
    logos: tuple[str, ...] = ()
    """Names of all logos of the run, for machines that do not see the folder."""
    brought: tuple[tuple[MasterKey, bytes], ...] = ()
    """Masters that came along."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Logos that came along."""

    @property
    def id(self) -> str:
        """Return a name made of all values but those that came along."""
        return digest(
            [repr(replace(self.settings, origins=())), str(self.today), str(self.clinics), str(self.masters)]
        )

    def open(self) -> Maker:
        """Return the maker of a process."""
        return HandoutsMaker(self)

    def packed(self, keys: tuple[MasterKey, ...]) -> Recipe:
        """Return a recipe that brings the masters and logos along."""
        maker = HandoutsMaker(self)
        return replace(
            self,
            brought=tuple((key, pickle.dumps(maker.master(key), protocol=5)) for key in keys),
            files=tuple(read_all(self.clinics, self.logos)),
        )


@dataclass(slots=True)
class _AtHand:
    """The clinic whose files are being made."""

    clinic: Clinic
    expired: tuple[Finding, ...]
    _texts: dict[str, ClinicText] = field(default_factory=dict)

    def in_locale(self, locale: str) -> ClinicText:
        """Return what a leaflet in one language prints of the clinic."""
        found = self._texts.get(locale)
        if found is None:
            found = self._texts[locale] = self.clinic.in_locale(locale)
        return found


class HandoutsMaker:
    """Imprints masters; keeps those it has read, and what a clinic's files share."""

    def __init__(self, recipe: HandoutsRecipe) -> None:
        self._recipe = recipe
        self._store = MasterStore(recipe.masters)
        self._printer = Printer()
        self._policy = Policy(refuse_warnings=recipe.settings.refuse_warnings)
        self._masters: OrderedDict[MasterKey, Master] = OrderedDict()
        self._brought = dict(recipe.brought)
        self._logos = Logos(recipe.clinics, dict(recipe.files))
        self._clinic: _AtHand | None = None
        self._hashed: dict[MasterKey, tuple[Master, hashlib._Hash]] = {}

    @cached_property
    def _signature(self) -> str:
        return signature(AssetPath(self._recipe.settings.overlays))

    @cached_property
    def _workshop(self) -> Workshop:
        from handouts.api import open_workshop  # the engine is slow to import

        return open_workshop(self._recipe.settings, today=self._recipe.today)

    def is_ready(self, key: MasterKey) -> bool:
        """Say whether the master lies in the store, made of what its files hold now."""
        return self._stored(key) is not None

    def prepare(self, key: MasterKey) -> None:
        """Paint, check and keep a master that is not ready.

        Raises:
            CheckFailed: something refuses it; every finding is listed.
            HandoutsError: it could not be made at all.
        """
        self._painted(key)

    def parts(self, key: MasterKey) -> MasterParts:
        """Return what a master is made of.

        Raises:
            CheckFailed: the master cannot be used on this day.
            HandoutsError: it had to be painted, and could not be.
        """
        master = self.master(key)
        if master.card.valid_until < self._recipe.today:
            raise CheckFailed(
                f"“{key.handout}” in {key.locale} was valid until {master.card.valid_until}",
                hint="its review, or a telephone line on it, is out of date: check it, then write a new date",
            )
        edition = f"{master.card.edition.fingerprint} {master.card.code}"
        return MasterParts.of(key, dict(master.card.parts), edition=edition)

    def master(self, key: MasterKey) -> Master:
        """Return a master, from memory, from what came along, from the store, or painted.

        Raises:
            HandoutsError: it had to be painted, and could not be.
        """
        master = self._masters.get(key)
        if master is None and key in self._brought:
            master = unpickled(self._brought[key])
        if master is None:
            master = self._stored(key)
        if master is None:
            master = self._painted(key)
        self._masters[key] = master
        while len(self._masters) > MOST_MASTERS:
            gone, _ = self._masters.popitem(last=False)
            self._hashed.pop(gone, None)
        return master

    def _painted(self, key: MasterKey) -> Master:
        """Return a master painted anew, unless it was refused already and nothing has changed since."""
        settings = self._recipe.settings
        request, now = _request(key, settings), f"{self._signature} {self._recipe.today} {settings}"
        if refusal := remembered_refusal(self._store, request, now):
            raise refusal
        from handouts.api import open_master

        try:
            return open_master(_job(key), workshop=self._workshop, store=self._store)
        except CheckFailed as error:
            remember_refusal(self._store, request, now, error)
            raise

    def _stored(self, key: MasterKey) -> Master | None:
        if key in self._masters:
            return self._masters[key]
        name = remembered(self._store, _request(key, self._recipe.settings), self._signature)
        master = self._store.find(name) if name else None
        if master is not None:
            self._masters[key] = master
        return master

    def make(self, job: PrintJob) -> Made:
        """Return a master with the clinic's identity on it, checked.

        Raises:
            CheckFailed: it does not fit, cannot be printed, or is out of date; every finding is listed.
        """
        clinic, master = job.clinic, self.master(job.master)
        check_country(master, clinic.jurisdiction.value)
        if self._clinic is None or self._clinic.clinic is not clinic:
            self._clinic = _AtHand(clinic, clinic.expired(self._recipe.today))
        logo = self._logos.logo(clinic.logo) if clinic.logo else None
        imprinted = self._printer.imprint(
            master,
            self._clinic.in_locale(master.card.locale),
            jurisdiction=clinic.jurisdiction.value,
            logo=logo,
        )
        checked = check_imprint(
            imprinted,
            today=self._recipe.today,
            policy=self._policy,
            clinic_findings=self._clinic.expired,
        )
        return Made(
            checked.data,
            checked.identifier,
            checked.fingerprint,
            checked.pages,
            checked.report.findings,
            self._sha256(job.master, master, checked.data),
        )

    def _sha256(self, key: MasterKey, master: Master, data: bytes) -> str:
        """Return the SHA-256 of a file; the master's bytes, with which it begins, are hashed once."""
        kept = self._hashed.get(key)
        if kept is None or kept[0] is not master:
            kept = self._hashed[key] = master, hashlib.sha256(master.head)
        if not data.startswith(master.head):
            return hashlib.sha256(data).hexdigest()
        sha = kept[1].copy()
        sha.update(memoryview(data)[len(master.head) :])
        return sha.hexdigest()


def _job(key: MasterKey) -> Job:
    from handouts.api import Job

    return Job(key.handout, key.locale, key.format, Jurisdiction(key.jurisdiction), output="batch")


def _request(key: MasterKey, settings: Settings) -> str:
    """Return the name under which the index of masters remembers a job; `handouts.api.request_of`, light."""
    return request_id(
        key.handout, key.locale, key.jurisdiction, key.format, str(False), settings.publisher,
        *(str(overlay.resolve()) for overlay in settings.overlays),
        *settings.names_of_requests("batch"),
    )  # fmt: skip
