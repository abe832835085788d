"""Make `mtcheck/lexicon/sequences.txt`: classes of words that stand together in machine translation only.

    python -m training.lexicon.sequences ../shared mtcheck/lexicon/sequences.txt

Counts sequences of two and three classes (see mtcheck.lexicon.sequences) in the rule-based and online outputs
of training/wmt_outputs_2010_2012 and in all of corpora/. A sequence counts where a pair of its words stands
in no other version of the line; the number of lines in which it does is ranked against its count in the
corpora. One that the corpora do not have although its parts are frequent ranks higher than one that is merely
rare. At most one of its words is no function word. Sequences are taken from the top until their alarms on the
corpora reach BUDGET. Lines that `benchmarks.rows` holds out are not looked at.

An editor has read the list: the sequences in `sequences_rejected.txt` beside this file are English all the
same, and are left out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.rows import all_corpus_lines, training_lines
from mtcheck.lexicon.sequences import BOUNDARY, FUNCTION, START, grammatical_class, punctuation_class

REJECTED = Path(__file__).with_name("sequences_rejected.txt")
TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)*|[^\W_]+(?:['’‐‑-][^\W_]+)*|[^\w\s]")
SYSTEMS = re.compile(r"rbmt|online|linguatec|systran")
#: A word has a lexical class where the corpora have it this often.
FREQUENT = 400
#: Source lines that a sequence must stand in.
LINES = {"grammatical": 3, "lexical": 5}
#: Alarms on the corpora (11 million words), by length.
BUDGET = {"grammatical": {2: 200, 3: 140}, "lexical": {2: 60, 3: 30}}
HEADER = """\
# Sequences of word classes that machine translation has and edited English does not; see
# mtcheck/lexicon/sequences.py.
# Source: counts over WMT 2010-2012 system outputs against 11 million words of edited English (no sentence of
# either
# is here).
# Made by: python -m training.lexicon.sequences ../shared mtcheck/lexicon/sequences.txt
"""
#: Alarms that a sequence counts for beyond those that were seen.
_MORE_ALARMS = 0.4
#: Share of its sightings in which a sequence must be unique.
_UNIQUE_SHARE = 0.4

ClassSequence = tuple[str, ...]


class TokenisedOutput(NamedTuple):
    """A system's version of a line."""

    line: int
    """The line's number."""
    tokens: list[str]
    """Its tokens."""
    unique_pairs: set[tuple[str, str]]
    """Its pairs of neighbours that no reference and few other versions (4 %) have."""


@dataclass
class Sightings:
    """Where sequences stand in the outputs."""

    seen: Counter[ClassSequence] = field(default_factory=Counter)
    """How often."""
    unique: Counter[ClassSequence] = field(default_factory=Counter)
    """How often with a unique pair in it."""
    lines: dict[ClassSequence, set[int]] = field(default_factory=dict)
    """The lines in which it stands with a unique pair in it."""


@dataclass
class CorpusCounts:
    """Classes in edited English."""

    single: Counter[str] = field(default_factory=Counter)
    """Single classes."""
    pairs: Counter[ClassSequence] = field(default_factory=Counter)
    """Neighbours."""
    triples: Counter[ClassSequence] = field(default_factory=Counter)
    """Three in a row, of the candidates only."""

    def observed_and_expected(self, sequence: ClassSequence) -> tuple[int, float]:
        """How often the corpora have a sequence, and would have it if its parts met by chance."""
        if len(sequence) == 2:
            first, second = sequence
            return self.pairs[sequence], self.single[first] * self.single[second] / self.single.total()
        expected = self.pairs[sequence[:2]] * self.pairs[sequence[1:]] / max(self.single[sequence[1]], 1)
        return self.triples[sequence], expected


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("target", type=Path)
    choice = parser.parse_args()
    clean = [TOKEN.findall(line) for _, line in all_corpus_lines(choice.shared)]
    counts = Counter(token for tokens in clean for token in tokens if token.islower())
    frequent = frozenset(word for word, count in counts.items() if count >= FREQUENT) - FUNCTION
    translated = list(read_outputs(choice.shared))
    kept: set[ClassSequence] = set()
    for kind in ("grammatical", "lexical"):
        kept |= select(clean, translated, frequent, kind)
    rejected = {line for line in REJECTED.read_text("utf-8").splitlines() if not line.startswith("# ")}
    lines = sorted({" ".join(sequence) for sequence in kept} - rejected)
    choice.target.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def read_outputs(shared: Path) -> Iterator[TokenisedOutput]:
    """The rule-based and online outputs of the lines that are not held out."""
    for number, row in enumerate(training_lines(shared, held_out=False)):
        tokens = {name: TOKEN.findall(text) for name, text in row["out"].items()}
        pairs = {name: neighbours(version) for name, version in tokens.items()}
        versions_with = Counter(pair for version in pairs.values() for pair in version)
        reference = neighbours(TOKEN.findall(row["ref"]))
        limit = 0.04 * (len(pairs) - 1) + 1
        for name, version in tokens.items():
            if SYSTEMS.search(name) and 40 <= len(row["out"][name]) <= 400:
                unique = {pair for pair in pairs[name] - reference if versions_with[pair] < limit}
                yield TokenisedOutput(number, version, unique)


