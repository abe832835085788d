"""A currency differs from the one in the source.

What it finds
-------------
An amount in a currency that the source sentence does not name, where the source names another one that the
translation does not. The yen and the yuan count as one (their signs are), so do the dollars of different
countries, and the pounds.

Why it matters
--------------
Thirty dollars for thirty euros is a wrong price; a sum in hryvnias given in roubles is worse than that.

Example
-------
Source: Die Strafe beträgt 500 Euro. Translation: The fine is 500 dollars.

Instead
-------
The fine is 500 euros.

Measured
--------
No alarm on 80,596 words of human translations (200 documents); 83 % of 6 findings on annotated news touch
what a professional marked, 73 % of 26 over all domains. `python -m benchmarks.bilingual --shared ../shared
--documents 200`.

Source
------
“currency changed” (B10 in docs/quality-checks.md; QA Distiller); codes: ISO 4217.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.numbers.currencies import currencies
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import linked, neighbourhood
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ as SUPPORTED
from mtcheck.rules.base import Match, pair_rule


@pair_rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.8, languages=SUPPORTED, what="currencies")
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked(pair):
        target = currencies(passage.target_text, "en")
        source = currencies(passage.source_text, pair.language) if target else []
        there = {one.code for one in target}
        lost = [
            one
            for one in source
            if one.code not in there and _has_number(passage.source_text, one.start, one.end)
        ]
        if not lost:
            continue
        around = neighbourhood(pair, passage.link)
        known = {one.code for one in currencies(pair.source.text[around.start : around.end], pair.language)}
        for one in target:
            if one.code in known or not _has_number(passage.target_text, one.start, one.end):
                continue
            text = passage.source_text[lost[0].start : lost[0].end]
            start = passage.target.start + one.start
            named = passage.target_text[one.start : one.end]
            message = f"The source has “{text}” here, the translation “{named}”: check the currency."
            yield Match(start, start + len(named), message)


def _has_number(text: str, start: int, end: int) -> bool:
    return any(
        char.isdigit() or char in "一二三四五六七八九十百千万亿億"
        for char in text[max(0, start - 20) : end + 8]
    )
