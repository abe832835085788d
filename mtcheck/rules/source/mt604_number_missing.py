"""A number of the source is not in the translation.

What it finds
-------------
A number that the source sentence has (normalised as for MT603) and that neither the translated sentence nor
its neighbours have, in whatever form, where the translation has no other number in its stead. The word about
where it should stand is marked.

Why it matters
--------------
A figure that is dropped is dropped information; translators also drop figures on purpose, so have a look.

Example
-------
Source: Bei dem Unfall starben 14 Menschen. Translation: People died in the accident.

Instead
-------
14 people died in the accident.

Measured
--------
Off by default: 29 findings on 80,596 words of human translations (200 documents), and 30 % of 104 on
annotated news touch a mark. `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
QA checkers' “number value” (B7 in docs/quality-checks.md); pofilter `numbers`, Xbench “numeric mismatch”.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.numbers.pairs import numbers
from mtcheck.bilingual.numbers.reader import quantities
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import near, stretch
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ as SUPPORTED
from mtcheck.rules.base import Match, pair_rule


@pair_rule(
    Category.OMISSION,
    Severity.MAJOR,
    default=False,
    confidence=0.5,
    languages=SUPPORTED,
    what="missing numbers",
)
def check(pair: Pair) -> Iterator[Match]:
    for one in numbers(pair):
        left = one.lost[len(one.new) :] if len(one.lost) > len(one.new) else ()
        if not left or one.new:
            continue
        link = one.passage.link
        around = stretch(
            pair.target, (max(link.target[0] - 1, 0), min(link.target[1] + 1, len(pair.target.sentences)))
        )
        there = quantities(pair.target.text[around.start : around.end], "en")
        for quantity in left:
            if quantity.approximate or any(quantity.may_equal(other) for other in there):
                continue
            text = one.passage.source_text[quantity.start : quantity.end].strip()
            span = near(pair, one.passage, one.passage.source.start + quantity.start)
            yield Match(
                span.start, span.end, f"The source has “{text}” about here, the translation no number."
            )
