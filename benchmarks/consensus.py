"""Which words of a machine translation nobody else wrote: the consensus labels, after `training/README.md`.

A word is *damaged* when its stem is neither in the reference nor in 5 % or more of the other versions of the
line, and *agreed* when it is in the reference or in more than a quarter of them. Words between the two are
neither.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.rows import Row, Span, training_lines
from mtcheck.garble import suggest

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Parts of the names of rule-based and online systems.
_BAD_SYSTEMS = ("rbmt", "online", "linguatec", "systran")
#: Below this share of the other versions a word is damaged, above that one it is agreed.
DAMAGED, AGREED = 0.05, 0.25


@dataclass(frozen=True)
class LabelledOutput:
    """A machine translation with its damaged and its agreed words."""

    system: str
    """The system's name."""
    text: str
    """Its translation."""
    damaged: tuple[Span, ...]
    """The damaged words in `text`, in code points."""
    agreed: tuple[Span, ...]
    """The agreed words in `text`, in code points."""


@cache
def stem(word: str) -> str:
    """The package's stem of a lower-case word, kept for all the words of a run."""
    return suggest.stem(word)


def label_outputs(line: Row) -> Iterator[LabelledOutput]:
    """The labelled outputs of one line by rule-based and online systems, of 40 to 400 characters."""
    reference = _stems(line["ref"])
    versions = {system: _stems(text) for system, text in line["out"].items()}
    counts = Counter(word for version in versions.values() for word in version)
    others = max(len(versions) - 1, 1)
    for system, text in line["out"].items():
        if not 40 <= len(text) <= 400 or not any(part in system.lower() for part in _BAD_SYSTEMS):
            continue
        damaged, agreed = [], []
        for match in _WORD.finditer(text):
            word = stem(match.group().lower())
            share = (counts[word] - 1) / others
            if word in reference or share > AGREED:
                agreed.append(match.span())
            elif share < DAMAGED:
                damaged.append(match.span())
        yield LabelledOutput(system, text, tuple(damaged), tuple(agreed))


def sample(shared: Path, size: int, *, held_out: bool = True, seed: int = 11) -> list[LabelledOutput]:
    """At most `size` outputs of rule-based and online systems, drawn evenly from all lines."""
    outputs = [output for line in training_lines(shared, held_out=held_out) for output in label_outputs(line)]
    random.Random(seed).shuffle(outputs)
    return outputs[:size]


def _stems(text: str) -> set[str]:
    return {stem(match.group().lower()) for match in _WORD.finditer(text)}
