"""A sentence begins with a small letter.

What it finds
-------------
A small letter at the beginning of a paragraph that is a sentence, or after a full stop that ends one.
Abbreviations, list items, captions, names that begin small (eBay, de Gaulle, al-Assad), ellipses and
broken-off quotations pass.

Why it matters
--------------
Either two sentences were torn apart (“… manufacturers themselves. wait.”) or the capital was lost.

Example
-------
The board rejected the plan. the chairman has resigned.

Instead
-------
The board rejected the plan. The chairman has resigned.

Measured
--------
No alarm in 93,737 words of clean news; one finding in 6,500 words of rule-based and online output. In WMT23
Chinese-English 9 of 10 such sentences lie on marked spans (docs/quality-checks.md). `python -m
benchmarks.rules --select MT412`.

Source
------
Harper's SentenceCapitalization and Okapi's pattern, restricted; pofilter “startcaps”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_BEGINNING = re.compile(r"([\"“(]?)([a-z]{2,})(?=[\s,'’])(?!['’]?-)")
_AFTER_STOP = re.compile(r"(?<=[a-z]{4})(?P<stop>[.!?][\"”)]?) (?P<word>[a-z]{2,}|a)(?=[\s,'’])(?! ?\.\w)")
_PARTICLES = frozenset(
    "de du da di del della van von der den ter zu al el ben bin ibn la le les los las st iPhone eBay".split()
)
_ABBREVIATIONS = frozenset(
    "approx assoc corp dept prof asoc dipl feat incl excl resp edit eds hist abbr orig illus assn capt sgt bros gov sens reps "
    "univ inst arch engl amer intl govt mfrs tech mins secs messrs supt comdr cmdr sect ltda vols coop".split()
)
_WORD = re.compile(r"[A-Za-z]+$")
_FEWEST = 4  # words, in a paragraph that counts as a sentence


@rule(Category.SPELLING, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    starts = {paragraph.start for paragraph in document.paragraphs}
    small: list[tuple[int, int]] = []
    for paragraph in document.paragraphs:
        match = _BEGINNING.match(prose, paragraph.start, paragraph.end)
        if match and match[2] not in _PARTICLES and _is_sentence(prose[paragraph.start : paragraph.end]):
            small.append(match.span(2))
    if len(small) <= max(1, len(document.paragraphs) // 4):  # more: a list, or a writer who has no capitals
        for start, end in small:
            yield _finding(document, start, end)
    for match in _AFTER_STOP.finditer(prose):
        before = _WORD.search(prose, max(0, match.start() - 20), match.start())
        if before is None or before.group().lower() in _ABBREVIATIONS or match["word"] in _PARTICLES:
            continue
        if len(match["stop"]) > 1 or match["stop"] != "." or document.is_masked(match.start(), match.end()):
            continue  # "Really?" he asked.
        if match.start("word") not in starts:
            yield _finding(document, match.start("word"), match.end("word"))


def _is_sentence(text: str) -> bool:
    return text.rstrip('"”)').endswith((".", "!", "?")) and len(text.split()) >= _FEWEST


def _finding(document: Document, start: int, end: int) -> Match:
    word = document.text[start:end]
    good = word.capitalize()
    return Match(start, end, f"A sentence begins with a capital: “{good}”.", replace_with=good)
