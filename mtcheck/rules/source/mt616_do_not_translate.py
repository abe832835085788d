"""A term that stays as it is was changed or left out.

What it finds
-------------
Terms of the setting `do-not-translate` (product names, slogans, names of sections) that the source sentence
has and its translation does not have, letter by letter. Where something like it stands there, that is marked,
else the word about where it should be.

Why it matters
--------------
The house said that this name is never translated.

Example
-------
do-not-translate = ["Tagesschau"]. Source: Wie die Tagesschau meldet … Translation: As the Daily Show reports
…

Instead
-------
As the Tagesschau reports …

Measured
--------
Nothing is found where the setting is empty, and only what it names elsewhere.

Source
------
“do-not-translate list” (B16 in docs/quality-checks.md; pofilter `notranslatewords`, Trados trademark check).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, nearest_word, target_words
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule
from mtcheck.text.span import Span

_LEAST_LIKENESS = 0.75


@pair_rule(Category.WRONG_TERM, Severity.MAJOR, confidence=0.95)
def check(pair: Pair) -> Iterator[Match]:
    terms = [term for term in pair.terms.do_not_translate if term.strip()]
    if not terms:
        return
    for passage in linked_passages(pair):
        for term in terms:
            pattern = _pattern(term)
            originals = list(pattern.finditer(passage.source_text))
            if not originals or pattern.search(passage.target_text):
                continue
            first = passage.source.start + originals[0].start()
            span = _most_like(pair, passage, term) or nearest_word(pair, passage, first)
            times = f" ({len(originals)} times)" if len(originals) > 1 else ""
            message = (
                f"“{term}” is not to be translated, and stands in the source here{times}, "
                "not in the translation."
            )
            yield Match(span.start, span.end, message)


def _pattern(term: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if term[0].isascii() and term[0].isalnum() else ""
    behind = r"(?![A-Za-z0-9_])" if term[-1].isascii() and term[-1].isalnum() else ""
    return re.compile(before + re.escape(term) + behind)


def _most_like(pair: Pair, passage: LinkedPassage, term: str) -> Span | None:
    """What of the translation looks like the term: other capitals, a letter less."""
    longest = len(term.split()) + 1
    words = target_words(pair, passage.link)
    best, likeliest = _LEAST_LIKENESS, None
    for index, first in enumerate(words):
        for last in words[index : index + longest]:
            text = pair.target.text[first.start : last.end]
            likeness = SequenceMatcher(None, text.casefold(), term.casefold()).ratio()
            if likeness > best:
                best, likeliest = likeness, Span(first.start, last.end)
    return likeliest
