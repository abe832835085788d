"""A sentence of the translation has no counterpart in the source.

What it finds
-------------
Sentences of the translation that render no sentence of the source, by the alignment. The first words are
marked. Lines of fewer than five words and doubtful alignments pass.

Why it matters
--------------
What the source does not say nobody said: invented sentences (hallucinations) are fluent and look like news.

Example
-------
Source: Er trat zurück. Translation: He resigned. The markets reacted calmly to the news from the capital.

Instead
-------
He resigned.

Measured
--------
No alarm on 80,596 words of human translations (200 documents).
`python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
“extra target segment” (B4 in docs/quality-checks.md; Okapi, Across); alignment: see
mtcheck/bilingual/align/sentences.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import shortened
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule

_LEAST_CONFIDENCE = 0.75
_LEAST_WORDS = 5


@pair_rule(Category.ADDITION, Severity.MAJOR, confidence=0.85)
def check(pair: Pair) -> Iterator[Match]:
    for link in pair.links:
        if link.source[0] < link.source[1] or link.confidence < _LEAST_CONFIDENCE:
            continue
        for sentence in pair.target.sentences[slice(*link.target)]:
            if len(sentence.words) < _LEAST_WORDS:
                continue
            span = shortened(pair.target, sentence.words[0].start, sentence.words[-1].end)
            message = "This sentence has no counterpart in the source: check where it comes from."
            yield Match(span.start, span.end, message, confidence=link.confidence * 0.9)
