"""The cues of subtitles (SubRip .srt, WebVTT): which ranges of the file are their text, and when they show.

A SubRip file is read as players do: a line with a timing begins a cue, the number above it belongs to it, and
its text ends where the next begins, blank lines or not. In WebVTT a blank line ends a cue. A timing that
cannot be read, as machine translation leaves them (`00: 00: 01,000 -> 00: 00: 02,000`), is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtcheck.readers.error import ReadError
from mtcheck.text.masking import BOM, LINE_BREAK
from mtcheck.text.span import Span

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
#: What must have been a timing: an arrow, and a time on either side or on none.
_NEARLY_TIME = r"\s*\d{1,4}\s*[:：]\s*\d{1,2}\s*(?:[:：]\s*\d{1,2}|[.,，。]\s*\d{3})[\d\s:：.,，。]{0,20}"
_NEARLY_TIMING = re.compile(
    rf"{_NEARLY_TIME}(?:-+\s*-*\s*>|[-–—]+>?|→|--&gt;){_NEARLY_TIME}(?:[A-Za-z]\S*:\S.*)?"
)
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\s*(\d{1,6})\s*")
#: Blocks of WebVTT that are no cues.
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_EXAMPLES = {"SubRip": "00:00:01,000 --> 00:00:04,000", "WebVTT": "00:00:01.000 --> 00:00:04.000"}


@dataclass(frozen=True)
class Cue:
    """What is shown at one time."""

    start: float
    """When it appears, in seconds."""
    end: float
    """When it vanishes, in seconds."""
    lines: tuple[Span, ...]
    """The ranges of its lines in the file, none of them blank."""


@dataclass(frozen=True)
class Cues:
    """What was read of a file."""

    cues: tuple[Cue, ...]
    """The cues, in the order of the file."""
    stray: tuple[int, ...] = ()
    """The numbers of the lines that belong to no cue and are no markup, from 1."""


def srt_cues(text: str, name: str) -> Cues:
    """The cues of a SubRip file. Raises ReadError."""
    lines = _CueLines(text, name, "SubRip")
    timings = [index for index in range(len(lines)) if lines.has_timing(index)]
    lines.check_cues(timings)
    heads = [index - 1 if index and lines.is_number(index - 1) else index for index in timings]
    cues = [
        lines.cue(timing, range(timing + 1, end))
        for timing, end in zip(timings, [*heads[1:], len(lines)], strict=True)
    ]
    return Cues(tuple(cues), lines.numbers(range(heads[0])))


def webvtt_cues(text: str, name: str) -> Cues:
    """The cues of a WebVTT file. Raises ReadError."""
    if not re.match(rf"{BOM}?WEBVTT(?:\s|$)", text):
        cause = "does not begin with WEBVTT, so it is no WebVTT file"
        raise ReadError(name, cause, "export it again, or name it .srt if it is SubRip")
    lines = _CueLines(text, name, "WebVTT")
    cues: list[Cue] = []
    stray: list[int] = []
    blocks = lines.blocks()
    for block in blocks:
        timing = next((index for index in block[:2] if lines.has_timing(index)), None)
        if timing is not None:
            cues.append(lines.cue(timing, range(timing + 1, block.stop)))
        elif block.start and not _NO_CUE.match(lines[block.start]):
            stray += lines.numbers(block)
    if not cues:
        lines.check_cues(())
    return Cues(tuple(cues), tuple(stray))


class _CueLines:
    """The lines of a file."""

    def __init__(self, text: str, name: str, kind: str) -> None:
        """kind: what the format is called."""
        self._text = text
        self._name = name
        self._kind = kind
        starts = [1 if text.startswith(BOM) else 0]
        ends = []
        for line_break in LINE_BREAK.finditer(text):
            ends.append(line_break.start())
            starts.append(line_break.end())
        self._spans = [Span(start, end) for start, end in zip(starts, [*ends, len(text)], strict=True)]

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, index: int) -> str:
        span = self._spans[index]
        return self._text[span.start : span.end]

    def is_number(self, index: int) -> bool:
        """Whether a line is a number and nothing else."""
        return _NUMBER.fullmatch(self[index]) is not None

    def has_timing(self, index: int) -> bool:
        """Whether a line is a timing. Raises ReadError if it is a damaged one."""
        line = self[index]
        if _TIMING.fullmatch(line):
            return True
        if ("-->" in line and not _LETTER.search(line)) or _NEARLY_TIMING.fullmatch(line):
            cause = f"has a timing in line {index + 1} that cannot be read"
            raise ReadError(self._name, cause, f"write it like this: {_EXAMPLES[self._kind]}")
        return False

    def check_cues(self, timings: Sequence[int]) -> None:
        """Raises ReadError where there is no cue, or one that has lost its timing. timings: their lines."""
        if not timings:
            cause = f"is no {self._kind} file: no line of it is a timing ({_EXAMPLES[self._kind]})"
            raise ReadError(self._name, cause, "export it again from your subtitle editor")
        with_timing = {index - 1 for index in timings}
        expected = 0
        for index in range(len(self)):
            number = _NUMBER.fullmatch(self[index])
            if number is None or (index and self[index - 1].strip()):
                continue
            if index in with_timing:
                expected = int(number[1]) + 1
            elif int(number[1]) == expected and index + 1 < len(self) and self[index + 1].strip():
                cause = f"has a subtitle without a timing (number {expected}, line {index + 1})"
                raise ReadError(self._name, cause, f"add it below, like this: {_EXAMPLES[self._kind]}")

    def cue(self, timing: int, text: range) -> Cue:
        """The cue with this timing and these lines of text."""
        match = _TIMING.fullmatch(self[timing])
        times = match.groups("0") if match else ()
        spans = tuple(self._spans[index] for index in text if self[index].strip())
        return Cue(_seconds(times[:4]), _seconds(times[4:]), spans)

    def blocks(self) -> list[range]:
        """The runs of lines between empty ones; a timing right below a text begins one as well.

        A line of spaces is text, as browsers see it: captions that roll up have some.
        """
        starts = [0]
        for index in range(1, len(self)):
            if not self[index - 1]:
                starts.append(index)
            elif index > starts[-1] + 1 and self.has_timing(index):
                starts.append(index - 1 if self.is_number(index - 1) else index)
        blocks = [range(start, end) for start, end in pairwise([*starts, len(self)])]
        return [block for block in blocks if self.numbers(block)]

    def numbers(self, lines: range) -> tuple[int, ...]:
        """The numbers of the lines that are not blank, from 1."""
        return tuple(index + 1 for index in lines if self[index].strip())


def _seconds(time: Sequence[str]) -> float:
    hours, minutes, seconds, fraction = time
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000
