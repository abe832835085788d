"""What the rules on quotation marks (MT401 to MT403) work on: the double quotation marks of an article, with
what each does.

A straight mark says by the space around it whether it opens or closes. Marks after a figure (inches, seconds)
may close or not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtcheck.text.document import Document

_MARK = re.compile('["“”]')
_BEFORE_OPENING = frozenset("([{—–-/‘'")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/’'…")

OPENS, CLOSES, UNCLEAR = "opens", "closes", "unclear"


class Mark(NamedTuple):
    """One double quotation mark. role: OPENS, CLOSES or UNCLEAR; a typographic one says so itself."""

    at: int
    character: str
    role: str

    @property
    def straight(self) -> bool:
        return self.character == '"'


def marks(document: Document) -> list[Mark]:
    """All double quotation marks of the article's prose, in order."""
    prose = document.prose
    return [
        Mark(match.start(), match.group(), _role(prose, match.start())) for match in _MARK.finditer(prose)
    ]


def _role(prose: str, at: int) -> str:
    if prose[at] != '"':
        return OPENS if prose[at] == "“" else CLOSES
    before, after = prose[at - 1 : at] if at else "", prose[at + 1 : at + 2]
    opens = not before or before.isspace() or before in _BEFORE_OPENING
    closes = not after or after.isspace() or after in _AFTER_CLOSING
    if before.isdigit() and closes:
        return UNCLEAR  # 5" is five inches, too
    return UNCLEAR if opens == closes else OPENS if opens else CLOSES
