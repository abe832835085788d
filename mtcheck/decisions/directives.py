"""Directives: the comments in Markdown and HTML that say what not to report.

    <!-- mtcheck: ignore-next MT101 -- reason -->   the next paragraph, or the rest of the sentence it is in
    <!-- mtcheck: ignore-start MT101, MT4 -->       from here …
    <!-- mtcheck: ignore-end -->                    … to here: the block opened last, or the last with its ids
    <!-- mtcheck: ignore-file MT403 -- reason -->   the whole article, wherever it stands

Rules are named by ids or prefixes of ids; `all`, which has to be written, is every rule. A comment that is
meant for mtcheck and makes no sense is malformed, and suppresses nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.rules.registry import ALL
from mtcheck.text.document import Document

NEXT, START, END, FILE = "ignore-next", "ignore-start", "ignore-end", "ignore-file"
VERBS = (NEXT, START, END, FILE)

_MEANT_FOR_US = re.compile(
    r"<!--\s*mtcheck(?:\s*:|[\s-]+(?=(?:ignore|disable|enable|off|on)\b))", re.IGNORECASE
)
_BODY = re.compile(
    r"<!--\s*mtcheck:\s*(?P<verb>[^\s,]*)(?P<ids>.*?)(?:(?:^|\s)(?:--|–|—)(?P<reason>\s.*?)?)?\s*-->",
    re.DOTALL,
)
_ID = re.compile(r"[^\s,]+")


@dataclass(frozen=True)
class Selector:
    """What a directive names."""

    text: str
    """A rule id, a prefix of ids or `all`."""
    start: int
    """Offset in the text of the document."""
    end: int
    """Offset behind it."""

    def takes(self, rule: str) -> bool:
        """Whether findings of the rule with this id are meant."""
        return self.text == ALL or rule.startswith(self.text)


@dataclass(frozen=True)
class Directive:
    """One comment."""

    verb: str
    """One of VERBS."""
    selectors: tuple[Selector, ...]
    """The rules that it names."""
    reason: str
    """What stands behind the dashes; empty where nothing does."""
    start: int
    """Offset of the comment in the text of the document."""
    end: int
    """Offset behind it."""


@dataclass(frozen=True)
class Malformed:
    """A comment that is meant for mtcheck and makes no sense."""

    start: int
    """Offset of the comment in the text of the document."""
    end: int
    """Offset behind it."""
    message: str
    """What is wrong with it, and how to write it."""


def directives(document: Document) -> Iterator[Directive | Malformed]:
    """The directives among the comments of a document, in order."""
    for comment in document.comments:
        if _MEANT_FOR_US.match(document.text, comment.start, comment.end):
            yield _parse(document.text, comment.start, comment.end)


def _parse(text: str, start: int, end: int) -> Directive | Malformed:
    match = _BODY.fullmatch(text, start, end)
    if match is None:
        return Malformed(
            start, end, f"a comment for mtcheck begins with “mtcheck:”, as in <!-- mtcheck: {NEXT} MT101 -->"
        )
    verb = match["verb"]
    if verb not in VERBS:
        nearest = difflib.get_close_matches(verb.lower(), VERBS, n=1, cutoff=0.8)
        hint = f"did you mean {nearest[0]}?" if nearest else f"there are {', '.join(VERBS)}."
        return Malformed(start, end, f"“{verb}” is nothing that a comment can say: {hint}")
    offset = match.start("ids")
    selectors = tuple(
        Selector(id_.group(), offset + id_.start(), offset + id_.end()) for id_ in _ID.finditer(match["ids"])
    )
    if not selectors and verb != END:
        return Malformed(start, end, f"it names no rule: write {verb} MT101, or {verb} {ALL} for every rule")
    return Directive(verb, selectors, " ".join((match["reason"] or "").split()), start, end)
