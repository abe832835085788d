"""How far other versions of a sentence agree with each word of one: what labels are made of, and what the
teacher is told.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

Pair = tuple[str, str]
#: Facts a word: see `Agreement.facts`.
FACTS = 14


def pairs_of(words: Sequence[str]) -> list[Pair]:
    """Neighbouring words, the sentence's ends included: one more than there are words."""
    return list(zip(["<", *words], [*words, ">"], strict=True))


class Agreement:
    """The versions of one source line, as stems: who else has a word, or a pair of neighbours.

    versions: system → stems. references: stems of each published translation.
    """

    def __init__(self, versions: Mapping[str, Sequence[str]], references: Sequence[Sequence[str]]) -> None:
        self.versions = versions
        self.references = references
        self.in_reference = {s for words in references for s in words}
        self.reference_pairs = {pair for words in references for pair in pairs_of(words)}
        self.holders: Counter[str] = Counter()
        self.pair_holders: Counter[Pair] = Counter()
        for words in versions.values():
            self.holders.update(set(words))
            self.pair_holders.update(set(pairs_of(words)))
        self.others = len(versions) - 1
        self.common = [word for word, n in self.holders.items() if n > 0.5 * max(1, self.others)]

    def share(self, word: str) -> float:
        """Share of the other versions that have a word which one version has."""
        return (self.holders[word] - 1) / max(1, self.others)

    def facts(self, name: str) -> np.ndarray:
        """One row a word of version `name`, `FACTS` columns.

        0 in a reference; 1 share of the other versions that have it; 2, 3 pair with the word before, after in
        a reference; 4, 5 shares of the other versions that have these pairs; 6 nobody else has it. The same
        for all words: 7, 8, 9 means of 0, 1 and of 2 and 3; 10, 11 shares of the first reference's words, and
        of those most versions have, that are here; 12 log of the length against the reference's; 13 log of
        the number of versions, over 4.
        """
        words = self.versions[name]
        pairs = pairs_of(words)
        found = np.zeros((len(words), FACTS), np.float16)
        if not len(words):
            return found
        here = set(words)
        inside = np.array([p in self.reference_pairs for p in pairs], float)
        shared = np.array([(self.pair_holders[p] - 1) / max(1, self.others) for p in pairs])
        found[:, 0] = [w in self.in_reference for w in words]
        found[:, 1] = [self.share(w) for w in words]
        found[:, 2], found[:, 3] = inside[:-1], inside[1:]
        found[:, 4], found[:, 5] = shared[:-1], shared[1:]
        found[:, 6] = [self.holders[w] == 1 and w not in self.in_reference for w in words]
        found[:, 7], found[:, 8] = found[:, 0].mean(), found[:, 1].mean()
        found[:, 9] = (found[:, 2].mean() + found[:, 3].mean()) / 2
        first = self.references[0] if self.references else ()
        found[:, 10] = np.mean([w in here for w in first]) if first else 0.5
        found[:, 11] = np.mean([w in here for w in self.common]) if self.common else 0.5
        found[:, 12] = np.clip(math.log(len(words) / max(1, len(first) or len(words))), -1, 1)
        found[:, 13] = math.log(1 + self.others) / 4
        return found
