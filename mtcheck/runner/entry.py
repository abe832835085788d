"""Entry: an article as it was read, what was found in it, and its scorecards, as bytes and back.

It is what the cache keeps and what a worker process sends. A report of the command line is always made from an entry that was
written and read again, also where it went nowhere, so that it cannot matter which way it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from mtcheck.analysis import Analysis
from mtcheck.document import Document
from mtcheck.finding import Finding
from mtcheck.score import Scorecard, scorecard

#: Scorecards kept with an article: the same findings are scored anew for each baseline or vocabulary that takes some away.
_CARDS = 4


@dataclass(frozen=True)
class Card:
    """A scorecard and what it was made from: the position and penalty points of each finding that counted."""

    counted: tuple[tuple[int, int], ...]
    card: Scorecard


@dataclass(frozen=True)
class Entry:
    """document: with its sentences found. cards: the latest first."""

    document: Document
    analysis: Analysis
    cards: tuple[Card, ...] = ()


class Scores:
    """`scorecard` with a memory. `cards`: what it knows, the latest first; `learned`: whether it had to work anything out."""

    def __init__(self, cards: Sequence[Card] = ()) -> None:
        self.cards = tuple(cards)
        self.learned = False

    def __call__(self, document: Document, findings: Sequence[Finding], estimates: Sequence[float | None] = ()) -> Scorecard:
        counted = tuple((finding.start, finding.penalty) for finding in findings)
        for known in self.cards:
            if known.counted == counted:
                return known.card
        fresh = scorecard(document, findings, estimates)
        self.cards = (Card(counted, fresh), *self.cards)[:_CARDS]
        self.learned = True
        return fresh


_decoder = msgspec.json.Decoder(Entry)


def encode(entry: Entry) -> bytes:
    """The entry as JSON. The article's name is not in it: the same article may lie elsewhere tomorrow."""
    segments = tuple((one.start, one.end, one.paragraph) for one in entry.document.sentences)
    return msgspec.json.encode(replace(entry, document=replace(entry.document, name="", segments=segments)), enc_hook=_number)


def decode(data: bytes, name: str) -> Entry:
    """The entry of the article that is called `name` now. Raises ValueError for what is no entry."""
    entry = _decoder.decode(data)
    return replace(entry, document=replace(entry.document, name=name))


def _number(value: Any) -> Any:
    if hasattr(value, "item"):  # NumPy's
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot be kept")
