"""A pronoun stands in the wrong case.

What it finds
-------------
A subject form after a preposition ("for he", "with they", "between he and the minister"), an object form that
is the subject of a verb ("him said", "that them are").

Why it matters
--------------
Systems that translate word by word choose the pronoun before they know its role in the sentence.

Example
-------
The prize is for he, but that him was late is no secret.

Instead
-------
The prize is for him, but that he was late is no secret.

Measured
--------
No alarm in 93,737 words of clean news. 13 findings in 20,000 held-out machine translations; 0.31 of them
touch a word that no other version has. Command: `python -m benchmarks.rules --shared ../shared --select MT512
--outputs 20000`.

Source
------
Prepositions and openings counted over eleven million words of edited English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import TaggedWord, WordRun, runs
from mtcheck.text.document import Document

_OBJECT = {"i": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
_SUBJECT = {"him": "he", "them": "they", "us": "we", "me": "I"}
_PREPOSITIONS = frozenset(
    "of with from for between against without towards toward upon into by at to".split()
)
# These may end one clause before the pronoun begins another: "the man he listened to they say".
_MAY_BE_STRANDED = frozenset("to by at for with from".split())
_BEFORE_LETTER_I = frozenset("by at to for".split())
_FINITE = frozenset(
    "is are was were has had have will would can could must should may said says did does do went "
    "came".split()
)
_FINITE_TAGS = frozenset("VBD VBZ VBP MD WP AUX".split())
_OPENERS = frozenset("that if because when while although whether though".split())
_RELATIVE = frozenset("who that whose which".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        for index in range(len(run.words) - 1):
            first, second = run.words[index : index + 2]
            repaired = _repaired(run, index)
            if repaired:
                message = f"The pronoun's case is wrong in “{first.text} {second.text}”; “{repaired}”?"
                yield Match(first.start, second.end, message, replace_with=repaired)


def _repaired(run: WordRun, index: int) -> str | None:
    """The two words from `index` on with the pronoun in its right case; None where it is right."""
    words = run.words
    first, second = words[index : index + 2]
    if first.lower in _PREPOSITIONS and second.lower in _OBJECT:
        is_object = not _is_subject(words, index + 1)
        return f"{first.text} {_OBJECT[second.lower]}" if is_object else None
    if first.lower in _OPENERS and second.lower in _SUBJECT:
        is_subject = index + 2 < len(words) and words[index + 2].lower in _FINITE
        return f"{first.text} {_SUBJECT[second.lower]}" if is_subject else None
    if index == 0 and run.opens and first.lower in ("him", "them"):
        is_subject = second.lower in _FINITE - {"have", "do"}
        return f"{_SUBJECT[first.lower].capitalize()} {second.text}" if is_subject else None
    return None


def _is_subject(words: tuple[TaggedWord, ...], index: int) -> bool:
    """Whether a pronoun after a preposition begins a clause of its own ("the work of he who"), or is none."""
    preposition, pronoun = words[index - 1 : index + 1]
    if pronoun.lower == "i":
        if preposition.lower in _BEFORE_LETTER_I:
            return True
    elif not pronoun.text.islower():
        return True
    if index + 1 == len(words):
        return False
    following = words[index + 1]
    if preposition.lower in _MAY_BE_STRANDED and _may_be_finite(following):
        return True
    return following.lower in _RELATIVE


def _may_be_finite(word: TaggedWord) -> bool:
    return bool(word.tags & _FINITE_TAGS) or word.lower in _FINITE or not word.tags
