"""The whole journey as a few functions: the command line, the web pages and print runs call only these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from handouts.checks.gate import CheckedImprint, CheckedPdf, Policy
from handouts.checks.imprinted import check_imprint
from handouts.checks.registry import Stage, run_checks
from handouts.checks.subjects import ContentSubject, LocaleSubject
from handouts.content.clinic_files import read_clinics
from handouts.content.clinics import Clinic
from handouts.content.model import Jurisdiction
from handouts.content.sheets import MealPlanSheet
from handouts.deliver.files import deliver_to_folder
from handouts.deliver.receipt import Receipt
from handouts.edition import digest
from handouts.errors import CheckFailed, LayoutError, PlanError
from handouts.findings import Report, Severity
from handouts.imprint.cards import ClinicCard, PlacedLogo
from handouts.imprint.index import remember, request_id, signature
from handouts.imprint.logo import Logo, read_logo
from handouts.imprint.master import Master
from handouts.imprint.printing import Printer
from handouts.imprint.qr import qr_code
from handouts.imprint.store import MasterStore
from handouts.imprint.take_apart import take_apart
from handouts.layout.document import LaidOutDocument
from handouts.layout.lay_out import Density
from handouts.layout.page_formats import load_page_format, page_format_names
from handouts.localize.handout import LocalizedHandout
from handouts.localize.locales import locale_codes
from handouts.localize.localizer import localize
from handouts.localize.plans import Served
from handouts.localize.signoff import ROLES, Role
from handouts.localize.signoff_rules import Asked
from handouts.painting import lay_out_at, let_through, paint, painted_once
from handouts.pdf.document import PdfFile
from handouts.planner.planning import make_plan
from handouts.planner.request_files import request_from
from handouts.planner.requests import PlanRequest
from handouts.resources import AssetPath
from handouts.settings import Settings
from handouts.workshop import Job, Workshop, every_locale, messages, open_language, open_workshop

__all__ = [
    "POLICY_OF_ERRORS",
    "Job",
    "Workshop",
    "asked_of",
    "build",
    "cards_of",
    "check",
    "every_locale",
    "imprint",
    "jobs_for",
    "make",
    "master_parts",
    "messages",
    "open_language",
    "open_master",
    "open_workshop",
    "paint_and_check",
    "paint_master",
    "prepare_master",
    "read_and_localize",
    "request_of",
    "serve",
]


POLICY_OF_ERRORS = Policy()
"""Errors refuse, warnings pass."""


def jobs_for(
    workshop: Workshop,
    *,
    handouts: tuple[str, ...] = (),
    locales: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
    jurisdictions: tuple[Jurisdiction, ...] = (),
    draft: bool = False,
    plan: Mapping[str, Any] | None = None,
) -> tuple[Job, ...]:
    """Return every combination asked for; nothing given means all, and a locale's own jurisdiction.

    All of a locale that has some handouts only (`handouts` in its `locale.toml`) are those.

    Args:
        workshop: what there is.
        handouts: ids of handouts.
        locales: codes of locales.
        formats: names of page formats.
        jurisdictions: countries whose facts apply.
        draft: whether unfinished translations may pass, marked.
        plan: fields of `PlanRequest` that somebody chose; without a cuisine it is the locale's own.

    Raises:
        HandoutsError: a name that does not exist, with the nearest that does, or a plan that cannot be.
    """
    assets = workshop.assets
    for handout in handouts:
        workshop.library.entry(handout)
    for name in formats:
        load_page_format(name, assets=assets)
    made = []
    for handout, code, name in product(
        handouts or tuple(workshop.library.entries),
        locales or locale_codes(assets),
        formats or page_format_names(assets),
    ):
        settings = open_language(code, assets).locale.settings
        if not handouts and not settings.has(handout):
            continue
        asked = request_from({"cuisine": settings.cuisine or None} | dict(plan)) if plan else None
        for place in jurisdictions or (settings.default_jurisdiction,):
            made.append(Job(handout, code, name, place, draft, asked))
    return tuple(made)


def check(handout: str, locale: str, jurisdiction: Jurisdiction, *, workshop: Workshop) -> Report:
    """Return what the content and translation checks find, without painting anything."""
    report, _ = read_and_localize(Job(handout, locale, "", jurisdiction), workshop=workshop)
    return report


def read_and_localize(job: Job, *, workshop: Workshop) -> tuple[Report, LocalizedHandout | None]:
    """Return a handout with everything that will stand on the paper, and what the checks up to there find.

    The handout is missing where its own file has faults.
    """
    return _read_and_localize(job, workshop)


def make(job: Job, *, workshop: Workshop) -> CheckedPdf:
    """Make one PDF and let it through the gate.

    Raises:
        CheckFailed: something refuses it; every finding is listed.
        HandoutsError: it could not be made at all.
    """
    return _make(job, *_read_and_localize(job, workshop), workshop=workshop)


def _make(
    job: Job,
    report: Report,
    localized: LocalizedHandout | None,
    *,
    workshop: Workshop,
    laid_out: LaidOutDocument | None = None,
) -> CheckedPdf:
    policy = Policy(refuse_warnings=workshop.settings.refuse_warnings, draft=job.draft)
    if localized is None or policy.refused(report, mark="draft" if job.draft else ""):
        refused = policy.refused(report, mark="draft" if job.draft else "")
        name = f"“{job.handout}” in {job.locale}"
        raise CheckFailed(f"{name} was refused before painting", findings=refused or report.findings)
    pdf, found = paint(localized, job, workshop, laid_out)
    return let_through(pdf, report + found, policy=policy, workshop=workshop)


def paint_master(job: Job, *, workshop: Workshop) -> PdfFile:
    """Paint the pages of a master anew, with where everything lies on them: what full checks compare with.

    Raises:
        HandoutsError: it cannot be painted any more.
    """
    _, localized = _read_and_localize(job, workshop)
    if localized is None:
        raise CheckFailed(f"“{job.handout}” in {job.locale} has faults", hint="handouts check names them")
    return paint(localized, replace(job, for_imprint=True), workshop)[0]


def prepare_master(job: Job, *, workshop: Workshop) -> Master:
    """Paint a handout with the clinic's places kept free, let it through the gate and take it apart.

    Raises:
        CheckFailed: something refuses it; every finding is listed.
        HandoutsError: it could not be made at all.
    """
    return _taken_apart(make(replace(job, for_imprint=True), workshop=workshop), workshop)


def _taken_apart(checked: CheckedPdf, workshop: Workshop) -> Master:
    regular, bold = (workshop.assets.find(name) for name in checked.document.clinic_fonts)
    if regular is None or bold is None:
        raise LayoutError("no font for the clinic's identity", hint="check fonts/ of the overlay")
    return take_apart(
        checked.data,
        checked.document,
        pages=checked.pages,
        fonts=(regular.read_bytes(), bold.read_bytes()),
        findings=checked.report.findings,
    )


def master_parts(job: Job, *, workshop: Workshop) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the key of a master, and a hash for each part of its edition, without painting it.

    The white space that fits is found while painting, but it follows from what is laid out: the key is made
    of the layout with normal space, of our own code and of the engine.

    Raises:
        HandoutsError: the handout cannot be laid out.
    """
    _, _, document = _ready_to_paint(job, workshop)
    return _key_of(job, document, workshop), document.parts


