"""Function words follow one another in a way that English does not allow.

What it finds
-------------
Two or three words in a row, most of them function words, in a sequence that edited English does not have:
"from of", "after to", "was been", "not would", "the to". Function words are compared as they are, others by
the forms they can be; the list has about 160 such sequences, read by hand. A word that stands twice is
MT505's.

Why it matters
--------------
Left-over prepositions and particles of the source are the debris of a sentence that was translated piece by
piece.

Example
-------
The results from of the vote was been known after to count.

Instead
-------
The results of the vote were known after the count.

Measured
--------
No alarm in 93,737 words of clean news. 179 findings in 20,000 held-out machine translations; 0.27 of them
touch a word that no other version has (function words in a wrong order seldom do: other versions have the
same words elsewhere). Command: `python -m benchmarks.rules --shared ../shared --select MT511 --outputs
20000`.

Source
------
`mtcheck/lexicon/sequences.txt`: counted over WMT 2010-2012 system outputs (pairs of words no other of fifty
versions has) against eleven million words of edited English, by training/lexicon/sequences.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.sequence_hits import hits
from mtcheck.text.document import Document


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    for hit in hits(document):
        text = document.text[hit.start : hit.end]
        if not hit.is_word_order and not _is_doubled_word(text):
            message = (
                f"Edited English does not have “{text}” in a row: "
                "a word is missing, left over or in the wrong form."
            )
            yield Match(hit.start, hit.end, message)


def _is_doubled_word(text: str) -> bool:
    """MT505 says it better."""
    words = text.lower().split()
    return len(words) == 2 and words[0] == words[1]
