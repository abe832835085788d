"""What of a page is left out: its furniture, passages of other languages, the site's name in its title.

Markup may be wrong, and nothing must go unchecked because of it. So an element that is never closed leaves
nothing out; where little would remain, what has prose is read after all; text that reads as English is read
whatever its `lang` says; and if nearly all of a page is marked as another language, the marks count for
nothing, and the rules judge the language.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from mtcheck.readers.elements import HEADINGS, Element
from mtcheck.readers.furniture import FurnitureKind, furniture_kind, kind_by_text
from mtcheck.readers.marked_language import (
    MOST_FOREIGN,
    count_words,
    marked_language,
    reads_as_english,
    unread_passages,
)
from mtcheck.readers.page_pieces import PagePiece, PieceKind
from mtcheck.text.document import Unread

#: How many words a paragraph has at least that is surely prose.
_PROSE = 6
#: The same for one that stands in furniture.
_PROSE_IN_FURNITURE = 20
#: How many times as much prose as the article has its furniture may have.
_MOST_FURNITURE = 4
#: How often furniture that has to be read is looked for; after that, all of it is read.
_ATTEMPTS = 5

_TITLE_PARTS = re.compile(
    r"\s+(?:[|–—\-·•»«:/]|::|&(?:[nm]dash|vert|middot|bull|raquo|laquo|#(?:8211|8212|124|183|8226|187|171));)\s+"
)
_PIPES = ("|", "»", "&raquo;", "&#187;", "&#124;", "&vert;")
_HEADINGS = HEADINGS | {"title"}
_HEADER = frozenset({"header"})
_NOT_ALNUM = re.compile(r"[\W_]+")
#: Elements that hold the whole page, about which their attributes say nothing that counts.
_WHOLE = frozenset({"html", "body"})


class _Passage(NamedTuple):
    """A passage that is marked as another language."""

    language: str
    words: int


class PageParts:
    """The pieces of a page, and which of them are left out."""

    def __init__(
        self,
        text: str,
        pieces: Sequence[PagePiece],
        elements: Sequence[Element],
        *,
        is_page: bool,
        is_fragment: bool,
    ) -> None:
        self._text = text
        self._pieces = pieces
        self._elements = elements
        self._headings = _inherited(elements, lambda element: element.tag in _HEADINGS)
        self._roots = _marked(elements)
        _count_words(pieces, elements)
        self._by_text = _furniture_by_text(text, pieces)
        self._owners = self._furniture(is_page, is_fragment)
        self._passages = {} if is_fragment else self._foreign_passages()

    def kept(self) -> Iterator[PagePiece]:
        """The pieces that are read."""
        for piece in self._pieces:
            if piece.kind in (PieceKind.LINE_BREAK, PieceKind.PARAGRAPH_END):
                yield piece
            elif self._owner(piece) is None:
                yield from self._kept(piece)

    def is_left_out(self, element: Element | None) -> bool:
        """Whether an element is furniture, or in furniture."""
        return element in self._owners

    def unread(self) -> Iterator[Unread]:
        """What is left out, for the reports."""
        kinds: Counter[str] = Counter()
        for owner in dict.fromkeys(self._owners.values()):
            kind = self._kind(owner, is_page=True)
            kinds[kind.name if kind else "hidden text"] += owner.words
        kinds = +kinds
        if kinds:
            parts = ", ".join(f"{name} {count}" for name, count in kinds.most_common())
            words = f"{kinds.total():,} word{'s' * (kinds.total() > 1)}"
            yield Unread("page furniture", f"{words} belong to the page, not to the article ({parts})")
        passages = self._passages.values()
        yield from unread_passages((passage.language, passage.words) for passage in passages)

    def _kind(self, element: Element, *, is_page: bool) -> FurnitureKind | None:
        """What kind of furniture an element is, by its attributes or on a page by its text."""
        by_text = self._by_text.get(element) if is_page else None
        return furniture_kind(element, is_page=is_page) or by_text

    def _owner(self, piece: PagePiece) -> Element | None:
        return self._owners.get(piece.element)

    def _kept(self, piece: PagePiece) -> Iterator[PagePiece]:
        root = self._roots.get(piece.element)
        if root is not None and root in self._passages:
            if not root.is_block and piece.kind is not PieceKind.ALTERNATIVE:
                yield replace(piece, kind=PieceKind.FOREIGN)
        elif piece.element and piece.element.tag == "title":
            yield from self._without_site_name(piece)
        else:
            yield piece

    def _furniture(self, is_page: bool, is_fragment: bool) -> dict[Element | None, Element]:
        """The elements that are left out, each with the outermost one that is furniture."""
        headings = [element for element in self._elements if element.tag == "h1"]
        if not headings:
            headings = [element for element in self._headings.values() if element.is_in(_HEADER)]
        spared = _around([element for element in self._elements if element.tag == "main"][:1], headings)

        def is_furniture(element: Element) -> bool:
            if not element.is_closed or element in spared:
                return False
            kind = self._kind(element, is_page=is_page)
            return kind is not None and (kind.most_words is None or element.words <= kind.most_words)

        for _ in range(_ATTEMPTS):
            owners = _inherited(self._elements, is_furniture)
            if is_fragment:  # the rest of the article is elsewhere
                return owners
            restored = self._with_prose(owners)
            if not restored:
                return owners
            spared |= restored
        return {}

    def _with_prose(self, owners: dict[Element | None, Element]) -> set[Element]:
        """The furniture that has to be read, because too little is left of the page without it."""
        paragraphs = list(self._paragraphs(owners))
        kept = sum(words for owner, words in paragraphs if owner is None and words >= _PROSE)
        least = _PROSE_IN_FURNITURE if kept else _PROSE
        prose: Counter[Element] = Counter()
        for owner, words in paragraphs:
            if owner is not None and words >= least:
                prose[owner] += words
        if kept and prose.total() <= _MOST_FURNITURE * kept:
            return set()
        is_any_kept = any(piece.words and piece.element not in owners for piece in self._pieces)
        return set(prose) if prose or is_any_kept else set(owners.values())

    def _paragraphs(self, owners: dict[Element | None, Element]) -> Iterator[tuple[Element | None, int]]:
        """The words of each paragraph that may be prose, and the furniture that it stands in."""
        words, owner = 0, None
        for piece in (*self._pieces, PagePiece(0, 0, PieceKind.PARAGRAPH_END)):
            if piece.kind is PieceKind.PARAGRAPH_END:
                yield owner, words
                words, owner = 0, None
            elif piece.words and piece.element not in self._headings:
                words += piece.words
                owner = owners.get(piece.element)

    def _foreign_passages(self) -> dict[Element, _Passage]:
        """The elements that are passages of another language."""
        texts: defaultdict[Element, list[str]] = defaultdict(list)
        kept = 0
        for piece in self._pieces:
            if not piece.words or self._owner(piece) is not None:
                continue
            root = self._roots.get(piece.element)
            if root is None:
                kept += piece.words
            else:
                texts[root].append(unescape(self._text[piece.start : piece.end]))
        passages = {}
        for root, pieces in texts.items():
            text = " ".join(pieces)
            if root.is_closed and not reads_as_english(text):
                passages[root] = _Passage(marked_language(root.attributes) or "", count_words(text))
        foreign = sum(passage.words for passage in passages.values())
        return passages if foreign <= MOST_FOREIGN * kept else {}

    def _without_site_name(self, piece: PagePiece) -> Iterator[PagePiece]:
        """The part of a title that is the headline, where it has others."""
        text = self._text[piece.start : piece.end]
        parts = []
        start = 0
        for match in (*_TITLE_PARTS.finditer(text), None):
            parts.append((start, match.start() if match else len(text)))
            start = match.end() if match else start
        first, last = _headline([text[start:end] for start, end in parts], set(self._headlines()))
        is_piped = any(pipe in text for pipe in _PIPES)
        if len(parts) > 1 and first is None and is_piped:
            first = last = _longest([text[start:end] for start, end in parts])
        if first is None or last is None:
            yield piece
        else:
            yield replace(piece, start=piece.start + parts[first][0], end=piece.start + parts[last][1])

    def _headlines(self) -> Iterator[str]:
        """The headings of the page, as letters and digits only."""
        texts: defaultdict[Element, list[str]] = defaultdict(list)
        for piece in self._pieces:
            heading = self._headings.get(piece.element)
            if heading is not None and heading.tag == "h1":
                texts[heading].append(self._text[piece.start : piece.end])
        for pieces in texts.values():
            yield _letters("".join(pieces))


def _longest(parts: Sequence[str]) -> int:
    """The number of the part with most words; the first is it unless another is longer by far."""
    counts = [len(part.split()) for part in parts]
    longest = max(counts)
    return counts.index(longest) if longest > counts[0] + 1 else 0


def _headline(parts: Sequence[str], headings: set[str]) -> tuple[int | None, int | None]:
    """The first and the last part of a title that together are a heading of the page."""
    for first in range(min(len(parts), 5)):
        for last in range(min(len(parts), 5) - 1, first - 1, -1):
            if _letters(" ".join(parts[first : last + 1])) in headings:
                return first, last
    return None, None


def _letters(text: str) -> str:
    return _NOT_ALNUM.sub("", unescape(text)).casefold()


def _furniture_by_text(text: str, pieces: Iterable[PagePiece]) -> dict[Element, FurnitureKind]:
    """Skip links and cookie notices that only their words tell."""
    by_text: dict[Element, FurnitureKind] = {}
    for piece in pieces:
        if piece.element is None or not piece.words:
            continue
        kind = kind_by_text(piece.element, text[piece.start : piece.end])
        if kind is not None:
            holder = next((element for element in piece.element.lineage() if element.is_block), piece.element)
            if holder.tag not in _WHOLE:
                by_text[piece.element if kind.holds_one_link else holder] = kind
    return by_text


def _count_words(pieces: Iterable[PagePiece], elements: Sequence[Element]) -> None:
    for piece in pieces:
        if piece.element is not None:
            piece.element.words += piece.words
    for element in reversed(elements):
        if element.parent is not None:
            element.parent.words += element.words


def _around(*groups: Sequence[Element]) -> set[Element]:
    """The elements around all of one of the groups: what holds the only headline is no furniture."""
    spared: set[Element] = set()
    for group in groups:
        lineages = [set(element.lineage()) for element in group]
        spared |= set.intersection(*lineages) if lineages else set()
    return spared


def _marked(elements: Iterable[Element]) -> dict[Element | None, Element]:
    """The elements that stand in a passage of another language, each with the one that marks it."""
    roots: dict[Element | None, Element] = {}
    for element in elements:
        language = None if element.tag in _WHOLE else marked_language(element.attributes)
        if language:
            roots[element] = element
        elif language is None and element.parent in roots:
            roots[element] = roots[element.parent]
    return roots


def _inherited(
    elements: Iterable[Element], is_one: Callable[[Element], bool]
) -> dict[Element | None, Element]:
    """The elements of a kind and those in them, each with the outermost one of the kind."""
    owners: dict[Element | None, Element] = {}
    for element in elements:
        if element.parent in owners:
            owners[element] = owners[element.parent]
        elif is_one(element):
            owners[element] = element
    return owners
