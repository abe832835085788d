"""Wrapping: the width at which an editor or a converter broke the lines of a plain text, and what it parted.

A program that wraps lines puts a word on the next line only where it no longer fits. So in wrapped text
nearly every line is full: the first word of the next line would have gone beyond the width. Lines that
somebody broke on purpose are not, be they verses, items, addresses or headlines. The width is judged over
the whole text, because a paragraph of two lines cannot show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

#: The narrowest and the widest lines that count as wrapped.
NARROWEST, WIDEST = 40, 120
# In a text with fewer lines that could be wrapped than this, short ones are no evidence.
_FEW = 3
_NARROWEST_OF_FEW = 55
# The share of lines that must be full, must break off, and must go on in a small letter.
_FULL, _BREAKING_OFF, _GOING_ON = 0.8, 0.5, 0.5
# Shorter lines that are not quite full are verses sooner than prose.
_NARROWEST_BY_HAND = 60
# What may be missing from the width when a person broke the lines by hand, as a share of it.
_SLACK = 0.15
# The share of the lines that may be longer than the width: addresses and tables are.
_OVERLONG = 0.1
# What the shortest line of a paragraph that was wrapped by hand has of the longest.
_BY_HAND = 0.6
# A line that is cut in mid-sentence may be shorter than the others by so much: a word was deleted there.
_CUT_SHORT = 0.7

_SENTENCE_ENDS = (".", "!", "?", "”", '"', ":", "…", ")")
_MARKER = re.compile(r"\s*(?:[-*+•‣◦▪·]|\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})[.)]|#{1,6})\s+(?=\S)")
_GAP_BETWEEN_CELLS = re.compile(r"\S\t+ *\S|[^\s.!?:”\"’)] {3,}\S")
_RULE_OR_BAR = re.compile(r"\s*(?:[|+]|[-=_*~#\s]+$)")


class Wrap(NamedTuple):
    """How the lines of a text are wrapped."""

    width: int
    """The length of the longest lines, in code points."""
    slack: int
    """By how much a full line may fall short of it."""

    def is_full(self, line: str, next_line: str) -> bool:
        """Whether the first word of the next line did not fit on the line."""
        return len(line.rstrip()) + 1 + _first_word_length(next_line) > self.width - self.slack

    def joins(self, line: str, next_line: str) -> bool:
        """Whether the next line goes on with the paragraph of the line."""
        if _MARKER.match(next_line) or is_table_row(line) or is_table_row(next_line):
            return False
        is_cut = breaks_off(line) and starts_small(next_line)
        if is_cut and len(line.rstrip()) >= _CUT_SHORT * self.width:
            return True
        is_indented = _indent(next_line) > _indent(line) and not _MARKER.match(line)
        return self.is_full(line, next_line) and (is_cut or not is_indented)


def find_wrap(runs: Iterable[Sequence[str]]) -> Wrap | None:
    """How the lines of a text are wrapped, None if they are not. runs: its lines between blank ones."""
    pairs = [
        (line, next_line)
        for run in runs
        for line, next_line in pairwise(run)
        if not (_MARKER.match(next_line) or is_table_row(line) or is_table_row(next_line))
        # A headline or a signature says nothing about the rest.
        and (len(line.rstrip()) >= NARROWEST / 2 or starts_small(next_line))
    ]
    if not pairs or not _is_running_text(pairs):
        return None
    widths = sorted((len(line.rstrip()) for line, _ in pairs), reverse=True)
    narrowest = _NARROWEST_OF_FEW if len(pairs) < _FEW else NARROWEST
    for width in dict.fromkeys(widths[: 1 + int(_OVERLONG * len(widths))]):
        for slack in (0, int(_SLACK * width)) if width >= _NARROWEST_BY_HAND else (0,):
            wrap = Wrap(width, slack)
            full = sum(wrap.is_full(line, next_line) for line, next_line in pairs)
            if narrowest <= width <= WIDEST and full >= _FULL * len(pairs):
                return wrap
    return None


def _is_running_text(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether most lines break off in mid-sentence, and the next go on in a small letter."""
    breaking_off = sum(breaks_off(line) for line, _ in pairs)
    going_on = sum(starts_small(next_line) for line, next_line in pairs if breaks_off(line))
    if len(pairs) < _FEW and any(starts_small(line) for line, _ in pairs[:1]):
        return False  # two items in small letters
    return breaking_off > _BREAKING_OFF * len(pairs) and going_on >= _GOING_ON * breaking_off


def wrapped_by_hand(lines: Sequence[str]) -> bool:
    """Whether lines of similar length, which are not full, are those of one paragraph all the same."""
    widths = [len(line) for line in lines[:-1]]
    if max(widths) > WIDEST or min(widths) < _BY_HAND * max(widths) or max(widths) < NARROWEST:
        return False
    if any(map(is_table_row, lines)):
        return False
    breaking_off = [next_line for line, next_line in pairwise(lines) if breaks_off(line)]
    going_on = sum(map(starts_small, breaking_off))
    return len(breaking_off) > _BREAKING_OFF * len(widths) and going_on >= _GOING_ON * len(breaking_off)


def breaks_off(line: str) -> bool:
    """Whether the line ends in mid-sentence."""
    return not line.rstrip().endswith(_SENTENCE_ENDS)


def starts_small(line: str) -> bool:
    """Whether the line begins with a small letter or a digit, after marks of punctuation."""
    first = re.search(r"\w", line)
    return first is not None and not first.group().isupper()


def is_table_row(line: str) -> bool:
    """Whether the line is one of a table, or a rule drawn with hyphens."""
    text = line[match.end() :] if (match := _MARKER.match(line)) else line
    return bool(_GAP_BETWEEN_CELLS.search(text) or _RULE_OR_BAR.match(text))


def _first_word_length(line: str) -> int:
    words = line.split(maxsplit=1)
    return len(words[0]) if words else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
