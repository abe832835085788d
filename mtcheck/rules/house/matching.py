"""House rules as rules like our own: where their expressions match in the prose.

They read each paragraph as a reader sees it: without markup, a line break as a space. A match with code or an
address in it does not count. An expression that takes too long on an article is given up.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.rules.base import Match, Rule, UnfinishedRuleError
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.rules.house.documentation import documentation
from mtcheck.rules.house.expression import is_exact, ordered
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE
from mtcheck.text.span import Span

if TYPE_CHECKING:
    import regex

#: Seconds that an expression may take on one article. One without nested repetition reads a book in less.
LIMIT = 5.0

_LINE_BREAKS = str.maketrans("\r\n", "  ")
_SLOT = re.compile(r"\{(text|replacement)\}")


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
    for span, text, replacement in _replacements(declared, document):
        values = {"text": text, "replacement": replacement or ""}
        message = _SLOT.sub(lambda slot, values=values: values[slot[1]], declared.message)  # type: ignore[misc]
        replacements = () if replacement is None else (replacement,)
        yield Match(span.start, span.end, message, replace_with=replacements, safe=declared.safe_fix)


def _replacements(declared: HouseRule, document: Document) -> Iterator[tuple[Span, str, str | None]]:
    """The place, the text as a reader sees it and the replacement of each match that needs one."""
    expression = declared.expression
    if declared.pattern is None and expression.search(document.reading.text) is None:
        return  # most articles have none of the phrases, and one search is faster than one a paragraph
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
            text, replacement = match.group(), _replacement(declared, match)
            if text and text != replacement and OPAQUE not in text:
                yield reading.span(match.start(), match.end()), text, replacement


def _replacement(declared: HouseRule, match: regex.Match[str]) -> str | None:
    """What to write instead of a match. A phrase found in any case passes its capitals on."""
    replacement = declared.replacement
    if replacement is None:
        return None
    if declared.pattern is not None:
        return str(match.expand(replacement))
    phrase, text = ordered(declared.phrases)[(match.lastindex or 1) - 1], match.group()
    if is_exact(phrase, declared.match_case):
        return replacement
    if text.isupper() and len(text) > 1:
        return replacement.upper()
    return replacement[:1].upper() + replacement[1:] if text[:1].isupper() else replacement
