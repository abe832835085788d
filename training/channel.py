"""The channel of damage: what systems wrote, and what was meant in its place.

Outputs are aligned by matching stems (difflib) to their reference and to the version of the line that agrees
best with the others. Where up to four words stand between matching neighbours on both sides, the output's
damaged words (few other versions have them) and the words it lacks make a block. Expectation maximisation
over all blocks (IBM Model 1, Brown et al. 1993) shares each damaged word out among the words it may stand
for. Counts learnt from `../shared/training` may be shipped, sentences may not.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from benchmarks.consensus import stem
from benchmarks.rows import Row
from mtcheck.garble.folding import fold
from mtcheck.text.words import words_of
from training.sources import is_loose

#: A damaged word's stem, and what was meant; both may be two words.
WrittenMeant = tuple[str, str]
#: Rounds of expectation maximisation.
_ROUNDS = 5


class DamageBlock(NamedTuple):
    """Words between two neighbours that the output shares with a better version."""

    damaged: tuple[str, ...]
    """The output's words that few versions have."""
    lacking: tuple[str, ...]
    """The better version's words that the output lacks."""
    damaged_is_pair: bool
    """Whether the damaged words are two, and all there is on their side."""
    lacking_is_pair: bool
    """Whether the lacking words are two, and all there is on their side."""


def lower_words(text: str) -> list[str]:
    return [word.lower for word in words_of(text, 0, len(text))]


def stretches(written: list[str], meant: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Stretches of one to four words on each side between matching neighbours."""
    written_stems, meant_stems = [stem(word) for word in written], [stem(word) for word in meant]
    matcher = SequenceMatcher(None, written_stems, meant_stems, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "replace" and end - start <= 4 and other_end - other_start <= 4:
            yield written[start:end], meant[other_start:other_end]


def blocks_of(row: Row, names: Iterable[str]) -> Iterator[DamageBlock]:
    """The blocks of a line.

    Damaged are words whose stem is outside the references and in a tenth of the versions at most.
    """
    versions = {name: lower_words(fold(text)) for name, text in row["out"].items()}
    holders: Counter[str] = Counter()
    for words in versions.values():
        holders.update({stem(word) for word in words})
    references = [lower_words(fold(text)) for text in row.get("refs") or [row["ref"]]]
    in_references = {stem(word) for words in references for word in words}
    limit = max(1, len(versions) // 10)
    best = _best_version(versions, references[0], holders)
    for name in names:
        words = versions[name]
        own = {stem(word) for word in words}
        for target in [*references, best]:
            if target is None or target is words:
                continue
            for written, meant in stretches(words, target):
                damaged = tuple(
                    word
                    for word in written
                    if stem(word) not in in_references and holders[stem(word)] <= limit and _is_word(word)
                )
                lacking = tuple(
                    word
                    for word in meant
                    if stem(word) not in own and holders[stem(word)] > limit // 2 and _is_word(word)
                )
                if damaged and lacking:
                    yield DamageBlock(
                        damaged,
                        lacking,
                        len(written) == 2 == len(damaged),
                        len(meant) == 2 == len(lacking),
                    )


def _best_version(
    versions: dict[str, list[str]], reference: list[str], holders: Counter[str]
) -> list[str] | None:
    """The version whose words most others have, of those that are about as long as the reference."""
    long = [words for words in versions.values() if len(words) >= 0.8 * len(reference)]
    return max(long, key=lambda words: sum(holders[stem(word)] for word in words) / len(words), default=None)


def _is_word(word: str) -> bool:
    return not word[0].isdigit()


def count(rows: Iterable[Row]) -> dict[WrittenMeant, float]:
    """Expected counts of words and pairs, over the loose systems' outputs and a third of the others'."""
    blocks: Counter[DamageBlock] = Counter()
    for row in rows:
        names = [
            name for index, name in enumerate(row["out"]) if is_loose(name) or (index + row["line"]) % 3 == 0
        ]
        blocks.update(blocks_of(row, names))
    counts = _maximise(blocks)
    for block, times in blocks.items():
        is_whole = block.damaged_is_pair or (len(block.damaged) == 1 and block.lacking_is_pair)
        if is_whole and (len(block.lacking) == 1 or block.lacking_is_pair):
            written = " ".join(stem(word) for word in block.damaged)
            counts[written, " ".join(block.lacking)] += times
    return dict(counts)


def _maximise(blocks: Counter[DamageBlock]) -> defaultdict[WrittenMeant, float]:
    """Expected counts of single words, by expectation maximisation."""
    counts: defaultdict[WrittenMeant, float] = defaultdict(float)
    chances: dict[WrittenMeant, float] = {}
    for turn in range(_ROUNDS):
        counts.clear()
        for block, times in blocks.items():
            for meant in block.lacking:  # each lacking word was written as one of the damaged ones
                shares = [chances.get((stem(word), meant), 1e-4) if turn else 1.0 for word in block.damaged]
                total = sum(shares)
                for word, share in zip(block.damaged, shares, strict=True):
                    counts[stem(word), meant] += times * share / total / len(block.lacking) ** 0.5
        totals: dict[str, float] = defaultdict(float)
        for (written, _), expected in counts.items():
            totals[written] += expected
        chances = {pair: expected / (totals[pair[0]] + 1) for pair, expected in counts.items()}
    return counts


def write(counts: dict[WrittenMeant, float], path: Path, most: int = 12, least: float = 2.5) -> int:
    """Write `written<TAB>total<TAB>meant:count|…` a line, gzipped. Returns the number of lines.

    most: entries a line. least: lines with a smaller total are left out.
    """
    by_written: dict[str, dict[str, float]] = defaultdict(dict)
    for (written, meant), expected in counts.items():
        by_written[written][meant] = expected
    lines = 0
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, filename="", mode="wb", mtime=0) as file:
        for written, entries in sorted(by_written.items()):
            total = sum(entries.values())
            best = sorted(entries.items(), key=lambda entry: -entry[1])[:most]
            kept = [f"{meant}:{times:.1f}" for meant, times in best if times >= max(0.9, total * 0.008)]
            if kept and total >= least:
                lines += 1
                file.write(f"{written}\t{total:.1f}\t{'|'.join(kept)}\n".encode())
    return lines
