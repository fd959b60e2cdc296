"""Fonts and words of the sheets that we draw, and which language a clinic's sheets are in."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.batch.plan import Plan
from handouts.batch.run_file import PrintSpec
from handouts.content.model import Jurisdiction
from handouts.errors import SettingsError
from handouts.imprint.ticket_words import TicketWords
from handouts.layout.identity import HOME_LANGUAGES


@dataclass(frozen=True, slots=True)
class Stationery:
    """What sheets that we draw are made with."""

    fonts: tuple[str, str] = ("", "")
    """Font files, regular and bold."""
    words: tuple[tuple[str, TicketWords], ...] = ()
    """By locale."""

    def words_for(self, spec: PrintSpec, place: Jurisdiction) -> TicketWords:
        """Return the words in the language that was asked for, else in that of the clinic's country.

        Raises:
            SettingsError: nobody has translated them.
        """
        words = dict(self.words)
        locale = spec.language or HOME_LANGUAGES[place].partition("-")[0]
        if locale not in words:
            raise SettingsError(
                f"there are no words for job tickets in “{locale}”",
                hint="write print: {language: en}, or translate the interface words ticket_…",
            )
        return words[locale]

    def require(self, plan: Plan) -> None:
        """Make sure that every sheet a run will draw has its words.

        Raises:
            SettingsError: nobody has translated them.
        """
        if plan.order.file.deliver == "print-shop":
            for clinic in plan.clinics:
                self.words_for(plan.order.file.print, clinic.jurisdiction)
