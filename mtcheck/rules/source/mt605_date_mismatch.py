"""A month or a weekday differs from the one in the source.

What it finds
-------------
A month name of the translation that the source does not have, beside one of the source that the translation
does not have; the same of weekdays. 3月 is March, 12.05.2021 May or December, 周三 and 水曜日 are Wednesday. Days
and years are numbers: MT603.

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

from collections.abc import Callable, Iterator

from mtcheck.bilingual.numbers.calendar import NamedDate, months, possible_months, weekdays
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import Passage, linked, neighbourhood
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ as SUPPORTED
from mtcheck.rules.base import Match, pair_rule


@pair_rule(
    Category.MISTRANSLATION, Severity.MAJOR, confidence=0.85, languages=SUPPORTED, what="months and weekdays"
)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked(pair):
        yield from _compared(pair, passage, months, possible_months)
        yield from _compared(pair, passage, weekdays, lambda text: set())


def _compared(
    pair: Pair,
    passage: Passage,
    names: Callable[[str, str], list[NamedDate]],
    others: Callable[[str], set[int]],
) -> Iterator[Match]:
    source, target = names(passage.source_text, pair.language), names(passage.target_text, "en")
    if not source or not target:
        return
    there = {one.number for one in target} | others(passage.target_text)
    lost = [one for one in source if one.number not in there]
    if not lost:
        return
    around = neighbourhood(pair, passage.link)
    near = pair.source.text[around.start : around.end]
    known = {one.number for one in names(near, pair.language)} | others(near)
    for one in target:
        if one.number in known:
            continue
        text = passage.source_text[lost[0].start : lost[0].end]
        start = passage.target.start + one.start
        message = f"The source has “{text}” here, the translation “{passage.target_text[one.start : one.end]}”: check the date."
        yield Match(start, start + one.end - one.start, message)
