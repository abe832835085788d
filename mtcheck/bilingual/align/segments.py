"""What of an article corresponds to what of other translations of it, so that they can be scored segment by
segment.

Lines, where all texts have as many: that is how reference translations are kept. Else sentences, aligned in
their order: the path through both texts whose sentences share the most words (rare ones weigh more; what two
sentences of that length share by chance does not count), one to two, two to one and none allowed, as Gale and
Church (1993) have it for lengths. Where several texts are aligned, a segment ends where it ends in all of
them; nothing is left out of any.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mtcheck.text.document import Document
from mtcheck.text.masking import BOM

if TYPE_CHECKING:
    from numpy.typing import NDArray

Span = tuple[int, int]

#: Formats whose lines are lines of the file; .docx and tables have units in their place.
_WITH_LINES = frozenset({"text", "markdown"})
#: (sentences of one text, of the other) that may correspond.
_MOVES = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))
#: Sentences to either side of the diagonal that are looked at, at least.
_BAND = 100
#: What a pair of sentences is worth that share nothing, in words: an even step is likelier than two gaps.
_EVEN = 0.01


@dataclass(frozen=True)
class Segments:
    """For each text the spans of its segments, and how they read. unit: `line`, `sentence`, or `article`
    where there is one.
    """

    unit: str
    spans: tuple[tuple[Span, ...], ...]
    texts: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.spans[0])


def segments(documents: Sequence[Document]) -> Segments:
    """The segments of texts that say the same, the first of which the others are aligned with. None of
    them may be blank.
    """
    lines = [_lines(one) for one in documents]
    if lines[0] and len({len(spans) for spans in lines}) == 1:
        texts = tuple(
            tuple(one.text[slice(*span)] for span in spans)
            for one, spans in zip(documents, lines, strict=True)
        )
        return Segments("line", tuple(map(tuple, lines)), texts)
    cuts = _common([aligned(documents[0], other) for other in documents[1:]])
    spans = tuple(tuple(_runs(one, [cut[index] for cut in cuts])) for index, one in enumerate(documents))
    texts = tuple(
        tuple(one.on_one_line(*span) for span in own) for one, own in zip(documents, spans, strict=True)
    )
    return Segments("sentence" if len(spans[0]) > 1 else "article", spans, texts)


def _lines(document: Document) -> list[Span]:
    """The lines as sacreBLEU reads them: parted by line feeds alone, without space at their ends."""
    text = document.text
    if document.units is not None:
        ends = [*(unit - 1 for unit in document.units[1:]), len(text)]
        return [_stripped(text, start, end) for start, end in zip(document.units, ends, strict=True)]
    if document.format not in _WITH_LINES:
        return []
    spans = []
    start = len(BOM) if text.startswith(BOM) else 0
    for line in text[start:].split("\n"):
        spans.append(_stripped(text, start, start + len(line)))
        start += len(line) + 1
    return spans[:-1] if text.endswith("\n") else spans


def _stripped(text: str, start: int, end: int) -> Span:
    return start, start + len(text[start:end].rstrip())


def aligned(one: Document, other: Document) -> list[tuple[int, int]]:
    """The path through the sentences of both: (sentences of one, of the other) that are done, from (0, 0)
    to all of both.
    """
    gains: list[list[float]] = _shared(one, other).tolist()
    rows, columns = len(one.sentences), len(other.sentences)
    best = [[-math.inf] * (columns + 1) for _ in range(rows + 1)]
    came = [[0] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    reach = _BAND + abs(rows - columns)
    for i in range(rows + 1):
        middle = i * columns // max(rows, 1)
        for j in range(max(middle - reach, 0), min(middle + reach, columns) + 1):
            for move, (down, across) in enumerate(_MOVES):
                if i < down or j < across:
                    continue
                gain = gains[i - 1][j - 1] if down and across else 0.0
                if down == across == 1:
                    gain = max(gain, 0.0) + _EVEN
                elif down == 2:
                    gain += gains[i - 2][j - 1]
                elif across == 2:
                    gain += gains[i - 1][j - 2]
                if best[i - down][j - across] + gain > best[i][j]:
                    best[i][j] = best[i - down][j - across] + gain
                    came[i][j] = move
    path = [(rows, columns)]
    while path[-1] != (0, 0):
        i, j = path[-1]
        down, across = _MOVES[came[i][j]]
        path.append((i - down, j - across))
    return path[::-1]


def _shared(one: Document, other: Document) -> NDArray[Any]:
    """For each sentence of one and of the other: how many words they share, weighed, beyond what chance
    has it.
    """
    import numpy as np

    bags = [
        [Counter(word.lower for word in sentence.words) for sentence in text.sentences]
        for text in (one, other)
    ]
    total = sum(map(len, bags))
    known = {
        word: index
        for index, word in enumerate({word: None for text in bags for bag in text for word in bag})
    }
    counts = [np.zeros((len(text), max(len(known), 1))) for text in bags]
    for table, text in zip(counts, bags, strict=True):
        for row, bag in enumerate(text):
            for word, count in bag.items():
                table[row, known[word]] = min(count, 2)
    # The weight of a word is its rarity among all sentences; a product of two roots of it weighs what both
    # have.
    rarity = np.log1p(total / np.maximum(sum((table > 0).sum(axis=0) for table in counts), 1))
    first, second = (table * np.sqrt(rarity) for table in counts)
    # By chance two sentences share what the average of all sentences would share with them.
    sizes = [table.sum(axis=1) / max(float(table.sum()), 1.0) for table in (first, second)]
    gains: NDArray[Any] = first @ second.T - np.outer(*sizes) * float(first.sum(axis=0) @ second.sum(axis=0))
    return gains


def _common(paths: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, ...]]:
    """Where segments end: (sentences of the first text, of each other text) that are done, beginning with
    none.

    Only where every text has gone on, so that no segment lacks one of them; what is left over belongs to the
    last.
    """
    done = [dict(path) for path in paths]  # of several places beside one of the first text, the last
    cuts = [(0,) * (len(paths) + 1)]
    for at in sorted(set.intersection(*(set(one) for one in done)) - {0}):
        cut = (at, *(one[at] for one in done))
        if all(new > old for new, old in zip(cut, cuts[-1], strict=True)):
            cuts.append(cut)
    end = (paths[0][-1][0], *(path[-1][1] for path in paths))
    if len(cuts) > 1:
        cuts[-1] = end
    else:
        cuts.append(end)
    return cuts


def _runs(document: Document, cuts: Sequence[int]) -> list[Span]:
    """The ranges of the sentences between one cut and the next."""
    sentences = document.sentences
    return [(sentences[first].start, sentences[last - 1].end) for first, last in pairwise(cuts)]
