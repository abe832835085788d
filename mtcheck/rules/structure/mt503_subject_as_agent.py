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
from mtcheck.text.document import Document, Sentence, Word

_BE = frozenset("is are was were be been being".split())
_ARTICLES = frozenset("the a an this that these those his her its their our my your".split())
_REFLEXIVE = frozenset("himself herself itself themselves".split())


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        if any(word.lower == "by" for word in sentence.words[4:]):
            yield from _in_sentence(document, sentence)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Match]:
    words = sentence.words
    for at in range(4, len(words) - 1):
        if words[at].lower != "by":
            continue
        agent = words[at + 1 : at + 2]
        article = agent[0].lower in _ARTICLES
        if article:
            agent = words[at + 2 : at + 3]
        if words[at + 1].lower in ("a", "an"):
            continue  # another one of the kind
        if not agent or not (article or agent[0].is_capitalised) or agent[0].lower == "i":
            continue
        end = at + (3 if article else 2)
        reflexive = end < len(words) and words[end].lower in _REFLEXIVE
        stop = words[end] if reflexive else agent[0]
        if not reflexive and not _closes(document, words, end):
            continue
        subject = _subject(words, agent[0].text, article)
        if subject is None or not _passive(words, subject, at):
            continue
        text = document.text[words[at].start : stop.end]
        yield Match(
            words[at].start,
            stop.end,
            f"“{text}” repeats the sentence's subject as the one who acts; who was meant?",
        )


def _closes(document: Document, words: tuple[Word, ...], end: int) -> bool:
    """True if the agent's noun phrase ends before word `end`: "by the company", not "by the company's
    owner".
    """
    if end == len(words):
        return True
    if words[end].lower == "of":
        return False  # the emergence of one thing matched by the emergence of another
    if not document.prose[words[end - 1].end : words[end].start].isspace():
        return document.prose[words[end - 1].end] in ",.;:"
    return bool(tags(words[end].lower) & {"IN", "DT", "MD", "WP", "TO"}) or words[end].lower in _BE


def _subject(words: tuple[Word, ...], noun: str, article: bool) -> int | None:
    """The index of the sentence's subject if it is `noun`: the first noun phrase, without a preposition
    before it.
    """
    at = 1 if words[0].lower in _ARTICLES else 0
    if bool(at) != article:
        return None
    for index in range(at, min(at + 2, len(words))):
        if words[index].text == noun and "IN" not in tags(words[0].lower):
            following = words[index + 1].lower
            return (
                index
                if following in _REFLEXIVE | _BE or tags(following) & {"MD", "VBD", "VBZ", "WP", "IN"}
                else None
            )
    return None


def _passive(words: tuple[Word, ...], subject: int, by: int) -> bool:
    """A form of be with a participle stands before "by", at most five words away, and no other clause
    begins between.
    """
    for index in range(by - 1, max(subject, by - 6), -1):
        if words[index].lower in ("that", "who", "which", "whom", "and", "but", "when", "as"):
            return False
        if words[index].lower in _BE and index > subject:
            return any("VBN" in tags(word.lower) for word in words[index + 1 : by])
    return False
