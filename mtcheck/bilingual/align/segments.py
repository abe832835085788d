"""What of an article corresponds to what of other translations of it, so that they can be scored segment by
segment.

Lines, where all texts have as many: that is how reference translations are kept. Else sentences, aligned in
their order: the path through both texts whose sentences share the most words (rare ones weigh more; what two
sentences of that length share by chance does not count), one to two, two to one and none allowed, as Gale and
Church (1993) have it for lengths. Where several texts are aligned, a segment ends where it ends in all of
them; nothing is left out of any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtcheck.bilingual.align.lattice import Cell, Lattice, Step
from mtcheck.text.document import Document
from mtcheck.text.masking import BOM

#: Start and end of a range of a text.
Offsets = tuple[int, int]

#: Formats whose lines are lines of the file; .docx and tables have units in their place.
_WITH_LINES = frozenset({"text", "markdown"})
#: (sentences of one text, of the other) that may correspond.
_STEPS: tuple[Step, ...] = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))
#: Sentences to either side of the diagonal that are looked at, at least.
_BAND = 100
#: What a pair of sentences is worth that share nothing, in words: an even step is likelier than two gaps.
_EVEN = 0.01


@dataclass(frozen=True)
class Segments:
    """The segments of several texts, as many in each."""

    unit: str
    """`line`, `sentence`, or `article` where there is one segment."""
    spans: tuple[tuple[Offsets, ...], ...]
    """For each text the ranges of its segments."""
    texts: tuple[tuple[str, ...], ...]
    """For each text what a reader sees of them."""

    def __len__(self) -> int:
        return len(self.spans[0])


def segments(documents: Sequence[Document]) -> Segments:
    """The segments of texts that say the same, the first of which the others are aligned with. None of them
    may be blank.
    """
    lines = [_lines(document) for document in documents]
    if lines[0] and len({len(spans) for spans in lines}) == 1:
        texts = tuple(
            tuple(document.text[start:end] for start, end in spans)
            for document, spans in zip(documents, lines, strict=True)
        )
        return Segments("line", tuple(map(tuple, lines)), texts)
    ends = _common_ends([path_through(documents[0], other) for other in documents[1:]])
    spans = tuple(
        tuple(_spans(document, [end[index] for end in ends])) for index, document in enumerate(documents)
    )
    texts = tuple(
        tuple(document.on_one_line(*span) for span in own)
        for document, own in zip(documents, spans, strict=True)
    )
    return Segments("sentence" if len(spans[0]) > 1 else "article", spans, texts)


def _lines(document: Document) -> list[Offsets]:
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


def _stripped(text: str, start: int, end: int) -> Offsets:
    return start, start + len(text[start:end].rstrip())


def path_through(text: Document, other: Document) -> list[Cell]:
    """The best path through the sentences of both: (sentences of the text, of the other) that are done, from
    (0, 0) to all of both.
    """
    shared = _shared_words(text, other)
    rows, columns = len(text.sentences), len(other.sentences)
    width = _BAND + abs(rows - columns)

    def gain(cell: Cell, step: Step) -> float:
        (i, j), (down, across) = cell, step
        if not down or not across:
            return 0.0
        last = shared[i - 1][j - 1]
        if down == 2:
            return last + shared[i - 2][j - 1]
        if across == 2:
            return last + shared[i - 1][j - 2]
        return max(last, 0.0) + _EVEN

    def band(i: int) -> range:
        middle = i * columns // max(rows, 1)
        return range(max(middle - width, 0), min(middle + width, columns) + 1)

    path = Lattice((rows, columns), _STEPS, gain, band).best_path()
    assert path is not None  # the band is wider than the difference in length
    return path


def _shared_words(text: Document, other: Document) -> list[list[float]]:
    """For each sentence of the text and of the other: how many words they share, weighed, beyond what chance
    explains.
    """
    import numpy as np

    bags = [
        [Counter(word.lower for word in sentence.words) for sentence in document.sentences]
        for document in (text, other)
    ]
    total = sum(map(len, bags))
    columns = {
        word: index
        for index, word in enumerate({word: None for sentences in bags for bag in sentences for word in bag})
    }
    counts = [np.zeros((len(sentences), max(len(columns), 1))) for sentences in bags]
    for table, sentences in zip(counts, bags, strict=True):
        for row, bag in enumerate(sentences):
            for word, count in bag.items():
                table[row, columns[word]] = min(count, 2)
    # The weight of a word is its rarity among all sentences; a product of two roots of it weighs what both
    # have.
    rarity = np.log1p(total / np.maximum(sum((table > 0).sum(axis=0) for table in counts), 1))
    first, second = (table * np.sqrt(rarity) for table in counts)
    # By chance two sentences share what the average of all sentences would share with them.
    sizes = [table.sum(axis=1) / max(float(table.sum()), 1.0) for table in (first, second)]
    by_chance = np.outer(*sizes) * float(first.sum(axis=0) @ second.sum(axis=0))
    shared: list[list[float]] = (first @ second.T - by_chance).tolist()
    return shared


def _common_ends(paths: Sequence[Sequence[Cell]]) -> list[tuple[int, ...]]:
    """Where segments end: (sentences of the first text, of each other text) that are done, beginning with
    none.

    Only where every text has gone on, so that no segment lacks one of them; what is left over belongs to the
    last.
    """
    done = [dict(path) for path in paths]  # of several places beside one of the first text, the last
    ends = [(0,) * (len(paths) + 1)]
    for first in sorted(set.intersection(*(set(places) for places in done)) - {0}):
        end = (first, *(places[first] for places in done))
        if all(new > old for new, old in zip(end, ends[-1], strict=True)):
            ends.append(end)
    last = (paths[0][-1][0], *(path[-1][1] for path in paths))
    return [*ends[:-1], last] if len(ends) > 1 else [*ends, last]


def _spans(document: Document, ends: Sequence[int]) -> list[Offsets]:
    """The ranges of the sentences between one end and the next."""
    sentences = document.sentences
    return [(sentences[first].start, sentences[last - 1].end) for first, last in pairwise(ends)]
