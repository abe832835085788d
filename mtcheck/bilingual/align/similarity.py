"""How much the sentences of a source and of its translation have in common, beyond what chance explains."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence

from mtcheck.bilingual.align.anchors import Alternatives
from mtcheck.findings.pair import Link

#: Log-likelihood that one shared anchor of average rarity is worth.
_SHARED = 1.6
#: Anchors shared by chance, in nats for each pair of anchors that could match, before a text is seen; and how
#: many such pairs that is worth.
_PRIOR_CHANCE, _PRIOR_SIZE = 0.0003, 2000.0
#: How many times chance has to be exceeded.
_MARGIN = 6.0
#: An anchor in so many sentences, and in this share of them, says nothing.
_COMMON_COUNT, _COMMON_SHARE = 12, 0.25


class Similarity:
    """What the anchors say about which sentences belong together, in nats.

    source: the anchors of each source sentence, as alternatives; target: those of each target sentence.
    """

    def __init__(self, source: Sequence[Sequence[Alternatives]], target: Sequence[frozenset[str]]) -> None:
        self._wanted = [len(groups) for groups in source]
        self._offered = [len(anchors) for anchors in target]
        self._shared = _shared(source, target)
        self._chance = self._estimated_chance()

    def _estimated_chance(self) -> float:
        """What is shared by chance, for each pair of anchors: told from sentences that are far apart."""
        rows, columns = len(self._wanted), len(self._offered)
        far = max(2, columns // 10)
        shared = size = 0.0
        for i in range(rows):
            for j in range(columns):
                if abs(i * columns / rows - j) > far:
                    shared += self._shared.get((i, j), 0.0)
                    size += self._wanted[i] * self._offered[j]
        return (shared + _PRIOR_CHANCE * _PRIOR_SIZE) / (size + _PRIOR_SIZE)

    def gain(self, i: int, j: int) -> float:
        """What speaks for sentences i and j belonging together, less several times what chance would say."""
        chance = self._chance * self._wanted[i] * self._offered[j]
        return self._shared.get((i, j), 0.0) - _MARGIN * chance

    def unsupported(self, sources: range, targets: range) -> int:
        """How many of the sentences share nothing with the other side, though they could."""
        can_be_found = [i for i in sources if self._wanted[i] >= 2]
        count = 0
        if len(sources) > 1:
            count += sum(not any((i, j) in self._shared for j in targets) for i in can_be_found)
        if len(targets) > 1 and can_be_found:
            count += sum(not any((i, j) in self._shared for i in sources) for j in targets)
        return count

    def evidence(self, links: Collection[Link]) -> tuple[float, int]:
        """(nats beyond chance for each thing that could be found again, number of these things) in the
        links.
        """
        total, things = 0.0, 0
        for link in links:
            for i in range(*link.source):
                things += self._wanted[i]
                for j in range(*link.target):
                    chance = self._chance * self._wanted[i] * self._offered[j]
                    total += self._shared.get((i, j), 0.0) - chance
        return total / max(things, 1), things


def _shared(
    source: Sequence[Sequence[Alternatives]], target: Sequence[frozenset[str]]
) -> dict[tuple[int, int], float]:
    """(i, j): what sentences i and j share; rare anchors count for more."""
    sentences_with: dict[str, list[int]] = defaultdict(list)
    for j, anchors in enumerate(target):
        for anchor in anchors:
            sentences_with[anchor].append(j)
    count = max(len(target), 10)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for i, groups in enumerate(source):
        for alternatives in groups:
            for j, gain in _best_gains(alternatives, sentences_with, count).items():
                shared[i, j] += gain
    return shared


def _best_gains(
    alternatives: Alternatives, sentences_with: dict[str, list[int]], count: int
) -> dict[int, float]:
    """For each target sentence the gain of the best alternative that it has."""
    best: dict[int, float] = {}
    for anchor, weight in alternatives.items():
        sentences = sentences_with.get(anchor)
        if not sentences or (len(sentences) > _COMMON_COUNT and len(sentences) > _COMMON_SHARE * count):
            continue
        rarity = math.log((count + 1) / len(sentences)) / math.log(count + 1)
        gain = _SHARED * weight * rarity
        for j in sentences:
            if gain > best.get(j, 0.0):
                best[j] = gain
    return best
