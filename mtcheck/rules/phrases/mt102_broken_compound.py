"""A compound was translated part by part.

What it finds
-------------
An adjective or participle made from a compound's first part, before its second part ("rained water" for
rainwater) or, for adjectives, before a noun that is spelt nearly like it ("bloody bush" for bloodbath), where
nobody writes the two words side by side.

Why it matters
--------------
German, Dutch and the Nordic languages write as one word what English calls by another name. Translated part
by part, both words are good English, and the sense is gone.

Example
-------
The dispute ended in a bloody bath.

Instead
-------
The dispute ended in a bloodbath.

Measured
--------
0.011 alarms per 1,000 clean words (one, of a participle); 5 findings on 20,000 held-out outputs, 4 with a
word that no other version has (`python -m benchmarks.rules --select MT102 --outputs 20000`). The half that
goes by spelling has no held-out hit at all; its one known hit, "bloody bush", was known when it was written,
and the word filters were widened until they let it through. Pairs seen once in the corpora taken as unseen,
it raises no alarm on 3.3 million words of news (participles: one). First halves of any kind ("side set" for
sidestep) raised 0.3 alarms per 1,000 words and are left out.

Source
------
WordNet 3.0's compounds; pairs of words that nine million words of clean English or the web have are left out:
`training/lexicon/phrases_compounds.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.phrases import compounds
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.7)
def check(document: Document) -> Iterator[Match]:
    pairs = compounds()
    for sentence in document.sentences:
        for first, second in pairwise(sentence.words):
            second_words = pairs.get(first.lower)
            # By its text: with a capital the second word is part of a name.
            compound = second_words.get(second.text) if second_words is not None else None
            if compound is None or not document.prose[first.end : second.start].isspace():
                continue
            if first.is_capitalised:
                if first.start != sentence.start:
                    continue
                compound = compound[0].upper() + compound[1:]
            written = document.text[first.start : second.end]
            yield Match(
                first.start,
                second.end,
                f"“{written}” is a compound in pieces: “{compound}”?",
                replace_with=compound,
            )
