"""Directives: the comments in Markdown and HTML that say what not to report.

    <!-- mtcheck: ignore-next MT101 -- reason -->   the next paragraph; inside a paragraph, the rest of the
    sentence that follows <!-- mtcheck: ignore-start MT101, MT4 -->       from here … <!-- mtcheck: ignore-end
    -->                    … to here: closes the block opened last, or the last one with the ids it names <!--
    mtcheck: ignore-file MT403 -- reason -->   the whole article, wherever it stands

Rules are named by their ids or by prefixes of them; `all` is every rule, and has to be written. A comment
that is meant for us and cannot be understood is malformed, and suppresses nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.settings.suppression import ALL
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
    """A rule id, a prefix of ids or `all`, and where it stands in the text."""

    text: str
    start: int
    end: int

    def takes(self, rule: str) -> bool:
        return self.text == ALL or rule.startswith(self.text)


@dataclass(frozen=True)
class Directive:
    """One comment: what it says, of which rules, and where it stands."""

    verb: str
    selectors: tuple[Selector, ...]
    reason: str
    start: int
    end: int


@dataclass(frozen=True)
class Malformed:
    """A comment that is meant for us and cannot be understood, and why."""

    start: int
    end: int
    message: str


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
        near = difflib.get_close_matches(verb.lower(), VERBS, n=1, cutoff=0.8)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(VERBS)}."
        return Malformed(start, end, f"“{verb}” is nothing that a comment can say: {hint}")
    at = match.start("ids")
    selectors = tuple(
        Selector(one.group(), at + one.start(), at + one.end()) for one in _ID.finditer(match["ids"])
    )
    if not selectors and verb != END:
        return Malformed(start, end, f"it names no rule: write {verb} MT101, or {verb} {ALL} for every rule")
    return Directive(verb, selectors, " ".join((match["reason"] or "").split()), start, end)
