"""Sentence alignment: which sentences of a translation render which sentences of its source.

Dynamic programming over beads of 1-1, 1-0, 0-1, and one to several sentences (Gale and Church 1993, “A
Program for Aligning Sentences in Bilingual Corpora”), with their length cost in characters and, as in Moore
2002 (“Fast and Accurate Sentence Alignment of Bilingual Corpora”) and hunalign (Varga et al. 2005), what the
words say: translations of the table, numbers, cognates, and names across scripts (`anchors`). The ratio of
lengths is the article's own. Paragraphs count where both sides have them. A link's confidence is its
posterior probability, so what could as well be aligned otherwise says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from mtcheck.bilingual.align.anchors import source_anchors, target_anchors
from mtcheck.bilingual.align.lattice import Cell, Lattice, Step
from mtcheck.bilingual.align.lengths import characters
from mtcheck.bilingual.align.similarity import Similarity
from mtcheck.findings.pair import Link
from mtcheck.text.document import Document

#: (sentences of the source, of the target): log probability. 1-1 to 2-2 as counted by Gale and Church (1993,
#: table 5).
_BEADS = {
    (1, 1): math.log(0.89),
    (1, 0): math.log(0.02),
    (0, 1): math.log(0.02),
    (2, 1): math.log(0.0445),
    (1, 2): math.log(0.0445),
    (2, 2): math.log(0.011),
    (3, 1): math.log(0.004),
    (1, 3): math.log(0.004),
    (4, 1): math.log(0.001),
    (1, 4): math.log(0.001),
}
# Variance of the target's length, in characters, per character expected. Gale and Church's 6.8 was counted on
# parliamentary minutes; translated news is freer.
_VARIANCE = 10.0
#: The most that lengths can cost: a wrong ratio alone makes nothing an omission.
_WORST_LENGTH = 12.0
#: Characters without a counterpart that cost one nat, and the most that they can cost.
_OPEN_LENGTH, _WORST_OPEN = 60.0, 4.0
#: For a sentence in a bead of several that has things to find again, none of which the other side has.
_UNSUPPORTED = -2.5
#: Where paragraphs begin on both sides, and on one.
_BOTH_BEGIN, _ONE_BEGINS = 0.7, -1.2
#: Sentences to either side of the diagonal that are looked at, at least.
_BAND = 40


class Alignment(NamedTuple):
    """Which sentences of two texts correspond."""

    links: tuple[Link, ...]
    """In order; each sentence of both sides is in exactly one."""
    evidence: float = 0.0
    """What the words say for it beyond chance, in nats for each thing (word, number, name) of the source that
    could be found again."""
    things: int = 0
    """How many such things there are."""


def one_to_one(sources: int, targets: int) -> tuple[Link, ...]:
    """Sentence i beside sentence i; what one side has more of stands alone."""
    both = min(sources, targets)
    links = [Link((i, i + 1), (i, i + 1), 1.0) for i in range(both)]
    links += [Link((i, i + 1), (both, both), 1.0) for i in range(both, sources)]
    links += [Link((both, both), (i, i + 1), 1.0) for i in range(both, targets)]
    return tuple(links)


def align(source: Document, target: Document, language: str) -> Alignment:
    """The most probable alignment of two documents whose sentences are known. language: the source's."""
    sizes = len(source.sentences), len(target.sentences)
    if not all(sizes):
        return Alignment(one_to_one(*sizes))
    similarity = Similarity(
        [source_anchors(text, language) for text in _sentence_texts(source)],
        [target_anchors(text, language) for text in _sentence_texts(target)],
    )
    beads = _Beads(source, target, similarity)
    lattice = Lattice(sizes, tuple(_BEADS), beads.log_likelihood, beads.band)
    path = lattice.best_path()
    if path is None:
        links = one_to_one(*sizes)
    else:
        links = tuple(
            Link((i, next_i), (j, next_j), round(posterior, 4))
            for ((i, j), (next_i, next_j)), posterior in zip(
                pairwise(path), lattice.posteriors(path), strict=True
            )
        )
    return Alignment(links, *similarity.evidence(links))


def _sentence_texts(document: Document) -> list[str]:
    return [document.text[sentence.start : sentence.end] for sentence in document.sentences]


class _Beads:
    """How likely the beads of two texts are."""

    def __init__(self, source: Document, target: Document, similarity: Similarity) -> None:
        self._sizes = len(source.sentences), len(target.sentences)
        self._similarity = similarity
        lengths, target_lengths = _lengths(source), _lengths(target)
        ratio = sum(target_lengths) / sum(lengths)
        #: Characters of the target that are expected, and that there are, up to each sentence.
        self._expected = _sums(ratio * length for length in lengths)
        self._actual = _sums(map(float, target_lengths))
        self._begins, self._target_begins = _paragraph_begins(source), _paragraph_begins(target)
        paragraphs = sum(self._begins), sum(self._target_begins)
        self._compares_paragraphs = min(paragraphs) > 1 and max(paragraphs) <= 1.5 * min(paragraphs)

    def band(self, i: int) -> range:
        """The target sentences that are looked at beside i source sentences."""
        sources, targets = self._sizes
        width = max(_BAND, abs(sources - targets) + 10, (sources + targets) // 40)
        middle = round(i * targets / sources)
        return range(max(0, middle - width), min(targets, middle + width) + 1)

    def log_likelihood(self, cell: Cell, bead: Step) -> float:
        """Of the bead that ends before sentences i of the source and j of the target."""
        (i, j), (sources, targets) = cell, bead
        expected = self._expected[i] - self._expected[i - sources]
        actual = self._actual[j] - self._actual[j - targets]
        if not sources or not targets:
            # A longer sentence is less likely to be left out or made up.
            return _BEADS[bead] - min((actual + expected) / _OPEN_LENGTH, _WORST_OPEN)
        source_range, target_range = range(i - sources, i), range(j - targets, j)
        gain = _BEADS[bead]
        similar = sum(self._similarity.gain(a, b) for a in source_range for b in target_range)
        if sources + targets > 2:
            gain += _UNSUPPORTED * self._similarity.unsupported(source_range, target_range)
        gain += similar + _length_gain(actual, expected)
        if self._compares_paragraphs:
            begin = self._begins[source_range.start], self._target_begins[target_range.start]
            gain += _BOTH_BEGIN if all(begin) else _ONE_BEGINS if any(begin) else 0.0
        return gain


def _length_gain(actual: float, expected: float) -> float:
    """The logarithm of the probability that lengths differ so much by chance."""
    deviation = abs(actual - expected) / math.sqrt(_VARIANCE * (actual + expected) / 2 + 1)
    return max(math.log(max(math.erfc(deviation / math.sqrt(2)), 1e-300)), -_WORST_LENGTH)


def _lengths(document: Document) -> list[int]:
    """The characters of each sentence, one at least."""
    return [max(1, characters(text)) for text in _sentence_texts(document)]


def _sums(lengths: Iterable[float]) -> list[float]:
    return list(accumulate(lengths, initial=0.0))


def _paragraph_begins(document: Document) -> Sequence[bool]:
    """For each sentence, whether a paragraph begins with it."""
    paragraphs = [sentence.paragraph for sentence in document.sentences]
    return [index == 0 or paragraphs[index - 1] != paragraph for index, paragraph in enumerate(paragraphs)]
