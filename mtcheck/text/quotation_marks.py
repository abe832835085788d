"""Quotation marks: where they stand, and whether each of them opens or closes a quotation.

There are two ways to read the same mark. `all_marks` asks what is quoted, in the marks of any language: a
mark that does not look as it stands, such as an opening one before a space, is unclear, because what may be a
quotation has to be left alone. `english_marks` asks whether the marks are set well: there a typographic mark
means what it looks like, because its place is what may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from mtcheck.text.late_pattern import late_pattern
from mtcheck.text.masking import JOINER, PADDING

#: The marks that English has around a quotation.
ENGLISH = late_pattern('["“”]')
#: A quotation in the marks of any language, as far as it has none inside; `words` is what is quoted.
QUOTATION = late_pattern(r"[„“”«»\"「『＂‟](?P<words>[^„“”«»\"「」『』＂‟]{2,600}?)[“”«»\"」』＂]")
#: Anything that may set words off as somebody else's: marks of any language, and emphasis.
SET_OFF = late_pattern(r"[\"“”„«»‘’‹›「」『』]|(?<!\w)'|'(?!\w)|``|''|&quot;|<q\b|<em\b|<i\b|\*")
#: A single mark that can open a quotation, and not an apostrophe, as in ’90s.
SINGLE_OPENING = late_pattern(r"(?<![^\s(\[{—–/\"“„«-])(?:[‘‚‛]|`(?!`)|'(?!'))(?=\S)(?!\d\ds\b)")
#: A single mark that can close a quotation; an apostrophe at the end of a word looks the same.
SINGLE_CLOSING = late_pattern(r"(?<=\S)[’'‘`](?!\w)")
#: Every quotation mark and apostrophe of languages in Latin script.
MARKS = "\"'“”‘’«»„‟‹›‚`"

# Double marks of English and other languages, those of typewriters (``…''), and entities that were not
# decoded.
_DOUBLE = late_pattern(
    rf"([\"“”„‟«»‹›「」『』《》〈〉〝〞〟＂]|``|''|&(?:quot|#34|[lrb]dquo|[lr]aquo|ldquor|rdquor);){PADDING}*"
)
_OPENING, _CLOSING = frozenset("“„‟«‹「『《〈〝"), frozenset("”»›」』》〉〞〟")
# Some languages turn these round: „Wort“, »Wort«, ”ord”. Where the space around them is clear, it decides.
_REVERSIBLE = frozenset("»«›‹")
# Marks next to a mark do not show on which side of it the space is.
_NEIGHBOURS = f"\"“”„‟«»‹›＂‘’‚‛'`{JOINER}{PADDING}"
#: How many of them are looked at.
_FARTHEST = 60
_BEFORE_OPENING = frozenset("([{—–-/")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…")
_SINGLE_OPENINGS = "“‘«„‹‚"


class Role(Enum):
    """What a quotation mark does."""

    OPENS = "opens"
    CLOSES = "closes"
    UNCLEAR = "unclear"


class QuotationMark(NamedTuple):
    """One quotation mark."""

    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character; the mark may be an entity, or two characters of a typewriter."""
    character: str
    """The mark as it is written."""
    role: Role
    """Whether it opens or closes a quotation."""

    @property
    def is_straight(self) -> bool:
        """Whether it is the mark of a keyboard, and not a typographic one."""
        return self.character == '"'


def all_marks(prose: str) -> Iterator[QuotationMark]:
    """The double marks of any language, in order; unclear where their shape and the space around disagree."""
    last_opening = ""
    for match in _DOUBLE.finditer(prose):
        role = _role(prose, match, last_opening)
        if role is Role.OPENS:
            last_opening = match[1]
        yield QuotationMark(match.start(), match.end(), match[1], role)


def english_marks(prose: str) -> Iterator[QuotationMark]:
    """The double marks of English, in order; only of a straight one the space around says what it does."""
    for match in ENGLISH.finditer(prose):
        start, end = match.span()
        if match.group() == '"':
            role = _role_by_space(prose[start - 1 : start] if start else "", prose[end : end + 1], "‘'", "’'")
        else:
            role = Role.OPENS if match.group() == "“" else Role.CLOSES
        yield QuotationMark(start, end, match.group(), role)


def is_open_at_end(text: str) -> bool:
    """Whether more quotations begin in a text than end, or its last character opens one."""
    last = text.rstrip()[-1:]
    if text.count('"') % 2 or (last and last in _SINGLE_OPENINGS):
        return True
    pairs = (("“", "”"), ("«", "»"), ("„", "“"))
    return any(text.count(opening) > text.count(closing) for opening, closing in pairs)


def _role(prose: str, match: re.Match[str], last_opening: str) -> Role:
    mark = match[1]
    by_shape = Role.UNCLEAR
    if mark in _OPENING or mark == "``":
        by_shape = Role.OPENS
    elif mark in _CLOSING:
        by_shape = Role.CLOSES
    first, last = match.span()
    start, end = max(first - _FARTHEST, 0), min(last + _FARTHEST, len(prose))
    while first > start and prose[first - 1] in _NEIGHBOURS:
        first -= 1
    while last < end and prose[last] in _NEIGHBOURS:
        last += 1
    by_space = _role_by_space(prose[first - 1 : first] if first else "", prose[last : last + 1])
    if Role.UNCLEAR in (by_shape, by_space):
        return by_space if by_shape is Role.UNCLEAR else by_shape
    closes_low_mark = mark in "“‟" and last_opening == "„"
    return by_space if by_shape is by_space or mark in _REVERSIBLE or closes_low_mark else Role.UNCLEAR


def _role_by_space(before: str, after: str, also_before: str = "", also_after: str = "") -> Role:
    """What a mark does by the characters next to it; empty at an end of the text."""
    opens = not before or before.isspace() or before in _BEFORE_OPENING or before in also_before
    closes = not after or after.isspace() or after in _AFTER_CLOSING or after in also_after
    if closes and before.isdigit():
        return Role.UNCLEAR  # 5" is five inches, too
    if opens == closes:
        return Role.UNCLEAR
    return Role.OPENS if opens else Role.CLOSES
