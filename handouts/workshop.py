"""Settings + a day -> the workshop that all jobs share: library, languages, engine; and what a job is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from handouts.content.interface import Interface, load_interface
from handouts.content.library import Library, load_library
from handouts.content.model import Jurisdiction
from handouts.localize.arrivals import unreviewed
from handouts.localize.catalogs import Message, load_catalog
from handouts.localize.locales import SOURCE_LOCALE, load_locale, locale_codes
from handouts.localize.localizer import Language
from handouts.localize.messages import every_message
from handouts.localize.signoff import load_kept, load_signoff
from handouts.pdf.engine import PdfEngine
from handouts.pdf.weasyprint_engine import WeasyPrintEngine
from handouts.planner.kitchen import Kitchen, load_kitchen
from handouts.planner.requests import PlanRequest
from handouts.resources import AssetPath
from handouts.settings import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF to make."""

    handout: str
    locale: str
    format: str
    jurisdiction: Jurisdiction
    draft: bool = False
    plan: PlanRequest | None = None
    """What a clinic chose for a meal plan; none means the locale's own cuisine and the usual energy."""
    for_imprint: bool = False
    """Whether the clinic's places are kept free, so that it can become a master."""
    output: str = "print"
    """What it is made for; says whose signatures it needs. A draft is always for `draft`."""


@dataclass(frozen=True)
class Workshop:
    """What all jobs share: the library, the assets, the settings, today's date and the engine.

    Make one in each process; loading it costs about a fifth of a second.
    """

    settings: Settings
    today: date
    assets: AssetPath
    library: Library
    interface: Interface
    engine: PdfEngine

    @cached_property
    def kitchen(self) -> Kitchen:
        """Foods and dishes, loaded when the first meal plan asks for them.

        Raises:
            PlanError: foods or dishes have faults.
        """
        return load_kitchen(self.assets)


def open_workshop(settings: Settings, *, today: date) -> Workshop:
    """Load the library and prepare the engine.

    Args:
        settings: the organisation's.
        today: the day on which contacts and reviews must still hold.

    Raises:
        ContentError: a file that every handout needs has faults.
        PluginError: an overlay cannot be used.
    """
    assets = AssetPath(settings.overlays)
    library, interface = load_library(assets), load_interface(assets)
    return Workshop(settings, today, assets, library, interface, WeasyPrintEngine())


@lru_cache(maxsize=64)
def open_language(code: str, assets: AssetPath) -> Language:
    """Load a locale with its catalog and signatures.

    Raises:
        LocaleError: there is no such locale, or its files are broken.
    """
    locale = load_locale(code, assets=assets)
    catalog = load_catalog(locale, assets=assets)
    return Language(
        locale=locale,
        source_locale=load_locale(SOURCE_LOCALE, assets=assets),
        catalog=catalog,
        signatures=load_signoff(code, assets=assets),
        kept=load_kept(assets=assets),
        arrived=unreviewed(locale, catalog, assets=assets),
    )


def every_locale(workshop: Workshop) -> Iterator[Language]:
    """Yield all languages found."""
    for code in locale_codes(workshop.assets):
        yield open_language(code, workshop.assets)


def messages(workshop: Workshop) -> tuple[Message, ...]:
    """Return every message that a locale must have."""
    return every_message(workshop.library, workshop.interface, workshop.kitchen)
