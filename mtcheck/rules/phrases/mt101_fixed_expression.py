"""A fixed expression is written apart.

What it finds
-------------
Expressions that English writes with a hyphen ("volte-face", "pell-mell") or as one word ("daybreak",
"wheelchair"), written as two words. Capitals do not matter, nor does the place in the sentence. `--fix` puts
in the hyphen where one half is no word of its own. It leaves the rest: "the week ends" may be what was meant.

Why it matters
--------------
Translation systems put such expressions together from their parts. Where both halves are words, a spelling
checker passes them; it may also take one half for a name.

Example
-------
The vote was a volte face for the party.

Instead
-------
The vote was a volte-face for the party.

Measured
--------
0.021 alarms per 1,000 clean words ("birth place", "no brainer"); 19 findings on 20,000 held-out outputs, a
third with a word that no other version has (`python -m benchmarks.rules --select MT101 --outputs 20000`). An
expression may be written apart once in the clean corpora if one of its halves stands nowhere else in them;
"Volte face" was known when that was decided.

Source
------
WordNet 3.0 (Princeton University; its licence allows any use). Kept are expressions that nine million words
of clean English never write apart (but for such a slip), or fifty times less often than together:
`training/lexicon/phrases_fixed.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import tags
from mtcheck.lexicon.phrases import fixed_expressions
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

# Numbers begin phrases of their own: "ten thousandths of an inch", "those four footed the bill".
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten twenty thirty forty fifty hundred many".split()
)
# A particle may belong to the verb: "The water was pent up behind the dam."
_PARTICLES = frozenset("up out on in off by for of".split())


@rule(Category.SPELLING, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    expressions = fixed_expressions()
    for sentence in document.sentences:
        for first, last in pairwise(sentence.words):
            second_words = expressions.get(first.lower)
            if second_words is None:
                continue
            joined = second_words.get(last.lower)
            if joined is None or not document.prose[first.end : last.start].isspace():
                continue
            # Two capitals: a name ("Snow White"), or a heading.
            if last.is_capitalised and first.is_capitalised:
                continue
            if first.is_capitalised and first.start == sentence.start:
                joined = joined[0].upper() + joined[1:]
            written = document.text[first.start : last.end]
            yield Match(
                first.start,
                last.end,
                f"“{written}” is one expression: “{joined}”.",
                replace_with=joined,
                safe="-" in joined and _belong_together(first.lower, last.lower),
            )


def _belong_together(first: str, last: str) -> bool:
    """Whether two neighbours must be this expression, since one of them stands nowhere else."""
    return not (tags(first) and tags(last)) and first not in _NUMBERS and last not in _PARTICLES
