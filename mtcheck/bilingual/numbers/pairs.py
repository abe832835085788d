"""The quantities of a pair, link by link: which have a counterpart on the other side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtcheck.bilingual.numbers.reader import Quantity, quantities
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import Passage, linked, neighbourhood


class Numbers(NamedTuple):
    """The quantities of one link, with offsets into its texts; lost and new: those without a counterpart."""

    passage: Passage
    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    lost: tuple[Quantity, ...]
    new: tuple[Quantity, ...]


@lru_cache(maxsize=4)
def numbers(pair: Pair) -> tuple[Numbers, ...]:
    """The quantities of each link that has both sides.

    What has a counterpart in a sentence before or after counts as found: an aligner can be off by one.
    """
    return tuple(_numbers(pair))


def _numbers(pair: Pair) -> Iterator[Numbers]:
    for passage in linked(pair):
        source = quantities(passage.source_text, pair.language)
        target = quantities(passage.target_text, "en")
        if not any(one.firm for one in (*source, *target)):
            continue
        new = [one for one in target if one.firm and not any(one.may_equal(other) for other in source)]
        lost = [one for one in source if one.firm and not any(one.may_equal(other) for other in target)]
        if new:
            around = neighbourhood(pair, passage.link)
            near = quantities(pair.source.text[around.start : around.end], pair.language)
            new = [one for one in new if not any(one.may_equal(other) for other in near)]
        yield Numbers(passage, tuple(source), tuple(target), tuple(lost), tuple(new))


def mismatches(pair: Pair) -> Iterator[tuple[int, int, str]]:
    """(start, end, what the source has) of numbers of the translation that stand for another one of the
    source.
    """
    for one in numbers(pair):
        left = list(one.lost)
        for quantity in one.new:
            if not left:
                break
            at = (quantity.start + quantity.end) / 2 / max(len(one.passage.target_text), 1)
            source = min(
                left,
                key=lambda q: (
                    q.percent != quantity.percent,
                    abs(q.start / max(len(one.passage.source_text), 1) - at),
                ),
            )
            left.remove(source)
            start = one.passage.target.start
            yield (
                start + quantity.start,
                start + quantity.end,
                one.passage.source_text[source.start : source.end].strip(),
            )
