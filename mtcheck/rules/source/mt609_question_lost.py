"""A question became a statement, or a statement a question.

What it finds
-------------
A sentence that ends in a question mark (?？؟) whose counterpart has none, in either direction, where one
renders one. A question that English asks indirectly (whether, how, why, wonder, ask) passes.

Why it matters
--------------
“Is he guilty?” and “He is guilty.” are not the same. Where the marks differ, professionals see a major error
in seven of ten cases.

Example
-------
Source: Ist er schuldig? Translation: He is guilty.

Instead
-------
Is he guilty?

Measured
--------
No alarm on 80,596 words of human translations (200 documents); 33 of DEMETR's 44 turned questions; 3 of 3
findings on annotated news touch a mark, 45 % of 22 over all domains (in customers' reviews rhetorical
questions are often stated). `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
“end question mark” (B20 in docs/quality-checks.md; Weblate, pofilter).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import Passage, linked
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule

_CLOSERS = "”’»」』）)\"'“*_ \u200f\u200e"
_MARKS = frozenset("?？؟⸮")
_ANY = re.compile("[?？؟]")
_INDIRECT = re.compile(
    r"\b(?:whether|wonder\w*|ask\w*|question\w*|if|how|why|what|who|which|where|when)\b", re.IGNORECASE
)
# Asked, not reported: only the mark is lost.
_DIRECT = re.compile(
    r"\W*(?:why|what|who|which|where|when|how)\s+"
    r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|must|may)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r", (?:right|okay|ok|eh|huh|\w+(?:n['’]t)? (?:it|he|she|they|you|we|i))\?$", re.IGNORECASE)
# Questions that Chinese, Japanese and others ask with a word and a full stop.
_ASKING = re.compile(
    r"[吗呢么嗎麼吧]|什么|什麼|怎么|怎麼|如何|为什么|為什麼|是否|谁|哪|几|何|か[。．」』]?$|かな|だろう|でしょう|\bли\b|\bчи\b|هل|لماذا|كيف|ماذا"
    r"|\b(?:ob|warum|wieso|wer|was|wie|wo|wann|pourquoi|comment|qui|que|quoi|où|quand|si|cómo|qué|quién|dónde|cuándo|por qué)\b",
    re.IGNORECASE,
)


@pair_rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.7)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked(pair):
        if (
            passage.link.source[1] - passage.link.source[0] != 1
            or passage.link.target[1] - passage.link.target[0] != 1
        ):
            continue
        yield from _compared(pair, passage)


def _compared(pair: Pair, passage: Passage) -> Iterator[Match]:
    source, target = passage.source_text.rstrip(_CLOSERS), passage.target_text.rstrip(_CLOSERS)
    if not source or not target:
        return
    last = passage.target.start + len(target)
    word = max(
        (w for i in range(*passage.link.target) for w in pair.target.sentences[i].words),
        key=lambda w: w.end,
        default=None,
    )
    start = word.start if word is not None and word.end <= last else last - 1
    if source[-1] in _MARKS and not _ANY.search(passage.target_text):
        reported = _INDIRECT.search(passage.target_text) and not _DIRECT.match(passage.target_text)
        if not reported and not target.endswith(("…", ",", ":", ";", "!")):
            yield Match(start, last, "The source asks here, the translation states: “?”.")
    elif (
        target[-1] == "?"
        and not _asks(passage.source_text)
        and source[-1] in ".。．!！"
        and not _TAG.search(target)
    ):
        yield Match(start, last, "The translation asks here, the source does not.")


def _asks(text: str) -> bool:
    return bool(_ANY.search(text) or _ASKING.search(text))
