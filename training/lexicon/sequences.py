"""Make `mtcheck/lexicon/sequences.txt`: classes of words that stand together in machine translation and never
in edited English.

    python training/lexicon/sequences.py ../shared mtcheck/lexicon/sequences.txt

Counts two- and three-class sequences (see mtcheck.lexicon.sequences) in the rule-based and online outputs of
training/wmt_outputs_2010_2012 and in all of corpora/. A sequence counts where a pair of its words stands in
no other version of the line; the number of lines in which it does is ranked against its count in the corpora.
One that the corpora do not have although its parts are frequent ranks higher than one that is merely rare. At
most one of its words is no function word. Sequences are taken from the top until their alarms on the corpora
reach BUDGET. Lines that `benchmarks.rows` holds out for measuring are not looked at. An editor has read the
list: the sequences in `sequences_rejected.txt` beside this file are English all the same, and are left out.
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.rows import training_lines
from mtcheck.lexicon.sequences import BOUNDARY, FUNCTION, START, grammatical_class, punctuation_class

REJECTED = Path(__file__).with_name("sequences_rejected.txt")
TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)*|[^\W_]+(?:['’‐‑-][^\W_]+)*|[^\w\s]")
SYSTEMS = re.compile(r"rbmt|online|linguatec|systran")
FREQUENT = 400  # a word has a lexical class when the corpora have it this often
LINES = {"grammatical": 3, "lexical": 5}  # different source lines that a sequence must stand in
BUDGET = {
    "grammatical": {2: 200, 3: 140},
    "lexical": {2: 60, 3: 30},
}  # alarms on the corpora (11 million words), by length
HEADER = """\
# Sequences of word classes that machine translation has and edited English does not; see mtcheck/lexicon/sequences.py.
# Source: counts over WMT 2010-2012 system outputs against 11 million words of edited English (no sentence of either is here).
# Made by: python training/lexicon/sequences.py ../shared mtcheck/lexicon/sequences.txt
"""


def classes(tokens: list[str], frequent: frozenset[str], lexical: bool) -> list[str]:
    found = [START]
    opens = True
    for position, token in enumerate(tokens):
        if not token[0].isalnum():
            found.append(punctuation_class(token))
            if token in ".?!" and position + 1 < len(tokens):
                found += [BOUNDARY, START]
                opens = True
            continue
        if lexical and token in frequent:
            found.append("=" + token)
        else:
            found.append(grammatical_class(token, opens))
        opens = False
    return found


def corpora(shared: Path) -> Iterator[list[str]]:
    for path in sorted((shared / "corpora").glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield TOKEN.findall(line)


def outputs(shared: Path) -> Iterator[tuple[int, list[str], set[tuple[str, str]]]]:
    """Line number, tokens of an output, and its pairs of neighbours that are in no reference and few other
    versions (4 %).
    """
    for number, row in enumerate(training_lines(shared, held_out=False)):
        tokens = {name: TOKEN.findall(text) for name, text in row["out"].items()}
        pairs = {name: neighbours(version) for name, version in tokens.items()}
        shared_by = Counter(pair for version in pairs.values() for pair in version)
        reference = neighbours(TOKEN.findall(row["ref"]))
        for name, version in tokens.items():
            if SYSTEMS.search(name) and 40 <= len(row["out"][name]) <= 400:
                limit = 0.04 * (len(pairs) - 1) + 1
                yield (
                    number,
                    version,
                    {pair for pair in pairs[name] if pair not in reference and shared_by[pair] < limit},
                )


def neighbours(tokens: list[str]) -> set[tuple[str, str]]:
    lower = [token.lower() for token in tokens]
    return set(pairwise(lower))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    clean = list(corpora(arguments.shared))
    counts = Counter(token for tokens in clean for token in tokens if token.islower())
    frequent = frozenset(word for word, count in counts.items() if count >= FREQUENT) - FUNCTION
    translated = list(outputs(arguments.shared))
    kept: set[tuple[str, ...]] = set()
    for kind in ("grammatical", "lexical"):
        kept |= select(clean, translated, frequent, kind)
    rejected = {line for line in REJECTED.read_text("utf-8").splitlines() if not line.startswith("# ")}
    lines = sorted({" ".join(sequence) for sequence in kept} - rejected)
    arguments.target.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def select(
    clean: list[list[str]],
    translated: list[tuple[int, list[str], set[tuple[str, str]]]],
    frequent: frozenset[str],
    kind: str,
) -> set[tuple[str, ...]]:
    lexical = kind == "lexical"
    seen: Counter[tuple[str, ...]] = Counter()
    alone_in: dict[tuple[str, ...], set[int]] = {}
    unique: Counter[tuple[str, ...]] = Counter()
    for number, tokens, alone in translated:
        labels = classes(tokens, frequent, lexical)
        # Where class i comes from: None for ^ and #.
        origin = token_of(tokens)
        flags = [
            first is not None
            and second is not None
            and (tokens[first].lower(), tokens[second].lower()) in alone
            for first, second in pairwise(origin)
        ]
        for size in (2, 3):
            for at in range(len(labels) - size + 1):
                sequence = tuple(labels[at : at + size])
                if BOUNDARY in sequence or (lexical and not any(label[0] == "=" for label in sequence)):
                    continue
                if sum(
                    label in FUNCTION or label in ",.^" for label in sequence
                ) < size - 1 or not FUNCTION & set(sequence):
                    continue
                seen[sequence] += 1
                if any(flags[at : at + size - 1]):
                    unique[sequence] += 1
                    alone_in.setdefault(sequence, set()).add(number)
    candidates = {
        sequence
        for sequence, found in alone_in.items()
        if len(found) >= LINES[kind] and unique[sequence] > 0.4 * seen[sequence]
    }
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, ...]] = Counter()
    triples: Counter[tuple[str, ...]] = Counter()
    for tokens in clean:
        labels = classes(tokens, frequent, lexical)
        single.update(labels)
        pairs.update(pairwise(labels))
        triples.update(
            triple for triple in zip(labels, labels[1:], labels[2:], strict=False) if triple in candidates
        )
    total = sum(single.values())
    ranked = []
    for sequence in candidates:
        if len(sequence) == 2:
            observed, expected = pairs[sequence], single[sequence[0]] * single[sequence[1]] / total
        else:
            observed = triples[sequence]
            expected = pairs[sequence[:2]] * pairs[sequence[1:]] / max(single[sequence[1]], 1)
        ranked.append(
            (len(alone_in[sequence]) / (observed + 0.4 * min(3, 10 / max(expected, 0.1))), observed, sequence)
        )
    ranked.sort(key=lambda entry: (-entry[0], entry[2]))
    kept: set[tuple[str, ...]] = set()
    for size, budget in BUDGET[kind].items():
        alarms = 0.0
        for _, observed, sequence in ranked:
            if len(sequence) != size:
                continue
            alarms += observed + 0.4
            if alarms > budget:
                break
            kept.add(sequence)
    return {sequence for sequence in kept if len(sequence) == 2 or not {sequence[:2], sequence[1:]} & kept}


def token_of(tokens: list[str]) -> list[int | None]:
    found: list[int | None] = [None]
    for position, token in enumerate(tokens):
        found.append(position)
        if token in (".", "?", "!") and position + 1 < len(tokens):
            found += [None, None]
    return found


if __name__ == "__main__":
    main()
