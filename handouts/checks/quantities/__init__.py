"""Source and translation -> what differs in their quantities: numbers, units, limits, how often, “not”."""

from handouts.checks.quantities.compare import compare, compare_plural
from handouts.checks.quantities.faults import Fault

__all__ = ["Fault", "compare", "compare_plural"]