def _ready_to_paint(job: Job, workshop: Workshop) -> tuple[Report, LocalizedHandout, LaidOutDocument]:
    job = replace(job, for_imprint=True)
    report, localized = _read_and_localize(job, workshop)
    if localized is None:
        raise CheckFailed(f"“{job.handout}” in {job.locale} has faults", findings=report.findings)
    return report, localized, lay_out_at(localized, job, workshop, Density.NORMAL)


def _key_of(job: Job, document: LaidOutDocument, workshop: Workshop) -> str:
    return digest(
        [
            document.edition.fingerprint,
            job.format,
            document.variant,
            document.metadata.author,
            str(workshop.settings),
            *workshop.settings.names_of_requests(_output(job)),
            _code_digest(),
        ]
    )


def open_master(job: Job, *, workshop: Workshop, store: MasterStore | None = None) -> Master:
    """Return a master: from the store where one of exactly this edition lies, else painted, checked and kept.

    Args:
        job: what to print; for a clinic or not.
        workshop: what all jobs share.
        store: where masters are kept between runs; nothing means in no place.

    Raises:
        CheckFailed: something refuses it; every finding is listed.
        HandoutsError: it could not be made at all.
    """
    if store is None:
        return prepare_master(job, workshop=workshop)
    now = signature(workshop.assets)
    report, localized, document = _ready_to_paint(job, workshop)
    key = _key_of(job, document, workshop)
    master = store.find(key)
    if master is None:
        asked = replace(job, for_imprint=True)
        checked = _make(asked, report, localized, workshop=workshop, laid_out=document)
        master = _taken_apart(checked, workshop)
        store.put(key, master)
    remember(store, request_of(job, settings=workshop.settings), now, key)
    return master


def request_of(job: Job, *, settings: Settings) -> str:
    """Return the name under which the index of masters remembers a job."""
    return request_id(
        job.handout, job.locale, str(job.jurisdiction), job.format, str(job.draft), settings.publisher,
        *(str(overlay.resolve()) for overlay in settings.overlays),
        *((job.plan.model_dump_json(),) if job.plan else ()),
        *settings.names_of_requests(_output(job)),
    )  # fmt: skip


def _output(job: Job) -> str:
    return "draft" if job.draft else job.output


def asked_of(output: str, *, settings: Settings) -> Asked:
    """Return whose signatures an output needs."""
    rule = settings.sign_off_for(output)
    roles: tuple[Role, ...] = tuple(role for role in ROLES if role in rule.roles)
    return Asked(roles, refuse=rule.missing == "refuse")


