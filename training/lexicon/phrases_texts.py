"""The texts that phrase lists are mined from, as arrays of word numbers: outputs with consensus labels, and
clean English.

Words are lower-cased; `0` stands for a number, `@` for a capitalised word inside a sentence that is not an
everyday word (a name); 0 for a break: anything but space between two words, and the end of a text.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.consensus import DAMAGED, stem
from benchmarks.rows import BLOCK, bench, training_lines
from mtcheck.text.words import words_of

_EVERYDAY = re.compile(r"(?<!\S)[a-z]+(?:['-][a-z]+)*")
_CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]*")
NUMBER, NAME = "0", "@"
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass
class Vocabulary:
    """Numbers for words; `everyday`: words that clean text has at least ten times in lower case; `names`:
    words that it

    mostly capitalises (some systems write no capitals at all, so that names have to be known)."""

    everyday: frozenset[str]
    names: frozenset[str]
    words: list[str] = field(default_factory=lambda: [""])
    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})

    def number(self, word: str) -> int:
        number = self.numbers.get(word)
        if number is None:
            number = self.numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def encode(self, text: str) -> list[int]:
        numbers: list[int] = []
        end: int | None = None
        for word in words_of(text, 0, len(text)):
            if end is not None and not text[end : word.start].isspace():
                numbers.append(0)
            name = word.is_capitalised and end is not None and word.lower not in self.everyday
            numbers.append(self.number(NUMBER if word.is_number else NAME if name else word.lower))
            end = word.end
        numbers.append(0)
        return numbers


@dataclass(frozen=True)
class Outputs:
    """All outputs of the training lines, end to end. For each word: its line, its half block of lines (a
    document, roughly),

    its system, whether it is damaged. `versions`: for each line its reference first, then all outputs,
    encoded.
    """

    words: Ints
    line: Ints
    block: Ints
    system: Ints
    damaged: Mask
    versions: list[list[list[int]]]


def clean_lines(shared: Path) -> Iterator[str]:
    """The lines of the clean corpora."""
    for path in sorted((shared / "corpora").glob("*.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            yield from file


def web_counts() -> dict[str, float]:
    """Words and pairs of words of the Google Web Trillion Word Corpus (P. Norvig's lists in the package
    `wordsegment`, MIT).
    """
    import wordsegment  # type: ignore[import-not-found,import-untyped,unused-ignore]

    counts: dict[str, float] = {}
    for name in ("unigrams.txt", "bigrams.txt"):
        for line in (Path(wordsegment.__file__).parent / name).read_text("utf-8").lower().splitlines():
            key, _, count = line.rpartition("\t")
            counts[key] = counts.get(key, 0.0) + float(count)
    return counts


#: Words of that corpus.
WEB_WORDS = 1_024_908_267_229.0


def vocabulary(shared: Path) -> Vocabulary:
    lower: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    for text in clean_lines(shared):
        lower.update(_EVERYDAY.findall(text))
        capitalised.update(word.lower() for word in _CAPITALISED.findall(text))
    return Vocabulary(
        frozenset(word for word, count in lower.items() if count >= 10),
        frozenset(word for word, count in capitalised.items() if count > lower[word]),
    )


def clean(shared: Path, words: Vocabulary) -> Ints:
    """The clean corpora and the references of the lines that may be mined."""
    numbers: list[int] = []
    for text in clean_lines(shared):
        numbers += words.encode(text)
    for row in training_lines(shared, held_out=False):
        numbers += words.encode(row["ref"])
    return np.array(numbers, dtype=np.int64)


def outputs(shared: Path, words: Vocabulary) -> Outputs:
    """The outputs of the lines that may be mined, with damage as `benchmarks.consensus` defines it."""
    stem_of = _stems(words)
    columns: list[list[int]] = [[], [], [], [], []]
    versions = []
    systems: dict[str, int] = {}
    blocks: dict[tuple[int, int], int] = {}
    for index, row in enumerate(training_lines(shared, held_out=False)):
        encoded = [words.encode(text) for text in row["out"].values()]
        reference = words.encode(row["ref"])
        in_reference = {stem_of(number) for number in reference}
        counts = Counter(one for output in encoded for one in {stem_of(number) for number in output})
        others = max(len(encoded) - 1, 1)
        block = blocks.setdefault((row["year"], row["line"] * 2 // BLOCK), len(blocks))
        for name, output in zip(row["out"], encoded, strict=True):
            damaged = [
                number != 0
                and stem_of(number) not in in_reference
                and (counts[stem_of(number)] - 1) / others < DAMAGED
                for number in output
            ]
            system = systems.setdefault(name, len(systems))
            size = len(output)
            values: list[list[int]] = [
                output,
                [index] * size,
                [block] * size,
                [system] * size,
                [int(one) for one in damaged],
            ]
            for column, more in zip(columns, values, strict=True):
                column += more
        versions.append([reference, *encoded])
    line, block_of, system_of, damaged_of = (np.array(column, dtype=np.int64) for column in columns[1:])
    return Outputs(
        np.array(columns[0], dtype=np.int64), line, block_of, system_of, damaged_of.astype(bool), versions
    )


def annotated(shared: Path, words: Vocabulary) -> Outputs:
    """Chinese-English system outputs that professionals annotated; damaged is what they marked. A block is
    a document.
    """
    columns: list[list[int]] = [[], [], [], [], []]
    versions: list[list[list[int]]] = []
    lines: dict[str, int] = {}
    documents: dict[str, int] = {}
    systems: dict[str, int] = {}
    for row in bench(shared, "mqm_zhen"):
        if row["is_ref"]:
            continue
        output = words.encode(row["target"])
        line = _number(lines, f"{row['set']}/{row['doc']}/{row['seg']}")
        if line == len(versions):
            versions.append([words.encode(row["ref"] or "")])
        versions[line].append(output)
        block = _number(documents, f"{row['set']}/{row['doc']}")
        found = iter(words_of(row["target"], 0, len(row["target"])))
        spans = [(span["start"], span["end"]) for span in row["spans"]]
        places = [next(found) if number else None for number in output]
        damaged = [
            place is not None and any(place.start < end and start < place.end for start, end in spans)
            for place in places
        ]
        size = len(output)
        system = _number(systems, row["system"])
        values: list[list[int]] = [
            output,
            [line] * size,
            [block] * size,
            [system] * size,
            [int(one) for one in damaged],
        ]
        for column, more in zip(columns, values, strict=True):
            column += more
    line_of, block_of, system_of, damaged_of = (np.array(column, dtype=np.int64) for column in columns[1:])
    return Outputs(
        np.array(columns[0], dtype=np.int64), line_of, block_of, system_of, damaged_of.astype(bool), versions
    )


def _number(numbers: dict[str, int], key: str) -> int:
    return numbers.setdefault(key, len(numbers))


def _stems(words: Vocabulary) -> Callable[[int], str]:
    known: dict[int, str] = {}

    def stem_of(number: int) -> str:
        if number not in known:
            known[number] = stem(words.words[number])
        return known[number]

    return stem_of


def hashes(words: Ints, n: int) -> NDArray[np.uint64]:
    """A 64-bit hash of the n words from each place on; 0 where a break is among them."""
    values = words.astype(np.uint64)
    length = max(len(words) - n + 1, 0)
    result = np.zeros(length, np.uint64)
    broken = np.zeros(length, bool)
    for k in range(n):
        part = values[k : k + length]
        broken |= part == 0
        result = (result ^ part) * np.uint64(0x9E3779B97F4A7C15)
        result ^= result >> np.uint64(29)
    result[broken] = 0
    return result
