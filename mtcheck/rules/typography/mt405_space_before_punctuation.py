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
    r"(?<=[^\s.,;:!?(\[{“‘|/•–—-])[ \u00a0\u202f]+(?P<mark>[,;!?:]|\.(?!\.| \.))"
    r"(?![\w)(=|/\\<>*^-]|[,;:!?.]{2})"
)
_EMOJI = re.compile(r"[+\w-]{1,30}:")  # the rest of :+1: or :tada:
_EVERYWHERE = 12  # findings; more are one, if most marks are spaced
_LONGEST_WORD = 30  # characters; of a longer word the end is shown


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    spaces = [space for space in _SPACE.finditer(prose) if not _is_allowed(document, space)]
    if len(spaces) > _EVERYWHERE and len(spaces) > sum(map(prose.count, ",.;")) / 2:
        message = f"Space before “{spaces[0]['mark']}”, as nearly everywhere in the text: was it tokenised?"
        yield _match(prose, spaces[0], message, safe=False)
        return
    for space in spaces:
        yield _match(prose, space, f"No space before “{space['mark']}”.", safe=True)


def _is_allowed(document: Document, space: re.Match[str]) -> bool:
    prose, mark = document.prose, space["mark"]
    start, end = space.span()
    if mark == ":" and prose[start - 1].isdigit() and prose[end : end + 2].strip().isdigit():
        return True  # a score or a ratio
    if mark == ":" and _EMOJI.match(prose, end):
        return True
    return document.is_masked(start - 1, end) or (prose[start - 1] in f'{OPAQUE}"' and mark in ":!?")


def _match(prose: str, space: re.Match[str], message: str, safe: bool) -> Match:
    """The word before the space, the space and the mark."""
    start = space.start()
    while start and space.start() - start < _LONGEST_WORD and prose[start - 1].isalnum():
        start -= 1
    closed_up = prose[start : space.start()] + space["mark"]
    return Match(start, space.end(), message, replace_with=closed_up, safe=safe)
