"""Text and cues -> its quantities, one after another."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from handouts.checks.quantities.digits import (
    HALF_DAY,
    LAST_HOUR,
    fraction_after,
    half_of_day,
    is_clock,
    is_negative,
    slash,
)
from handouts.checks.quantities.items import Content, Quantity, Slot, Sure
from handouts.checks.quantities.numerals import Reading, of_character, parts, readings
from handouts.checks.quantities.phrases import Lexicon
from handouts.checks.quantities.roles import with_roles
from handouts.checks.quantities.spoken import multiplier, spoken
from handouts.checks.quantities.tokens import DASHES, Kind, Token, joined, slot_name, tokens

_TIMES = frozenset({"times"})
_TEN = 10
_HUNDRED = 100
_BEFORE = 2
"""How many tokens before a number its name may stand: Python 3.11, HTTP/1.1."""


def read(text: str, lexicon: Lexicon) -> Content:
    """Return what a text says in numbers."""
    row = tokens(text)
    return with_roles(row, _Reader(row, lexicon).content(), lexicon)


class _Reader:
    """One walk over the tokens of a text."""

    def __init__(self, row: tuple[Token, ...], lexicon: Lexicon) -> None:
        self.row = row
        self.lexicon = lexicon
        self.found: list[Quantity] = []
        self.slots: list[Slot] = []
        self.names: list[str] = []
        self.months: set[Fraction] = set()
        self.weekdays: set[Fraction] = set()
        self.mentioned: set[str] = set()

    def content(self) -> Content:
        at = 0
        while at < len(self.row):
            at = self._step(at)
        return Content(
            quantities=tuple(self.found),
            slots=tuple(self.slots),
            names=tuple(self.names),
            months=frozenset(self.months),
            weekdays=frozenset(self.weekdays),
            mentioned=frozenset(self.mentioned),
        )

    def _step(self, at: int) -> int:
        token, row, lexicon = self.row[at], self.row, self.lexicon
        if token.kind is Kind.PLACEHOLDER:
            return self._slot(token, at)
        if token.kind in (Kind.NAME, Kind.VERSION):
            self.names.append(token.text)
            return at + 1
        if token.kind in (Kind.DATE, Kind.TIME):
            self._numbers_of(token, at)
            return at + 1
        if token.kind is Kind.OPAQUE:
            return at + 1
        idle = lexicon.idle_numbers.at(row, at)
        longer = spoken(row, at, lexicon) if idle is not None else None
        if idle is not None and (longer is None or longer.length <= idle.length):
            return at + idle.length
        for index, into in ((lexicon.weekdays, self.weekdays), (lexicon.months, self.months)):
            hit = index.at(row, at)
            if hit is not None and (index is lexicon.weekdays or self._is_month(at)):
                into.add(hit.value)
                self._add(self._spelt(at, hit.length, hit.value), Sure.HINT, at, at + hit.length)
                return at + hit.length
        if token.kind is Kind.NUMBER:
            return self._digits(at)
        if token.kind is Kind.FRACTION:
            return self._finish(of_character(token.text), Sure.DIGITS, at, at + 1)
        return self._word(at)

    def _slot(self, token: Token, at: int) -> int:
        unit = self.lexicon.units.at(self.row, at + 1)
        units = self.lexicon.unit_sets[unit.value] if unit is not None else frozenset()
        self.slots.append(Slot(slot_name(token.text), at, at + 1, units))
        self.mentioned |= units
        return at + 1

    def _spelt(self, at: int, length: int, value: Fraction) -> Fraction:
        """Return the number that the name of a day holds: `thứ 3` is Tuesday, and the third."""
        digits = next((t.text for t in self.row[at : at + length] if t.kind is Kind.NUMBER), "")
        ordinal = self.lexicon.ordinals.at(self.row, at)
        if digits.isdecimal():
            return Fraction(int(digits))
        return ordinal.value if ordinal is not None else value

    def _numbers_of(self, token: Token, at: int) -> None:
        values = [int(part) for part in re.findall(r"\d+", token.text)]
        if token.kind is Kind.TIME and len(values) > 1:
            self._clock(values[0], values[1], at, at + 1)
            return
        for value in values:
            self._add(Fraction(value), Sure.DIGITS, at, at + 1)

    def _clock(self, hour: int, minute: int, start: int, end: int) -> None:
        other = hour + HALF_DAY if hour <= HALF_DAY else hour - HALF_DAY
        ways = (Reading(Fraction(hour)), *((Reading(Fraction(other)),) if hour <= LAST_HOUR + 1 else ()))
        self.found.append(Quantity(ways, Sure.DIGITS, frozenset(), start, end, self._text(start, end)))
        if minute:
            self._add(Fraction(minute), Sure.DIGITS, start, end)

    def _digits(self, at: int) -> int:
        token = self.row[at]
        ways = readings(token.text, self.lexicon.cues)
        if is_clock(self.row, at, ways, self.lexicon):
            hour, minute = (int(part) for part in re.split("[.,]", token.text))
            self._clock(hour, minute, at, at + 1)
            return at + 1
        if not ways:
            if token.text.count(".") > 1:
                self.names.append(token.text)
            else:
                for part in parts(token.text):
                    self._add(Fraction(int(part)), Sure.DIGITS, at, at + 1)
            return at + 1
        end = at + 1
        fraction = slash(self.row, at, self.lexicon) if len(ways) == 1 else None
        if fraction is not None:
            ways, end = (Reading(fraction),), at + 3
        elif end < len(self.row) and ways[0].value.denominator == 1:
            more = fraction_after(self.row, end, self.lexicon)
            if more is not None:
                ways, end = (Reading(ways[0].value + more[0]),), more[1]
        times = multiplier(self.row, end, self.lexicon)
        if times is not None:
            ways = tuple(replace(way, value=way.value * times[0]) for way in ways)
            end += times[1]
        if is_negative(self.row, at, self.lexicon):
            ways = tuple(replace(way, value=-way.value) for way in ways)
        return self._finish(half_of_day(self.row, end, ways, self.lexicon), Sure.DIGITS, at, end)

    def _word(self, at: int) -> int:
        row, lexicon = self.row, self.lexicon
        if (count := lexicon.counts.at(row, at)) is not None:
            sure = Sure.COUNTED if count.value > 1 else Sure.WORD
            end = at + count.length
            self.found.append(Quantity((Reading(count.value),), sure, _TIMES, at, end, self._text(at, end)))
            return end
        if (ordinal := lexicon.ordinals.at(row, at)) is not None:
            end = at + ordinal.length
            self._add(ordinal.value, Sure.HINT, at, end)
            return end
        said = spoken(row, at, lexicon)
        unit = lexicon.units.at(row, at)
        if said is not None and not (
            unit is not None and said.doubtful and not self._counts(at + said.length)
        ):
            value, end = said.value, at + said.length
            if end < len(row) and (more := lexicon.and_fractions.at(row, end)) is not None:
                size = Fraction(1)
                while more.length == 1 and value >= _HUNDRED and value % (size * _TEN) == 0:
                    size *= _TEN  # `hai nghìn rưỡi`: two thousand and half a thousand
                value, end = value + more.value * size, end + more.length
                said = replace(said, doubtful=False)
            sure = Sure.HINT if said.doubtful or value in (0, 1) else Sure.WORD
            return self._finish(value, sure, at, end, lone_fraction=said.fraction and value < 1)
        if unit is not None:
            self.mentioned |= lexicon.unit_sets[unit.value]
            return self._bare_unit(at, unit.length, lexicon.unit_sets[unit.value])
        return at + 1

    def _counts(self, at: int) -> bool:
        """Whether a unit follows, so that a doubtful word is a number after all."""
        return self.lexicon.units.at(self.row, at) is not None

    def _bare_unit(self, at: int, length: int, units: frozenset[str]) -> int:
        end, value, sure = at + length, Fraction(1), Sure.HINT
        if (more := self.lexicon.and_fractions.at(self.row, end)) is not None:
            value, sure, end = value + more.value, Sure.COUNTED, end + more.length
        self.found.append(Quantity((Reading(value),), sure, units, at, end, self._text(at, end)))
        return end

    def _finish(
        self,
        value: Fraction | tuple[Reading, ...],
        sure: Sure,
        at: int,
        end: int,
        *,
        lone_fraction: bool = False,
    ) -> int:
        """Add a number with the unit that follows it, and return where to go on."""
        ways = (Reading(value),) if isinstance(value, Fraction) else value
        row, lexicon = self.row, self.lexicon
        units: frozenset[str] = frozenset()
        place = end
        if place < len(row) and row[place].text in DASHES and row[place].start == row[place - 1].end:
            place += 1  # a 5-minute walk
        filler = lexicon.fillers.at(row, place)
        hit = None if self._is_month(place) else lexicon.units.at(row, place)
        if hit is None and filler is not None:
            hit = lexicon.units.at(row, place + filler.length)
            place += filler.length if hit is not None else 0
        if hit is not None and not self._is_number_again(place, hit.length):
            units = lexicon.unit_sets[hit.value]
            self.mentioned |= units
            end = place + hit.length
            if (more := lexicon.and_fractions.at(row, end)) is not None:
                ways = tuple(replace(way, value=way.value + more.value) for way in ways)
                end += more.length
                sure = max(sure, Sure.COUNTED)
            if sure is Sure.WORD or (sure is Sure.HINT and ways[0].value != 1):
                sure = Sure.COUNTED
            elif sure is Sure.HINT:
                sure = Sure.WORD
        elif (at and row[at - 1].text in ("x", "×")) or (end < len(row) and row[end].text in ("x", "×")):
            units = _TIMES
        elif lone_fraction:
            sure = Sure.WORD
        near = [token.text for token in row[max(0, at - _BEFORE) : at] if token.kind is Kind.WORD]
        before = near[-1] if near else ""
        named = lexicon.name_words.ending(row, at) is not None
        text = f"{'-' if ways[0].value < 0 else ''}{self._text(at, end)}"
        self.found.append(Quantity(ways, sure, units, at, end, text, named=named, before=before))
        return end

    def _is_month(self, place: int) -> bool:
        """Whether `tháng 6` is June, and not months: no other unit follows its number."""
        hit = self.lexicon.months.at(self.row, place)
        if hit is None or hit.length == 1:
            return hit is not None
        after = self.lexicon.units.at(self.row, place + hit.length)
        if after is None:
            return True
        year = place + hit.length + after.length
        return year < len(self.row) and self.row[year].kind is Kind.NUMBER

    def _is_number_again(self, place: int, length: int) -> bool:
        """Whether a word that is a unit, too (`năm`), goes on as a number: `năm trăm`."""
        words = self.lexicon.words.at(self.row, place)
        return words is not None and self.lexicon.multipliers.at(self.row, place + length) is not None

    def _add(self, value: Fraction, sure: Sure, start: int, end: int) -> None:
        self.found.append(Quantity((Reading(value),), sure, frozenset(), start, end, self._text(start, end)))

    def _text(self, start: int, end: int) -> str:
        return joined(self.row[start:end])
