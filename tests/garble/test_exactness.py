"""Scores are the same on every processor: sums that would saturate are seen, and avoided."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mtcheck.garble import exactness, is_installed, model
from mtcheck.garble.model import ModelInput, Network, network
from mtcheck.text.document import Document

pytestmark = pytest.mark.skipif(
    not is_installed(), reason="the weights, onnxruntime or tokenizers are not here"
)


def test_without_the_probe_the_safe_way_is_taken(tmp_path: Path) -> None:
    assert exactness.PROBE.is_file()
    assert not exactness.sums_exactly(tmp_path / "none.onnx")


def test_both_ways_give_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document(
        "The minister said on Tuesday that the bloody bush will end soon. Nobody did not believed him."
    )
    inputs = [ModelInput.of(sentence, document.prose) for sentence in document.sentences]
    monkeypatch.setattr(model, "sums_exactly", lambda: False)
    for other, usual in zip(Network().logits(inputs), network().logits(inputs), strict=True):
        np.testing.assert_allclose(other, usual, atol=1e-5)
