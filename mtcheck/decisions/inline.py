"""What the text itself says about findings: directives in comments, and the editor's `[sic]`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mtcheck.decisions.directives import END, FILE, NEXT, START, Directive, Malformed, Selector, directives
from mtcheck.decisions.sieve import Sieve
from mtcheck.findings.finding import Finding
from mtcheck.rules.housekeeping.mt901_unknown_suppression_id import DECLARATION as UNKNOWN_ID
from mtcheck.rules.housekeeping.mt902_unused_suppression import DECLARATION as UNUSED
from mtcheck.rules.housekeeping.mt904_malformed_suppression import DECLARATION as MALFORMED
from mtcheck.text.document import Document
from mtcheck.text.masking import JOINER, PADDING, WITHOUT_WIDTH
from mtcheck.text.span import Span

# In square brackets only: “(sic)” may come from the source. Markdown may escape the brackets, and emphasise
# what they hold.
_SIC = re.compile(r"\\?\[(?:[*_]{1,2}|<[a-z]+>)*sic[!.]?(?:[*_]{1,2}|</[a-z]+>)*\\?\]", re.IGNORECASE)
# What may stand between the words meant and their [sic]: space, markup, closing quotation marks.
_BETWEEN = re.compile(rf"[\s{WITHOUT_WIDTH}{JOINER}{PADDING}\"'”’»“‘]*")
#: How far from the words meant (characters) their [sic] may stand.
_FARTHEST = 40
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class _Scope:
    """Where a directive holds: for findings that begin in `[start, end)`."""

    directive: Directive
    start: int
    end: int

    def holds(self, finding: Finding) -> bool:
        """Whether the finding begins in the scope; an empty one at its end does, too."""
        return self.start <= finding.start < self.end or finding.start == finding.end == self.end


def apply_comments(sieve: Sieve) -> None:
    """Take out the findings that directives suppress, and remark on what is wrong with the directives."""
    comments = list(directives(sieve.document))
    if not comments:
        return
    malformed = [comment for comment in comments if isinstance(comment, Malformed)]
    scopes: list[_Scope] = []
    for scope in _scopes(sieve.document, [comment for comment in comments if isinstance(comment, Directive)]):
        if isinstance(scope, Malformed):
            malformed.append(scope)
        else:
            scopes.append(scope)
    for comment in malformed:
        sieve.remark(MALFORMED, comment.message, comment.start, comment.end)
    used: set[Selector] = set()

    def reason(finding: Finding) -> str | None:
        holding = [scope for scope in scopes if scope.holds(finding)]
        taking = [scope for scope in holding if _selectors([scope], [finding.rule])]
        # A finding merged into another one is not there to be suppressed; naming its rule has a point still.
        rules = [finding.rule] if taking else [finding.rule, *finding.also_reported_by]
        used.update(_selectors(holding, rules))
        return taking[0].directive.reason if taking else None

    sieve.take("inline", reason)
    _remark_on_selectors(sieve, scopes, used)


def apply_sic(sieve: Sieve) -> None:
    """Take out the findings on a `[sic]` or on the words right before one.

    A finding that goes on behind the marker stays: one word in it was meant, not all of it.
    """
    document = sieve.document
    if "[" not in document.text:
        return
    markers = [Span(match.start(), match.end()) for match in _SIC.finditer(document.text)]

    def reason(finding: Finding) -> str | None:
        index = bisect_left(markers, finding.end, key=lambda marker: marker.start)
        neighbours = markers[max(index - 1, 0) : index + 1]
        return "sic" if any(_is_marked(document, finding, marker) for marker in neighbours) else None

    if markers:
        sieve.take("inline", reason)


def _selectors(scopes: Iterable[_Scope], rules: Sequence[str]) -> list[Selector]:
    """The selectors of these scopes that take any of the rules."""
    return [
        selector
        for scope in scopes
        for selector in scope.directive.selectors
        if any(map(selector.takes, rules))
    ]


def _remark_on_selectors(sieve: Sieve, scopes: Iterable[_Scope], used: set[Selector]) -> None:
    """Remark on selectors that name no rule, and on those that suppress nothing although their rules ran."""
    for scope in scopes:
        for selector in scope.directive.selectors:
            unknown = sieve.coverage.unknown(selector.text)
            if unknown is not None:
                sieve.remark(UNKNOWN_ID, unknown, selector.start, selector.end)
            elif selector not in used and sieve.coverage.covers(selector.text):
                message = f"“{selector.text}” suppresses nothing here: drop it from {scope.directive.verb}"
                sieve.remark(UNUSED, message, selector.start, selector.end)


def _scopes(document: Document, comments: Iterable[Directive]) -> Iterator[_Scope | Malformed]:
    """The scopes of directives, and the block directives that open or close nothing."""
    open_blocks: list[Directive] = []
    for directive in comments:
        if directive.verb == FILE:
            yield _Scope(directive, 0, len(document.text))
        elif directive.verb == NEXT:
            span = _following(document, directive.end)
            yield _Scope(directive, span.start, span.end)
        elif directive.verb == START:
            open_blocks.append(directive)
        else:
            opening = _opening(open_blocks, directive)
            if opening is None:
                message = f"{END} without an open {START} before it that names the same rules"
                yield Malformed(directive.start, directive.end, message)
            else:
                open_blocks.remove(opening)
                yield _Scope(opening, opening.end, directive.start)
    for directive in open_blocks:
        yield Malformed(
            directive.start, directive.end, f"{START} is never closed, so it suppresses nothing: add {END}"
        )


def _opening(open_blocks: Sequence[Directive], end: Directive) -> Directive | None:
    """The block that an `ignore-end` closes: the last open one, or the last one with the ids it names."""
    wanted = {selector.text for selector in end.selectors}
    for block in reversed(open_blocks):
        if not wanted or {selector.text for selector in block.selectors} == wanted:
            return block
    return None


def _following(document: Document, offset: int) -> Span:
    """The paragraph after `offset`; inside a paragraph, the rest of the sentence of the next word.

    Empty behind the last paragraph.
    """
    nothing = Span(offset, offset)
    paragraphs = document.paragraphs
    index = bisect_left(paragraphs, offset, key=lambda paragraph: paragraph.start)
    if index and offset < paragraphs[index - 1].end:
        sentence = document.sentence_at(offset)
        if sentence is None:
            return nothing
        for later in document.sentences[sentence.index :]:
            if any(word.start >= offset for word in later.words):
                return Span(max(later.start, offset), later.end)
        return nothing
    return Span(paragraphs[index].start, paragraphs[index].end) if index < len(paragraphs) else nothing


def _is_marked(document: Document, finding: Finding, marker: Span) -> bool:
    if finding.end <= marker.start:
        between = document.prose[finding.end : marker.start]
        return len(between) <= _FARTHEST and _BETWEEN.fullmatch(between) is not None
    if finding.start >= marker.start:
        return finding.start <= marker.end
    return _LETTER.search(document.text, marker.end, finding.end) is None
