"""The shipped network: findings, estimates, and that a sentence's result is its own affair."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from mtcheck.findings.finding import Finding
from mtcheck.garble import analyse, is_installed
from mtcheck.garble.model import LONGEST, ModelInput, network
from mtcheck.text.document import Document

pytestmark = pytest.mark.skipif(
    not is_installed(), reason="the weights, onnxruntime or tokenizers are not here"
)

SAMPLE = Path(__file__).parents[2] / "fixtures" / "trump-putin-call.txt"
CLEAN = (
    "The government said on Tuesday that it would raise the minimum wage next year. "
    "Unions welcomed the decision, while employers warned that prices could rise. "
    "Parliament is expected to vote on the bill before the end of the month."
)


def test_a_sentence_does_not_depend_on_its_batch() -> None:
    document = Document(SAMPLE.read_text(encoding="utf-8"))
    every = [ModelInput.of(sentence, document.prose) for sentence in document.sentences]
    together = network().logits(every)
    for index in range(0, len(every), 7):
        alone = network().logits([every[index]])[0]
        np.testing.assert_allclose(alone, together[index], atol=2e-3)


def test_one_row_a_word_even_for_endless_sentences() -> None:
    text = "the ministers of the government " * (LONGEST // 2)
    (logits,) = network().logits(
        [ModelInput(text, tuple((word.start, word.end) for word in Document(text).words))]
    )
    assert logits.shape == (len(Document(text).words), 5)
    assert np.isfinite(logits).all()


def test_a_word_of_a_thousand_letters() -> None:
    text = "x" * 5000
    (logits,) = network().logits([ModelInput(text, ((0, 5000),))])
    assert logits.shape == (1, 5)


@pytest.mark.parametrize("text", ["", " ", "…", "12 34", "日本語 テキスト", "a\u0000b \ud800 c"])
def test_any_text_is_survived(text: str) -> None:
    document = Document(text)
    result = analyse(document, "high")
    assert len(result.estimates) == len(document.sentences)


def test_findings_are_exact_short_and_in_order() -> None:
    document = Document(SAMPLE.read_text(encoding="utf-8"))
    findings = analyse(document, "high").findings
    assert findings
    for finding in findings:
        assert finding.text == document.text[finding.start : finding.end]
        assert len(finding.text) <= 100
        assert finding.rule == "GM101"
        assert 0 <= finding.confidence <= 1
        assert len(finding.suggestions) <= 3
        assert all(s.text != finding.text for s in finding.suggestions)


def test_sensitivity_is_ordered() -> None:
    document = Document(SAMPLE.read_text(encoding="utf-8"))
    counts = [len(analyse(document, s, suggestions=False).findings) for s in ("low", "default", "high")]
    assert counts == sorted(counts)
    assert counts[2] > counts[0]


def test_the_garbled_article_is_estimated_worse_than_clean_prose() -> None:
    def mean(text: str) -> float:
        values = [e for e in analyse(Document(text), suggestions=False).estimates if e is not None]
        return sum(values) / len(values)

    assert mean(SAMPLE.read_text(encoding="utf-8")) > mean(CLEAN)


def test_threads_agree() -> None:
    document = Document(SAMPLE.read_text(encoding="utf-8"))
    findings_of_threads: list[tuple[Finding, ...]] = []

    def work() -> None:
        findings_of_threads.append(analyse(document, suggestions=False).findings)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert findings_of_threads[0] == findings_of_threads[1] == findings_of_threads[2]


def test_the_telemetry_is_off_and_the_hub_is_not_imported() -> None:
    code = (
        "import os, sys; from mtcheck.garble.model import network; network();"
        "print(os.environ['ORT_DISABLE_TELEMETRY'], 'huggingface_hub' in sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert run.stdout.split() == ["1", "False"]


def test_importing_the_package_imports_neither_numpy_nor_onnxruntime() -> None:
    code = (
        "import sys; from mtcheck import garble; garble.is_installed();"
        "print([name for name in ('numpy', 'onnxruntime', 'tokenizers') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
