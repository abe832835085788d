"""House rules as rules like our own: where their expressions match in the prose.

They see each paragraph as a reader does, without markup, a line break in it as space; what has code or an
address in it is no match. An expression that takes too long on an article is given up.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

import regex

from mtcheck.findings.finding import Finding
from mtcheck.rules.base import Rule, UnfinishedRuleError
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.rules.house.documentation import documentation
from mtcheck.rules.house.expression import is_exact, ordered
from mtcheck.text.document import OPAQUE, Document

#: Seconds an expression may take on one article. An honest one reads a book in less.
LIMIT = 5.0

_LINE_BREAKS = str.maketrans("\r\n", "  ")
_SLOT = re.compile(r"\{(text|replacement)\}")


def rules(declared: Iterable[HouseRule]) -> tuple[Rule, ...]:
    """The declared rules, each as a `Rule`."""
    return tuple(map(rule_of, declared))


def rule_of(declared: HouseRule) -> Rule:
    """A house rule as a `Rule`. Its check raises UnfinishedRuleError where the expression takes longer
    than LIMIT.
    """

    def check(document: Document) -> Iterator[Finding]:
        return _check(declared, rule, document)

    rule = Rule(
        id=declared.id,
        name=declared.name,
        category=declared.category,
        severity=declared.severity,
        check=check,
        doc=documentation(declared),
        default=declared.default,
        confidence=1.0,
    )
    return rule


def _check(declared: HouseRule, rule: Rule, document: Document) -> Iterator[Finding]:
    for start, end, text, replacement in _matches(declared, document):
        words = {"text": text, "replacement": replacement or ""}
        message = _SLOT.sub(lambda slot, words=words: words[slot[1]], declared.message)  # type: ignore[misc]
        suggestions = () if replacement is None else (replacement,)
        yield rule.finding(document, start, end, message, suggestions=suggestions, safe_fix=declared.safe_fix)


def _matches(declared: HouseRule, document: Document) -> Iterator[tuple[int, int, str, str | None]]:
    """(start, end, text as read, replacement) of each match, but of those that are as they should be."""
    expression = declared.expression
    if declared.pattern is None and expression.search(document.reading.text) is None:
        return  # in most articles most phrases are not, and this is faster than paragraph by paragraph
    until = time.monotonic() + LIMIT
    for reading in document.paragraph_readings:
        text = reading.text.translate(_LINE_BREAKS)
        try:
            matches = list(expression.finditer(text, timeout=max(until - time.monotonic(), 0.001)))
        except TimeoutError:
            raise UnfinishedRuleError(
                f"the pattern of the house rule {declared.id} took more than {LIMIT:g} seconds and was given up; simplify what "
                "repeats inside a repetition, or use possessive repeats (a++)"
            ) from None
        for match in matches:
            found, good = match.group(), _replacement(declared, match)
            if found and found != good and OPAQUE not in found:
                span = reading.span(match.start(), match.end())
                yield span.start, span.end, found, good


def _replacement(declared: HouseRule, match: regex.Match[str]) -> str | None:
    """What to write instead of a match; a phrase that may be written in any case hands its capitals on."""
    good = declared.replacement
    if good is None:
        return None
    if declared.pattern is not None:
        return str(match.expand(good))
    phrase, text = ordered(declared.phrases)[(match.lastindex or 1) - 1], match.group()
    if is_exact(phrase, declared.match_case):
        return good
    if text.isupper() and len(text) > 1:
        return good.upper()
    return good[:1].upper() + good[1:] if text[:1].isupper() else good
