"""Entry: an article as it was read, what was found in it, and its scorecards, as bytes and back.

The cache keeps entries, and a worker process sends them. A report of a session is always made from an entry
that was encoded and decoded, even where it went nowhere, so that it cannot matter which way it came.
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
    """A scorecard and what it was made from."""

    counted: tuple[tuple[int, int], ...]
    """Position and penalty points of each finding that counted."""
    card: Scorecard
    """The scorecard."""


@dataclass(frozen=True)
class Entry:
    """An article, what was found in it, and its scorecards."""

    document: Document
    """The article, with its sentences found."""
    analysis: Analysis
    """What was found."""
    cards: tuple[Card, ...] = ()
    """Its scorecards, the latest first."""
    source: Document | None = None
    """The source, as the analysis had it."""
    references: tuple[Document, ...] = ()
    """The references, as the analysis had them."""


class Scores:
    """`scorecard` with a memory."""

    def __init__(self, cards: Sequence[Card] = ()) -> None:
        self.cards = tuple(cards)
        """What it remembers, the latest first."""
        self.learned = False
        """Whether it had to work anything out."""

    def __call__(
        self, document: Document, findings: Sequence[Finding], estimates: Sequence[float | None] = ()
    ) -> Scorecard:
        counted = tuple((finding.start, finding.penalty) for finding in findings)
        for known in self.cards:
            if known.counted == counted:
                return known.card
        card = scorecard(document, findings, estimates)
        self.cards = (Card(counted, card), *self.cards)[:_CARDS]
        self.learned = True
        return card


_decoder = msgspec.json.Decoder(Entry)


def encode(entry: Entry) -> bytes:
    """The entry as JSON. The names of the texts are not in it: the same article may lie elsewhere
    tomorrow.
    """
    pair, source = entry.analysis.pair, entry.source
    if pair is not None:
        # The analysis found the sentences of its source. Without a comparison, nobody looks for them.
        source = pair.source or source
        source = None if source is None else _with_sentences(source)
        pair = replace(pair, source=None)
    nameless = Entry(
        replace(_with_sentences(entry.document), name=""),
        replace(entry.analysis, pair=pair),
        entry.cards,
        None if source is None else replace(source, name=""),
        tuple(replace(reference, name="") for reference in entry.references),
    )
    return msgspec.json.encode(nameless, enc_hook=_to_number)


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
        references=tuple(
            replace(reference, name=own) for reference, own in zip(entry.references, names, strict=False)
        ),
    )


def _with_sentences(document: Document) -> Document:
    """The document with its sentences found, so that nobody has to look for them again."""
    segments = tuple((sentence.start, sentence.end, sentence.paragraph) for sentence in document.sentences)
    return replace(document, segments=segments)


def _to_number(value: Any) -> Any:
    """A number of Python's for one of NumPy's."""
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot be kept")
