"""A negation of the source is not in the translation.

What it finds
-------------
A sentence that negates (nicht, kein; ne … pas; no, nunca; не, нет; 没有, 不能; ません; لم, ليس) whose
counterpart has nothing negative at all: no not, never, without, fail, refuse, lack, un-, -less and so on.
Negations that say something else (nicht nur, non seulement, не только, 不仅, しかない) pass.

Why it matters
--------------
The sentence says the opposite. It is the accuracy error with the worst consequences (“critical” in the WMT21
taxonomy).

Example
-------
Source: Der Minister trat nicht zurück. Translation: The minister resigned.

Instead
-------
The minister did not resign.

Measured
--------
Off by default: 6 findings on 80,596 words of human translations (200 documents), and 31 % of 13 on annotated
translations touch a mark. 17 of 277 hallucinations. `python -m benchmarks.bilingual --shared ../shared
--documents 200`.

Source
------
B28 in docs/quality-checks.md; DEMETR's “negation” (critical). Words: the grammars of the languages; English
negatives: Huddleston and Pullum 2002, chapter 9, and prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import linked_passages, nearest_word, target_around
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ, negation
from mtcheck.rules.base import Match, pair_rule

_QUESTION_MARK = re.compile("[?？؟]")
_NEGATION_NEARBY = re.compile(r"\b(?:not|never|no)\b|n['’]t\b")


@pair_rule(
    Category.MISTRANSLATION,
    Severity.MAJOR,
    default=False,
    confidence=0.4,
    languages=READ - {"cs"},
    compares="negation",
)
def check(pair: Pair) -> Iterator[Match]:
    words, english = negation(pair.language), negation("en")
    for passage in linked_passages(pair, least_confidence=0.6):
        text = passage.source_text
        negative = re.search(words.negates, text, re.IGNORECASE)
        if negative is None or _QUESTION_MARK.search(text):
            continue
        if re.search(words.other_sense, text, re.IGNORECASE):
            continue
        if re.search(english.negative_sense, passage.target_text, re.IGNORECASE):
            continue
        if _NEGATION_NEARBY.search(target_around(pair, passage.link)):
            continue
        span = nearest_word(pair, passage, passage.source.start + negative.start())
        message = (
            f"The source negates here (“{negative.group()}”), the translation nowhere: "
            "check that it does not say the opposite."
        )
        yield Match(span.start, span.end, message)
