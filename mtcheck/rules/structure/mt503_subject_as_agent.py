"""The subject of a passive sentence is also its agent.

What it finds
-------------
A subject that comes back after "by" in its own passive: "the company … was bought by the company", "Trump
himself, … have been marked for weeks by Trump himself".

Why it matters
--------------
The system has lost one of the two parties: the sentence says that somebody did to himself what another did.

Example
-------
The ministry has been criticised for weeks by the ministry.

Instead
-------
The ministry has been criticised for weeks by the opposition.

Measured
--------
No alarm in 93,737 words of clean news. No findings in 20,000 held-out machine translations. Command: `python
-m benchmarks.rules --shared ../shared --select MT503 --outputs 20000`.

Source
------
A garble that research on translated news articles describes; no list stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import tags
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.words import Word

_BE = frozenset("is are was were be been being".split())
_ARTICLES = frozenset("the a an this that these those his her its their our my your".split())
_REFLEXIVE = frozenset("himself herself itself themselves".split())
_OPENS_CLAUSE = frozenset("that who which whom and but when as".split())
_FIRST_BY = 4  # index: a subject, a form of be and a participle stand before


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        words = sentence.words
        for by in range(_FIRST_BY, len(words) - 1):
            last = _end_of_agent(document, words, by) if words[by].lower == "by" else None
            if last is not None:
                start, end = words[by].start, words[last].end
                text = document.text[start:end]
                message = f"“{text}” repeats the sentence's subject as the one who acts; who was meant?"
                yield Match(start, end, message)


def _end_of_agent(document: Document, words: tuple[Word, ...], by: int) -> int | None:
    """Index of the last word of the agent after “by”; None where it is not the sentence's subject again."""
    noun = _agent(words, by)
    if noun is None:
        return None
    is_reflexive = noun + 1 < len(words) and words[noun + 1].lower in _REFLEXIVE
    if not is_reflexive and not _ends_phrase(document, words, noun):
        return None
    subject = _subject(words, words[noun].text, has_article=noun > by + 1)
    if subject is None or not _is_passive(words, subject, by):
        return None
    return noun + 1 if is_reflexive else noun


def _agent(words: tuple[Word, ...], by: int) -> int | None:
    """Index of the noun after “by”; one without an article has to be a name."""
    first = words[by + 1]
    if first.lower in ("a", "an"):
        return None  # another one of the kind
    if first.lower in _ARTICLES:
        noun = by + 2
        return noun if noun < len(words) and words[noun].lower != "i" else None
    return by + 1 if first.is_capitalised and first.lower != "i" else None


def _ends_phrase(document: Document, words: tuple[Word, ...], noun: int) -> bool:
    """Whether nothing after the noun belongs to it: “by the company”, not “by the company's owner”."""
    if noun + 1 == len(words):
        return True
    following = words[noun + 1]
    if following.lower == "of":
        return False  # the emergence of one thing matched by the emergence of another
    if not document.prose[words[noun].end : following.start].isspace():
        return document.prose[words[noun].end] in ",.;:"
    return bool(tags(following.lower) & {"IN", "DT", "MD", "WP", "TO"}) or following.lower in _BE


def _subject(words: tuple[Word, ...], noun: str, has_article: bool) -> int | None:
    """Index of `noun` where it is the sentence's subject: its first noun phrase, without a preposition."""
    first = 1 if words[0].lower in _ARTICLES else 0
    if bool(first) != has_article or "IN" in tags(words[0].lower):
        return None
    for index in range(first, first + 2):
        if words[index].text == noun:
            following = words[index + 1].lower
            ends = following in _REFLEXIVE | _BE or tags(following) & {"MD", "VBD", "VBZ", "WP", "IN"}
            return index if ends else None
    return None


def _is_passive(words: tuple[Word, ...], subject: int, by: int) -> bool:
    """Whether be and a participle stand at most five words before “by”, in the same clause."""
    for index in range(by - 1, max(subject, by - 6), -1):
        if words[index].lower in _OPENS_CLAUSE:
            return False
        if words[index].lower in _BE:
            return any("VBN" in tags(word.lower) for word in words[index + 1 : by])
    return False
