"""Punctuation marks that do not go together, or stand twice.

What it finds
-------------
“,,”, “, ,”, “;;”, “;.”, “. ;”, “,.”, two full stops at the end of a sentence, five dots and more.
Abbreviations before a comma (“etc.,”), ellipses, “!!” and “?!” pass.

Why it matters
--------------
One of the two is left over from a part that was moved or lost.

Example
-------
The whole body is affected. ; To enhance stability,, rest is needed..

Instead
-------
The whole body is affected. To enhance stability, rest is needed.

Measured
--------
1 alarm in 93,737 words of clean news, a slip of the published text; 10 of 11 findings on WMT news
translations lie on marked spans. `python -m benchmarks.rules --select MT410`.

Source
------
M16 in docs/quality-checks.md; Harper's and LanguageTool's “double punctuation”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_PAIR = re.compile(
    r",\s?[,;:](?![\w)(-])|;\s?[,;:](?![\w)(-])|:\s?[,;:](?![\w)(/:=-])"  # two marks that part sentences
    r"|(?<=[\w)\]\"”]),\s?\.(?![\w.])|(?<=[\w)\]\"”]);\s?\.(?![\w.])|(?<=[\w)\]\"”]):\s?\.(?![\w.])"
    r"|(?<=[a-z]{5})\.\s?[,;](?![\w)(-])|(?<=[a-z]{3})\. ;(?=\s)"
    r"|(?<=[\w)\]\"”])\.\s?\.(?=\s+[A-Z\"“]|\s*$|\s*\n)(?<!\.\.\.)"
    r"|\.{5,}|(?<=\w)[!?] ?[,;](?=\s)(?!\s[a-z])",
    re.MULTILINE,
)
_LEADERS = 8  # full stops
_ABBREVIATION = re.compile(
    r"\b(?:corps?|bros|assoc|approx|illus|trans|assn|supts?|insts?|depts?|prof|profs|messrs|feat|grads?|techn?)$",
    re.IGNORECASE,
)
# Its semicolon is no mark: MT006 finds it.
_ENTITY = re.compile(r"&#?\w+;$")


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _PAIR.finditer(prose):
        start, end = match.span()
        if document.is_masked(start, end) or _ABBREVIATION.search(prose, max(0, start - 8), start):
            continue
        if prose[start] == ";" and _ENTITY.search(prose, max(0, start - 12), start + 1):
            continue
        marks = "".join(match.group().split())
        if len(marks) >= _LEADERS:
            continue  # a line to write on, a table of contents
        if set(marks) == {"."} and len(marks) > 4:
            yield Match(start, end, "An ellipsis has three dots.", replace_with="...")
        elif marks != ".." or prose[start - 1] != ".":  # no ellipsis
            kept = "." if "." in marks else marks[0]
            message = f"“{match.group()}”: one mark too many."
            yield Match(start, end, message, replace_with=kept, safe=len(set(marks)) == 1)
