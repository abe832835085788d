"""More than one space between two words.

What it finds
-------------
Two or more spaces inside a line of prose. Indentation and columns (more than three in a line) pass. One
finding an article where two spaces follow every sentence, as typists were taught.

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
_STYLE = 4  # gaps between sentences; as many are a typist's style


@rule(Category.PUNCTUATION, Severity.NEUTRAL, default=False, confidence=0.9, as_written=True)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if "  " not in prose:
        return
    gaps = [gap for gap in _SPACES.finditer(prose) if not _is_beside_mask(document, gap)]
    after_sentences = [gap for gap in gaps if prose[gap.start() - 1] in '.!?:”")']
    # One finding for all, and no fix: a style is for the house to change.
    is_style = len(after_sentences) >= _STYLE
    style = after_sentences[0] if is_style else None
    repeated = frozenset(after_sentences[1:] if is_style else ())
    for gap in gaps:
        if gap not in repeated:
            message = f"{len(gap.group())} spaces in a row."
            yield Match(gap.start(), gap.end(), message, replace_with=" ", safe=gap is not style)


def _is_beside_mask(document: Document, gap: re.Match[str]) -> bool:
    return document.is_masked(gap.start() - 1, gap.end() + 1)
