"""Statistics of damaged words and word pairs, counted over far more text than the network has read.

`data/memory.npz` holds hashed tables of quantised log-odds: how often a word, or a word next to its
neighbour, was damaged in translations of lines with some fifty versions each, against how often it stood in
agreed or published text. These are counts; no text is in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from mtcheck.garble.model import Floats
from mtcheck.garble.weights import DATA

#: Quantisation: a stored byte is the natural log-odds times this.
SCALE = 16.0
#: The columns of `memory`: log-odds of a word, what its neighbours add to them, and what was never seen.
NAMES = ("odds", "unknown", "left", "right", "left_new", "right_new")

Table = tuple[npt.NDArray[np.uint8], npt.NDArray[np.int8]]


def key(*words: str) -> int:
    """A 32-bit hash of one or two words."""
    return crc32("\t".join(words).encode())


def normal(word: str) -> str:
    """A word as the tables have it: in lower case, with a straight apostrophe; all numbers are one word."""
    return "0" if word[0].isdigit() else word.lower().replace("’", "'")


@cache
def tables(folder: Path = DATA) -> dict[str, Table]:
    """The tables `word`, `left` (a word after another) and `right` (a word before another).

    Empty where they are not shipped.
    """
    path = folder / "memory.npz"
    if not path.exists():
        return {}
    with np.load(path) as arrays:
        return {
            name: (arrays[f"{name}_check"], arrays[f"{name}_value"]) for name in ("word", "left", "right")
        }


def look_up(table: Table, hashed: int) -> float | None:
    """The log-odds stored under a hash; None where there are none."""
    check, value = table
    slot = hashed % len(check)
    return int(value[slot]) / SCALE if check[slot] == (hashed >> 24 | 1) & 255 else None


def memory(words: Sequence[str], folder: Path = DATA) -> Floats:
    """One row a word, with the columns of NAMES."""
    known = tables(folder)
    rows = np.zeros((len(words), len(NAMES)), np.float32)
    if not known:
        return rows
    forms = ["<", *(normal(word) for word in words), ">"]
    for index in range(1, len(forms) - 1):
        odds = look_up(known["word"], key(forms[index]))
        left = look_up(known["left"], key(forms[index - 1], forms[index]))
        right = look_up(known["right"], key(forms[index], forms[index + 1]))
        rows[index - 1] = (odds or 0.0, odds is None, left or 0.0, right or 0.0, left is None, right is None)
    return rows
