"""Words: what counts as one, and how it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.text.masking import COMBINING_MARKS, JOINER, PADDING, WITHOUT_WIDTH, without_filler

# What may stand between two letters of a word: combining marks, soft hyphens and their like, filler.
_HIDDEN = f"{COMBINING_MARKS}{WITHOUT_WIDTH}{JOINER}{PADDING}"
_WITHOUT_WIDTH = re.compile(f"[{WITHOUT_WIDTH}]+")
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)*(?:[^\W\d_]{1,3}(?!\w))?"
    rf"|[^\W_]+(?:(?:['’‐‑-][{_HIDDEN}]*|[{_HIDDEN}]+(?:['’‐‑-][{_HIDDEN}]*)?)[^\W_]+)*"
    rf"(?:[{COMBINING_MARKS}{PADDING}]+)?"
)


class Word(NamedTuple):
    """A word or a number.

    A word is letters with apostrophes and hyphens between them, or initials such as `U.S.`. A number is
    digits with separators, and with a unit that is written together with them.
    """

    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character."""
    text: str
    """The word as a reader sees it, without filler."""
    lower: str
    """`text` in lower case, with straight apostrophes and without soft hyphens and their like: the form to
    look up."""

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()


def words_of(prose: str, start: int, end: int) -> Iterator[Word]:
    """The words of `prose[start:end]`, with offsets into `prose`."""
    for match in _WORD.finditer(prose, start, end):
        text = match.group()
        if text.isascii():
            lower = text.lower()
        else:
            text = without_filler(text)
            lower = text.lower().replace("’", "'")
            lower = _WITHOUT_WIDTH.sub("", lower)
        yield Word(match.start(), match.end(), text, lower)
