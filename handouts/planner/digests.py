"""Kitchen + cuisine -> a digest of everything that a plan of that cuisine can print or be computed from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.planner.kitchen import Kitchen


def digest_of(kitchen: Kitchen, cuisine: str) -> str:
    """Return the digest: the same for the same data, whatever the other cuisines hold."""
    foods = _foods(kitchen, cuisine)
    told = {
        "cuisine": kitchen.cuisines[cuisine].model_dump(mode="json"),
        "foods": [_plain(asdict(kitchen.foods[food])) for food in foods],
        "flags": {food: _plain(asdict(kitchen.flags[food])) for food in foods},
        "swaps": [rule.model_dump(mode="json") for rule in kitchen.swaps if rule.take in foods],
        "measures": {food: _plain([asdict(one) for one in kitchen.measures.get(food, ())]) for food in foods},
        "extras": _plain([asdict(meal) for meal in kitchen.extras.get(cuisine, ())]),
        "exchanges": _plain([asdict(group) for group in kitchen.exchanges.get(cuisine, ())]),
    }
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _foods(kitchen: Kitchen, cuisine: str) -> tuple[str, ...]:
    """Return every food that can stand in a plan of a cuisine, rules of exchange followed, sorted."""
    found = {
        part.food for dish in kitchen.dishes.values() if dish.cuisine == cuisine for part in dish.serving
    }
    found |= {rule.give for rule in kitchen.swaps if rule.take in found and rule.give}
    found |= {part.food for meal in kitchen.extras.get(cuisine, ()) for part in meal.foods}
    found |= {item.food for group in kitchen.exchanges.get(cuisine, ()) for item in group.items}
    return tuple(sorted(found))


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it, sets sorted and numbers as they are written."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(str(one) for one in value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)
