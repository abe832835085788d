"""A sentence is far shorter or longer than a translation of its source would be.

What it finds
-------------
A sentence (or what the alignment put together) whose length, beside that of its source, is further from what
is usual for the language pair than five standard deviations, and by a factor of two at least. Where the
language was not counted, the article's own sentences are the measure, ten of them at least. The last word is
marked where it is too short, its beginning where it is too long.

Why it matters
--------------
Half of the sentence was left out, or it was spun out. Of such sentences professionals marked a major error in
seven of ten.

Example
-------
Source: Der Minister, der seit drei Jahren im Amt ist, wies die Vorwürfe am Montag in Berlin entschieden
zurück. Translation: He denied.

Instead
-------
The minister, who has been in office for three years, firmly rejected the accusations in Berlin on Monday.

Measured
--------
One finding on 80,596 words of human translations (200 documents); 69 % of 29 findings on annotated
translations touch a mark, 3 of 4 in news; 26 of 277 hallucinations, 1 of 1,422 outputs without. `python -m
benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
“length ratio, calibrated per pair” (B6 in docs/quality-checks.md; pofilter, Okapi, Trados); the normal model
of lengths: Gale and Church 1993.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator

from mtcheck.bilingual.align.lengths import LengthRatio, characters, length_ratios
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, shortened, target_words
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule

_DEVIATIONS, _FACTOR = 5.0, 2.0
#: Characters that a translation is expected to have, below which lengths mean little.
_LEAST_LENGTH = 40
#: Sentences from which an article's own ratio is told.
_LEAST_SENTENCES = 10


@pair_rule(Category.OMISSION, Severity.MAJOR, confidence=0.75)
def check(pair: Pair) -> Iterator[Match]:
    passages = list(linked_passages(pair))
    usual = length_ratios().get(pair.language) or _ratio_of(passages)
    if usual is None:
        return
    for passage in passages:
        words, off = target_words(pair, passage.link), _deviation(passage, usual)
        if not words or off is None:
            continue
        factor = math.exp(abs(off))
        if off < 0:
            message = (
                f"It is {factor:.1f} times shorter than a translation of its source would be: "
                "something was left out."
            )
            yield Match(words[-1].start, words[-1].end, message)
        else:
            span = shortened(pair.target, passage.target.start, passage.target.end)
            message = (
                f"It is {factor:.1f} times longer than a translation of its source would be: "
                "something was added."
            )
            yield Match(span.start, span.end, message)


def _deviation(passage: LinkedPassage, usual: LengthRatio) -> float | None:
    """The logarithm of how much longer than expected the translation is; None where it is as usual."""
    length = characters(passage.target_text)
    expected = characters(passage.source_text) * math.exp(usual.mean)
    if expected < _LEAST_LENGTH or length == 0:
        return None
    off = math.log(length / expected)
    # Short texts vary more.
    deviation = usual.deviation * (1 + 40 / expected)
    return off if abs(off) >= max(math.log(_FACTOR), _DEVIATIONS * deviation) else None


def _ratio_of(passages: list[LinkedPassage]) -> LengthRatio | None:
    """What is usual in this article: median and spread, which one odd sentence does not change."""
    logarithms = [
        math.log(characters(passage.target_text) / characters(passage.source_text))
        for passage in passages
        if passage.target_text and passage.source_text
    ]
    if len(logarithms) < _LEAST_SENTENCES:
        return None
    middle = statistics.median(logarithms)
    spread = 1.4826 * statistics.median(abs(value - middle) for value in logarithms)
    return LengthRatio(middle, max(spread, 0.15), len(logarithms))
