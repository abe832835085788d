"""What the text itself says of findings: directives in comments, and the editor's `[sic]`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mtcheck.decisions.coverage import Coverage
from mtcheck.decisions.directives import END, FILE, NEXT, START, Directive, Malformed, Selector, directives
from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Suppressed
from mtcheck.rules.base import Match
from mtcheck.rules.housekeeping.mt901_unknown_suppression_id import DECLARATION as UNKNOWN_ID
from mtcheck.rules.housekeeping.mt902_unused_suppression import DECLARATION as UNUSED
from mtcheck.rules.housekeeping.mt904_malformed_suppression import DECLARATION as MALFORMED
from mtcheck.text.document import JOINER, PADDING, Document
from mtcheck.text.span import Span

# In square brackets only: “(sic)” may have come with the source. Markdown may escape the brackets, and
# emphasise what they hold.
_SIC = re.compile(r"\\?\[(?:[*_]{1,2}|<[a-z]+>)*sic[!.]?(?:[*_]{1,2}|</[a-z]+>)*\\?\]", re.IGNORECASE)
# What may stand between the words meant and their [sic]: space, markup, closing quotation marks.
_BETWEEN = re.compile(rf"[\s{JOINER}{PADDING}\"'”’»“‘]*")
_FARTHEST = 40
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class _Scope:
    """Where a directive holds: findings that begin in `[start, end)`."""

    directive: Directive
    start: int
    end: int

    def holds(self, finding: Finding) -> bool:
        return self.start <= finding.start < self.end or finding.start == finding.end == self.end


def by_comments(
    document: Document, findings: Sequence[Finding], coverage: Coverage
) -> tuple[list[Finding], list[Suppressed], list[Finding]]:
    """(findings left, findings that directives suppress, what is wrong with the directives)."""
    found = list(directives(document))
    if not found:
        return list(findings), [], []
    remarks = [
        MALFORMED.finding(document, Match(one.start, one.end, one.message))
        for one in found
        if isinstance(one, Malformed)
    ]
    scopes: list[_Scope] = []
    for scope in _scopes(document, [one for one in found if isinstance(one, Directive)]):
        if isinstance(scope, Malformed):
            remarks.append(MALFORMED.finding(document, Match(scope.start, scope.end, scope.message)))
        else:
            scopes.append(scope)
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    used: set[Selector] = set()
    for finding in findings:
        holding = [scope for scope in scopes if scope.holds(finding)]
        taking = [
            (scope, one) for scope in holding for one in scope.directive.selectors if one.takes(finding.rule)
        ]
        used.update(selector for _, selector in taking)
        if taking:
            suppressed.append(Suppressed(finding, "inline", taking[0][0].directive.reason))
            continue
        kept.append(finding)
        # Merged into another finding it is not there to be suppressed; the directive still means something.
        named = (selector for scope in holding for selector in scope.directive.selectors)
        used.update(selector for selector in named if any(map(selector.takes, finding.also_reported_by)))
    for scope in scopes:
        for selector in scope.directive.selectors:
            unknown = coverage.unknown(selector.text)
            if unknown is not None:
                remarks.append(UNKNOWN_ID.finding(document, Match(selector.start, selector.end, unknown)))
            elif selector not in used and coverage.covers(selector.text):
                message = f"“{selector.text}” suppresses nothing here: drop it from {scope.directive.verb}"
                remarks.append(UNUSED.finding(document, Match(selector.start, selector.end, message)))
    return kept, suppressed, remarks


def _scopes(document: Document, found: Iterable[Directive]) -> Iterator[_Scope | Malformed]:
    open_blocks: list[Directive] = []
    starts = [paragraph.start for paragraph in document.paragraphs]
    for directive in found:
        if directive.verb == FILE:
            yield _Scope(directive, 0, len(document.text))
        elif directive.verb == NEXT:
            span = _next(document, starts, directive.end)
            yield _Scope(directive, span.start, span.end)
        elif directive.verb == START:
            open_blocks.append(directive)
        else:
            begun = _opened(open_blocks, directive)
            if begun is None:
                message = f"{END} without an open {START} before it that names the same rules"
                yield Malformed(directive.start, directive.end, message)
            else:
                open_blocks.remove(begun)
                yield _Scope(begun, begun.end, directive.start)
    for directive in open_blocks:
        yield Malformed(
            directive.start, directive.end, f"{START} is never closed, so it suppresses nothing: add {END}"
        )


def _opened(open_blocks: Sequence[Directive], end: Directive) -> Directive | None:
    """The block that an `ignore-end` closes: the last one that is open, or the last one with the ids it
    names.
    """
    wanted = {selector.text for selector in end.selectors}
    fitting = (
        one
        for one in reversed(open_blocks)
        if not wanted or {selector.text for selector in one.selectors} == wanted
    )
    return next(fitting, None)


def _next(document: Document, starts: Sequence[int], at: int) -> Span:
    """The next paragraph after `at`; where `at` is inside a paragraph, the rest of the sentence of its next
    word.

    starts: of the paragraphs. Behind the last of them there is nothing.
    """
    following = bisect_left(starts, at)
    if following and at < document.paragraphs[following - 1].end:
        sentence = document.sentence_at(at)
        while sentence is not None and not any(word.start >= at for word in sentence.words):
            sentence = (
                document.sentences[sentence.index + 1]
                if sentence.index + 1 < len(document.sentences)
                else None
            )
        return Span(max(sentence.start, at), sentence.end) if sentence is not None else Span(at, at)
    if following == len(starts):
        return Span(at, at)
    return Span(starts[following], document.paragraphs[following].end)


def by_sic(document: Document, findings: Sequence[Finding]) -> tuple[list[Finding], list[Suppressed]]:
    """(findings left, findings on a `[sic]` or on the words right before one).

    Of a finding that goes on behind the marker, one word in it was meant, not all of it: it stays.
    """
    markers = (
        [Span(match.start(), match.end()) for match in _SIC.finditer(document.text)]
        if "[" in document.text
        else []
    )
    if not markers:
        return list(findings), []
    starts = [marker.start for marker in markers]
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        at = bisect_left(starts, finding.end)
        if any(_marked(document, finding, marker) for marker in markers[max(at - 1, 0) : at + 1]):
            suppressed.append(Suppressed(finding, "inline", "sic"))
        else:
            kept.append(finding)
    return kept, suppressed


def _marked(document: Document, finding: Finding, marker: Span) -> bool:
    if finding.end <= marker.start:
        between = document.prose[finding.end : marker.start]
        return len(between) <= _FARTHEST and _BETWEEN.fullmatch(between) is not None
    if finding.start >= marker.start:
        return finding.start <= marker.end
    return _LETTER.search(document.text, marker.end, finding.end) is None
