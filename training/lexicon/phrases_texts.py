"""The texts that phrase lists are mined from, as arrays of word numbers.

Words are lower-cased. `0` stands for a number, `@` for a capitalised word inside a sentence that is not an
everyday word (a name). The number 0 is a break: anything but space between two words, and the end of a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.consensus import DAMAGED, stem
from benchmarks.rows import BLOCK, all_corpus_lines, bench, marked_spans, training_lines
from mtcheck.text.words import words_of

_EVERYDAY = re.compile(r"(?<!\S)[a-z]+(?:['-][a-z]+)*")
_CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]*")
NUMBER, NAME = "0", "@"
#: Times that clean text must have a word in lower case for it to be an everyday word.
_EVERYDAY_TIMES = 10
#: Words of the Google Web Trillion Word Corpus.
WEB_WORDS = 1_024_908_267_229.0
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Hashes = NDArray[np.uint64]


@dataclass
class Vocabulary:
    """Numbers for words."""

    everyday: frozenset[str]
    """Words that clean text has often in lower case."""
    names: frozenset[str]
    """Words that clean text mostly capitalises. Some systems write no capitals, so names must be known."""
    words: list[str] = field(default_factory=lambda: [""])
    """The words, by their numbers."""
    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    """The numbers, by their words."""

    def number(self, word: str) -> int:
        """The number of a word, which is given one where it has none."""
        number = self.numbers.get(word)
        if number is None:
            number = self.numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def encode(self, text: str) -> list[int]:
        """The numbers of a text's words, with its breaks."""
        numbers: list[int] = []
        end: int | None = None
        for word in words_of(text, 0, len(text)):
            if end is not None and not text[end : word.start].isspace():
                numbers.append(0)
            is_name = word.is_capitalised and end is not None and word.lower not in self.everyday
            numbers.append(self.number(NUMBER if word.is_number else NAME if is_name else word.lower))
            end = word.end
        numbers.append(0)
        return numbers

    def text(self, numbers: Sequence[int]) -> str:
        """The words of these numbers."""
        return " ".join(self.words[number] for number in numbers)


@dataclass(frozen=True)
class Outputs:
    """All outputs of some lines, end to end, with one entry a word."""

    words: Ints
    """The word's number."""
    line: Ints
    """The line it is in."""
    block: Ints
    """Its half block of lines, or its document."""
    system: Ints
    """The number of the system that wrote it."""
    damaged: Mask
    """Whether it is damaged."""
    versions: list[list[list[int]]]
    """For each line its reference and then all outputs, encoded."""


class _OutputsBuilder:
    """Collects outputs one after another."""

    def __init__(self) -> None:
        self._words: list[int] = []
        self._damaged: list[bool] = []
        self._columns: dict[str, list[int]] = {"line": [], "block": [], "system": []}
        self.versions: list[list[list[int]]] = []

    def add(self, words: list[int], damaged: list[bool], **columns: int) -> None:
        """Add an output. columns: its line, block and system."""
        self._words += words
        self._damaged += damaged
        for name, value in columns.items():
            self._columns[name] += [value] * len(words)

    def build(self) -> Outputs:
        line, block, system = (np.array(column, dtype=np.int64) for column in self._columns.values())
        words, damaged = np.array(self._words, dtype=np.int64), np.array(self._damaged, dtype=bool)
        return Outputs(words, line, block, system, damaged, self.versions)


def clean_lines(shared: Path) -> Iterator[str]:
    """The lines of the clean corpora."""
    return (line for _, line in all_corpus_lines(shared))


def web_counts() -> dict[str, float]:
    """Words and pairs of words of the Google Web Trillion Word Corpus.

    They are P. Norvig's lists in the package `wordsegment` (MIT).
    """
    import wordsegment  # type: ignore[import-not-found,import-untyped,unused-ignore]

    counts: dict[str, float] = {}
    for name in ("unigrams.txt", "bigrams.txt"):
        for line in (Path(wordsegment.__file__).parent / name).read_text("utf-8").lower().splitlines():
            words, _, count = line.rpartition("\t")
            counts[words] = counts.get(words, 0.0) + float(count)
    return counts


