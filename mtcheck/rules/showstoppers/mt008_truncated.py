"""The text breaks off in mid-sentence.

What it finds
-------------
A paragraph, or the article, whose last sentence ends on a word that cannot end one (“the”, “of”, “and”,
“their” …) or on a comma; a last paragraph that breaks off in the middle of a word or on an open bracket; a
feed's cut (“… sai…”, “[…]”) as the last thing. Headlines, bylines, datelines, captions, lists and poems pass,
items and clauses of an enumeration that end in “and” or “or” (“…; and”), what introduces the next paragraph,
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
from mtcheck.text.document import Document, Paragraph, Sentence

# What no sentence, headline or label ends on. Prepositions that can be stranded ("looked for", "talk to") are
# not among them.
_UNFINISHED = frozenset(
    "the an of and or nor but its their our my your than because whether into between during although unless "
    "per every whose via toward towards upon amid despite concerning regarding including were was could "
    "would should".split()
)
_CLOSED = re.compile(r"[.!?…:;»”’)\]\"'%}>|*_–—-]$")
_CUT = re.compile(r"(?:\w+ ?\[(?:\.{3}|…)\]|\w+(?:\.{3}|…) ?(?:\[\+\d+ chars\])?|\[\+\d+ chars\])$")
# They join an item of a list, or a clause of a preamble, to the next one.
_JOINING = frozenset("and or nor but".split())
# They can introduce what the next paragraph says: “The main points were”.
_INTRODUCING = frozenset("were including".split())
_LISTED = re.compile(r"\s*(?:[-*•–—·‣▪]|\(?\d+(?:\.\d+)*[.)]|\(?(?:[a-z]|[ivx]+)[.)])\s")
# The same, or the element of HTML, as markup in front of a paragraph.
_ITEM = re.compile(r"(?:[-*+]|\d+[.)]|<li\b[^<>]*>)\s*(?:<[^<>]*>\s*)*$", re.IGNORECASE)
_BEFORE_ITEM = re.compile(r"[:;,]$|[;,] (?:and|or)$")
_PREAMBLE = re.compile(r"(?:Whereas|WHEREAS|[A-Z][a-z]+(?:ing|ed))\b")
_LONGEST_LINE = 60  # characters of a line of verse
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
        if next_sentence is not None and _goes_on(document, sentence, next_sentence):
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


def _goes_on(document: Document, sentence: Sentence, following: Sentence) -> bool:
    """Whether the next paragraph has what is missing from the last sentence of this one."""
    word = sentence.words[-1].lower
    return (
        document.prose[following.start].islower()
        or word in _INTRODUCING
        or (word in _JOINING and _is_enumerated(document, sentence, following))
        or _is_line_of_verse(document, sentence, following)
    )


def _is_enumerated(document: Document, sentence: Sentence, following: Sentence) -> bool:
    """Whether a sentence that ends on a conjunction is an item of a list, a preamble or a resolution."""
    prose, paragraphs = document.prose, document.paragraphs
    this, after = paragraphs[sentence.paragraph], paragraphs[following.paragraph]
    if prose[this.start : sentence.words[-1].start].rstrip().endswith(";"):
        return True
    if any(_is_item(document, paragraph) for paragraph in (this, after)):
        return True
    before = paragraphs[this.index - 1] if this.index else None
    if before is not None and _BEFORE_ITEM.search(prose, before.start, before.end):
        return True
    openings = [prose[paragraph.start : paragraph.end].split(maxsplit=1)[0] for paragraph in (this, after)]
    return openings[0] == openings[1] or all(map(_PREAMBLE.match, openings))


def _is_item(document: Document, paragraph: Paragraph) -> bool:
    """Whether a marker of a list stands before the paragraph, or in its text."""
    if _LISTED.match(document.prose, paragraph.start, paragraph.end):
        return True
    return _ITEM.search(document.text, max(0, paragraph.start - 80), paragraph.start) is not None


def _is_line_of_verse(document: Document, sentence: Sentence, following: Sentence) -> bool:
    """Whether it is a short line that another one follows at once, as in a poem or an address."""
    this, after = document.paragraphs[sentence.paragraph], document.paragraphs[following.paragraph]
    if max(this.end - this.start, after.end - after.start) > _LONGEST_LINE:
        return False
    return document.text[this.end : after.start].count("\n") == 1


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