def imprint(
    master: Master,
    clinic: Clinic,
    *,
    today: date,
    printer: Printer,
    logo: Logo | None = None,
    policy: Policy = POLICY_OF_ERRORS,
) -> CheckedImprint:
    """Put a clinic's identity onto a master, look at it, and let it through the gate; about a millisecond.

    Args:
        master: in a language the clinic prints.
        clinic: who hands it out.
        today: the day on which telephone lines and reviews must still hold.
        printer: keeps what a clinic's files share; print a clinic's files together.
        logo: the clinic's, already read.
        policy: what the organisation refuses.

    Raises:
        CheckFailed: it does not fit, cannot be printed, or is out of date; every finding is listed.
    """
    text = clinic.in_locale(master.card.locale)
    imprinted = printer.imprint(master, text, jurisdiction=str(clinic.jurisdiction), logo=logo)
    return check_imprint(imprinted, today=today, policy=policy, clinic_findings=clinic.expired(today))


def cards_of(clinics: Path, *, workshop: Workshop, today: date) -> dict[str, ClinicCard]:
    """Read a clinics' file and return a card for each clinic: what a cold command imprints.

    Raises:
        CheckFailed: the file, or a logo, has faults; all are listed.
    """
    locales = locale_codes(workshop.assets)
    read, findings = read_clinics(clinics, locales=locales, today=today)
    faults = [finding for finding in findings if finding.severity is Severity.ERROR]
    cards = {}
    for clinic in read:
        logo, wrong = read_logo(clinics.parent, clinic.logo) if clinic.logo else (None, ())
        faults += wrong
        placed = PlacedLogo(logo.sha256, logo.width_mm, logo.height_mm, logo.colour) if logo else None
        cards[clinic.id] = ClinicCard(
            id=clinic.id,
            jurisdiction=str(clinic.jurisdiction),
            languages=clinic.languages,
            texts={code: clinic.in_locale(code) for code in locales if clinic.prints(code)},
            expiries=tuple((phone.number, phone.valid_until) for phone in clinic.phones if phone.valid_until),
            code=(clinic.qr, qr_code(clinic.qr)) if clinic.qr else None,
            logo=placed,
            logo_file=clinic.logo,
        )
    if faults:
        raise CheckFailed(f"“{clinics.name}” has faults", hint="see docs/clinics.md", findings=faults)
    return cards


@lru_cache(maxsize=1)
def _code_digest() -> str:
    """Return a hash of our own code: a changed check or template function makes new masters."""
    package = Path(__file__).parent
    return digest(path.read_bytes() for path in sorted(package.rglob("*.py")))


def paint_and_check(
    document: LaidOutDocument, *, workshop: Workshop, policy: Policy = POLICY_OF_ERRORS
) -> CheckedPdf:
    """Paint a document that is laid out already, as it stands, and let it through the gate; see `make`."""
    pdf, report = painted_once(document, workshop)
    return let_through(pdf, report, policy=policy, workshop=workshop)


def build(job: Job, *, workshop: Workshop, folder: Path) -> Receipt:
    """Make one PDF and put it into a folder; see `make` and `deliver_to_folder`."""
    return deliver_to_folder(make(job, workshop=workshop), folder=folder)


def serve(job: Job, *, workshop: Workshop) -> Served | None:
    """Make the verified meal plan that a job's handout shows; nothing where it shows none.

    Raises:
        PlanError: nothing fits what was chosen, or nobody said whose dishes to take.
    """
    handout = workshop.library.handout(job.handout)
    if not isinstance(handout, MealPlanSheet):
        return None
    chosen = job.plan or _usual_plan(job.locale, workshop.assets)
    chosen = chosen.model_copy(update={"days": handout.days})
    plan = make_plan(
        chosen, kitchen=workshop.kitchen, facts=workshop.library.facts, jurisdiction=job.jurisdiction
    )
    return Served(plan, workshop.kitchen)


def _usual_plan(locale: str, assets: AssetPath) -> PlanRequest:
    cuisine = open_language(locale, assets).locale.settings.cuisine
    if not cuisine:
        raise PlanError(f"{locale} has no cuisine of its own", hint="choose one with --cuisine")
    return PlanRequest(cuisine=cuisine)


def _read_and_localize(job: Job, workshop: Workshop) -> tuple[Report, LocalizedHandout | None]:
    library, assets = workshop.library, workshop.assets
    entry = library.entry(job.handout)
    report = Report(entry.findings)
    if entry.handout is None:
        return report, None
    report += run_checks(Stage.CONTENT, ContentSubject(library, entry, assets, workshop.today))
    language = open_language(job.locale, assets)
    localized, gaps = localize(
        entry.handout,
        language=language,
        jurisdiction=job.jurisdiction,
        library=library,
        interface=workshop.interface,
        served=serve(job, workshop=workshop),
        asked=asked_of(_output(job), settings=workshop.settings),
    )
    report += gaps
    subject = LocaleSubject(
        library,
        workshop.interface,
        entry.handout,
        localized,
        language,
        assets,
        workshop.today,
        job.jurisdiction,
    )
    return report + run_checks(Stage.LOCALE, subject), localized
