"""A word was left in the source language.

What it finds
-------------
Words of German, French, Spanish, Italian, Portuguese, Czech and languages spelt like them, in lower case, in
an English sentence: function words (“und”, “que”), common words (“ciudad”, “werden”) and, by their spelling,
words that are on no list (“vergeht”, “pruebas”). Loanwords that English uses (café, vis-à-vis, coup d'état),
words in quotation marks, brackets or italics, parts of names, and words that the text explains pass; so does
a word in a quotation that is of another language, or of an earlier century. Longer stretches are MT010.

Why it matters
--------------
Systems copy what they do not know. The word that is left is usually the one that the sentence is about.

Example
-------
The mayor presented the new presupuesto on Friday.

Instead
-------
The mayor presented the new budget on Friday.

Measured
--------
No alarm in 93,737 words of clean news. On outputs of rule-based and online systems of
2010-2012 that no list was made from, 88 % of the findings are on words copied from the source, or in no other
version; 1.5 % of all damaged words are found: nearly all those that were copied and are not English. The
table of `python -m benchmarks.rules --select MT106` does not count as damage a word that several systems
copied.

Source
------
Word counts of the WMT test sets' source sides against English (`training/lexicon/foreign.py`); see
`mtcheck/lexicon/foreign.py`."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import name_of
from mtcheck.rules.base import Match, rule
from mtcheck.text.deliberate import is_deliberate
from mtcheck.text.document import Document
from mtcheck.text.passages import LONG_PASSAGE, passages

_LONGEST = 80  # code points of what is still taken for words and not for a passage


@rule(Category.UNTRANSLATED, Severity.MAJOR, confidence=0.88)
def check(document: Document) -> Iterator[Match]:
    for passage in passages(document):
        if passage.quoted or (passage.words >= LONG_PASSAGE and passage.strong >= 3):
            continue
        text = document.text[passage.start : passage.end]
        if len(text) > _LONGEST or is_deliberate(document, passage.start, passage.end):
            continue
        language = f"is {name_of(passage.language)}" if passage.language else "is no English"
        yield Match(
            passage.start,
            passage.end,
            f"“{text}” {language}: was it left untranslated?",
            confidence=passage.confidence,
        )
