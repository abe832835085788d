"""A mark with the word it stands at: what a finding about a bracket or a quotation mark shows."""

from __future__ import annotations

from mtcheck.text.span import Span

_LONGEST = 40  # characters


def with_word_after(prose: str, mark: int) -> Span:
    """The mark at this offset and what follows it up to the next space."""
    end = mark + 1
    while end < len(prose) and end - mark < _LONGEST and not prose[end].isspace():
        end += 1
    return Span(mark, end)


def with_word_before(prose: str, mark: int) -> Span:
    """The mark at this offset and what stands before it, from the last space on."""
    start, end = mark, mark + 1
    while start and end - start < _LONGEST and not prose[start - 1].isspace():
        start -= 1
    return Span(start, end)
