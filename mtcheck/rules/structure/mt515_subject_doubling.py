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
from mtcheck.rules.structure.runs import Run, runs
from mtcheck.text.document import Document

_AUXILIARIES = frozenset(
    "is has will was had would can could does did said says must should are have were".split()
)
_QUANTIFIERS = frozenset(
    "a an no many some several few any enough little much different other also already not".split()
)
_DETERMINERS = frozenset("the a an this that his her their our my its".split())
_PRONOUN_OF = frozenset("he she it they".split())
_TIMES = frozenset("morning evening afternoon night day week month year time minute moment way".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        words = run.words
        for index in range(len(words) - 2):
            first, second, third = words[index], words[index + 1], words[index + 2]
            if (
                first.lower == "it"
                and second.lower in ("exists", "exist", "existed")
                and third.lower in _QUANTIFIERS - {"not"}
            ):
                there = "There" if first.text == "It" else "there"
                fixed = f"{there} {'was' if second.lower == 'existed' else 'is'}"
                yield Match(
                    first.start,
                    second.end,
                    f"“{first.text} {second.text} {third.text}” is not English; “{fixed} {third.text}”?",
                    replace_with=fixed,
                )
            elif (
                (first.lower, second.lower) == ("there", "it")
                and third.lower in ("is", "was", "has")
                and run.after != "?"
            ):
                if index + 3 == len(words) or words[index + 3].lower not in _QUANTIFIERS | {"that"}:
                    continue
                fixed = f"{first.text} {third.text}"
                yield Match(first.start, third.end, f"The subject is doubled; “{fixed}”?", replace_with=fixed)
        yield from _doubled(document, run)


def _doubled(document: Document, run: Run) -> Iterator[Match]:
    """At the sentence's beginning: determiner, noun, pronoun, auxiliary; a second finite verb makes it a
    relative clause.
    """
    words = run.words
    if not run.opens or len(words) < 6 or words[0].lower not in _DETERMINERS:
        return
    noun, pronoun, verb = words[1], words[2], words[3]
    if (
        pronoun.lower not in _PRONOUN_OF
        or verb.lower not in _AUXILIARIES
        or not noun.tags & {"NN", "NNS"}
        or noun.lower in _TIMES
        or pronoun.text[0].isupper()
    ):
        return
    if any(word.tags & {"MD", "VBZ", "VBD", "AUX"} and word.lower != verb.lower for word in words[4:]):
        return
    yield Match(
        noun.start,
        pronoun.end,
        f"“{noun.text}” and “{pronoun.text}” are both the subject; one of them is too many.",
        replace_with=noun.text,
    )
