"""The text, or a large part of it, is not English.

What it finds
-------------
A text in another language or script, words in random order, letters without meaning, or program code. Forty
per cent of the words in other languages are enough. Headlines, lists of names, capitals, tokenised or
lower-case text and badly damaged English pass. A single foreign passage in an English article is MT010;
letters of another script are MT003.

Why it matters
--------------
The other checks read English; in another language they would report everything or nothing. Neural metrics
score an untranslated copy of the source high (COMET issue 192), so this has to be checked first.

Example
-------
Die Regierung hat am Montag beschlossen, dass die Steuern nicht erhöht werden.

Instead
-------
On Monday the government decided not to raise taxes.

Measured
--------
None of 368 clean articles; `python -m pytest tests/text/test_language.py` has thirty languages and the hard
English texts.

Source
------
Own method: see `mtcheck/text/language.py`. py3langid (BSD; Lui and Baldwin 2012) decides where function words
do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.language import judge

#: Code points of the first sentence that the finding marks.
_SHOWN = 80


@rule(Category.UNTRANSLATED, Severity.CRITICAL, confidence=0.98, blocks=True)
def check(document: Document) -> Iterator[Match]:
    verdict = judge(document)
    if not verdict.english:
        # The first sentence stands for the text: a report need not repeat all of it.
        first = document.sentences[0]
        message = f"This is not English but {verdict.what}, all of it or a large part. It was not checked."
        yield Match(first.start, min(first.end, first.start + _SHOWN), message)
