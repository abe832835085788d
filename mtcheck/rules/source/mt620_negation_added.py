"""The translation negates, and nothing in the source does.

What it finds
-------------
A sentence with “not”, “n't”, “never” or “no longer” whose source has no word or part of a word that could be
negative: no negation, and none of the words that English may render with one (without, lack, refuse, only,
hardly, un-, 不, 未, 無 and the like). “Not only”, “whether or not”, “not least” and questions pass.

Why it matters
--------------
The sentence says the opposite of the source, in perfect English.

Example
-------
Source: Der Minister trat gestern zurück. Translation: The minister did not resign yesterday.

Instead
-------
The minister resigned yesterday.

Measured
--------
Off by default: 22 findings in 14,000 sound sentence pairs (human translations; a third from Japanese, which
negates in many ways), none on the unharmed sentences of DEMETR; 16 of its 50 negated ones; 6 of 11 findings
on WMT23 touch a mark. `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
B28 in docs/quality-checks.md; DEMETR's “negation” (critical).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import linked_passages, source_around
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ, negation
from mtcheck.rules.base import Match, pair_rule

_NEGATION = re.compile(
    r"\b\w+n['’]t\b|\bnever\b|\bno longer\b"
    r"|\b(?:can)?not\b(?! (?:only|just|least|to mention|too|necessarily|quite|even|unlike|surprising))",
    re.IGNORECASE,
)
_OTHER_SENSE = re.compile(
    r"\b(?:or not|if not|not if|why not|whether|unless|until|but not|not yet|not so|not all|not every\w*"
    r"|not far|not long|won['’]t you|don['’]t (?:forget|worry|miss|hesitate|let))\b|\?",
    re.IGNORECASE,
)


@pair_rule(
    Category.MISTRANSLATION,
    Severity.MAJOR,
    default=False,
    confidence=0.55,
    languages=READ,
    compares="negation that was added",
)
def check(pair: Pair) -> Iterator[Match]:
    words = negation(pair.language)
    for passage in linked_passages(pair, least_confidence=0.6):
        negative = _NEGATION.search(passage.target_text)
        if negative is None or _OTHER_SENSE.search(passage.target_text):
            continue
        if re.search(words.rendered_as_negation, source_around(pair, passage.link), re.IGNORECASE):
            continue
        start = passage.target.start + negative.start()
        message = (
            f"The translation negates here (“{negative.group()}”), the source does not: "
            "check that it does not say the opposite."
        )
        yield Match(start, start + len(negative.group()), message)
