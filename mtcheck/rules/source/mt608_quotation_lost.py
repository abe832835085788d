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
from mtcheck.bilingual.passages import linked, near, stretch
from mtcheck.bilingual.tokens import UNSPACED
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule

_QUOTED = re.compile(r"[„“”«»\"「『＂‟](?P<said>[^„“”«»\"「」『』＂‟]{2,600}?)[“”«»\"」』＂]")
_ANY_MARK = re.compile(r"[\"“”„«»‘’‹›「」『』]|(?<!\w)'|'(?!\w)|``|''|&quot;|<q\b|<em\b|<i\b|\*")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS, _LEAST_CHARACTERS = 5, 8
# Speech: it ends as a sentence does, or stands beside a colon.
_SPEECH = re.compile(r"[.,!?…。，！？؟،]$")


@pair_rule(Category.PUNCTUATION, Severity.MAJOR, confidence=0.6)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked(pair):
        for match in _QUOTED.finditer(passage.source_text):
            said = match["said"].strip()
            if not _is_speech(passage.source_text, match, said, pair.language):
                continue
            link = passage.link
            around = stretch(
                pair.target, (max(link.target[0] - 1, 0), min(link.target[1] + 1, len(pair.target.sentences)))
            )
            if _ANY_MARK.search(pair.target.text, max(0, around.start - 2), around.end + 2):
                continue
            span = near(pair, passage, passage.source.start + match.start("said"))
            shown = said if len(said) <= 40 else said[:40].rstrip() + "…"
            yield Match(
                span.start,
                span.end,
                f"The source quotes here (“{shown}”), the translation does not: restore the marks.",
            )
            break


def _is_speech(text: str, match: re.Match[str], said: str, language: str) -> bool:
    long = (
        len(said) >= _LEAST_CHARACTERS if language in UNSPACED else len(_WORD.findall(said)) >= _LEAST_WORDS
    )
    if not long:
        return False
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return bool(_SPEECH.search(said)) or before[-1:] in (":", "：") or after[:1] in (",", "，", "،", "—", "–")
