"""The text as the model sees it: typographic variants folded one to one, so that no offset moves.

The training data have straight quotes and plain hyphens throughout, so a curly quote must not tell the model
anything.
"""

from __future__ import annotations

import re

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
