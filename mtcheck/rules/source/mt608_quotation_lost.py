"""What the source quotes stands as plain text in the translation.

What it finds
-------------
A quotation of the source (two or more words, in any quotation marks: „…“, «…», “…”, 「…」) whose sentence,
paragraph and neighbours have no quotation mark at all in the translation. Titles in 《…》 pass, since English
sets them in italics, and so do single words.

Why it matters
--------------
Without the marks somebody's words become the paper's own. Where it happens professionals see a major error in
half of the cases.

Example
-------
Source: „Wir verhandeln nicht mehr“, sagte der Minister. Translation: We no longer negotiate, said the
minister.

Instead
-------
“We no longer negotiate,” said the minister.

Measured
--------
One finding on 80,596 words of human translations (200 documents); on annotated news 46 % of 13 findings touch
what a professional marked: the marks are missing in all, which not every annotator minds. The word that is
pointed at is a guess. `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
“quoted speech must remain quoted” (B21 in docs/quality-checks.md; pofilter, Xbench, QA Distiller), by
paragraph, not by sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, nearest_word, surroundings
from mtcheck.bilingual.tokens import UNSPACED
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule
from mtcheck.text.quotation_marks import QUOTATION, SET_OFF

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS, _LEAST_CHARACTERS = 5, 8
_END_OF_SPEECH = re.compile(r"[.,!?…。，！？؟،]$")
#: Characters of a quotation that a message shows.
_SHOWN = 40


@pair_rule(Category.PUNCTUATION, Severity.MAJOR, confidence=0.6)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked_passages(pair):
        speech = _first_speech(passage.source_text, pair.language)
        if speech is None or _has_marks(pair, passage):
            continue
        span = nearest_word(pair, passage, passage.source.start + speech.start("words"))
        words = speech["words"].strip()
        shown = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
        message = f"The source quotes here (“{shown}”), the translation does not: restore the marks."
        yield Match(span.start, span.end, message)


def _first_speech(text: str, language: str) -> re.Match[str] | None:
    return next((match for match in QUOTATION.finditer(text) if _is_speech(text, match, language)), None)


def _has_marks(pair: Pair, passage: LinkedPassage) -> bool:
    """Whether any quotation mark stands in the translation or beside it."""
    around = surroundings(pair.target, passage.link.target)
    return bool(SET_OFF.search(pair.target.text, max(0, around.start - 2), around.end + 2))


def _is_speech(text: str, match: re.Match[str], language: str) -> bool:
    """Whether somebody speaks: it is long, and ends as a sentence does or stands beside a colon."""
    words = match["words"].strip()
    if language in UNSPACED:
        is_long = len(words) >= _LEAST_CHARACTERS
    else:
        is_long = len(_WORD.findall(words)) >= _LEAST_WORDS
    before, behind = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    ends = (
        _END_OF_SPEECH.search(words) or before[-1:] in (":", "：") or behind[:1] in (",", "，", "،", "—", "–")
    )
    return is_long and bool(ends)
