"""A month or a weekday differs from the one in the source.

What it finds
-------------
A month name of the translation that the source does not have, beside one of the source that the translation
does not have; the same of weekdays. 3月 is March, 12.05.2021 May or December, 周三 and 水曜日 are Wednesday.
Days and years are numbers: MT603.

Why it matters
--------------
The event happens on another day. Nobody sees it in the English.

Example
-------
Source: Das Gericht tagt am Mittwoch. Translation: The court meets on Thursday.

Instead
-------
The court meets on Wednesday.

Measured
--------
One finding on 80,596 words of human translations (200 documents); none on annotated translations or DEMETR,
where no month or weekday is wrong. `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
“same calendar date after normalisation” (B9 in docs/quality-checks.md; Okapi SUSPECT_DATE_TIME); names of
months and days: CLDR.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.numbers.calendar import months, possible_months, weekdays
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import linked_passages
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ
from mtcheck.rules.base import Match, pair_rule
from mtcheck.rules.source.differences import contradictions


@pair_rule(
    Category.MISTRANSLATION,
    Severity.MAJOR,
    confidence=0.85,
    languages=READ,
    compares="months and weekdays",
)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked_passages(pair):
        yield from contradictions(pair, passage, months, "date", others=possible_months)
        yield from contradictions(pair, passage, weekdays, "date")
