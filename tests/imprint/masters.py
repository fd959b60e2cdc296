"""Masters and reference paintings for the tests, each made once in a process."""

from __future__ import annotations

from base64 import b64encode
from functools import cache

from handouts.api import Density, Job, Workshop, open_language, prepare_master
from handouts.content.clinics import Clinic
from handouts.imprint.logo import Logo
from handouts.imprint.master import Master
from handouts.imprint.printing import Printer
from handouts.imprint.qr import qr_code
from handouts.layout.identity import HOME_LANGUAGES, Identity, identity_of
from handouts.layout.lay_out import lay_out
from handouts.layout.page_formats import load_page_format
from handouts.pdf.document import PdfFile
from tests.built import localized, workshop

CASES = (
    ("when-to-get-help", "en", "a4"),
    ("stress-and-let-down", "vi", "letter"),
    ("enough-milk", "pl", "a4-large-print"),
    ("low-milk-supply", "vi", "a4"),
    ("eating-and-drinking", "pl", "letter"),
)
"""Handouts, locales and formats: every format, every locale, both shapes of the place for help."""


@cache
def printer() -> Printer:
    """Give the one printer of this process."""
    return Printer()


def job_for(handout: str, locale: str, paper: str) -> Job:
    """Give the job of a master in its locale's own jurisdiction."""
    shop: Workshop = workshop()
    return Job(
        handout, locale, paper, open_language(locale, shop.assets).locale.settings.default_jurisdiction
    )


@cache
def master_for(handout: str, locale: str, paper: str) -> Master:
    """Give a master."""
    return prepare_master(job_for(handout, locale, paper), workshop=workshop())


def identity_for(clinic: Clinic, master: Master) -> Identity:
    """Give the parts of a clinic's identity in the language of a master."""
    return identity_of(
        clinic.in_locale(master.card.locale),
        words=dict(master.card.words),
        lang=master.card.lang,
        home_lang=HOME_LANGUAGES[str(clinic.jurisdiction)],
    )


def reference(job: Job, identity: Identity, target: str, logo: Logo | None = None) -> PdfFile:
    """Paint a handout with a clinic's identity by the engine itself."""
    shop = workshop()
    qr = f"data:image/svg+xml,{_quoted(qr_code(target).svg)}" if target else ""
    drawn = f"data:{logo.media_type};base64,{b64encode(logo.source).decode()}" if logo else ""
    document = lay_out(
        localized(job),
        page_format=load_page_format(job.format, assets=shop.assets),
        assets=shop.assets,
        engine=shop.engine.name,
        publisher=shop.settings.publisher,
        density=Density.TIGHTEST,
        clinic=identity.with_pictures({"qr": qr, "logo": drawn}),
    )
    return shop.engine.render(document, assets=shop.assets)


def _quoted(svg: str) -> str:
    return (
        svg.replace("%", "%25").replace("#", "%23").replace("<", "%3C").replace(">", "%3E").replace('"', "'")
    )
