"""Word-translation tables: what a source word is likely to be in English, learnt from parallel text
(`training/bilingual.py`).

`data/words.XX-en.tsv.gz` has one line a source key (see `tokens`), then for each English stem the stem and,
in per cent, the probability of the stem given the source word and of the source word given the stem.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources
from typing import NamedTuple


class Translations(NamedTuple):
    """The table of a language. Probabilities are 0 to 1."""

    forward: dict[str, dict[str, float]]
    """Source key to English stems, with p(stem | source)."""
    backward: dict[str, dict[str, float]]
    """The same with p(source | stem)."""

    def strength(self, source: str, target: str) -> float:
        """How surely the two translate each other: the larger of both probabilities, 0 where they never
        did.
        """
        return max(
            self.forward.get(source, {}).get(target, 0.0), self.backward.get(source, {}).get(target, 0.0)
        )


@cache
def translations(language: str) -> Translations | None:
    """The table from this language into English; None where there is none."""
    path = resources.files("mtcheck") / "bilingual" / "data" / f"words.{language}-en.tsv.gz"
    if not path.is_file():
        return None
    forward: dict[str, dict[str, float]] = {}
    backward: dict[str, dict[str, float]] = {}
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        source, *entries = line.split("\t")
        to_english, from_english = forward.setdefault(source, {}), backward.setdefault(source, {})
        for entry in entries:
            stem, given_source, given_stem = entry.rsplit(" ", 2)
            to_english[stem] = int(given_source) / 100
            from_english[stem] = int(given_stem) / 100
    return Translations(forward, backward)


def available() -> tuple[str, ...]:
    """The languages there are tables for."""
    folder = resources.files("mtcheck") / "bilingual" / "data"
    names = sorted(entry.name for entry in folder.iterdir())
    return tuple(name.split(".")[1].split("-")[0] for name in names if name.startswith("words."))
