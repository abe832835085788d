"""A phrase that translation machines write often and English does not have.

What it finds
-------------
Some 270 words and phrases of two to four words that machine translation systems have written again and again,
where human translators of the same sentence and nine million words of English have them seldom or never:
calques ("in what concerns", "every time more"), function words out of order ("it them", "not must"), words
left in the wrong class ("the delinquent ones"). What the mining proposed beyond these (three quarters) is
English in some sentence or other, and was left out after reading. Where the other translations of those
sentences agree on what was meant, that is the suggestion; some suggestions were written by hand.

Why it matters
--------------
These are the constructions of the source language in English words. Each word is right by itself, so spelling
and grammar checkers pass them.

Example
-------
The law is stricter in what concerns the use of water.

Instead
-------
The law is stricter concerning the use of water.

Measured
--------
No alarm in 93,737 clean words. On 20,000 held-out outputs 70 % of 172 findings hold a word that no other
version has, and 0.5 % of all such words are found (`python -m benchmarks.rules --shared ../shared --select
MT104 --outputs 20000`). The phrases come from other lines than these; the thresholds, and the filters for
names and for the web, were set with these lines and the clean news in view, so expect somewhat less. On
Chinese-English news 95 % of 38 findings touch a marked span, but 37 of them are "crown pneumonia" and "new
crown epidemic", which were learnt there.

Source
------
Mined from the outputs of the WMT campaigns of 2010 to 2012 by `training/lexicon/phrases_garbles.py`, which
says how.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.phrases import garbles
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.words import Word

# Stands for any number in the list.
_NUMBER = "0"


@rule(Category.UNIDIOMATIC, Severity.MAJOR, confidence=0.65)
def check(document: Document) -> Iterator[Match]:
    phrases, longest = garbles()
    for sentence in document.sentences:
        words = sentence.words
        # Matches do not overlap: the first one wins, and of those that begin together the longest.
        reported_to = 0
        for index, word in enumerate(words):
            most = longest.get(_NUMBER if word.text[0].isdigit() else word.lower)
            if most is None or index < reported_to:
                continue
            # A capital inside a sentence: a name, unless more of the phrase follows.
            least = 2 if index and word.is_capitalised else 1
            for size in range(min(most, len(words) - index), least - 1, -1):
                parts = words[index : index + size]
                meant = phrases.get(" ".join(_NUMBER if part.is_number else part.lower for part in parts))
                if meant is not None and _is_unbroken(document, parts):
                    yield _match(document, word, parts[-1], meant)
                    reported_to = index + size
                    break


def _is_unbroken(document: Document, words: tuple[Word, ...]) -> bool:
    """Whether nothing but white space stands between the words."""
    return all(document.prose[first.end : second.start].isspace() for first, second in pairwise(words))


def _match(document: Document, first: Word, last: Word, meant: str) -> Match:
    written = document.text[first.start : last.end]
    if meant and first.is_capitalised:
        meant = meant[0].upper() + meant[1:]
    message = f"“{written}” is a phrase of translation machines" + (
        f": “{meant}”?" if meant else "; say what is meant."
    )
    return Match(first.start, last.end, message, replace_with=[meant] if meant else [])
