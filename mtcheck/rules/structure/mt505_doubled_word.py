"""A word stands twice in a row.

What it finds
-------------
The same word twice with nothing but space between ("they do not not know"). Words that English doubles on
purpose ("had had", "that that", "very very", "bye bye", names such as "Duran Duran") pass. `--fix` removes
one of two articles, conjunctions or possessives. It leaves "he gave her her coat", which is right, and "not
not", which may have been meant.

Why it matters
--------------
Translation systems stutter where two source words have the same English equivalent. In WMT23 Chinese-English
news every doubled word that was flagged lay in a span that professional annotators had marked, most of them
as major.

Example
-------
The ministry said the the talks would go on.

Instead
-------
The ministry said the talks would go on.

Measured
--------
3 alarms (0.032 per 1,000) in 93,737 words of clean news. All three are slips of the article's author. MQM: 21
findings, 57 % of them in a marked span. 95 findings in 20,000 held-out machine translations; 0.07 of them
touch a word that no other version has. Command: `python -m benchmarks.rules --shared ../shared --select MT505
--outputs 20000`.

Source
------
Weblate and pofilter ship the check ("duplicate words", "doublewords"); the exceptions were collected from
clean news.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.words import Word

# English doubles these on purpose.
_ALLOWED = frozenset(
    "had that very really so much many long far bye ha no yes knock tut well now never is do".split()
)
# No construction puts these side by side twice, but for "what he was capable of of course".
_NEVER_TWICE = frozenset(
    "the a an and or but than if because my our your their its they we be been of".split()
)
_AFTER_OF_OF = frozenset("course late old".split())
_QUOTES = "\"“”‘’'«»"


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        words = sentence.words
        for index, (first, second) in enumerate(pairwise(words)):
            if _is_repetition(document, first, second) and not _is_deliberate(document, words, index):
                message = f"“{first.text}” stands twice."
                safe = _is_slip(words, index)
                yield Match(first.start, second.end, message, replace_with=first.text, safe=safe)


def _is_repetition(document: Document, first: Word, second: Word) -> bool:
    return first.lower == second.lower and document.prose[first.end : second.start].isspace()


def _is_deliberate(document: Document, words: tuple[Word, ...], index: int) -> bool:
    first, second = words[index : index + 2]
    if first.lower in _ALLOWED or first.is_number:
        return True
    if not second.text.islower() or (first.is_capitalised and index):
        return True  # a name, or a word and an acronym ("first FIRST")
    return _is_threefold(words, index) or _is_quoted_alone(document, first.start, second.end)


def _is_threefold(words: tuple[Word, ...], index: int) -> bool:
    """Three times is on purpose, or a loop, which is MT004's."""
    neighbours = (*words[max(index - 1, 0) : index], *words[index + 2 : index + 3])
    return any(word.lower == words[index].lower for word in neighbours)


def _is_quoted_alone(document: Document, start: int, end: int) -> bool:
    """A nickname, a title or an imitated noise: the "zoom zoom" kid."""
    before, after = document.prose[max(start - 1, 0) : start], document.prose[end : end + 1]
    return before in _QUOTES and after in _QUOTES and bool(before and after)


def _is_slip(words: tuple[Word, ...], index: int) -> bool:
    """Whether the repetition can be nothing but a slip."""
    word, following = words[index], words[index + 2 : index + 3]
    if word.lower == "of" and following and following[0].lower in _AFTER_OF_OF:
        return False
    return word.lower in _NEVER_TWICE
