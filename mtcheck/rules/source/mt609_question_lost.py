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
from functools import cache

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, target_words
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import of_all_languages
from mtcheck.rules.base import Match, pair_rule

_CLOSING_MARKS = "”’»」』）)\"'“*_ \u200f\u200e"
_QUESTION_MARKS = frozenset("?？؟⸮")
_QUESTION_MARK = re.compile("[?？؟]")
_INDIRECT_QUESTION = re.compile(
    r"\b(?:whether|wonder\w*|ask\w*|question\w*|if|how|why|what|who|which|where|when)\b", re.IGNORECASE
)
# A question that was asked, not reported: only its mark is lost.
_DIRECT_QUESTION = re.compile(
    r"\W*(?:why|what|who|which|where|when|how)\s+"
    r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|must|may)\b",
    re.IGNORECASE,
)
_TAG_QUESTION = re.compile(
    r", (?:right|okay|ok|eh|huh|\w+(?:n['’]t)? (?:it|he|she|they|you|we|i))\?$", re.IGNORECASE
)


@pair_rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.7)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked_passages(pair):
        source = passage.source_text.rstrip(_CLOSING_MARKS)
        target = passage.target_text.rstrip(_CLOSING_MARKS)
        if not passage.is_one_to_one or not source or not target:
            continue
        start, end = _last_word(pair, passage, len(target))
        if _is_lost(passage, source, target):
            yield Match(start, end, "The source asks here, the translation states: “?”.")
        elif _is_new(passage, source, target):
            yield Match(start, end, "The translation asks here, the source does not.")


def _last_word(pair: Pair, passage: LinkedPassage, length: int) -> tuple[int, int]:
    """From the last word to the last character of the translation that is no closing mark."""
    end = passage.target.start + length
    word = max(target_words(pair, passage.link), key=lambda word: word.end, default=None)
    return word.start if word is not None and word.end <= end else end - 1, end


def _is_lost(passage: LinkedPassage, source: str, target: str) -> bool:
    if source[-1] not in _QUESTION_MARKS or _QUESTION_MARK.search(passage.target_text):
        return False
    text = passage.target_text
    is_reported = _INDIRECT_QUESTION.search(text) and not _DIRECT_QUESTION.match(text)
    return not is_reported and not target.endswith(("…", ",", ":", ";", "!"))


def _is_new(passage: LinkedPassage, source: str, target: str) -> bool:
    return (
        target[-1] == "?"
        and source[-1] in ".。．!！"
        and not _QUESTION_MARK.search(passage.source_text)
        and not _question_word().search(passage.source_text)
        and not _TAG_QUESTION.search(target)
    )


@cache
def _question_word() -> re.Pattern[str]:
    """Words that ask in a sentence with a full stop, as in Chinese and Japanese."""
    return re.compile(of_all_languages("questions"), re.IGNORECASE)
