"""The article has no words of prose.

What it finds
-------------
A text without a single word: an empty file, white space, only markup, code, addresses, punctuation or
numbers.

Why it matters
--------------
An empty translation leaves out everything, and no other check can see it: nothing is wrong with what is not
there.

Example
-------
…

Instead
-------
The article.

Measured
--------
No clean article is empty, by construction.

Source
------
WMT critical-error taxonomy (omission); “blank translation” is a check of every localisation tool (Weblate,
Okapi, Xbench).
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document


@rule(Category.OMISSION, Severity.CRITICAL, confidence=1.0, blocks=True)
def check(document: Document) -> Iterator[Match]:
    if all(word.is_number for word in document.words):
        has_text = bool(document.text.strip())
        reason = "There are no words of prose in this text." if has_text else "The text is empty."
        yield Match(0, 0, f"{reason} Nothing was checked.")
