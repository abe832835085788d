"""A sentence of the source has no counterpart in the translation.

What it finds
-------------
Sentences of the source that no sentence of the translation renders, by the alignment; also an empty segment
beside one that is not. The last word before the gap is marked. Lines of fewer than four words (captions,
bylines) and doubtful alignments pass.

Why it matters
--------------
Machine translation drops sentences, and the English reads on as if nothing were missing.

Example
-------
Source: Er trat zurück. Die Partei war entsetzt. Sie sucht einen Nachfolger. Translation: He resigned. It is
looking for a successor.

Instead
-------
He resigned. The party was appalled. It is looking for a successor.

Measured
--------
No alarm on 80,596 words of human translations (200 documents). Of 180 lines left out of such documents on
purpose it reports 61, 54 of them rightly: what is left out between sentences of like length is often given to
its neighbour. `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
“untranslated / empty segment” (B1 in docs/quality-checks.md; all QA checkers); alignment: see
mtcheck/bilingual/align/sentences.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import span_of
from mtcheck.bilingual.tokens import UNSPACED
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule
from mtcheck.text.span import Span

_LEAST_CONFIDENCE = 0.75
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS, _LEAST_CHARACTERS = 4, 7
#: Characters of a sentence that a message shows.
_SHOWN = 60


@pair_rule(Category.OMISSION, Severity.MAJOR, confidence=0.85)
def check(pair: Pair) -> Iterator[Match]:
    for link in pair.links:
        if link.target[0] < link.target[1] or link.confidence < _LEAST_CONFIDENCE:
            continue
        source = span_of(pair.source, link.source)
        text = pair.source.text[source.start : source.end]
        span = _word_beside(pair, link.target[0])
        if span is None or not _is_sentence(text, pair.language):
            continue
        where = "after this word" if link.target[0] else "before this word"
        message = f"A sentence of the source is missing {where}: “{_shown(text)}”."
        yield Match(span.start, span.end, message, confidence=link.confidence * 0.9)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def _is_sentence(text: str, language: str) -> bool:
    """Long enough to be a sentence, not a caption or a byline."""
    words = _WORD.findall(text)
    return sum(map(len, words)) >= _LEAST_CHARACTERS if language in UNSPACED else len(words) >= _LEAST_WORDS


def _word_beside(pair: Pair, index: int) -> Span | None:
    """The last word of the translation before its sentence `index`; the first word of all where there is
    none.
    """
    for sentence in reversed(pair.target.sentences[:index]):
        if sentence.words:
            return Span(sentence.words[-1].start, sentence.words[-1].end)
    for sentence in pair.target.sentences[index:]:
        if sentence.words:
            return Span(sentence.words[0].start, sentence.words[0].end)
    return None
