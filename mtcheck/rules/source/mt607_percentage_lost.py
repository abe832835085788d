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

from mtcheck.bilingual.numbers.pairs import numbers
from mtcheck.bilingual.pair import Pair
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ as SUPPORTED
from mtcheck.rules.base import Match, pair_rule

# Ranges and lists say it once: “5 to 10 percent”, “1, 2 and 3 %”; a half or a tenth needs no sign.
_SAID = re.compile(
    r"%|per ?cent|point|half|quarter|third|fifth|tenth|proportion|share|basis|pp\b", re.IGNORECASE
)


@pair_rule(
    Category.MISTRANSLATION,
    Severity.MAJOR,
    default=False,
    confidence=0.5,
    languages=SUPPORTED,
    what="percentages",
)
def check(pair: Pair) -> Iterator[Match]:
    for one in numbers(pair):
        said = bool(_SAID.search(one.passage.target_text))
        percents = [quantity for quantity in one.source if quantity.percent]
        for quantity in one.target:
            if not quantity.firm:
                continue
            counterparts = [other for other in one.source if other.may_equal(quantity)]
            start, end = one.passage.target.start + quantity.start, one.passage.target.start + quantity.end
            if (
                counterparts
                and not quantity.percent
                and not said
                and all(other.percent for other in counterparts)
            ):
                text = one.passage.source_text[counterparts[0].start : counterparts[0].end + 8].strip()
                message = f"In the source it is a percentage (“{text}…”), here it is not."
                yield Match(start, end, message)
            elif (
                quantity.percent
                and counterparts
                and not percents
                and not _percent_word(one.passage.source_text)
            ):
                text = one.passage.source_text[counterparts[0].start : counterparts[0].end]
                yield Match(start, end, f"In the source it is no percentage (“{text}”), here it is.")


_PERCENT_WORDS = re.compile(
    r"[%٪％‰]|prozent|pour ?cent|por ?ciento|процент|відсот|п\.\s?п\.|成|割|分之|百分|パー|ポイント|折|procent"
    "|المئة|المائة|بالمئة|بالمائة|فى المائة",
    re.IGNORECASE,
)


def _percent_word(text: str) -> bool:
    return bool(_PERCENT_WORDS.search(text))
