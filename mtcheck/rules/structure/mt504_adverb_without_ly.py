"""A sentence begins with an adjective where only its adverb makes sense.

What it finds
-------------
"Military, I think the front will hold", "Financial, the year was good": the adverb (militarily, financially)
lost its
-ly on the way. Adjectives that English puts there as they are ("Furious, he left", "Alone, they waited") have
other endings and pass.

Why it matters
--------------
Many languages use one form for both. The reader takes the adjective for the beginning of a list, or for a
name.

Example
-------
Financial, the year was a disaster.

Instead
-------
Financially, the year was a disaster.

Measured
--------
No alarm in 93,737 words of clean news. No findings in 20,000 held-out machine translations. Command: `python
-m benchmarks.rules --shared ../shared --select MT504 --outputs 20000`.

Source
------
Adjectives in -al, -ic and -ary whose -ly adverb `mtcheck.lexicon.morphology` or the spelling rules give.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import tags
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_SUBJECTS = frozenset("i we he she it they you there this that these those".split())
_ARTICLES = frozenset("the a an his her its their our my your".split())
_FINITE = frozenset(
    "is are was were has have had will would can could may might must should does did do remains seems".split()
)
# These stand there by themselves: "Typical, she said", nouns that begin a list, conjuncts.
_NOT = frozenset(
    "typical critical magic logic public music topic traffic critic panic clinic fabric plastic rubric metric arctic animal "
    "capital hospital journal material metal signal festival trial rival arrival proposal approval removal survival goal "
    "deal january february library secretary salary glossary commentary summary diary dictionary documentary".split()
)


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        words = sentence.words
        if len(words) < 5 or words[0].start != sentence.start + _quote(document, sentence.start):
            continue
        first, second = words[0], words[1]
        adverb = _adverb(first.lower)
        if not adverb or document.prose[first.end : second.start] != ", " or not first.is_capitalised:
            continue
        if second.lower in _SUBJECTS:
            pass
        elif second.lower not in _ARTICLES or not any(word.lower in _FINITE for word in words[2:7]):
            continue
        elif "," in document.prose[second.start : words[min(6, len(words) - 1)].start]:
            continue  # a list: "Political, the social and economic, …"
        fixed = adverb.capitalize()
        yield Match(
            first.start,
            first.end,
            f"“{first.text}” is an adjective; before a whole sentence the adverb stands: “{fixed}”?",
            replace_with=fixed,
        )


def _quote(document: Document, start: int) -> int:
    return 1 if document.prose[start] in "\"“'‘«(" else 0


def _adverb(adjective: str) -> str | None:
    if adjective in _NOT or "JJ" not in tags(adjective) or len(adjective) < 5:
        return None
    if adjective.endswith("al"):
        adverb = adjective + "ly"
    elif adjective.endswith("ic"):
        adverb = adjective + "ally"
    elif adjective.endswith("ary"):
        adverb = adjective[:-1] + "ily"
    elif adjective in (
        "fortunate",
        "unfortunate",
        "evident",
        "frequent",
        "recent",
        "absolute",
        "approximate",
    ):
        adverb = adjective + "ly"
    else:
        return None
    return adverb if "RB" in tags(adverb) else None
