"""Two determiners stand together that exclude each other.

What it finds
-------------
"the his", "a the", "the this", "an another", "my the", "the every". Pairs that English does allow ("all the",
"such a", "what a", "gave her the") pass.

Why it matters
--------------
Languages that put an article before a possessive, and systems that keep two readings of one word, leave both
in the English.

Example
-------
The minister defended the his plan.

Instead
-------
The minister defended his plan.

Measured
--------
1 alarm (0.011 per 1,000) in 93,737 words of clean news. It is a slip of the article's author. 22 findings in
20,000 held-out machine translations; 0.14 of them touch a word that no other version has. Command: `python -m
benchmarks.rules --shared ../shared --select MT507 --outputs 20000`.

Source
------
Determiner pairs counted over eleven million words of edited English; those it does not have are listed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import runs
from mtcheck.text.document import Document

_ARTICLES = frozenset("the a an".split())
_AFTER_THE = "my your our their his her its this these those some every each any another a an"
_AFTER_A = "my your our their his her its this that these those some every any another an the"
_AFTER_AN = "my your our their these those every any another a the"
_AFTER_POSSESSIVE = "my your our their its this these the a an"
_AFTER_EVERY = "my your our their his its this these the a an"
_AFTER_EACH = "my your our their its this these"
#: First determiner: those that cannot follow it. A word that stands twice is MT505's.
_CLASHES = {
    first: frozenset(seconds.split()) - {first}
    for first, seconds in {
        "the": _AFTER_THE,
        "a": _AFTER_A,
        "an": _AFTER_AN,
        **dict.fromkeys("my your our their its".split(), _AFTER_POSSESSIVE),
        "every": _AFTER_EVERY,
        # “They had each a room”, “in one key or another the same song”.
        **dict.fromkeys("each another".split(), _AFTER_EACH),
        "his": "the",
        "these": "my",
    }.items()
}
# At the end of a run these are determiners still; “his” or “each” may stand without a noun.
_NEEDS_NOUN = frozenset("my your our their the a an".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        for index, (first, second) in enumerate(pairwise(run.words)):
            if second.lower not in _CLASHES.get(first.lower, ()) or second.text[0].isupper():
                continue
            if first.text == "A" and index:
                continue  # a grade, a vitamin
            ends_run = index + 2 == len(run.words)
            if ends_run and second.lower not in _NEEDS_NOUN:
                continue
            keeps_first = second.lower in _ARTICLES and first.lower not in _ARTICLES
            message = f"“{first.text}” and “{second.text}” are both determiners; one of them is too many."
            kept = first.text if keeps_first else second.text
            yield Match(first.start, second.end, message, replace_with=kept)
