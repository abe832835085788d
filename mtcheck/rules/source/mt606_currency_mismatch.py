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
from mtcheck.bilingual.numbers.mention import Mention
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import linked_passages
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ
from mtcheck.rules.base import Match, pair_rule
from mtcheck.rules.source.differences import contradictions


@pair_rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.8, languages=READ, compares="currencies")
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked_passages(pair):
        yield from contradictions(pair, passage, currencies, "currency", counts=_has_amount)


def _has_amount(text: str, mention: Mention) -> bool:
    """Whether a number stands near, and the currency is no topic of its own."""
    around = text[max(0, mention.start - 20) : mention.end + 8]
    return any(char.isdigit() or char in "一二三四五六七八九十百千万亿億" for char in around)
