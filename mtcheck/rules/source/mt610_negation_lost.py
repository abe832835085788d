"""A negation of the source is not in the translation.

What it finds
-------------
A sentence that negates (nicht, kein; ne … pas; no, nunca; не, нет; 没有, 不能; ません; لم, ليس) whose counterpart
has nothing negative at all: no not, never, without, fail, refuse, lack, un-, -less and so on. Negations that
say something else (nicht nur, non seulement, не только, 不仅, しかない) pass.

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
from mtcheck.bilingual.passages import linked, near, stretch
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ, negation
from mtcheck.rules.base import Match, pair_rule

NEGATIVE = READ - {"cs"}


@pair_rule(
    Category.MISTRANSLATION,
    Severity.MAJOR,
    default=False,
    confidence=0.4,
    languages=frozenset(NEGATIVE),
    what="negation",
)
def check(pair: Pair) -> Iterator[Match]:
    words = negation(pair.language)
    if not words.negates:
        return
    for passage in linked(pair, sure=0.6):
        text = passage.source_text
        found = re.search(words.negates, text, re.IGNORECASE)
        if (
            found is None
            or re.search(words.other_sense, text, re.IGNORECASE)
            or "?" in text
            or "？" in text
            or "؟" in text
        ):
            continue
        link = passage.link
        around = stretch(
            pair.target, (max(link.target[0] - 1, 0), min(link.target[1] + 1, len(pair.target.sentences)))
        )
        if re.search(negation("en").negative_sense, passage.target_text, re.IGNORECASE) or re.search(
            r"\b(?:not|never|no)\b|n['’]t\b", pair.target.text[around.start : around.end]
        ):
            continue
        span = near(pair, passage, passage.source.start + found.start())
        message = f"The source negates here (“{found.group()}”), the translation nowhere: check that it does not say the opposite."
        yield Match(span.start, span.end, message)
