"""A phrase of two to five words stands twice in a row, or a noun on both sides of “and”.

What it finds
-------------
"in the city in the city", "with kindness and kindness", "the president of the president". What English
repeats on purpose ("again and again", "more and more", "step by step", "for years and years") passes; so do
repetitions across a comma, which speeches use.

Why it matters
--------------
Where two source words have the same English equivalent, or the system lost its place, the second half of the
thought is missing.

Example
-------
They were received with kindness and kindness in the city in the city.

Instead
-------
They were received with kindness and warmth in the city.

Measured
--------
1 alarm (0.011 per 1,000) in 93,737 words of clean news. MQM: 10 findings, all in a marked span. 1 finding in
20,000 held-out machine translations. Command: `python -m benchmarks.rules --shared ../shared --select MT506
--outputs 20000`.

Source
------
The exceptions were read off eleven million words of edited English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.structure.runs import Tagged, runs
from mtcheck.text.document import Document

_LONGEST = 5
# X and X, X or X: on purpose.
_ON_PURPOSE = frozenset(
    "again more over on through by up down out round around years days hours weeks months miles less better worse further "
    "many various such so times pages thousands millions hundreds women men women's here there one two three that this it "
    "him her them you me us we they he she half bigger now then back forth only higher lower faster closer longer deeper "
    "farther things people stuff stop old young black white blood art love work man woman mother father side face day yes "
    "no ha please neck".split()
)
_FINITE = frozenset("is are was were has have had in at on".split())


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for run in runs(document):
        words = run.words
        index = 0
        while index < len(words) - 2:
            size = _repeated(words, index)
            if size:
                once = document.text[words[index].start : words[index + size - 1].end]
                yield Match(
                    words[index].start,
                    words[index + 2 * size - 1].end,
                    f"“{once}” stands twice in a row.",
                    replace_with=once,
                )
                index += 2 * size
                continue
            if _pair(words, index):
                yield Match(
                    words[index].start,
                    words[index + 2].end,
                    f"“{words[index].text}” is joined with itself; a second word was probably meant.",
                    replace_with=words[index].text,
                )
                index += 3
                continue
            index += 1


def _repeated(words: tuple[Tagged, ...], index: int) -> int:
    """The size of the phrase at `index` that is repeated at once, 0 if none is."""
    first = words[index].lower
    for size in range(2, _LONGEST + 1):
        if index + 2 * size > len(words):
            return 0
        if words[index + size].lower != first:
            continue
        once = [word.lower for word in words[index : index + size]]
        if once == [word.lower for word in words[index + size : index + 2 * size]]:
            if index and words[index - 1].lower == once[-1]:
                return 0  # day after day after day
            if len(set(once)) == 1 or any("CD" in word.tags for word in words[index : index + size]):
                return 0
            if any(len(word) > 3 for word in once) or size > 2:
                if (
                    any(word.text[0].isupper() for word in words[index : index + size])
                    and size == 2
                    and index > 0
                ):
                    return 0
                return (
                    size
                    if (size > 2 or once[1] not in ("and", "by", "to", "after", "or"))
                    and once[0] not in ("and", "or")
                    else 0
                )
            return (
                size
                if size == 2
                and once[0] in ("of", "in", "to", "for", "at", "on", "by", "with", "it", "he", "they")
                else 0
            )
    return 0


def _pair(words: tuple[Tagged, ...], index: int) -> bool:
    """X and X with a common noun, an adjective or an adverb."""
    first, middle, last = words[index : index + 3]
    if middle.lower not in ("and", "or") or first.lower != last.lower or first.lower in _ON_PURPOSE:
        return False
    if not first.tags & {"NN", "NNS", "JJ", "RB"} or first.tags & {
        "JJR",
        "IN",
        "DT",
        "CD",
        "WP",
        "MD",
        "VBD",
        "VBZ",
    }:
        return False
    if not first.text.islower() or not last.text.islower() or "-" in first.text or len(first.text) < 4:
        return False
    # "war crimes and crimes against humanity", "the liver or liver cancer": one of the two has a companion of
    # its own.
    if "NNS" in first.tags or index == 0 or not words[index - 1].tags & {"IN", "DT", "PRP$"}:
        return False
    if first.tags & {"VB"} and words[index - 1].lower == "to":
        return False
    return (
        index + 3 == len(words)
        or bool(words[index + 3].tags & {"MD", "WP", "VBD"})
        or words[index + 3].lower in _FINITE
    )
