"""A sentence was left as it is in the source.

What it finds
-------------
A sentence of the translation that is its source, word for word, in another language than English. One finding
where the whole text is. Names, numbers, addresses, and lines of fewer than four words pass, and so does what
is in quotation marks.

Why it matters
--------------
Nothing was translated, and metrics do not see it: a copied test set has been scored 65 of 100 (COMET issue
192).

Example
-------
Source: Die Verhandlungen sind gescheitert. Translation: Die Verhandlungen sind gescheitert.

Instead
-------
The negotiations failed.

Measured
--------
No alarm on 80,596 words of human translations (200 documents). On 35,213 annotated segments 9 findings, which
no annotator had marked: lines that were left as they were. `python -m benchmarks.bilingual --shared ../shared
--documents 200`.

Source
------
“target = source” of Weblate, pofilter, Okapi, Xbench and others (B2 in docs/quality-checks.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, shortened
from mtcheck.bilingual.tokens import UNSPACED
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import name_of
from mtcheck.rules.base import Match, pair_rule

_LEAST_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+")
_WORD_WITH_LOWER_CASE = re.compile(r"\b[^\W\d_]*[a-zà-ÿа-яёіїєґ][^\W\d_]*\b")


@pair_rule(Category.UNTRANSLATED, Severity.MAJOR, confidence=0.95)
def check(pair: Pair) -> Iterator[Match]:
    if pair.language == "en":
        yield from _same_text(pair)
        return
    same = [passage for passage in linked_passages(pair) if _is_untranslated(passage, pair.language)]
    total = sum(link.target[0] < link.target[1] for link in pair.links)
    language = name_of(pair.language)
    if len(same) > 2 and len(same) >= 0.5 * total:
        span = shortened(pair.target, same[0].target.start, same[0].target.end)
        message = (
            f"{len(same)} of {total} sentences are those of the source, in {language}: "
            "the text was not translated."
        )
        yield Match(span.start, span.end, message, severity=Severity.CRITICAL)
        return
    for passage in same:
        span = shortened(pair.target, passage.target.start, passage.target.end)
        message = f"This sentence is the one of the source, in {language}: it was not translated."
        yield Match(span.start, span.end, message)


def _same_text(pair: Pair) -> Iterator[Match]:
    sentences = pair.target.sentences
    if sentences and _normalised(pair.source.text) == _normalised(pair.target.text):
        span = shortened(pair.target, sentences[0].start, sentences[0].end)
        message = "The source is this very text, and English: give the text that it was translated from."
        yield Match(span.start, span.end, message, severity=Severity.CRITICAL)


def _normalised(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_untranslated(passage: LinkedPassage, language: str) -> bool:
    """Whether the source stands in the translation as it is, and is more than names."""
    text = passage.target_text
    if _normalised(passage.source_text) != _normalised(text):
        return False
    words = _WORD.findall(text)
    if language in UNSPACED or not any("a" <= char.lower() <= "ÿ" for char in text):
        return sum(map(len, words)) >= _LEAST_WORDS
    # Names and titles of works are what two languages have in common; running words are not.
    capitalised = sum(word[0].isupper() for word in words)
    return len(words) >= _LEAST_WORDS and len(_WORD_WITH_LOWER_CASE.findall(text)) > capitalised