def neighbours(tokens: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(token.lower() for token in tokens))


def select(
    clean: Sequence[list[str]],
    translated: Sequence[TokenisedOutput],
    frequent: frozenset[str],
    kind: str,
) -> set[ClassSequence]:
    """The sequences of one kind (grammatical or lexical) that are worth their alarms."""
    lexical = kind == "lexical"
    sightings = find_sequences(translated, frequent, lexical)
    candidates = {
        sequence
        for sequence, lines in sightings.lines.items()
        if len(lines) >= LINES[kind] and sightings.unique[sequence] > _UNIQUE_SHARE * sightings.seen[sequence]
    }
    counts = count_classes(clean, frequent, lexical, candidates)
    ranked: list[tuple[float, int, ClassSequence]] = []
    for sequence in candidates:
        observed, expected = counts.observed_and_expected(sequence)
        surprise = observed + 0.4 * min(3, 10 / max(expected, 0.1))
        ranked.append((len(sightings.lines[sequence]) / surprise, observed, sequence))
    ranked.sort(key=lambda entry: (-entry[0], entry[2]))
    kept = {sequence for size in BUDGET[kind] for sequence in within_budget(ranked, size, BUDGET[kind][size])}
    return {sequence for sequence in kept if len(sequence) == 2 or not {sequence[:2], sequence[1:]} & kept}


def find_sequences(
    translated: Sequence[TokenisedOutput], frequent: frozenset[str], lexical: bool
) -> Sightings:
    """The sequences of two and three classes in the outputs."""
    sightings = Sightings()
    for output in translated:
        classes = classes_of(output.tokens, frequent, lexical)
        is_unique = unique_places(output)
        for size in (2, 3):
            for start in range(len(classes) - size + 1):
                sequence = tuple(classes[start : start + size])
                if not is_countable(sequence, lexical):
                    continue
                sightings.seen[sequence] += 1
                if any(is_unique[start : start + size - 1]):
                    sightings.unique[sequence] += 1
                    sightings.lines.setdefault(sequence, set()).add(output.line)
    return sightings


def unique_places(output: TokenisedOutput) -> list[bool]:
    """For each two neighbouring classes, whether their tokens are a unique pair."""
    return [
        first is not None
        and second is not None
        and (output.tokens[first].lower(), output.tokens[second].lower()) in output.unique_pairs
        for first, second in pairwise(token_indices(output.tokens))
    ]


def is_countable(sequence: ClassSequence, lexical: bool) -> bool:
    """Whether a sequence is in one sentence, has a function word and at most one class that is none."""
    if BOUNDARY in sequence or not FUNCTION & set(sequence):
        return False
    if lexical and not any(label[0] == "=" for label in sequence):
        return False
    small = sum(label in FUNCTION or label in f",.{START}" for label in sequence)
    return small >= len(sequence) - 1


def count_classes(
    clean: Sequence[list[str]], frequent: frozenset[str], lexical: bool, candidates: set[ClassSequence]
) -> CorpusCounts:
    counts = CorpusCounts()
    for tokens in clean:
        classes = classes_of(tokens, frequent, lexical)
        counts.single.update(classes)
        counts.pairs.update(pairwise(classes))
        triples = zip(classes, classes[1:], classes[2:], strict=False)
        counts.triples.update(triple for triple in triples if triple in candidates)
    return counts


def within_budget(
    ranked: Sequence[tuple[float, int, ClassSequence]], size: int, budget: float
) -> Iterator[ClassSequence]:
    """The sequences of a length from the top, until their alarms reach the budget."""
    alarms = 0.0
    for _, observed, sequence in ranked:
        if len(sequence) == size:
            alarms += observed + _MORE_ALARMS
            if alarms > budget:
                return
            yield sequence


def classes_of(tokens: list[str], frequent: frozenset[str], lexical: bool) -> list[str]:
    """The classes of a text's tokens; lexical: frequent words are classes of their own, `=word`."""
    classes = [START]
    opens = True
    for position, token in enumerate(tokens):
        if not token[0].isalnum():
            classes.append(punctuation_class(token))
            if token in ".?!" and position + 1 < len(tokens):
                classes += [BOUNDARY, START]
                opens = True
            continue
        is_lexical = lexical and token in frequent
        classes.append("=" + token if is_lexical else grammatical_class(token, opens))
        opens = False
    return classes


def token_indices(tokens: list[str]) -> list[int | None]:
    """The index of the token behind each of `classes_of`; None for starts and boundaries."""
    indices: list[int | None] = [None]
    for position, token in enumerate(tokens):
        indices.append(position)
        if token in (".", "?", "!") and position + 1 < len(tokens):
            indices += [None, None]
    return indices


if __name__ == "__main__":
    main()
