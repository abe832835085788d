"""Space before a comma, full stop, colon, semicolon, question or exclamation mark.

What it finds
-------------
“The talks , he said”, “went on .” An article that is spaced like this throughout (tokenised text) has one
finding. Ellipses (“. . .”), file name endings (“.docx”) and smileys pass.

Why it matters
--------------
Systems put text together from tokens and forget to close the gaps; French puts a space before two-part marks.

Example
-------
The talks went on , but nothing came of them .

Instead
-------
The talks went on, but nothing came of them.

Measured
--------
3 alarms in 93,737 words of clean news, slips of the published text (0.03 per 1,000); 6 of 10 findings on WMT
news translations lie on marked spans. `python -m benchmarks.rules --select MT405`.

Source
------
Weblate “punctuation spacing”, pofilter “puncspacing”; precision 0.88 in docs/quality-checks.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE

_SPACE = re.compile(
    r"(?<=[^\s.,;:!?(\[{“‘|/•–—-])[ \u00a0\u202f]+([,;!?:]|\.(?!\.| \.))(?![\w)(=|/\\<>*^-]|[,;:!?.]{2})"
)
_EVERYWHERE = 12  # findings; more are one, if most marks are spaced


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    matches = [match for match in _SPACE.finditer(prose) if not _excused(document, match)]
    if len(matches) > _EVERYWHERE and len(matches) > sum(map(prose.count, ",.;")) / 2:
        message = f"Space before “{matches[0][1]}”, as nearly everywhere in the text: was it tokenised?"
        yield _finding(document, matches[0], message, safe_fix=False)
        return
    for match in matches:
        yield _finding(document, match, f"No space before “{match[1]}”.")


def _excused(document: Document, match: re.Match[str]) -> bool:
    start, end = match.span()
    prose = document.prose
    if match[1] == ":" and prose[start - 1].isdigit() and prose[end : end + 2].strip().isdigit():
        return True  # a score or a ratio
    return document.is_masked(start - 1, end) or (prose[start - 1] in f'{OPAQUE}"' and match[1] in ":!?")


def _finding(document: Document, match: re.Match[str], message: str, safe_fix: bool = True) -> Match:
    start = match.start()
    while start and match.start() - start < 30 and document.prose[start - 1].isalnum():
        start -= 1
    good = document.prose[start : match.start()] + match[1]
    return Match(start, match.end(), message, replace_with=good, safe=safe_fix)
