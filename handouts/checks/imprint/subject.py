"""What the checks of an imprint look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handouts.imprint.printing import Imprinted


@dataclass(frozen=True, slots=True)
class ImprintSubject:
    """One master with a clinic's identity on it."""

    imprinted: Imprinted
    today: date
