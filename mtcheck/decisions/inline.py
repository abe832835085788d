"""What the text itself says about findings: directives in comments, and the editor's `[sic]`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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
_SIC = re.compile(r"\\?\[(?:[*_]|<[a-z]+>){0,6}sic[!.]?(?:[*_]|</[a-z]+>){0,6}\\?\]", re.IGNORECASE)
# What may stand between the words meant and their [sic]: space, markup, closing quotation marks.
_BETWEEN = re.compile(rf"[\s{WITHOUT_WIDTH}{JOINER}{PADDING}\"'”’»“‘]*")
#: How far from the words meant (characters) their [sic] may stand.
_FARTHEST = 40
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class _Scope:
    """Where a directive holds: for findings that begin in `[start, end)`, and an empty one at the end."""

    directive: Directive
    start: int
    end: int


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
    taken, used = _match_scopes(scopes, sieve.left)
    sieve.take("inline", lambda finding: taken.get(id(finding)))
    _remark_on_selectors(sieve, scopes, used)


def _match_scopes(
    scopes: Sequence[_Scope], findings: Sequence[Finding]
) -> tuple[dict[int, str], set[Selector]]:
    """The reason for each finding that a scope takes, by its id(); the selectors that take any."""
    own = _FindingsByRule((finding.rule, finding) for finding in findings)
    taken: dict[int, str] = {}
    used: set[Selector] = set()
    for scope in scopes:
        for selector in scope.directive.selectors:
            for rule in own.rules(selector):
                if own.has_any(rule, scope):
                    used.add(selector)
                for finding in own.pop(rule, scope):
                    taken[id(finding)] = scope.directive.reason
    # A finding merged into another one is not there to be suppressed; naming its rule has a point still.
    merged = _FindingsByRule(
        (rule, finding)
        for finding in findings
        if id(finding) not in taken
        for rule in finding.also_reported_by
    )
    for scope in scopes:
        for selector in scope.directive.selectors:
            if any(merged.has_any(rule, scope) for rule in merged.rules(selector)):
                used.add(selector)
    return taken, used


class _FindingsByRule:
    """Findings by rule and place, so that many directives and many findings take no long time."""

    def __init__(self, findings: Iterable[tuple[str, Finding]]) -> None:
        by_rule: dict[str, list[Finding]] = defaultdict(list)
        for rule, finding in findings:
            by_rule[rule].append(finding)
        self._findings = {rule: sorted(found, key=_place) for rule, found in by_rule.items()}
        self._next = {rule: list(range(len(found) + 1)) for rule, found in by_rule.items()}

    def rules(self, selector: Selector) -> list[str]:
        """The rules that a selector names and that have a finding."""
        return [rule for rule in self._findings if selector.takes(rule)]

    def has_any(self, rule: str, scope: _Scope) -> bool:
        """Whether a finding of the rule stands in the scope."""
        first, last = self._range(rule, scope)
        return first < last

    def pop(self, rule: str, scope: _Scope) -> Iterator[Finding]:
        """The findings of the rule in the scope that were not popped before."""
        first, last = self._range(rule, scope)
        remaining = self._next[rule]  # for each index, the nearest that is left, as far as it is known
        index = _follow(remaining, first)
        while index < last:
            yield self._findings[rule][index]
            remaining[index] = index + 1
            index = _follow(remaining, index)

    def _range(self, rule: str, scope: _Scope) -> tuple[int, int]:
        findings = self._findings[rule]
        first = bisect_left(findings, (scope.start, False), key=_place)
        return first, bisect_left(findings, (scope.end, True), key=_place)


def _place(finding: Finding) -> tuple[int, bool]:
    """What findings are sorted by: one without a length stands before others at its place."""
    return finding.start, finding.end > finding.start


def _follow(remaining: list[int], index: int) -> int:
    """The end of a chain of indices, which is shortened."""
    end = index
    while remaining[end] != end:
        end = remaining[end]
    while remaining[index] != end:
        remaining[index], index = end, remaining[index]
    return end


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


def _remark_on_selectors(sieve: Sieve, scopes: Iterable[_Scope], used: set[Selector]) -> None:
    """Remark on selectors that name no rule, and on those that suppress nothing although their rules ran."""
    unknown = cache(sieve.coverage.unknown)  # the same few are named again and again
    covers = cache(sieve.coverage.covers)
    for scope in scopes:
        for selector in scope.directive.selectors:
            problem = unknown(selector.text)
            if problem is not None:
                sieve.remark(UNKNOWN_ID, problem, selector.start, selector.end)
            elif selector not in used and covers(selector.text):
                message = f"“{selector.text}” suppresses nothing here: drop it from {scope.directive.verb}"
                sieve.remark(UNUSED, message, selector.start, selector.end)


def _scopes(document: Document, comments: Iterable[Directive]) -> Iterator[_Scope | Malformed]:
    """The scopes of directives, and the block directives that open or close nothing."""
    blocks = _OpenBlocks()
    for directive in comments:
        if directive.verb == FILE:
            yield _Scope(directive, 0, len(document.text))
        elif directive.verb == NEXT:
            span = _following(document, directive.end)
            yield _Scope(directive, span.start, span.end)
        elif directive.verb == START:
            blocks.open(directive)
        else:
            opening = blocks.close(directive)
            if opening is None:
                message = f"{END} without an open {START} before it that names the same rules"
                yield Malformed(directive.start, directive.end, message)
            else:
                yield _Scope(opening, opening.end, directive.start)
    for directive in blocks.left:
        yield Malformed(
            directive.start, directive.end, f"{START} is never closed, so it suppresses nothing: add {END}"
        )


class _OpenBlocks:
    """The blocks that are open."""

    def __init__(self) -> None:
        self._open: dict[int, Directive] = {}  # by where they begin, in order
        self._by_ids: dict[frozenset[str], list[int]] = defaultdict(list)  # some are closed by now

    @property
    def left(self) -> list[Directive]:
        return list(self._open.values())

    def open(self, directive: Directive) -> None:
        self._open[directive.start] = directive
        self._by_ids[_ids(directive)].append(directive.start)

    def close(self, end: Directive) -> Directive | None:
        """The block that an `ignore-end` closes: the last open one, or the last one with the ids it names."""
        if not end.selectors:
            return self._open.popitem()[1] if self._open else None
        starts = self._by_ids[_ids(end)]
        while starts:
            if (block := self._open.pop(starts.pop(), None)) is not None:
                return block
        return None


def _ids(directive: Directive) -> frozenset[str]:
    return frozenset(selector.text for selector in directive.selectors)


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
        for number in range(sentence.index, len(document.sentences)):
            later = document.sentences[number]
            if later.words and later.words[-1].start >= offset:
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
