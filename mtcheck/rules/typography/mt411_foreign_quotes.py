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

_FOREIGN = re.compile(
    r"„([^„“”\"\n]{1,76})[“”\"]|«\s?([^«»\n]{1,74}?)\s?»|»(?!\s)([^«»\n]{1,76})(?<!\s)«|‹\s?([^‹›\n]{1,74}?)\s?›"
    r"|(?P<single>[„«»‹›]|‚(?=\w))"
)
_TYPOGRAPHIC = re.compile("[“”]")


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if not any(mark in prose for mark in "„«»‹›‚"):
        return
    opening, closing = ('"', '"') if '"' in prose and not _TYPOGRAPHIC.search(prose) else ("“", "”")
    for match in _FOREIGN.finditer(prose):
        start, end = match.span()
        if match["single"]:
            english = closing if match["single"] in "»›" else opening
            message = f"“{match['single']}” is a quotation mark of another language."
            yield Match(start, end, message, replace_with=english)
            continue
        quoted = next(group for group in match.groups() if group is not None)
        english = f"{opening}{quoted}{closing}"
        message = f"English quotation marks are {opening}…{closing}: {english}."
        safe = bool(quoted.strip()) and not ENGLISH.search(quoted) and _stands_free(prose, start, end)
        yield Match(start, end, message, replace_with=english, safe=safe)


def _stands_free(prose: str, start: int, end: int) -> bool:
    """Space or punctuation on both sides: the two marks belong to each other and not to their neighbours."""
    return not prose[start - 1 : start].isalnum() and not prose[end : end + 1].isalnum()
