"""A comparison is made twice, or with the wrong word.

What it finds
-------------
"more better", "most biggest", "more big than", "as bigger as", "so bigger", "the more big".

Why it matters
--------------
English compares short adjectives by an ending. A system that translates the source's word for "more" and the
comparative says it twice.

Example
-------
The deficit is more bigger than last year.

Instead
-------
The deficit is bigger than last year.

Measured
--------
No alarm in 93,737 words of clean news. 6 findings in 20,000 held-out machine translations; 0.67 of them touch
a word that no other version has. Command: `python -m benchmarks.rules --shared ../shared --select MT509
--outputs 20000`.

Source
------
Forms from `mtcheck.lexicon.morphology`; what edited English has all the same ("more likelier" aside: "less
than", "more elder statesmen") was read off eleven million words of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import inflect
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import Tagged, runs
from mtcheck.text.document import Document

_GRADES = frozenset(("JJR", "JJS"))
# Adjectives that are always compared by an ending.
_SHORT = frozenset(
    "big small long short high low old young cheap large great good bad fast slow hard strong weak easy early late near "
    "tall".split()
)


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        words = run.words
        for index in range(len(words) - 1):
            first, second = words[index], words[index + 1]
            if first.lower not in ("more", "most", "as", "so") or "NNP" in second.tags:
                continue
            after = words[index + 2].lower if index + 2 < len(words) else ""
            before = words[index - 1].lower if index else ""
            better = None
            if first.lower in ("more", "most") and (
                _is_graded(second) or (first.lower, second.lower) == ("more", "better")
            ):
                better = second.text
            elif (
                first.lower == "more"
                and second.lower in _SHORT
                and after == "than"
                and before not in ("no", "not", "nothing")
            ):
                better = inflect(second.lower, "JJR")
            elif (
                first.lower == "most"
                and second.lower in _SHORT
                and before == "the"
                and second.lower not in ("good", "near", "hard")
            ):
                better = inflect(second.lower, "JJS")
            elif first.lower in ("as", "so") and second.tags == {"JJR"} and after == "as":
                yield Match(
                    first.start,
                    words[index + 2].end,
                    f"“{second.text}” compares already; “{second.text} than”?",
                    replace_with=f"{second.text} than",
                )
            if better:
                yield Match(
                    first.start,
                    second.end,
                    f"“{first.text} {second.text}” compares in the wrong way; “{better}”?",
                    replace_with=better,
                )


def _is_graded(word: Tagged) -> bool:
    return bool(word.tags) and word.tags <= _GRADES and word.lower not in ("least", "most")
