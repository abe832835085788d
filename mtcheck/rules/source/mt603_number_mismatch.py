"""A number differs from the one in the source.

What it finds
-------------
A number of the translation that the source does not have, beside one of the source that the translation does
not have. Both are normalised first: digits of every script, digit grouping, decimal marks, scales (2,3
Millionen, 3,5 млн, 1.2万亿), number words, ordinals, decades, centuries, eras, clock times, telephones,
cents, minutes of stoppage time, halves and dozens. Rounded figures, “10 percent” for 一成 and the like pass.

Why it matters
--------------
A wrong number is the error that readers quote and that the English cannot show. Losing a factor of ten
thousand (万) is a classic of machine translation from Chinese and Japanese.

Example
-------
Source: Die Stadt zählt 1,2 Millionen Einwohner. Translation: The city has 12 million inhabitants.

Instead
-------
The city has 1.2 million inhabitants.

Measured
--------
59 findings on annotated news, 80 % of which touch what a professional marked (digits compared as they stand:
28 %); 70 % of 109 over all domains; 12 of DEMETR's 19 replaced numbers, no alarm on the unharmed sentences; 6
findings on 80,596 words of human translations (200 documents), most of them slips of these (530 million for
530万). `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
QA checkers' “number value” (B7 in docs/quality-checks.md; Xbench, Okapi CheckMate, QA Distiller); comparing
the digits as they stand is right 28 % of the time (docs/quality-checks.md), so everything is normalised here.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.numbers.pairs import mismatches
from mtcheck.bilingual.pair import Pair
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ
from mtcheck.rules.base import Match, pair_rule
from mtcheck.rules.source.differences import difference


@pair_rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.8, languages=READ, compares="numbers")
def check(pair: Pair) -> Iterator[Match]:
    for start, end, original in mismatches(pair):
        yield difference(pair, start, end, original, "number")
