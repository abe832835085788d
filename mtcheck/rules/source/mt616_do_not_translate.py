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
from mtcheck.bilingual.passages import Passage, linked, near
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule
from mtcheck.text.span import Span

_LIKE = 0.75


@pair_rule(Category.WRONG_TERM, Severity.MAJOR, confidence=0.95)
def check(pair: Pair) -> Iterator[Match]:
    terms = [term for term in pair.terms.do_not_translate if term.strip()]
    if not terms:
        return
    for passage in linked(pair):
        for term in terms:
            pattern = _pattern(term)
            first = pattern.search(passage.source_text)
            if first is None:
                continue
            wanted, there = (
                len(pattern.findall(passage.source_text)),
                len(pattern.findall(passage.target_text)),
            )
            if there:
                continue
            span = _like(pair, passage, term) or near(pair, passage, passage.source.start + first.start())
            times = f" ({wanted} times)" if wanted > 1 else ""
            message = f"“{term}” is not to be translated, and stands in the source here{times}, not in the translation."
            yield Match(span.start, span.end, message)


def _pattern(term: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if term[0].isascii() and term[0].isalnum() else ""
    after = r"(?![A-Za-z0-9_])" if term[-1].isascii() and term[-1].isalnum() else ""
    return re.compile(before + re.escape(term) + after)


def _like(pair: Pair, passage: Passage, term: str) -> Span | None:
    """What of the translation looks like the term: other capitals, a letter less."""
    size = len(term.split())
    words = [word for index in range(*passage.link.target) for word in pair.target.sentences[index].words]
    best, found = _LIKE, None
    for first in range(len(words)):
        for last in range(first, min(first + size + 1, len(words))):
            start, end = words[first].start, words[last].end
            likeness = SequenceMatcher(None, pair.target.text[start:end].casefold(), term.casefold()).ratio()
            if likeness > best:
                best, found = likeness, Span(start, end)
    return found
