"""A percentage became a plain number, or a plain number a percentage.

What it finds
-------------
A number with “percent” or % on one side of the pair whose counterpart on the other, the same number, has
none.

Why it matters
--------------
“Prices rose by 5” says nothing; “5 percent” for five people is wrong.

Example
-------
Source: Die Preise stiegen um 12,5 Prozent. Translation: Prices rose by 12.5.

Instead
-------
Prices rose by 12.5 percent.

Measured
--------
Off by default: no alarm on 80,596 words of human translations (200 documents), but 50 % of 12 findings on
annotated translations touch a mark. `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
Part of “number value” (B7 in docs/quality-checks.md: percentages).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtcheck.bilingual.numbers.pairs import LinkedNumbers, numbers
from mtcheck.bilingual.numbers.quantity import Quantity
from mtcheck.bilingual.pair import Pair
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ, of_all_languages
from mtcheck.rules.base import Match, pair_rule

# Ranges and lists have it once: “5 to 10 percent”, “1, 2 and 3 %”; a half or a tenth needs no sign.
_ENGLISH_PERCENTAGE = re.compile(
    r"%|per ?cent|point|half|quarter|third|fifth|tenth|proportion|share|basis|pp\b", re.IGNORECASE
)


@pair_rule(
    Category.MISTRANSLATION,
    Severity.MAJOR,
    default=False,
    confidence=0.5,
    languages=READ,
    compares="percentages",
)
def check(pair: Pair) -> Iterator[Match]:
    for linked in numbers(pair):
        for quantity in linked.target:
            originals = [original for original in linked.source if original.may_equal(quantity)]
            if quantity.firm and originals:
                yield from _difference(linked, quantity, originals)


def _difference(linked: LinkedNumbers, quantity: Quantity, originals: list[Quantity]) -> Iterator[Match]:
    """What is wrong with a number of the translation that the source has as well."""
    passage, original = linked.passage, originals[0]
    start, end = passage.target.start + quantity.start, passage.target.start + quantity.end
    if quantity.percent and not _has_percentage(linked):
        text = passage.source_text[original.start : original.end]
        yield Match(start, end, f"In the source it is no percentage (“{text}”), here it is.")
    if quantity.percent or _ENGLISH_PERCENTAGE.search(passage.target_text):
        return
    if all(original.percent for original in originals):
        text = passage.source_text[original.start : original.end + 8].strip()
        yield Match(start, end, f"In the source it is a percentage (“{text}…”), here it is not.")


def _has_percentage(linked: LinkedNumbers) -> bool:
    """Whether the source has a percentage, or what may be one."""
    has_number = any(quantity.percent for quantity in linked.source)
    return has_number or bool(_percentage().search(linked.passage.source_text))


@cache
def _percentage() -> re.Pattern[str]:
    """What may make a number of a source a percentage."""
    return re.compile(f"[%٪％‰]|{of_all_languages('percentages')}", re.IGNORECASE)
