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
from mtcheck.bilingual.passages import nearest_word, target_around
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.languages import READ
from mtcheck.rules.base import Match, pair_rule


@pair_rule(
    Category.OMISSION,
    Severity.MAJOR,
    default=False,
    confidence=0.5,
    languages=READ,
    compares="missing numbers",
)
def check(pair: Pair) -> Iterator[Match]:
    for passage, _, _, lost, new in numbers(pair):
        if not lost or new:
            continue
        around = quantities(target_around(pair, passage.link), "en")
        for quantity in lost:
            if quantity.approximate or any(quantity.may_equal(other) for other in around):
                continue
            original = passage.source_text[quantity.start : quantity.end].strip()
            span = nearest_word(pair, passage, passage.source.start + quantity.start)
            message = f"The source has “{original}” about here, the translation no number."
            yield Match(span.start, span.end, message)
