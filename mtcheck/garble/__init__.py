"""The garble model: a network that finds damaged phrases no rule lists, and proposes what was meant.

Its findings are GM101 `damaged-phrase`. For each sentence it also gives an estimate: the MQM points per 1,000
words that a professional would be expected to mark. Both depend on the sentence's own words only. See
MODEL_CARD.md for the data, the figures and the limits.

Importing this package costs nothing: NumPy and ONNX Runtime are imported when the model is first used.
"""

from __future__ import annotations

from mtcheck.garble.result import RULE_ID, GarbleResult
from mtcheck.garble.weights import is_installed
from mtcheck.text.document import Document

__all__ = ["RULE_ID", "GarbleResult", "analyse", "is_installed", "load", "version"]


def load(threads: int | None = None) -> None:
    """Load the network, so that the first document does not wait for it.

    threads: how many it may use; None means two at most. Only the first call in a process counts.
    """
    from mtcheck.garble.model import network

    network(threads)


def version() -> str:
    """The version of the shipped model, for the report's signature."""
    from mtcheck.garble.model import network

    return str(network().calibration.get("version", "0"))


def analyse(document: Document, sensitivity: str = "default", *, suggestions: bool = True) -> GarbleResult:
    """The findings and estimates of a document.

    sensitivity: low, default or high; `calibration.json` has the thresholds.
    """
    from mtcheck.garble.analysis import analyse

    return analyse(document, sensitivity, suggestions)
