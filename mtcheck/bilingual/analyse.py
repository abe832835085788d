"""One pair, from two documents to findings."""

from __future__ import annotations

from mtcheck.bilingual.interface import PairAnalysis
from mtcheck.document import Document
from mtcheck.settings import Settings


def analyse_pair(source: Document, target: Document, settings: Settings, *, aligned: bool = False) -> PairAnalysis:
    """Compare a translation with its source. aligned: sentence i of one is sentence i of the other (XLIFF, TMX, columns)."""
    raise NotImplementedError
