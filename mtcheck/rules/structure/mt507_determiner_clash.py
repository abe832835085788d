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
_POSSESSIVES = frozenset("my your his our their".split())
_CLASHES = frozenset(
    {
        (article, second)
        for article in _ARTICLES
        for second in "my your our their these those every a an the".split()
    }
    | {
        (first, second)
        for first in ("my", "your", "our", "their", "its")
        for second in "the a an this these my your our their its".split()
    }
    | {
        (first, second)
        for first in ("every", "each", "another")
        for second in "the a an my your our their his its this these".split()
    }
    | {
        ("the", "his"),
        ("the", "her"),
        ("the", "its"),
        ("the", "this"),
        ("the", "some"),
        ("the", "each"),
        ("the", "another"),
    }
    | {
        ("a", "his"),
        ("a", "her"),
        ("a", "its"),
        ("a", "this"),
        ("a", "that"),
        ("a", "some"),
        ("an", "another"),
        ("a", "another"),
    }
    | {
        ("an", "every"),
        ("some", "the"),
        ("his", "the"),
        ("a", "any"),
        ("the", "any"),
        ("an", "any"),
        ("these", "my"),
    }
)


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        for index, (first, second) in enumerate(pairwise(run.words)):
            if (
                (first.lower, second.lower) not in _CLASHES
                or first.lower == second.lower
                or second.text[0].isupper()
            ):
                continue
            if first.text == "A" and index:  # a grade, a vitamin
                continue
            after = run.words[index + 2 :]
            if not after and second.lower not in ("my", "your", "our", "their", "the", "a", "an"):
                continue
            keep = first.text if second.lower in _ARTICLES and first.lower not in _ARTICLES else second.text
            yield Match(
                first.start,
                second.end,
                f"“{first.text}” and “{second.text}” are both determiners; one of them is too many.",
                replace_with=keep,
            )
