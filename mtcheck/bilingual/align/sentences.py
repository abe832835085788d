"""Sentence alignment: which sentences of a translation render which sentences of its source.

Dynamic programming over beads of 1-1, 1-0, 0-1, and one to several sentences (Gale and Church 1993, “A
Program for Aligning Sentences in Bilingual Corpora”), with their length cost in characters and, as in Moore
2002 (“Fast and Accurate Sentence Alignment of Bilingual Corpora”) and hunalign (Varga et al. 2005), what the
words say: translations of the table, numbers, cognates, and names across scripts (`anchors`). The ratio of
lengths is the article's own. Paragraphs count where both sides have them. A link's confidence is its
posterior probability (forward-backward), so what could as well be aligned otherwise says so.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from mtcheck.bilingual.align.anchors import SourceKeys, TargetKeys
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
#: Log-likelihood that one matching key of average rarity is worth.
_LEXICAL = 1.6
#: Matches by chance, in nats for each key wanted beside each key there; how many such pairs that is worth;
#: how far to exceed it.
_CHANCE, _CHANCE_SIZE, _BEYOND = 0.0003, 2000.0, 6.0
#: For a sentence of several in a bead that has things to find again, none of which are found on the other
#: side.
_UNSUPPORTED = -2.5
_BOTH_BEGIN, _ONE_BEGINS = 0.7, -1.2
#: Sentences to either side of the diagonal that are looked at, at least.
_BAND = 40


class Alignment(NamedTuple):
    """links: in order, each sentence of both sides in exactly one of them.

    evidence: what the words say for it beyond chance, in nats for each word, number or name of the source
    that could be found again; things: how many there are.
    """

    links: tuple[Link, ...]
    evidence: float = 0.0
    things: int = 0


def one_to_one(sources: int, targets: int) -> tuple[Link, ...]:
    """Sentence i beside sentence i; what one side has more of stands alone."""
    both = min(sources, targets)
    links = [Link((i, i + 1), (i, i + 1), 1.0) for i in range(both)]
    links += [Link((i, i + 1), (both, both), 1.0) for i in range(both, sources)]
    links += [Link((both, both), (i, i + 1), 1.0) for i in range(both, targets)]
    return tuple(links)


def align(source: Document, target: Document, language: str) -> Alignment:
    """The most probable alignment of two documents whose sentences are known."""
    one, two = source.sentences, target.sentences
    n, m = len(one), len(two)
    if not n or not m:
        return Alignment(one_to_one(n, m))
    have = [TargetKeys.of(target.text[s.start : s.end], language) for s in two]
    want = [SourceKeys.of(source.text[s.start : s.end], language) for s in one]
    similar = Similarity(want, have)
    links = _Lattice(source, target, similar).links()
    return Alignment(links, *similar.evidence(links))


class Similarity:
    """What the keys of the sentences say about which belong together, in nats.

    want, have: what each source sentence has that can be found again, and the keys of each target sentence.
    """

    def __init__(self, want: Sequence[SourceKeys], have: Sequence[TargetKeys]) -> None:
        self.want, self.have = [len(one.groups) for one in want], [len(one.keys) for one in have]
        self.common = _common(want, have)
        n, m = len(want), len(have)
        far = max(2, m // 10)
        common = size = 0.0
        for i in range(n):
            for j in range(m):
                if abs(i * m / n - j) > far:
                    common += self.common.get((i, j), 0.0)
                    size += self.want[i] * self.have[j]
        #: What is in common by chance, for each pair of keys.
        self.chance = (common + _CHANCE * _CHANCE_SIZE) / (size + _CHANCE_SIZE)

    def gain(self, i: int, j: int) -> float:
        """What speaks for sentences i and j belonging together, less several times what chance would say."""
        return self.common.get((i, j), 0.0) - _BEYOND * self.chance * self.want[i] * self.have[j]

    def unsupported(self, sources: range, targets: range) -> int:
        """How many of the sentences have nothing in common with the other side, though they could."""
        alone = 0
        if len(sources) > 1:
            alone += sum(
                self.want[i] >= 2 and not any((i, j) in self.common for j in targets) for i in sources
            )
        if len(targets) > 1 and any(self.want[i] >= 2 for i in sources):
            alone += sum(not any((i, j) in self.common for i in sources) for j in targets)
        return alone

    def evidence(self, links: Sequence[Link]) -> tuple[float, int]:
        """(nats beyond chance for each thing that could have been found again, number of these things) in
        the links.
        """
        total, things = 0.0, 0
        for link in links:
            for i in range(*link.source):
                things += self.want[i]
                for j in range(*link.target):
                    total += self.common.get((i, j), 0.0) - self.chance * self.want[i] * self.have[j]
        return total / max(things, 1), things


def _common(want: Sequence[SourceKeys], have: Sequence[TargetKeys]) -> dict[tuple[int, int], float]:
    index: dict[str, list[int]] = defaultdict(list)
    for j, keys in enumerate(have):
        for key in keys.keys:
            index[key].append(j)
    count = max(len(have), 10)
    found: dict[tuple[int, int], float] = defaultdict(float)
    for i, wanted in enumerate(want):
        for alternatives in wanted.groups:
            best: dict[int, float] = {}
            for key, weight in alternatives.items():
                where = index.get(key)
                if not where or (len(where) > 12 and len(where) > 0.25 * count):
                    continue
                rarity = math.log((count + 1) / len(where)) / math.log(count + 1)
                gain = _LEXICAL * weight * rarity
                for j in where:
                    if gain > best.get(j, 0.0):
                        best[j] = gain
            for j, gain in best.items():
                found[i, j] += gain
    return found


class _Lattice:
    def __init__(self, source: Document, target: Document, similar: Similarity) -> None:
        self.n, self.m = len(source.sentences), len(target.sentences)
        self.similar = similar
        lengths = (
            [_characters(source, i) for i in range(self.n)],
            [_characters(target, j) for j in range(self.m)],
        )
        ratio = max(sum(lengths[1]), 1) / max(sum(lengths[0]), 1)
        self.source_sums, self.target_sums = (
            _sums([ratio * one for one in lengths[0]]),
            _sums(list(map(float, lengths[1]))),
        )
        self.source_begins, self.target_begins = _begins(source), _begins(target)
        parts = sum(self.source_begins), sum(self.target_begins)
        self.paragraphs = min(parts) > 1 and max(parts) <= 1.5 * min(parts)

    def _band(self, i: int) -> range:
        """The j that are looked at beside i."""
        width = max(_BAND, abs(self.n - self.m) + 10, (self.n + self.m) // 40)
        at = round(i * self.m / self.n)
        return range(max(0, at - width), min(self.m, at + width) + 1)

    def _gain(self, i: int, j: int, di: int, dj: int) -> float:
        """Log-likelihood of the bead that ends before sentences i of the source and j of the target."""
        gain = _BEADS[di, dj]
        expected = self.source_sums[i] - self.source_sums[i - di]
        length = self.target_sums[j] - self.target_sums[j - dj]
        if di and dj:
            similar = sum(self.similar.gain(a, b) for a in range(i - di, i) for b in range(j - dj, j))
            deviation = abs(length - expected) / math.sqrt(_VARIANCE * (length + expected) / 2 + 1)
            if di + dj > 2:
                gain += _UNSUPPORTED * self.similar.unsupported(range(i - di, i), range(j - dj, j))
            gain += similar + max(math.log(max(math.erfc(deviation / math.sqrt(2)), 1e-300)), -_WORST_LENGTH)
            if self.paragraphs:
                begin = self.source_begins[i - di], self.target_begins[j - dj]
                gain += _BOTH_BEGIN if all(begin) else _ONE_BEGINS if any(begin) else 0.0
        else:
            # A longer sentence is less likely to be left out or made up.
            gain -= min((length + expected) / 60.0, 4.0)
        return gain

    def links(self) -> tuple[Link, ...]:
        n, m = self.n, self.m
        best: dict[tuple[int, int], float] = {(0, 0): 0.0}
        back: dict[tuple[int, int], tuple[int, int]] = {}
        gains: dict[tuple[int, int, int, int], float] = {}
        forward: dict[tuple[int, int], float] = {(0, 0): 0.0}
        cells = [(i, j) for i in range(n + 1) for j in self._band(i)]
        for cell in cells:
            i, j = cell
            options = []
            for di, dj in _BEADS:
                before = (i - di, j - dj)
                if before not in best:
                    continue
                gain = self._gain(i, j, di, dj)
                gains[i, j, di, dj] = gain
                options.append(forward[before] + gain)
                if cell not in best or best[before] + gain > best[cell]:
                    best[cell] = best[before] + gain
                    back[cell] = (di, dj)
            if options:
                forward[cell] = _log_sum(options)
        if (n, m) not in best:
            return one_to_one(n, m)
        total = forward[n, m]
        backward: dict[tuple[int, int], float] = {(n, m): 0.0}
        for cell in reversed(cells):
            if cell == (n, m) or cell not in best:
                continue
            i, j = cell
            options = [
                gains[i + di, j + dj, di, dj] + backward[i + di, j + dj]
                for di, dj in _BEADS
                if (i + di, j + dj, di, dj) in gains and (i + di, j + dj) in backward
            ]
            if options:
                backward[cell] = _log_sum(options)
        found = []
        i, j = n, m
        while (i, j) != (0, 0):
            di, dj = back[i, j]
            sure = forward[i - di, j - dj] + gains[i, j, di, dj] + backward[i, j] - total
            found.append(Link((i - di, i), (j - dj, j), round(min(math.exp(sure), 1.0), 4)))
            i, j = i - di, j - dj
        return tuple(reversed(found))


def _log_sum(values: Sequence[float]) -> float:
    most = max(values)
    return most + math.log(sum([math.exp(value - most) for value in values]))


def _characters(document: Document, index: int) -> int:
    sentence = document.sentences[index]
    return max(1, sum([not char.isspace() for char in document.text[sentence.start : sentence.end]]))


def _sums(lengths: list[float]) -> list[float]:
    sums = [0.0]
    for length in lengths:
        sums.append(sums[-1] + length)
    return sums


def _begins(document: Document) -> list[bool]:
    """For each sentence, whether a paragraph begins with it."""
    paragraphs = [sentence.paragraph for sentence in document.sentences]
    return [index == 0 or paragraphs[index - 1] != paragraph for index, paragraph in enumerate(paragraphs)]
