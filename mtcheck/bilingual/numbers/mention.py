"""A month, a weekday or a currency that a text names."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """Something named at `text[start:end]`."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    key: int | str
    """What is named, the same in all languages: a month 1 to 12, a weekday 1 to 7 from Monday, or a
    currency's code."""
