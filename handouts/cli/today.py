"""The day on which telephone lines and reviews must still hold."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from handouts.errors import SettingsError


def day_of(as_of: str | None) -> date:
    """Return the day that dates are checked against: `--as-of`, else SOURCE_DATE_EPOCH, else today.

    Raises:
        SettingsError: the given day is no date.
    """
    try:
        if as_of:
            return date.fromisoformat(as_of)
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        hint = "write it as 2026-11-22" if as_of else "SOURCE_DATE_EPOCH counts seconds since 1970; unset it"
        raise SettingsError(f"“{as_of or epoch}” is not a day", hint=hint) from error
    return date.today()  # noqa: DTZ011 (a contact expires on the clinic's own calendar day)
