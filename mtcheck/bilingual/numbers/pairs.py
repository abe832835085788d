"""The quantities of a pair, link by link: which have a counterpart on the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from mtcheck.bilingual.numbers.quantity import Quantity
from mtcheck.bilingual.numbers.reader import quantities
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, source_around


class LinkedNumbers(NamedTuple):
    """The quantities of one link, with offsets into the texts of its passage."""

    passage: LinkedPassage
    source: tuple[Quantity, ...]
    """All of the source."""
    target: tuple[Quantity, ...]
    """All of the translation."""
    lost: tuple[Quantity, ...]
    """Those of the source that the translation must have and does not."""
    new: tuple[Quantity, ...]
    """Those of the translation that the source and its neighbours do not have."""


@lru_cache(maxsize=4)
def numbers(pair: Pair) -> tuple[LinkedNumbers, ...]:
    """The quantities of each link that has both sides, and a number that counts.

    What has a counterpart in a sentence before or after counts as found: an aligner can be off by one.
    """
    return tuple(_numbers(pair))


def _numbers(pair: Pair) -> Iterator[LinkedNumbers]:
    for passage in linked_passages(pair):
        source = quantities(passage.source_text, pair.language)
        target = quantities(passage.target_text, "en")
        if not any(quantity.firm for quantity in (*source, *target)):
            continue
        new = _without_counterpart(target, source)
        lost = _without_counterpart(source, target)
        if new:
            new = _without_counterpart(new, quantities(source_around(pair, passage.link), pair.language))
        yield LinkedNumbers(passage, tuple(source), tuple(target), tuple(lost), tuple(new))


def _without_counterpart(wanted: Iterable[Quantity], others: list[Quantity]) -> list[Quantity]:
    return [
        quantity
        for quantity in wanted
        if quantity.firm and not any(quantity.may_equal(other) for other in others)
    ]


def mismatches(pair: Pair) -> Iterator[tuple[int, int, str]]:
    """(start, end, what the source has) of numbers of the translation that stand for another one of the
    source.
    """
    for linked_numbers in numbers(pair):
        passage, left = linked_numbers.passage, list(linked_numbers.lost)
        for quantity in linked_numbers.new:
            if not left:
                break
            original = _likeliest_original(quantity, left, passage)
            left.remove(original)
            yield (
                passage.target.start + quantity.start,
                passage.target.start + quantity.end,
                passage.source_text[original.start : original.end].strip(),
            )


def _likeliest_original(quantity: Quantity, lost: list[Quantity], passage: LinkedPassage) -> Quantity:
    """A percentage for a percentage; of several the one at the same place in its sentence."""
    place = (quantity.start + quantity.end) / 2 / max(len(passage.target_text), 1)
    length = max(len(passage.source_text), 1)
    return min(
        lost,
        key=lambda original: (original.percent != quantity.percent, abs(original.start / length - place)),
    )