def read_vocabulary(shared: Path) -> Vocabulary:
    """An empty vocabulary that knows everyday words and names."""
    lower: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    for text in clean_lines(shared):
        lower.update(_EVERYDAY.findall(text))
        capitalised.update(word.lower() for word in _CAPITALISED.findall(text))
    return Vocabulary(
        frozenset(word for word, count in lower.items() if count >= _EVERYDAY_TIMES),
        frozenset(word for word, count in capitalised.items() if count > lower[word]),
    )


def clean_words(shared: Path, vocabulary: Vocabulary) -> Ints:
    """The clean corpora and the references of the lines that may be mined."""
    numbers: list[int] = []
    for text in clean_lines(shared):
        numbers += vocabulary.encode(text)
    for row in training_lines(shared, held_out=False):
        numbers += vocabulary.encode(row["ref"])
    return np.array(numbers, dtype=np.int64)


def mined_outputs(shared: Path, vocabulary: Vocabulary) -> Outputs:
    """The outputs of the lines that may be mined, with damage as `benchmarks.consensus` defines it.

    A block is half a block of lines: a document, roughly.
    """
    builder = _OutputsBuilder()
    systems: dict[str, int] = {}
    blocks: dict[tuple[int, int], int] = {}
    for line, row in enumerate(training_lines(shared, held_out=False)):
        encoded = [vocabulary.encode(text) for text in row["out"].values()]
        reference = vocabulary.encode(row["ref"])
        in_reference = {stem(vocabulary.words[number]) for number in reference}
        stems = [[stem(vocabulary.words[number]) for number in output] for output in encoded]
        counts = Counter(word for output in stems for word in set(output))
        others = max(len(encoded) - 1, 1)
        block = blocks.setdefault((row["year"], row["line"] * 2 // BLOCK), len(blocks))
        for name, output, output_stems in zip(row["out"], encoded, stems, strict=True):
            damaged = [
                number != 0 and word not in in_reference and (counts[word] - 1) / others < DAMAGED
                for number, word in zip(output, output_stems, strict=True)
            ]
            system = systems.setdefault(name, len(systems))
            builder.add(output, damaged, line=line, block=block, system=system)
        builder.versions.append([reference, *encoded])
    return builder.build()


def annotated_outputs(shared: Path, vocabulary: Vocabulary) -> Outputs:
    """Annotated Chinese-English outputs: damaged is what professionals marked, a block is a document."""
    builder = _OutputsBuilder()
    lines: dict[str, int] = {}
    documents: dict[str, int] = {}
    systems: dict[str, int] = {}
    for row in bench(shared, "mqm_zhen"):
        if row["is_ref"]:
            continue
        output = vocabulary.encode(row["target"])
        document = f"{row['set']}/{row['doc']}"
        line = lines.setdefault(f"{document}/{row['seg']}", len(lines))
        if line == len(builder.versions):
            builder.versions.append([vocabulary.encode(row["ref"] or "")])
        builder.versions[line].append(output)
        words = iter(words_of(row["target"], 0, len(row["target"])))
        spans = marked_spans(row)
        places = [next(words) if number else None for number in output]
        damaged = [
            place is not None and any(place.start < end and start < place.end for start, end in spans)
            for place in places
        ]
        block = documents.setdefault(document, len(documents))
        system = systems.setdefault(row["system"], len(systems))
        builder.add(output, damaged, line=line, block=block, system=system)
    return builder.build()


def hashes(words: Ints, n: int) -> Hashes:
    """A 64-bit hash of the n words from each place on; 0 where a break is among them."""
    values = words.astype(np.uint64)
    length = max(len(words) - n + 1, 0)
    result = np.zeros(length, np.uint64)
    is_broken = np.zeros(length, bool)
    for offset in range(n):
        part = values[offset : offset + length]
        is_broken |= part == 0
        result = (result ^ part) * np.uint64(0x9E3779B97F4A7C15)
        result ^= result >> np.uint64(29)
    result[is_broken] = 0
    return result
