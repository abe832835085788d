"""A subject is said twice, or a calque stands where English has "there is".

What it finds
-------------
"The president he said", "It exists no reason", "there it is that", "there it was a".

Why it matters
--------------
The frame of the source's sentence was kept, and the reader looks for what "it" or "he" stands for.

Example
-------
The president he has said that it exists no other way.

Instead
-------
The president has said that there is no other way.

Measured
--------
No alarm in 93,737 words of clean news. No findings in 20,000 held-out machine translations. Command: `python
-m benchmarks.rules --shared ../shared --select MT515 --outputs 20000`.

Source
------
German "es gibt", Spanish "existe", French subject doubling; counted over WMT 2010-2012 outputs against edited
English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import TaggedWord, WordRun, runs
from mtcheck.text.document import Document

_AUXILIARIES = frozenset(
    "is has will was had would can could does did said says must should are have were".split()
)
_QUANTIFIERS = frozenset(
    "a an no many some several few any enough little much different other also already not".split()
)
_DETERMINERS = frozenset("the a an this that his her their our my its".split())
_PRONOUNS = frozenset("he she it they".split())
_TIMES = frozenset("morning evening afternoon night day week month year time minute moment way".split())
_FINITE = frozenset("MD VBZ VBD AUX".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        for index in range(len(run.words) - 2):
            match = _it_exists(run.words, index) or _there_it_is(run, index)
            if match:
                yield match
        if run.opens and _has_two_subjects(run.words):
            noun, pronoun = run.words[1:3]
            message = f"“{noun.text}” and “{pronoun.text}” are both the subject; one of them is too many."
            yield Match(noun.start, pronoun.end, message, replace_with=noun.text)


def _it_exists(words: tuple[TaggedWord, ...], index: int) -> Match | None:
    """It exists no reason."""
    first, verb, quantifier = words[index : index + 3]
    if first.lower != "it" or verb.lower not in ("exists", "exist", "existed"):
        return None
    if quantifier.lower not in _QUANTIFIERS - {"not"}:
        return None
    there = "There" if first.text == "It" else "there"
    repaired = f"{there} {'was' if verb.lower == 'existed' else 'is'}"
    wrong = f"{first.text} {verb.text} {quantifier.text}"
    message = f"“{wrong}” is not English; “{repaired} {quantifier.text}”?"
    return Match(first.start, verb.end, message, replace_with=repaired)


def _there_it_is(run: WordRun, index: int) -> Match | None:
    """There it is no money."""
    there, pronoun, verb = run.words[index : index + 3]
    if (there.lower, pronoun.lower) != ("there", "it") or verb.lower not in ("is", "was", "has"):
        return None
    following = run.words[index + 3 : index + 4]
    if run.after == "?" or not following or following[0].lower not in _QUANTIFIERS | {"that"}:
        return None
    repaired = f"{there.text} {verb.text}"
    return Match(there.start, verb.end, f"The subject is doubled; “{repaired}”?", replace_with=repaired)


def _has_two_subjects(words: tuple[TaggedWord, ...]) -> bool:
    """The president he said: determiner, noun, pronoun, auxiliary, where a sentence begins."""
    if len(words) < 6 or words[0].lower not in _DETERMINERS:
        return False
    noun, pronoun, verb = words[1:4]
    if pronoun.lower not in _PRONOUNS or pronoun.text[0].isupper() or verb.lower not in _AUXILIARIES:
        return False
    if not noun.tags & {"NN", "NNS"} or noun.lower in _TIMES:
        return False
    # Another finite verb makes it a relative clause: the man he has met is the mayor.
    return not any(word.tags & _FINITE and word.lower != verb.lower for word in words[4:])
