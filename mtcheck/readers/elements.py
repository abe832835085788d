"""The elements of a page: which of them are open where, and whether they end.

Tags are as people write them: end tags are missing or stand in the wrong place. An element that an end tag of
another one closes, or the end of the file, counts as never closed, unless HTML lets its end tag be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

#: Elements that part paragraphs.
BLOCK = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre
    search section select summary table tbody td template textarea tfoot th thead title tr ul
    """.split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
#: An attribute in a tag: its name, and its value in one of three groups; or a character that belongs to none.
ATTRIBUTE = re.compile(r"""[\s/]*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?|[^\s>]""")
_NOTE_ATTRIBUTES = ("role", "epub:type", "class")
_NOTE_LINK = re.compile(
    r"(?:^|[\s-])(?:noteref|backlink|footnote-(?:back|ref)|foot-?note-?ref|fn-?ref)", re.I
)
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_MAY_STAY_OPEN = frozenset("p li dt dd td th tr thead tbody tfoot option optgroup rt rp".split())
_ROWS = frozenset("tr thead tbody tfoot".split())
_CELLS = frozenset("td th".split())
#: The elements that the start of another ends, where their end tag was left out.
_ENDED_BY = {
    **dict.fromkeys(["dt", "dd"], frozenset({"dt", "dd"})),
    **dict.fromkeys(_CELLS, _CELLS),
    **dict.fromkeys(_ROWS, _CELLS | _ROWS),
    "li": frozenset({"li"}),
    "option": frozenset({"option"}),
}
#: Elements through which that does not reach.
_BARRIERS = frozenset("ul ol menu dl table select section article aside main nav header footer body".split())
#: How deep a page may be nested; one that is nested deeper is read without any of its elements left out.
_DEEPEST = 500


@dataclass(eq=False)
class Element:
    """An element of a page."""

    tag: str
    """Its name, in small letters."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Its attributes; one without a value has an empty one."""
    parent: Element | None = None
    """The element in which it stands; None at the top."""
    is_closed: bool = False
    """Whether it ends, as far as its tags tell."""
    words: int = 0
    """The words in it, those of elements in it included; counted when the whole page is read."""

    @property
    def is_block(self) -> bool:
        """Whether it parts paragraphs."""
        return self.tag in BLOCK

    def lineage(self) -> Iterator[Element]:
        """The element and those in which it stands, the innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def is_note_link(self) -> bool:
        """Whether it is, or stands in, a link to a note or back from one: a raised number."""
        nearest = list(islice(self.lineage(), 3))
        if not any(element.tag == "a" and "#" in element.attributes.get("href", "") for element in nearest):
            return False
        marks = (element.attributes.get(key, "") for element in nearest for key in _NOTE_ATTRIBUTES)
        return any(element.tag == "sup" for element in nearest) or any(map(_NOTE_LINK.search, marks))

    def is_in(self, tags: frozenset[str]) -> bool:
        """Whether it or an element around it has one of these names."""
        return any(element.tag in tags for element in self.lineage())


class OpenElements:
    """The elements of a page, as its tags open and close them one after another."""

    def __init__(self) -> None:
        self.all: list[Element] = []
        """Every element so far, those around others before them."""
        self.is_too_deep = False
        """Whether the page is nested deeper than any article, so that nothing can be said of its elements."""
        self._open: list[Element] = []

    @property
    def innermost(self) -> Element | None:
        """The element that is open; None at the top of the page."""
        return self._open[-1] if self._open else None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Takes a start tag."""
        if tag in BLOCK:
            self._end_left_open(frozenset({"p"}), BLOCK)
        if tag in _ENDED_BY:
            self._end_left_open(_ENDED_BY[tag], _BARRIERS)
        if tag in _EMPTY:
            return
        if len(self._open) >= _DEEPEST:
            self.is_too_deep = True
            return
        element = Element(tag, attributes, self.innermost)
        self.all.append(element)
        self._open.append(element)

    def end(self, tag: str) -> None:
        """Takes an end tag. One of an inline element reaches through no block."""
        for index in range(len(self._open) - 1, -1, -1):
            element = self._open[index]
            if element.tag == tag:
                self._close(index)
                return
            if element.is_block and tag not in BLOCK:
                return

    def _end_left_open(self, tags: frozenset[str], barriers: frozenset[str]) -> None:
        """Closes the elements of these names that the start of another ends."""
        for index in range(len(self._open) - 1, -1, -1):
            tag = self._open[index].tag
            if tag in tags:
                self._close(index)
            elif tag in barriers:
                return

    def _close(self, index: int) -> None:
        self._open[index].is_closed = True
        for element in self._open[index + 1 :]:
            element.is_closed = element.tag in _MAY_STAY_OPEN
        del self._open[index:]
