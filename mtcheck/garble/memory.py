"""Word and word-pair statistics of damage, learnt from millions of words where the network could read only
some.

`data/memory.npz` holds hashed tables of quantised log-odds: how often a word, or a word beside its neighbour,
was damaged in translations of which some fifty exist of each line, against how often it stood in agreed or
published text. Counts, no text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from mtcheck.garble.model import DATA, Floats

#: Quantisation: a stored byte is this many times the natural log-odds.
SCALE = 16.0
#: Log-odds of damage for a word that is in no table.
NAMES = ("odds", "unknown", "left", "right", "left_new", "right_new")

Table = tuple[npt.NDArray[np.uint8], npt.NDArray[np.int8]]


def key(*words: str) -> int:
    """A 32-bit hash of one or two words."""
    return crc32("\t".join(words).encode())


def normal(word: str) -> str:
    """A word as the tables know it: lower case, straight apostrophe, numbers alike."""
    return "0" if word[0].isdigit() else word.lower().replace("’", "'")


@cache
def tables(folder: Path = DATA) -> dict[str, Table]:
    """The three tables: `word`, `left` (a word after another) and `right` (a word before another); empty
    if not shipped.
    """
    path = folder / "memory.npz"
    if not path.exists():
        return {}
    with np.load(path) as kept:
        return {name: (kept[f"{name}_check"], kept[f"{name}_value"]) for name in ("word", "left", "right")}


def look_up(table: Table, hashed: int) -> float | None:
    """The stored log-odds, None where there is none."""
    check, value = table
    slot = hashed % len(check)
    return int(value[slot]) / SCALE if check[slot] == (hashed >> 24 | 1) & 255 else None


def memory(words: Sequence[str], folder: Path = DATA) -> Floats:
    """One row a word, columns as in NAMES: the word's log-odds, what its neighbours add to them, and what
    was never seen.
    """
    known = tables(folder)
    found = np.zeros((len(words), len(NAMES)), np.float32)
    if not known:
        return found
    forms = ["<", *(normal(word) for word in words), ">"]
    for i in range(1, len(forms) - 1):
        odds = look_up(known["word"], key(forms[i]))
        left = look_up(known["left"], key(forms[i - 1], forms[i]))
        right = look_up(known["right"], key(forms[i], forms[i + 1]))
        found[i - 1] = (odds or 0.0, odds is None, left or 0.0, right or 0.0, left is None, right is None)
    return found
