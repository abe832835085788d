"""Texts that translate one another unit by unit (rows of a table, segments of XLIFF and TMX, entries of PO):
the links of their sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise

from mtcheck.findings.pair import Link
from mtcheck.text.document import Document


def have_as_many(source: Document, target: Document) -> bool:
    """Whether both texts have units, and as many."""
    own, others = _units(source), _units(target)
    return own is not None and others is not None and len(own) == len(others)


def unit_links(source: Document, target: Document) -> tuple[Link, ...]:
    """The sentences of each unit: one by one where both sides have as many, else all of one with all of the
    other.

    A unit that was not translated has no link: it was left for later, which the reader says, and is no
    omission.
    """
    links: list[Link] = []
    for original, translated in zip(_sentences(source), _sentences(target), strict=True):
        if not translated:
            continue
        if len(original) == len(translated):
            links.extend(Link((i, i + 1), (j, j + 1), 1.0) for i, j in zip(original, translated, strict=True))
        else:
            links.append(Link((original.start, original.stop), (translated.start, translated.stop), 1.0))
    return tuple(links)


def _units(document: Document) -> tuple[int, ...] | None:
    return document.aligned_units if document.units is None else document.units


def _sentences(document: Document) -> list[range]:
    """The indices of the sentences of each unit."""
    units = _units(document) or (0,)
    counts = [0] * len(units)
    for sentence in document.sentences:
        counts[bisect_right(units, sentence.start) - 1] += 1
    return [range(first, last) for first, last in pairwise(accumulate(counts, initial=0))]
