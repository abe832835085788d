"""An apostrophe has space on one side, or is gone and has left its ending alone.

What it finds
-------------
“Jane' s”, “the minister 's”, “they don 't”, “they do n't”, “we ' re”, and an “s” that stands alone after a
word (“the minister s plan”).

Why it matters
--------------
The word is torn apart; systems that work on tokens leave it so.

Example
-------
Jane' s brother said they don 't know.

Instead
-------
Jane's brother said they don't know.

Measured
--------
No alarm in 93,737 words of clean news. `python -m benchmarks.rules --select MT414`.

Source
------
Counted over the WMT outputs of 2010-2012; tokenisation defects, DEMETR's “tokenized” class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_POSSESSIVE = re.compile(r"\b([A-Za-zÀ-ÿ]{2,})(?: (['’])s|(['’]) s)\b(?!['’])")
_CONTRACTION = re.compile(
    r"\b([A-Za-z]{2,}n) ?(['’]) ?(t)\b"
    r"|\b([Ii]|[Yy]ou|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Tt]hat|[Tt]here|[Ww]ho) ?(['’]) ?(re|ve|ll|m|d|s)\b"
)
# As the Penn Treebank's tokeniser cuts them.
_NOT = re.compile(
    r"\b((?:ca|wo|sha|ai|do|does|did|is|are|was|were|has|have|had|could|would|should|might|must|need))"
    r" n(['’])t\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b([A-Za-z]{3,}) s(?= [a-z]{3,})")
_BARE_LETTER = frozenset(
    "letter letters the and times size type class vitamin small lower initial plural".split()
)


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if "' " in prose or "’ " in prose or " '" in prose or " ’" in prose:
        yield from _possessives(prose)
        yield from _contractions(prose)
    if " n'" in prose or " n’" in prose:
        for match in _NOT.finditer(prose):
            yield _match(match, f"{match[1]}n{match[2]}t")
    if " s " in prose:
        for match in _ALONE.finditer(prose):
            if match[1].lower() not in _BARE_LETTER and not document.is_masked(match.start(), match.end()):
                yield _match(match, f"{match[1]}’s", safe=False)


def _possessives(prose: str) -> Iterator[Match]:
    for match in _POSSESSIVE.finditer(prose):
        mark = match[2] or match[3]
        if not _is_in_single_quotes(prose, match.start(), mark):
            safe = not _follows_single_quote(prose, match.start(), mark)
            yield _match(match, f"{match[1]}{mark}s", safe)


def _contractions(prose: str) -> Iterator[Match]:
    for match in _CONTRACTION.finditer(prose):
        if " " in match.group():
            stem, mark, ending = (group for group in match.groups() if group)
            yield _match(match, f"{stem}{mark}{ending}")


def _is_in_single_quotes(prose: str, start: int, mark: str) -> bool:
    """Whether the apostrophe may close a quotation in single marks: ‘the brave’ s …"""
    opening = "‘" if mark == "’" else " '"
    return opening in prose[max(0, start - 60) : start]


def _follows_single_quote(prose: str, start: int, mark: str) -> bool:
    """Whether a quotation in single marks opens anywhere before in the line, so that this may close it."""
    line = prose[prose.rfind("\n", 0, start) + 1 : start]
    return ("‘" if mark == "’" else " '") in line or line.startswith(("‘", "'"))


def _match(match: re.Match[str], whole: str, safe: bool = True) -> Match:
    message = f"“{match.group()}” is torn apart: “{whole}”."
    return Match(match.start(), match.end(), message, replace_with=whole, safe=safe)
