"""Quotation marks of another language.

What it finds
-------------
German and Czech „…“, French and Russian «…», ‹…›, and the low mark ‚.

Why it matters
--------------
They were copied from the source; English has “…”.

Example
-------
He called it a „turning point“ and « a new era ».

Instead
-------
He called it a “turning point” and “a new era”.

Measured
--------
No alarm in 93,737 words of clean news. `python -m benchmarks.rules --select MT411`.

Source
------
The Unicode Standard, chapter 6.2 (language-based usage of quotation marks); “quotation type” of QA Distiller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.quotation_marks import ENGLISH

_PAIR = re.compile(
    r"„([^„“”\"\n]{1,76})[“”\"]|«\s?([^«»\n]{1,74}?)\s?»|»(?!\s)([^«»\n]{1,76})(?<!\s)«|‹\s?([^‹›\n]{1,74}?)\s?›"
)
_TYPOGRAPHIC = re.compile("[“”]")
_SINGLE = re.compile(r"[„«»‹›]|‚(?=\w)")


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if not any(mark in prose for mark in "„«»‹›‚"):
        return
    taken = 0
    pairs = list(_PAIR.finditer(prose))
    opening, closing = ('"', '"') if '"' in prose and not _TYPOGRAPHIC.search(prose) else ("“", "”")
    for match in pairs:
        inside = next(group for group in match.groups() if group is not None)
        good = f"{opening}{inside}{closing}"
        message = f"English quotation marks are {opening}…{closing}: {good}."
        safe = bool(inside.strip()) and not ENGLISH.search(inside) and _stands_free(prose, *match.span())
        yield Match(match.start(), match.end(), message, replace_with=good, safe=safe)
    for match in _SINGLE.finditer(prose):
        while taken < len(pairs) and pairs[taken].end() <= match.start():
            taken += 1
        if taken == len(pairs) or match.start() < pairs[taken].start():
            good = closing if match.group() in "»›" else opening
            message = f"“{match.group()}” is a quotation mark of another language."
            yield Match(match.start(), match.end(), message, replace_with=good)


def _stands_free(prose: str, start: int, end: int) -> bool:
    """Space or punctuation on both sides, so that these two marks belong to each other and not to their
    neighbours.
    """
    return not prose[start - 1 : start].isalnum() and not prose[end : end + 1].isalnum()
