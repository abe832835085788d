"""A sentence begins with an adjective where only its adverb makes sense.

What it finds
-------------
"Military, I think the front will hold", "Financial, the year was good": the adverb (militarily, financially)
lost its -ly on the way. Adjectives that English puts there as they are ("Furious, he left", "Alone, they
waited") have other endings and pass.

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
from mtcheck.text.document import Document, Sentence
from mtcheck.text.words import Word

_SUBJECTS = frozenset("i we he she it they you there this that these those".split())
_ARTICLES = frozenset("the a an his her its their our my your".split())
_FINITE = frozenset(
    "is are was were has have had will would can could may might must should does did do remains "
    "seems".split()
)
# English has these before a comma: "Typical, she said", nouns that begin a list.
_STANDS_ALONE = frozenset(
    "typical critical magic logic public music topic traffic critic panic clinic fabric plastic rubric "
    "metric arctic animal capital hospital journal material metal signal festival trial rival arrival "
    "proposal approval removal survival goal deal january february library secretary salary glossary "
    "commentary summary diary dictionary documentary".split()
)
_TAKES_LY = frozenset("fortunate unfortunate evident frequent recent absolute approximate".split())
_QUOTES = "\"“'‘«("


@rule(Category.GRAMMAR, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        words = sentence.words
        if len(words) < 5 or not _opens_with_comma(document, sentence):
            continue
        first = words[0]
        adverb = _adverb(first.lower)
        if adverb and first.is_capitalised and _is_clause(document, words[1:]):
            adverb = adverb.capitalize()
            message = (
                f"“{first.text}” is an adjective; before a whole sentence the adverb stands: “{adverb}”?"
            )
            yield Match(first.start, first.end, message, replace_with=adverb)


def _opens_with_comma(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence begins with a word and a comma, perhaps in quotation marks."""
    first, second = sentence.words[:2]
    start = sentence.start + (1 if document.prose[sentence.start] in _QUOTES else 0)
    return first.start == start and document.prose[first.end : second.start] == ", "


def _is_clause(document: Document, words: tuple[Word, ...]) -> bool:
    """Whether a subject begins here, and not the second part of a list: “the social and economic, …”."""
    first = words[0]
    if first.lower in _SUBJECTS:
        return True
    if first.lower not in _ARTICLES or not any(word.lower in _FINITE for word in words[1:6]):
        return False
    return "," not in document.prose[first.start : words[min(5, len(words) - 1)].start]


def _adverb(adjective: str) -> str | None:
    if adjective in _STANDS_ALONE or "JJ" not in tags(adjective) or len(adjective) < 5:
        return None
    if adjective.endswith("al") or adjective in _TAKES_LY:
        adverb = adjective + "ly"
    elif adjective.endswith("ic"):
        adverb = adjective + "ally"
    elif adjective.endswith("ary"):
        adverb = adjective[:-1] + "ily"
    else:
        return None
    return adverb if "RB" in tags(adverb) else None
