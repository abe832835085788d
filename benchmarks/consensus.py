"""Which words of a machine translation nobody else wrote: the consensus labels, after `training/README.md`.

A word is *damaged* when its stem is neither in the reference nor in 5 % or more of the other versions of the
line, and
*agreed* when it is in the reference or in more than a quarter of them. Words between the two are neither.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.rows import training_lines

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BAD_KIND = ("rbmt", "online", "linguatec", "systran")
DAMAGED, AGREED = 0.05, 0.25


@dataclass(frozen=True)
class LabelledOutput:
    """One machine translation: `damaged` and `agreed` are the spans of such words in `text`, code points."""

    system: str
    text: str
    damaged: tuple[tuple[int, int], ...]
    agreed: tuple[tuple[int, int], ...]


@cache
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))  # type: ignore[attr-defined]


def stems(text: str) -> set[str]:
    return {stem(match.group().lower()) for match in _WORD.finditer(text)}


def labelled(line: dict[str, object], *, kinds: tuple[str, ...] = _BAD_KIND) -> Iterator[LabelledOutput]:
    """The outputs of one line by systems of the given kinds, 40 to 400 characters long, with their labels."""
    outputs: dict[str, str] = line["out"]  # type: ignore[assignment]
    reference = stems(str(line["ref"]))
    versions = {system: stems(text) for system, text in outputs.items()}
    counts = Counter(one for version in versions.values() for one in version)
    others = max(len(versions) - 1, 1)
    for system, text in outputs.items():
        if not 40 <= len(text) <= 400 or not any(kind in system.lower() for kind in kinds):
            continue
        damaged, agreed = [], []
        for match in _WORD.finditer(text):
            one = stem(match.group().lower())
            share = (counts[one] - 1) / others
            if one in reference or share > AGREED:
                agreed.append(match.span())
            elif share < DAMAGED:
                damaged.append(match.span())
        yield LabelledOutput(system, text, tuple(damaged), tuple(agreed))


def sample(shared: Path, size: int, *, held_out: bool = True, seed: int = 11) -> list[LabelledOutput]:
    """`size` outputs of rule-based and online systems, drawn evenly over all lines (all of them if there
    are fewer).
    """
    outputs = [output for line in training_lines(shared, held_out=held_out) for output in labelled(line)]
    random.Random(seed).shuffle(outputs)
    return outputs[:size]
