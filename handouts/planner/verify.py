"""A plan -> every rule it breaks, recomputed from the tables by code that chose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from handouts.content.facts import Fact
from handouts.errors import PlanError
from handouts.findings import Finding, Where
from handouts.planner.cooking import menu
from handouts.planner.eating import SLOTS_OF, Diet, Group, Slot
from handouts.planner.kitchen import Kitchen
from handouts.planner.plan import PORTIONS, MealPlan, PlannedDay, PlannedMeal
from handouts.planner.plates import Plate, Plates, plate_findings
from handouts.planner.rules import LEAST_MEALS_OF_A_GROUP, OILY_FISH, Rules, eats_no_fish, rules_for

_MOST_IN_THE_EVENING = 1


def verify(plan: MealPlan, *, kitchen: Kitchen, facts: dict[str, Fact]) -> tuple[Finding, ...]:
    """Return every rule that a plan breaks; nothing when it may be printed.

    Energy, protein, drinks, groups, allergens and diets are computed anew from the foods of each dish in
    grams, and each dish is compared with its file. The alternatives are put in, one at a time, and the whole
    plan is looked at again.
    """
    plates = Plates(kitchen, plan.request.cuisine)
    try:
        rules = rules_for(
            plan.request,
            facts=facts,
            jurisdiction=plan.jurisdiction,
            has_oily_fish=OILY_FISH not in plan.waived,
        )
    except PlanError as error:
        return (Finding("plan-target", error.message, hint=error.hint),)
    check = _Check(plan, rules, plates)
    return (*check.frame(kitchen), *check.days(plan.days), *check.alternatives())


class _Check:
    def __init__(self, plan: MealPlan, rules: Rules, plates: Plates) -> None:
        self.plan, self.rules, self.plates = plan, rules, plates

    def frame(self, kitchen: Kitchen) -> Iterator[Finding]:
        """Yield what is wrong with the plan as a whole."""
        plan, rules, request = self.plan, self.rules, self.plan.request
        if (plan.baseline_kcal, plan.extra_kcal) != (rules.baseline_kcal, rules.extra_kcal):
            yield Finding("plan-target", f"the plan is for {plan.target_kcal} kcal, not {rules.target_kcal}")
        if [day.number for day in plan.days] != list(range(1, request.days + 1)):
            yield Finding("plan-days", f"the plan must have days 1 to {request.days}")
        shape = [len(day.meals) for day in plan.days]
        if [len(row) for row in plan.alternatives] != shape:
            yield Finding("plan-alternative", "there must be one alternative, or none, for each meal")
        if set(plan.waived) - {OILY_FISH} or (OILY_FISH in plan.waived) != self._has_no_oily_fish(kitchen):
            yield Finding("plan-waived", "the rules that are waived are not those that the request rules out")

    def _has_no_oily_fish(self, kitchen: Kitchen) -> bool:
        request = self.plan.request
        if eats_no_fish(request):
            return True
        if not request.without and not request.dislikes and request.diet is Diet.ANY:
            return False
        dishes = menu(
            kitchen,
            cuisine=request.cuisine,
            diet=request.diet,
            without=request.without,
            dislikes=request.dislikes,
            folk=request.folk,
        )
        slots = set(SLOTS_OF[request.meals])
        plates = [(dish, self.plates.of(dish)) for dish in dishes]
        return not any(
            plate.is_oily_fish
            and plate.is_energy_known
            and any(
                slot in slots and (not slot.is_main or Group.PLANTS in plate.groups) for slot in plate.slots
            )
            for _, plate in plates
        )

    def days(self, days: tuple[PlannedDay, ...]) -> Iterator[Finding]:
        """Yield every rule that days break, each alone and together."""
        for day in days:
            place = Where(path=f"day {day.number}")
            yield from (
                finding.at(path=f"day {day.number} {finding.where.path}".strip())
                for finding in self._day(day)
            )
            if tuple(meal.slot for meal in day.meals) != SLOTS_OF[self.plan.request.meals]:
                yield Finding(
                    "plan-meals", "the meals are not those of the request, in their order", where=place
                )
            for meal in day.meals:
                where = Where(path=f"day {day.number} {meal.slot}")
                yield from (replace(finding, where=where) for finding in self._meal(meal))
        yield from self._week(days)

    def alternatives(self) -> Iterator[Finding]:
        """Yield every rule that an alternative breaks when it alone is put in."""
        days = self.plan.days
        for at, (day, row) in enumerate(zip(days, self.plan.alternatives, strict=False)):
            for position, (meal, other) in enumerate(zip(day.meals, row, strict=False)):
                if other is None:
                    continue
                where = Where(path=f"day {day.number} {meal.slot} or")
                if (other.slot, other.glasses) != (
                    meal.slot,
                    meal.glasses,
                ) or other.dish.base == meal.dish.base:
                    yield Finding("plan-alternative", "must be another dish at the same meal", where=where)
                meals = (*day.meals[:position], other, *day.meals[position + 1 :])
                changed = replace(day, meals=meals)
                broken = (
                    *self._meal(other),
                    *self._day(changed),
                    *self._week((*days[:at], changed, *days[at + 1 :])),
                )
                for finding in broken:
                    yield Finding("plan-alternative", finding.message, where=where)

    def _meal(self, meal: PlannedMeal) -> Iterator[Finding]:
        request, dish = self.plan.request, meal.dish
        plate = self.plates.of(dish)
        yield from plate_findings(dish, plate)
        if meal.portion not in PORTIONS:
            yield Finding("plan-portion", f"{meal.portion} servings is no size that we plan")
        if meal.slot not in plate.slots:
            yield Finding("plan-slot", f"“{dish.id}” is not eaten at this meal")
        if meal.slot.is_main and Group.PLANTS not in plate.groups:
            yield Finding("plan-plants", f"“{dish.id}” holds neither vegetables nor fruit")
        if request.diet not in plate.diets:
            yield Finding("plan-diet", f"“{dish.id}” does not fit the diet {request.diet}")
        for allergen in sorted(plate.allergens & set(request.without)):
            yield Finding("plan-allergen", f"“{dish.id}” holds {allergen}")
        for disliked in sorted({dish.id, dish.base, *plate.foods} & set(request.dislikes)):
            yield Finding("plan-dislike", f"“{dish.id}” is or holds “{disliked}”")
        if plate.is_avoided or plate.is_optional:
            yield Finding("plan-avoid", f"“{dish.id}” is never planned")
        if plate.is_folk and not request.folk:
            yield Finding("plan-folk", f"“{dish.id}” was not asked for")

    def _day(self, day: PlannedDay) -> Iterator[Finding]:
        rules = self.rules
        served = [(meal, self.plates.of(meal.dish)) for meal in day.meals]
        least, most = rules.energy_kcal
        energy = _sum(plate.energy_kcal * meal.portion for meal, plate in served)
        if not least <= energy <= most:
            yield Finding("plan-energy", f"{energy:.1f} kcal is not within {least} and {most}")
        protein = _sum(plate.protein_g * meal.portion for meal, plate in served)
        if protein < rules.least_protein_g or protein * 4 > energy * rules.most_protein_share:
            yield Finding("plan-protein", f"{protein:.1f} g of protein is too little or too much")
        for group in Group:
            if sum(group in plate.groups for _, plate in served) < LEAST_MEALS_OF_A_GROUP:
                yield Finding("plan-group", f"fewer than {LEAST_MEALS_OF_A_GROUP} meals hold {group}")
        caffeine = _sum(plate.caffeine_mg * meal.portion for meal, plate in served)
        if caffeine > rules.most_caffeine_mg:
            yield Finding("plan-caffeine", f"{caffeine:.0f} mg of caffeine is above {rules.most_caffeine_mg}")
        yield from self._drinks(day, served)

    def _drinks(self, day: PlannedDay, served: list[tuple[PlannedMeal, Plate]]) -> Iterator[Finding]:
        rules = self.rules
        drinks = _sum(plate.fluid_ml * meal.portion + meal.glasses * day.glass_ml for meal, plate in served)
        if day.glass_ml != rules.glass_ml or any(meal.glasses < 0 for meal in day.meals):
            yield Finding("plan-glasses", f"a glass is {rules.glass_ml} ml, and there are no negative ones")
        if not rules.least_fluid_ml <= drinks <= rules.most_fluid_ml:
            yield Finding(
                "plan-fluid",
                f"{drinks:.0f} ml is not within {rules.least_fluid_ml} and {rules.most_fluid_ml}",
            )
        if any(meal.glasses < 1 for meal in day.meals if meal.slot.is_main):
            yield Finding("plan-glasses", "a main meal has no glass of water")
        if any(meal.glasses > _MOST_IN_THE_EVENING for meal in day.meals if meal.slot is Slot.EVENING):
            yield Finding("plan-glasses", "too many glasses of water late in the evening")

    def _week(self, days: tuple[PlannedDay, ...]) -> Iterator[Finding]:
        rules = self.rules
        eaten: dict[str, list[int]] = {}
        for day in days:
            for meal in day.meals:
                eaten.setdefault(meal.dish.base, []).append(day.number)
        for base, when in eaten.items():
            if len(when) > rules.most_of_a_dish:
                yield Finding("plan-repeat", f"“{base}” stands {len(when)} times")
            if any(later - day <= 1 for day, later in pairwise(when)):
                yield Finding("plan-repeat", f"“{base}” stands twice within two days")
        plates = [self.plates.of(meal.dish) for day in days for meal in day.meals]
        fish = sum(plate.is_oily_fish for plate in plates)
        if not rules.oily_fish[0] <= fish <= rules.oily_fish[1]:
            yield Finding(
                "plan-oily-fish",
                f"oily fish stands {fish} times, not {rules.oily_fish[0]} to {rules.oily_fish[1]}",
            )
        if sum(plate.is_limited for plate in plates) > rules.most_limited_mercury:
            yield Finding("plan-mercury", "fish with more mercury stands more than once")
        if sum(plate.is_folk for plate in plates) > rules.most_folk:
            yield Finding("plan-folk", f"traditional dishes stand more than {rules.most_folk} times")


def _sum(amounts: Iterator[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
