"""The pieces of a page: text, code, alternative texts, and the places at which text is parted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mtcheck.readers.elements import Element


class PieceKind(Enum):
    """What a piece of a page is."""

    TEXT = "text"
    CODE = "code"
    FOREIGN = "foreign"
    """Words of another language in a line."""
    ALTERNATIVE = "alternative text of a picture"
    LINE_BREAK = "line break"
    PARAGRAPH_END = "paragraph end"


@dataclass(frozen=True)
class PagePiece:
    """A part of a page that is not a tag, or a place where text is parted."""

    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character."""
    kind: PieceKind
    """What it is."""
    element: Element | None = None
    """The innermost element in which it stands; None at the top of the page."""
    words: int = 0
    """How many words it has."""
