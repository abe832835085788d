"""How far other versions of a sentence agree with each word of one.

Labels are made of it, and the teacher is told it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

#: Two neighbouring words.
WordPair = tuple[str, str]
#: Facts a word: see `Agreement.facts`.
FACTS = 14


def pairs_of(words: Sequence[str]) -> list[WordPair]:
    """Neighbouring words, the sentence's ends included: one more than there are words."""
    return list(zip(["<", *words], [*words, ">"], strict=True))


class Agreement:
    """The versions of one source line, as stems: who else has a word, or a pair of neighbours.

    versions: system → stems. references: the stems of each published translation.
    """

    def __init__(self, versions: Mapping[str, Sequence[str]], references: Sequence[Sequence[str]]) -> None:
        self.versions = versions
        self.references = references
        self.in_reference = {word for words in references for word in words}
        self.reference_pairs = {pair for words in references for pair in pairs_of(words)}
        self.holders: Counter[str] = Counter()
        self.pair_holders: Counter[WordPair] = Counter()
        for words in versions.values():
            self.holders.update(set(words))
            self.pair_holders.update(set(pairs_of(words)))
        self.others = len(versions) - 1
        majority = 0.5 * max(1, self.others)
        self.common = [word for word, count in self.holders.items() if count > majority]

    def share(self, word: str) -> float:
        """The share of the other versions that have a word which one version has."""
        return (self.holders[word] - 1) / max(1, self.others)

    def facts(self, name: str) -> np.ndarray:
        """One row for each word of version `name`, with FACTS columns.

        0: it is in a reference. 1: the share of the other versions that have it. 2, 3: its pair with the word
        before, after is in a reference. 4, 5: the shares of the other versions that have these pairs.
        6: nobody else has it. The others are the same for all words. 7, 8, 9: means of 0, of 1, of 2 and 3.
        10, 11: shares of the first reference's words, and of those most versions have, that are here.
        12: log of the length against the reference's. 13: log of the number of versions, over 4.
        """
        words = self.versions[name]
        rows = np.zeros((len(words), FACTS), np.float16)
        if not len(words):
            return rows
        pairs = pairs_of(words)
        in_reference = np.array([pair in self.reference_pairs for pair in pairs], float)
        shares = np.array([(self.pair_holders[pair] - 1) / max(1, self.others) for pair in pairs])
        rows[:, 0] = [word in self.in_reference for word in words]
        rows[:, 1] = [self.share(word) for word in words]
        rows[:, 2], rows[:, 3] = in_reference[:-1], in_reference[1:]
        rows[:, 4], rows[:, 5] = shares[:-1], shares[1:]
        rows[:, 6] = [self.holders[word] == 1 and word not in self.in_reference for word in words]
        rows[:, 7], rows[:, 8] = rows[:, 0].mean(), rows[:, 1].mean()
        rows[:, 9] = (rows[:, 2].mean() + rows[:, 3].mean()) / 2
        here = set(words)
        first = self.references[0] if self.references else ()
        rows[:, 10] = np.mean([word in here for word in first]) if first else 0.5
        rows[:, 11] = np.mean([word in here for word in self.common]) if self.common else 0.5
        rows[:, 12] = np.clip(math.log(len(words) / max(1, len(first) or len(words))), -1, 1)
        rows[:, 13] = math.log(1 + self.others) / 4
        return rows
