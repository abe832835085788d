"""The text as the model sees it: typographic variants folded one to one, so that no offset moves.

The training data have straight quotes and plain hyphens throughout, so a curly quote must not tell the model
anything.
"""

from __future__ import annotations

import re

# Three words of two letters or more, all capitals.
_CAPITALS = re.compile(r"(?:[^\W\d_a-z]{2,}(?:[\W\d_]+|\Z)){3}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_FOLDED = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "′": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\u200b": " ",
        "\t": " ", "\n": " ", "\r": " ",
        "…": ".", "•": "-", "\ufffc": "X",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """`text` with quotes, dashes and spaces in their ASCII forms; the length stays."""
    return _LONE_SURROGATE.sub("X", text.translate(_FOLDED))


def lower_capitals(text: str) -> str:
    """A sentence in capitals as the model reads it, in small letters but for the first; others as they are.

    In capitals every word is rare: it has twice the tokens, and the model takes it for damaged.
    """
    if not text.isupper() or _CAPITALS.search(text) is None:
        return text
    lower = text.lower()
    first = next(index for index, letter in enumerate(text) if letter.isupper())
    return text[: first + 1] + lower[first + 1 :] if len(lower) == len(text) else text
