"""Segmentation: the paragraphs of plain text, and the sentences of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mtcheck.text.masking import FILLER, LINE_BREAK, OPAQUE, MaskedText
from mtcheck.text.reading import read_as_it_is
from mtcheck.text.span import Span

#: Characters of a paragraph that are split into sentences together: more than most articles have.
WINDOW = 16_000

# Half a character, which a str may hold but no encoding can write.
_SURROGATE = re.compile("[\ud800-\udfff]")
_SENTENCE_ENDS = (".", "!", "?", "”", '"', ":", "…", ")")


def sentences(masked: MaskedText, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph, without the space around them."""
    reading = read_as_it_is(masked, paragraph).replace(FILLER, lambda filler: "")
    start = paragraph.start
    for index in _sentence_ends(_SURROGATE.sub(OPAQUE, reading.text)):
        # A sentence begins where the one before it ended, which takes the filler between the two.
        end = min(reading.offset(index), paragraph.end)
        sentence = masked.trim(start, end)
        if sentence is not None:
            yield sentence
        start = end


# White space that is one code point and no plain space; line breaks stay.
_WIDE_SPACE = re.compile(r"[^\S \t\r\n]")


def _sentence_ends(text: str) -> Iterator[int]:
    """The indices behind the sentences of a paragraph.

    The splitter looks for the partner of each quotation mark up to the end of what it is given, which takes
    quadratic time where many have none. So of a long paragraph it is given a window at a time, and only the
    ends in the first half of the window count.
    """
    start = 0
    while len(text) - start > WINDOW:
        window = text[start : start + WINDOW]
        ends = [end for _, end in split("en", window)]
        certain = [end for end in ends if 0 < end <= WINDOW // 2]
        certain = certain or [end for end in ends[:1] if 0 < end < WINDOW]
        if not certain:  # a sentence longer than a window is a list or a loop: cut it between two words
            certain = [window.rfind(" ", WINDOW // 2) + 1 or WINDOW]
        yield from (start + end for end in certain)
        start += certain[-1]
    yield from (start + end for _, end in split("en", text[start:]))


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

    A run of lines counts as wrapped when it has at least three lines, all but the last are of similar length,
    and most of them break off in mid-sentence: a fixed-width editor leaves such lines, and one line a
    paragraph does not look like that.
    """
    run: list[Span] = []
    for line in _lines(prose):
        if prose[line.start : line.end].strip():
            run.append(line)
        else:
            yield from _paragraphs_of(prose, run)
            run = []
    yield from _paragraphs_of(prose, run)


def _lines(prose: str) -> Iterator[Span]:
    start = 0
    for line_break in LINE_BREAK.finditer(prose):
        yield Span(start, line_break.start())
        start = line_break.end()
    yield Span(start, len(prose))


def _paragraphs_of(prose: str, run: list[Span]) -> Iterable[Span]:
    """The paragraphs of lines between two blank ones: all lines together, or each for itself."""
    if len(run) >= 3 and _is_wrapped(prose, run):
        return (Span(run[0].start, run[-1].end),)
    return run


def _is_wrapped(prose: str, run: list[Span]) -> bool:
    lines = [prose[line.start : line.end].rstrip() for line in run[:-1]]
    widths = [len(line) for line in lines]
    if max(widths) > 120 or min(widths) < 0.6 * max(widths) or max(widths) < 40:
        return False
    return sum(not line.endswith(_SENTENCE_ENDS) for line in lines) > len(lines) / 2
