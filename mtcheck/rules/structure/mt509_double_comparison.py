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
Forms from `mtcheck.lexicon.morphology`; what edited English has all the same ("less than", "more elder
statesmen") was collected from eleven million words of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import inflect
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import TaggedWord, runs
from mtcheck.text.document import Document

_GRADES = frozenset(("JJR", "JJS"))
# Adjectives that are always compared by an ending.
_SHORT = frozenset(
    "big small long short high low old young cheap large great good bad fast slow hard strong weak easy "
    "early late near tall".split()
)


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        for index, word in enumerate(run.words[:-1]):
            match = None
            if word.lower in ("more", "most"):
                match = _wrong_grade(run.words, index)
            elif word.lower in ("as", "so"):
                match = _comparative_after_as(run.words, index)
            if match:
                yield match


def _wrong_grade(words: tuple[TaggedWord, ...], index: int) -> Match | None:
    """More bigger, most biggest, more big than, the most big."""
    first, second = words[index : index + 2]
    right = _right_grade(words, index)
    if not right or "NNP" in second.tags:
        return None
    message = f"“{first.text} {second.text}” compares in the wrong way; “{right}”?"
    return Match(first.start, second.end, message, replace_with=right)


def _right_grade(words: tuple[TaggedWord, ...], index: int) -> str | None:
    """What English has instead of more or most and the word after it; None where these are right."""
    grade, adjective = words[index].lower, words[index + 1]
    if _is_graded(adjective) or (grade, adjective.lower) == ("more", "better"):
        return adjective.text
    if adjective.lower not in _SHORT:
        return None
    before = words[index - 1].lower if index else ""
    after = words[index + 2].lower if index + 2 < len(words) else ""
    if grade == "more":
        is_comparison = after == "than" and before not in ("no", "not", "nothing")
        return inflect(adjective.lower, "JJR") if is_comparison else None
    is_superlative = before == "the" and adjective.lower not in ("good", "near", "hard")
    return inflect(adjective.lower, "JJS") if is_superlative else None


def _is_graded(word: TaggedWord) -> bool:
    return bool(word.tags) and word.tags <= _GRADES and word.lower not in ("least", "most")


def _comparative_after_as(words: tuple[TaggedWord, ...], index: int) -> Match | None:
    """As bigger as."""
    adjective, after = words[index + 1], words[index + 2 : index + 3]
    if adjective.tags != {"JJR"} or not after or after[0].lower != "as":
        return None
    right = f"{adjective.text} than"
    message = f"“{adjective.text}” compares already; “{right}”?"
    return Match(words[index].start, after[0].end, message, replace_with=right)
