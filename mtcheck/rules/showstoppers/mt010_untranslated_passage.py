"""A passage was left in the source language.

What it finds
-------------
Five or more words of German, French, Spanish, Italian, Portuguese, Czech or some thirty other languages of
Latin script in a row, up to whole sentences and paragraphs, in an English article. Quotations in the original
and titles in italics pass. Single words are MT106.

Why it matters
--------------
Readers of the translation get nothing of the passage. Grammar checkers report every word of it by itself: six
alarms and more for one mistake.

Example
-------
The talks failed. Le ministre a déclaré que les négociations étaient terminées. Markets fell.

Instead
-------
The talks failed. The minister said that the negotiations were over. Markets fell.

Measured
--------
See `python -m benchmarks.rules --select MT010`: no alarm in 93,737 words of clean news.

Source
------
Own method: function words and the spelling classifier, see `mtcheck/text/passages.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import name_of
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.passages import LONG_PASSAGE, passages

_SHOWN = 80  # code points that a finding marks


@rule(Category.UNTRANSLATED, Severity.CRITICAL, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    for passage in passages(document):
        if passage.words < LONG_PASSAGE or passage.strong < 3 or passage.quoted:
            continue
        end = passage.end
        if end - passage.start > _SHOWN:
            cut = document.text.rfind(" ", passage.start, passage.start + _SHOWN)
            end = cut if cut > passage.start else passage.start + _SHOWN
        language = name_of(passage.language) if passage.language else "the source language"
        message = (
            f"{passage.words} words were left in {language}: translate the passage, or quote it and"
            " add a translation."
        )
        severity = Severity.CRITICAL if passage.words >= 8 else Severity.MAJOR
        yield Match(passage.start, end, message, severity=severity, confidence=passage.confidence)
