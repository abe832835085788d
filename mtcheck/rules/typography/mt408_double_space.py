"""More than one space between two words.

What it finds
-------------
Two or more spaces inside a line of prose. Indentation and columns (more than three in a line) pass. One
finding an article when all sentences are parted by two spaces, as typists were taught.

Why it matters
--------------
A word may have been lost there; at best it is untidy. Off by default: it is no damage.

Example
-------
The minister  said that talks would go on.

Instead
-------
The minister said that talks would go on.

Measured
--------
10 alarms in 93,737 words of clean news, from two articles. `python -m benchmarks.rules --select MT408`.

Source
------
Weblate “double space”, Xbench “double blanks”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_SPACES = re.compile(r"(?<=\S) {2,3}(?=\S)")
_STYLE = 4


@rule(Category.PUNCTUATION, Severity.NEUTRAL, default=False, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if "  " not in prose:
        return
    found = [
        match
        for match in _SPACES.finditer(prose)
        if not document.is_masked(match.start() - 1, match.end() + 1)
    ]
    typist = [match for match in found if prose[match.start() - 1] in '.!?:”")']
    is_style = len(typist) >= _STYLE
    if is_style:
        found = [typist[0], *(match for match in found if match not in typist)]
    for match in sorted(found, key=lambda match: match.start()):
        message = f"{len(match.group())} spaces in a row."
        safe = not (is_style and match is typist[0])  # one for all: a style is for the house to change
        yield Match(match.start(), match.end(), message, replace_with=" ", safe=safe)
