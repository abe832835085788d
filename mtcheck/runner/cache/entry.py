"""Entry: an article as it was read, what was found in it, and its scorecards, as bytes and back.

It is what the cache keeps and what a worker process sends. A report of the command line is always made from
an entry that was written and read again, also where it went nowhere, so that it cannot matter which way it
came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import Finding
from mtcheck.findings.score import Scorecard, scorecard
from mtcheck.text.document import Document

#: Scorecards kept with an article: the same findings are scored anew for each baseline or vocabulary that
#: takes some away.
_CARDS = 4


@dataclass(frozen=True)
class Card:
    """A scorecard and what it was made from: the position and penalty points of each finding that counted."""

    counted: tuple[tuple[int, int], ...]
    card: Scorecard


@dataclass(frozen=True)
class Entry:
    """document: with its sentences found. cards: the latest first. source, references: as the analysis had
    them.
    """

    document: Document
    analysis: Analysis
    cards: tuple[Card, ...] = ()
    source: Document | None = None
    references: tuple[Document, ...] = ()


class Scores:
    """`scorecard` with a memory. `cards`: what it knows, the latest first; `learned`: whether it had to
    work anything out.
    """

    def __init__(self, cards: Sequence[Card] = ()) -> None:
        self.cards = tuple(cards)
        self.learned = False

    def __call__(
        self, document: Document, findings: Sequence[Finding], estimates: Sequence[float | None] = ()
    ) -> Scorecard:
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
    """The entry as JSON. The names of the texts are not in it: the same article may lie elsewhere
    tomorrow.
    """
    pair, source = entry.analysis.pair, entry.source
    if pair is not None:
        source = pair.source or source
        pair = replace(pair, source=None)
    bare = Entry(
        _settled(entry.document),
        replace(entry.analysis, pair=pair),
        entry.cards,
        # Its sentences are known where it was compared; nobody looks for those of another.
        None if source is None else _settled(source) if pair is not None else replace(source, name=""),
        tuple(replace(one, name="") for one in entry.references),
    )
    return msgspec.json.encode(bare, enc_hook=_number)


def decode(data: bytes, name: str, source: str = "", references: Sequence[str] = ()) -> Entry:
    """The entry of the article that is called `name` now. Raises ValueError for what is no entry.

    source, references: what those texts are called; what the article's own file had is called as the article.
    """
    entry = _decoder.decode(data)
    names = (*[name] * (len(entry.references) - len(references)), *references)
    return replace(
        entry,
        document=replace(entry.document, name=name),
        source=None if entry.source is None else replace(entry.source, name=source or name),
        references=tuple(replace(one, name=own) for one, own in zip(entry.references, names, strict=False)),
    )


def _settled(document: Document) -> Document:
    """The document without its name, with its sentences found."""
    segments = tuple((one.start, one.end, one.paragraph) for one in document.sentences)
    return replace(document, name="", segments=segments)


def _number(value: Any) -> Any:
    if hasattr(value, "item"):  # NumPy's
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot be kept")
