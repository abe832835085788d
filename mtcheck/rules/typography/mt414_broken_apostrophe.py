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
    r"\b([A-Za-z]{2,}n) ?(['’]) ?(t)\b|\b([Ii]|[Yy]ou|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Tt]hat|[Tt]here|[Ww]ho) ?(['’]) "
    r"?(re|ve|ll|m|d|s)\b"
)
# As the Penn Treebank's tokeniser cuts them.
_NOT = re.compile(
    r"\b((?:ca|wo|sha|ai|do|does|did|is|are|was|were|has|have|had|could|would|should|might|must|need)) n(['’])t\b",
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
        for match in _POSSESSIVE.finditer(prose):
            mark = match[2] or match[3]
            if not _in_single_quotes(prose, match.start(), mark):
                safe = not _opens_single(prose, match.start(), mark)
                yield _finding(document, match, f"{match[1]}{mark}s", safe_fix=safe)
        for match in _CONTRACTION.finditer(prose):
            if " " in match.group():
                stem, mark, ending = (group for group in match.groups() if group)
                yield _finding(document, match, f"{stem}{mark}{ending}")
    if " n'" in prose or " n’" in prose:
        for match in _NOT.finditer(prose):
            yield _finding(document, match, f"{match[1]}n{match[2]}t")
    if " s " in prose:
        for match in _ALONE.finditer(prose):
            if match[1].lower() not in _BARE_LETTER and not document.is_masked(match.start(), match.end()):
                yield _finding(document, match, f"{match[1]}’s", safe_fix=False)


def _in_single_quotes(prose: str, start: int, mark: str) -> bool:
    """Whether the apostrophe may close a quotation in single marks: ‘the brave’ s …"""
    opening = "‘" if mark == "’" else " '"
    return opening in prose[max(0, start - 60) : start]


def _opens_single(prose: str, start: int, mark: str) -> bool:
    """Whether a quotation in single marks was opened anywhere before in the line, so that this may close
    it.
    """
    line = prose[prose.rfind("\n", 0, start) + 1 : start]
    return ("‘" if mark == "’" else " '") in line or line.startswith(("‘", "'"))


def _finding(document: Document, match: re.Match[str], good: str, safe_fix: bool = True) -> Match:
    return Match(
        match.start(),
        match.end(),
        f"“{match.group()}” is torn apart: “{good}”.",
        replace_with=good,
        safe=safe_fix,
    )
