"""Do numbers come from the facts, and never from the keyboard?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.model_walk import strings
from handouts.checks.registry import Stage, check
from handouts.checks.subjects import ContentSubject
from handouts.checks.words import short
from handouts.findings import Finding, Severity
from handouts.localize.messages import PLACEHOLDER

NAMES_WITH_DIGITS = re.compile(r"\b[A-Za-z]+(?:-\d+|\d+)\b")
"""Names, not quantities: omega-3, B12, D3, Q10."""
_DIGITS = re.compile(r"\d+(?:[.,/:–-]\d+)*")
_NUMBER_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|hundred|dozen|half an?|(?:a|one) quarter of an?"
)
_QUANTITIES = (
    r"seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|times|litres?|millilitres?|grams?|kilograms?"
    r"|kilos?|kcal|calories|degrees|per ?cent|glass(?:es)?|cups?|mugs?|bowls?|spoons?|spoonfuls?"
    r"|tablespoons?|teaspoons?|meals?|snacks?|portions?|drinks?|feeds?|nappies|doses?|tablets?"
)
_COUNTED = re.compile(rf"\b(?:{_NUMBER_WORDS})(?: [a-z-]+)? (?:{_QUANTITIES})\b", re.IGNORECASE)
_ILLUSTRATIVE = ("alt",)
"""Fields that describe a drawing, where a number is what can be seen."""


@check(
    "content-literal-number",
    stage=Stage.CONTENT,
    why="a number in a sentence is right in one country and stays when the guidance changes",
)
def numbers_are_facts(subject: ContentSubject) -> Iterator[Finding]:
    """Look for digits outside placeholders."""
    if subject.entry.handout is None:
        return
    for words in strings(subject.entry.handout):
        bare = NAMES_WITH_DIGITS.sub("", PLACEHOLDER.sub("", words.text))
        if found := _DIGITS.findall(bare):
            yield Finding(
                "content-literal-number",
                f"“{short(words.text)}” holds the number {', '.join(found)}",
                where=subject.where(*words.path),
                hint="make it a fact in facts.yaml with its source, and write {its_name} here",
            )


@check(
    "content-number-word",
    stage=Stage.CONTENT,
    why="“eight feeds” is as much a quantity as “8 feeds”, and no check follows it",
)
def number_words_are_facts(subject: ContentSubject) -> Iterator[Finding]:
    """Look for number words before units and counted things."""
    if subject.entry.handout is None:
        return
    for words in strings(subject.entry.handout):
        if words.field in _ILLUSTRATIVE:
            continue
        for match in _COUNTED.finditer(words.text):
            yield Finding(
                "content-number-word",
                f"“{match[0]}” is a quantity in words",
                Severity.WARNING,
                subject.where(*words.path),
                "make it a fact if it is one; leave it if it only counts what is named beside it",
            )
