"""A quotation mark has no partner.

What it finds
-------------
A closing mark where no quotation is open, and an opening one in mid-sentence while one is. The article is
read as one stream: a quotation may run over any number of sentences and paragraphs, and each paragraph or
sentence of it may open again. Inches, and the possessive of plurals ("the workers" rights"), pass. Texts of
fewer than three sentences are not judged.

Why it matters
--------------
The reader cannot tell who says what. Off by default, because published news has such slips almost as often.

Example
-------
We have come to help you", the officer said. They stayed for a year. Nobody asked them "why.

Instead
-------
"We have come to help you," the officer said. They stayed for a year. Nobody asked them why.

Measured
--------
30 alarms in 93,737 words of clean news (0.32 per 1,000), nearly all slips in the published text; about twice
as many in weak translations of whole articles. `python -m benchmarks.rules --select MT402`.

Source
------
“Quotation pairs” (QA Distiller), “unpaired quotes” (Xbench). Counting marks per sentence is right in 27 % of
cases only (docs/quality-checks.md)."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.quotation_marks import QuotationMark, Role, english_marks

_FEWEST = 3  # marks that end sentences
_REOPENS_AFTER = frozenset(".!?:,;\"”’'…)—–-")


@rule(Category.PUNCTUATION, Severity.MINOR, default=False, confidence=0.7)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    marks = list(english_marks(prose))
    if not marks or sum(map(prose.count, ".!?")) < _FEWEST:
        return
    open_since: QuotationMark | None = None
    nested = 0
    for index, mark in enumerate(marks):
        if mark.role is Role.CLOSES:
            if nested:
                nested -= 1
            elif open_since is None:
                if not _possessive(prose, mark.start):
                    yield _finding(
                        document, mark, "This quotation mark closes a quotation that was never opened."
                    )
            else:
                open_since = None
        elif mark.role is Role.OPENS:
            if open_since is not None and not _reopens(prose, mark.start):
                if [after.role for after in marks[index + 1 : index + 3]] == [Role.CLOSES, Role.CLOSES]:
                    nested += 1  # MT401
                    continue
                yield _finding(document, open_since, "This quotation mark is never closed.")
            open_since = mark
        else:
            open_since = mark if open_since is None else None


def _reopens(prose: str, at: int) -> bool:
    """Whether a mark can open the next sentence or paragraph of a quotation that is still open."""
    before = prose[:at].rstrip()[-1:] if at < 200 else prose[at - 200 : at].rstrip()[-1:]
    return not before or before in _REOPENS_AFTER or "\n" in prose[max(0, at - 3) : at]


def _possessive(prose: str, at: int) -> bool:
    return prose[at - 1 : at] == "s" and prose[at + 1 : at + 2] == " "


def _finding(document: Document, mark: QuotationMark, message: str) -> Match:
    """A finding on the mark and the word it stands at."""
    prose = document.prose
    start, end = mark.start, mark.end
    if mark.role is Role.OPENS:
        while end < len(prose) and end - start < 40 and not prose[end].isspace():
            end += 1
    else:
        while start and end - start < 40 and not prose[start - 1].isspace():
            start -= 1
    return Match(start, end, message)
