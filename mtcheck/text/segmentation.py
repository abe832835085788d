"""Segmentation: the paragraphs of plain text, and the sentences of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from mtcheck.text.masking import LINE_BREAK, OPAQUE, MaskedText
from mtcheck.text.span import Span
from mtcheck.text.wrapping import Wrap, find_wrap, wrapped_by_hand

#: Characters of a paragraph that are split into sentences together: more than most articles have.
WINDOW = 16_000
#: Quotation marks in a window from which on it is a smaller one: one in sixteen characters.
_MOST_MARKS, _DENSE_WINDOW = WINDOW // 16, 1000
_MARKS = '"“”„‟«»‹›`'

# Half a character, which a str may hold but no encoding can write.
_SURROGATE = re.compile("[\ud800-\udfff]")


def sentences(masked: MaskedText, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph of a decoded text, without the space around them."""
    start = paragraph.start
    prose = masked.prose[paragraph.start : paragraph.end]
    for index in _sentence_ends(without_blank_lines(_SURROGATE.sub(OPAQUE, prose))):
        end = min(paragraph.start + index, paragraph.end)
        sentence = masked.trim(start, end)
        if sentence is not None:
            yield sentence
        start = end


def without_blank_lines(text: str) -> str:
    """The text of a paragraph with spaces for the line breaks around lines that are blank, or masked.

    The splitter ends a sentence at a blank line. In a paragraph, only a comment or the like can be there.
    """
    return _BLANK_LINES.sub(lambda run: " " * len(run.group()), text)


_LINE_END = r"(?:\r\n|\r(?!\n)|\n)"
_BLANK_LINES = re.compile(rf"{_LINE_END}(?:[^\S\r\n]*{_LINE_END})+")
# White space that is one code point and no plain space; line breaks stay.
_WIDE_SPACE = re.compile(r"[^\S \t\r\n]")


def _sentence_ends(text: str) -> Iterator[int]:
    """The indices behind the sentences of a paragraph.

    The splitter looks for the partner of each quotation mark up to the end of what it is given, which takes
    quadratic time where many have none. So of a long paragraph it is given a window at a time, and only the
    ends in the first half of the window count.
    """
    start = 0
    while len(text) - start > (size := _window_size(text, start)):
        window = text[start : start + size]
        ends = [end for _, end in split("en", window)]
        certain = [end for end in ends if 0 < end <= size // 2]
        certain = certain or [end for end in ends[:1] if 0 < end < size]
        if not certain:  # a sentence longer than a window is a list or a loop: cut it between two words
            certain = [window.rfind(" ", size // 2) + 1 or size]
        yield from (start + end for end in certain)
        start += certain[-1]
    yield from (start + end for _, end in split("en", text[start:]))


def _window_size(text: str, start: int) -> int:
    """How much of a text to split together, from `start` on: little where nearly all is quotation marks."""
    marks = sum(text.count(mark, start, start + WINDOW) for mark in _MARKS)
    return _DENSE_WINDOW if marks > _MOST_MARKS else WINDOW


def split(language: str, text: str) -> list[tuple[int, int]]:
    """(start, end) of the sentences of a text, as the library sentencex finds them.

    language: its code of the language. It panics where some white space outside of ASCII stands beside a full
    stop; such a text is split again with plain spaces, and is one sentence if that fails as well.
    """
    from sentencex import get_sentence_boundaries

    for attempt in (text, _WIDE_SPACE.sub(" ", text)):
        try:
            boundaries = get_sentence_boundaries(language, attempt)
            return [(boundary["start_index"], boundary["end_index"]) for boundary in boundaries]
        except BaseException as error:  # PyO3's PanicException is no Exception
            if type(error).__name__ != "PanicException":
                raise
    return [(0, len(text))]


def plain_paragraphs(prose: str) -> Iterator[Span]:
    """The paragraphs of plain text: blank lines part them, and so does every line break in unwrapped text.

    Whether the lines are wrapped, and how wide, is a property of the whole text (see `wrapping`). Where the
    text as a whole is not, a run of at least three lines that are all of similar length still counts as
    wrapped by hand when most of them break off in mid-sentence (see `wrapped_by_hand`).
    """
    runs = list(_runs(prose))
    wrap = find_wrap([prose[line.start : line.end] for line in run] for run in runs)
    for run in runs:
        yield from _wrapped_paragraphs(prose, run, wrap) if wrap else _paragraphs_of(prose, run)


def _runs(prose: str) -> Iterator[list[Span]]:
    """The lines between two blank ones."""
    run: list[Span] = []
    for line in _lines(prose):
        if prose[line.start : line.end].strip():
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _lines(prose: str) -> Iterator[Span]:
    start = 0
    for line_break in LINE_BREAK.finditer(prose):
        yield Span(start, line_break.start())
        start = line_break.end()
    yield Span(start, len(prose))


def _wrapped_paragraphs(prose: str, run: list[Span], wrap: Wrap) -> Iterator[Span]:
    """The paragraphs of a run in wrapped text."""
    paragraph = run[0]
    for line, next_line in pairwise(run):
        if wrap.joins(prose[line.start : line.end], prose[next_line.start : next_line.end]):
            paragraph = Span(paragraph.start, next_line.end)
        else:
            yield paragraph
            paragraph = next_line
    yield paragraph


def _paragraphs_of(prose: str, run: list[Span]) -> Iterable[Span]:
    """The paragraphs of a run in a text that is not wrapped as a whole: all lines together, or each."""
    if len(run) >= 3 and wrapped_by_hand([prose[line.start : line.end].rstrip() for line in run]):
        return (Span(run[0].start, run[-1].end),)
    return run
