"""The text breaks off in mid-sentence.

What it finds
-------------
A paragraph, or the article, whose last sentence ends on a word that cannot end one (“the”, “of”, “and”,
“their” …) or on a comma; a last paragraph that breaks off in the middle of a word or on an open bracket; a
feed's cut (“… sai…”, “[…]”) as the last thing. Headlines, bylines, datelines, captions, lists and poems pass,
and whatever ends in a full stop.

Why it matters
--------------
The rest of the translation is missing, and nobody who reads it can know what it said.

Example
-------
The minister said that the government would publish the results of the

Instead
-------
The minister said that the government would publish the results of the inquiry in May.

Measured
--------
See `python -m benchmarks.rules --select MT008`: no alarm in 93,737 words of clean news.

Source
------
WMT23 Chinese-English (segments cut short have a major error in 69 % of the cases: docs/quality-checks.md);
the words are the determiners, conjunctions and prepositions that no headline ends on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document, Sentence

# What no sentence, headline or label ends on. Prepositions that can be stranded ("looked for", "talk to") are
# not among them.
_UNFINISHED = frozenset(
    "the an of and or nor but its their our my your than because whether into between during although unless "
    "per every whose via toward towards upon amid despite concerning regarding including were was could "
    "would should".split()
)
_CLOSED = re.compile(r"[.!?…:;»”’)\]\"'%}>|*_–—-]$")
_CUT = re.compile(r"(?:\w+ ?\[(?:\.{3}|…)\]|\w+(?:\.{3}|…) ?(?:\[\+\d+ chars\])?|\[\+\d+ chars\])$")
_LISTED = re.compile(r"^\s*(?:[-*•–—·]|\(?\d+[.)]|\(?[a-z]\))\s")
_FEED_ENDINGS = ("…", "...", "]")
_ENOUGH = 6  # words of a sentence that is judged


@rule(Category.TRUNCATION, Severity.CRITICAL, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for sentence, next_sentence in zip_longest(document.sentences, document.sentences[1:]):
        last = next_sentence is None
        if not last and next_sentence.paragraph == sentence.paragraph:
            continue
        if len(sentence.words) < _ENOUGH or (not sentence.words[-1].text.isalpha() and not last):
            continue
        prose = document.prose[sentence.start : sentence.end]
        if _LISTED.match(prose):
            continue
        message = _why(document, sentence, prose, last)
        if message:
            start = sentence.words[-4:][0].start
            critical = (last or sentence.words[-1].lower in _UNFINISHED) and not prose.endswith(_FEED_ENDINGS)
            severity = Severity.CRITICAL if critical else Severity.MAJOR
            yield Match(start, sentence.end, message, severity=severity)


def _why(document: Document, sentence: Sentence, prose: str, last: bool) -> str | None:
    """The message for the last sentence of a paragraph; None where nothing is missing."""
    word = sentence.words[-1]
    at_end = word.end == sentence.end
    if at_end and word.lower in _UNFINISHED and not word.text.isupper():
        return f"The sentence breaks off after “{word.text}”: the rest is missing."
    if not last:
        return None
    if prose.endswith(",") and not _is_in_verse(document, sentence):
        return "The sentence breaks off after a comma: the rest is missing."
    if prose.endswith(("(", "[")):
        return "The text breaks off at an open bracket: the rest is missing."
    cut = _CUT.search(prose[-80:])
    if cut and (prose.endswith("]") or _is_fragment(word.lower)):
        return "The text was cut off here by a feed or a length limit."
    # Eight words: a headline or a signature is a paragraph of its own, and shorter.
    unclosed = at_end and word.text.islower() and not _CLOSED.search(prose)
    if unclosed and len(sentence.words) >= 8 and _is_fragment(word.lower):
        return f"The text breaks off in the middle of a word (“{word.text}”)."
    return None


def _is_in_verse(document: Document, sentence: Sentence) -> bool:
    """Whether it is a line of a poem or an address: the line before ends on a comma, too."""
    before = document.sentences[sentence.index - 1] if sentence.index else None
    return before is not None and document.prose[before.end - 1] == ","


def _is_fragment(word: str) -> bool:
    """Whether it is no English word, but begins one."""
    from mtcheck.lexicon import foreign, morphology  # only for a text that ends without a full stop
    from mtcheck.text.function_words import ENGLISH

    if (
        word in ENGLISH
        or word in foreign.known_english()
        or morphology.tags(word)
        or foreign.is_loan(word)
        or len(word) < 2
    ):
        return False
    return any(known.startswith(word) and len(known) > len(word) for known in foreign.known_english())
