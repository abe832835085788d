"""House rules as rules like our own: where their expressions match in the prose.

They read each paragraph as a reader sees it: without markup, a line break as a space. A match with code or an
address in it does not count. An expression that takes too long on an article is given up.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.rules.base import Match, Rule, UnfinishedRuleError
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.rules.house.documentation import documentation
from mtcheck.rules.house.expression import compiled, is_exact
from mtcheck.rules.house.phrases import finder
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE
from mtcheck.text.reading import Reading

#: Seconds that an expression may take on one article. One without nested repetition reads a book in less.
LIMIT = 5.0

_LINE_BREAKS = str.maketrans("\r\n", "  ")
_SLOT = re.compile(r"\{(text|replacement)\}")


class _Place(NamedTuple):
    """Where a house rule finds something."""

    reading: Reading
    """The paragraph."""
    start: int
    """Offset in the paragraph."""
    end: int
    """Offset behind it."""
    replacement: str | None
    """What to write instead, if the rule says."""


def as_rule(declared: HouseRule) -> Rule:
    """A house rule as a `Rule`. Its check raises UnfinishedRuleError when the expression takes over LIMIT."""
    return Rule(
        id=declared.id,
        name=declared.name,
        category=declared.category,
        severity=declared.severity,
        matches=lambda document: _matches(declared, document),
        as_written=True,  # it may be about white space
        doc=documentation(declared),
        default=declared.default,
        confidence=1.0,
    )


def _matches(declared: HouseRule, document: Document) -> Iterator[Match]:
    find = _of_phrases if declared.pattern is None else _of_pattern
    for reading, start, end, replacement in find(declared, document):
        text = reading.text[start:end].translate(_LINE_BREAKS)
        if not text or text == replacement or OPAQUE in text:
            continue
        values = {"text": text, "replacement": replacement or ""}
        message = _SLOT.sub(lambda slot, values=values: values[slot[1]], declared.message)  # type: ignore[misc]
        replacements = () if replacement is None else (replacement,)
        span = reading.span(start, end)
        yield Match(span.start, span.end, message, replace_with=replacements, safe=declared.safe_fix)


def _of_phrases(declared: HouseRule, document: Document) -> Iterator[_Place]:
    find = finder(declared.phrases, declared.match_case)
    if next(find(document.reading.text), None) is None:
        return  # most articles have none of the phrases, and one search is faster than one a paragraph
    for reading in document.paragraph_readings:
        for found in find(reading.text.translate(_LINE_BREAKS)):
            text = reading.text[found.start : found.end].translate(_LINE_BREAKS)
            yield _Place(reading, found.start, found.end, _replacement(declared, found.phrase, text))


def _of_pattern(declared: HouseRule, document: Document) -> Iterator[_Place]:
    assert declared.pattern is not None
    expression = compiled(declared.pattern, declared.match_case)
    deadline = time.monotonic() + LIMIT
    for reading in document.paragraph_readings:
        try:
            matches = list(
                expression.finditer(
                    reading.text.translate(_LINE_BREAKS), timeout=max(deadline - time.monotonic(), 0.001)
                )
            )
        except TimeoutError:
            raise UnfinishedRuleError(
                f"the pattern of the house rule {declared.id} took more than {LIMIT:g} seconds and was "
                "given up; simplify what repeats inside a repetition, or use possessive repeats (a++)"
            ) from None
        for match in matches:
            replacement = None if declared.replacement is None else str(match.expand(declared.replacement))
            yield _Place(reading, match.start(), match.end(), replacement)


def _replacement(declared: HouseRule, phrase: str, text: str) -> str | None:
    """What to write instead of a phrase. One that is found in any case passes its capitals on."""
    replacement = declared.replacement
    if replacement is None or is_exact(phrase, declared.match_case):
        return replacement
    if text.isupper() and len(text) > 1:
        return replacement.upper()
    return replacement[:1].upper() + replacement[1:] if text[:1].isupper() else replacement
