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
from mtcheck.rules.typography.marks_in_context import with_word_after, with_word_before
from mtcheck.text.document import Document
from mtcheck.text.quotation_marks import QuotationMark, Role, english_marks

_FEWEST = 3  # marks that end sentences
_REOPENS_AFTER = frozenset(".!?:,;\"”’'…)—–-")
_NEVER_OPENED = "This quotation mark closes a quotation that was never opened."
_NEVER_CLOSED = "This quotation mark is never closed."


@rule(Category.PUNCTUATION, Severity.MINOR, default=False, confidence=0.7)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    marks = list(english_marks(prose))
    if not marks or sum(map(prose.count, ".!?")) < _FEWEST:
        return
    opening: QuotationMark | None = None
    nested = 0
    for index, mark in enumerate(marks):
        if mark.role is Role.UNCLEAR:
            opening = mark if opening is None else None
        elif mark.role is Role.CLOSES and nested:
            nested -= 1
        elif mark.role is Role.CLOSES:
            if opening is None and not _is_possessive(prose, mark):
                yield _match(prose, mark, _NEVER_OPENED)
            opening = None
        elif opening is None or _reopens(prose, mark):
            opening = mark
        elif _closes_twice(marks[index + 1 : index + 3]):
            nested += 1  # MT401
        else:
            yield _match(prose, opening, _NEVER_CLOSED)
            opening = mark


def _reopens(prose: str, mark: QuotationMark) -> bool:
    """Whether a mark can open the next sentence or paragraph of a quotation that is still open."""
    before = prose[max(0, mark.start - 200) : mark.start].rstrip()[-1:]
    return not before or before in _REOPENS_AFTER or "\n" in prose[max(0, mark.start - 3) : mark.start]


def _is_possessive(prose: str, mark: QuotationMark) -> bool:
    """The workers" rights."""
    return prose[mark.start - 1 : mark.start] == "s" and prose[mark.end : mark.end + 1] == " "


def _closes_twice(following: list[QuotationMark]) -> bool:
    return [mark.role for mark in following] == [Role.CLOSES, Role.CLOSES]


def _match(prose: str, mark: QuotationMark, message: str) -> Match:
    with_word = with_word_after if mark.role is Role.OPENS else with_word_before
    span = with_word(prose, mark.start)
    return Match(span.start, span.end, message)
