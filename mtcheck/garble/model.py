"""The embedded network: the words of a sentence in, what is wrong with each out.

It is a truncated SmolLM2-135M (Apache-2.0) whose upper layers see both sides, with linear heads on the last
token of each word; MODEL_CARD.md and `training/` say how it was made. It runs in ONNX Runtime on the CPU. It
is loaded once a process, on first use, and may be used from several threads.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mtcheck.garble.exactness import sums_exactly
from mtcheck.garble.folding import fold, lower_capitals
from mtcheck.garble.onnx import load_onnxruntime
from mtcheck.garble.weights import DATA
from mtcheck.startup import loading

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from mtcheck.text.document import Sentence

Floats = npt.NDArray[np.float32]

#: The token `<|endoftext|>`, which opens every sequence.
BEGIN = 0
#: Tokens of a sentence that the network reads together; a longer one is cut.
LONGEST = 240
#: Tokens in a call of the network: enough for the matrix kernels, little enough for the memory.
BATCH_TOKENS = 128
#: The columns of the network's output. All are logits but the last: its softplus is in MQM points a word.
MQM_ANY, MQM_MAJOR, GARBLE, STRICT, RATE = range(5)

_LOG = logging.getLogger(__name__)


class ModelInput(NamedTuple):
    """A text with its words, as the network is given it."""

    text: str
    """A sentence, or a part of one."""
    words: tuple[tuple[int, int], ...]
    """The spans of its words: offsets into `text`, ascending."""

    @classmethod
    def of(cls, sentence: Sentence, prose: str) -> ModelInput:
        """A sentence of the document with this prose."""
        words = ((word.start - sentence.start, word.end - sentence.start) for word in sentence.words)
        return cls(prose[sentence.start : sentence.end], tuple(words))


@dataclass(frozen=True)
class _Window:
    """A stretch of one input that fits into the network."""

    input: int
    """The input's index."""
    first_word: int
    """The index of its first word in the input."""
    ids: list[int]
    """Its tokens."""
    last_tokens: list[int]
    """For each of its words, the index of the word's last token in `ids`."""


class Network:
    """The tokenizer, the network and the calibration, as one value."""

    def __init__(self, folder: Path = DATA, threads: int | None = None) -> None:
        from tokenizers import Tokenizer

        self._session = _load_session(folder / "garble.onnx", threads or min(2, os.cpu_count() or 1))
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        path = folder / "calibration.json"
        self.calibration: dict[str, Any] = (
            json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        )

    def logits(self, inputs: Sequence[ModelInput]) -> list[Floats]:
        """For each input an array of one row a word and one column a head.

        An input's result does not depend on the others: attention sees the input's own tokens only, and
        activations are quantised token by token.
        """
        windows = [
            window for index, model_input in enumerate(inputs) for window in self._cut(index, model_input)
        ]
        results = [np.zeros((len(model_input.words), 5), np.float32) for model_input in inputs]
        for batch in _batches(windows):
            self._run(batch, results)
        return results

    def _cut(self, index: int, model_input: ModelInput) -> Iterator[_Window]:
        """The windows of an input: each ends with a word, and has LONGEST tokens unless a word has more."""
        if not model_input.words:
            return
        encoding = self._tokenizer.encode(fold(lower_capitals(model_input.text)))
        tokens = encoding.ids  # each look at it copies all
        starts = [start for start, _ in encoding.offsets]
        last_tokens = np.searchsorted(starts, [end for _, end in model_input.words], side="left") - 1
        longest = 2 * LONGEST - 2  # of one word, whose last tokens then are read
        first = 0
        while first < len(last_tokens):
            begin = 0 if first == 0 else int(last_tokens[first - 1]) + 1
            stop = int(np.searchsorted(last_tokens, begin + LONGEST, side="right"))
            stop = min(len(last_tokens), max(stop, first + 1))
            end = len(tokens) if stop == len(last_tokens) else int(last_tokens[stop - 1]) + 1
            ids = [BEGIN, *tokens[begin:end][-longest:]]
            shift = begin + max(0, end - begin - longest) - 1
            yield _Window(
                index, first, ids, [max(0, int(token) - shift) for token in last_tokens[first:stop]]
            )
            first = stop

    def _run(self, batch: list[_Window], results: list[Floats]) -> None:
        longest = max(len(window.ids) for window in batch)
        ids = np.zeros((len(batch), longest), np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
        positions = [
            row * longest + token for row, window in enumerate(batch) for token in window.last_tokens
        ]
        feeds = {
            "ids": ids,
            "lengths": np.array([len(window.ids) for window in batch], np.int64),
            "words": np.array(positions, np.int64),
        }
        output = np.asarray(self._session.run(None, feeds)[0], np.float32)
        start = 0
        for window in batch:
            count = len(window.last_tokens)
            rows = slice(window.first_word, window.first_word + count)
            results[window.input][rows] = output[start : start + count]
            start += count


def _load_session(path: Path, threads: int) -> Any:
    onnxruntime = load_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    # Threads that wait sleep. Spinning, they would use as much processor time again, and delay other
    # processes on a busy machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    if not sums_exactly():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    """The windows, shortest first, in batches of about BATCH_TOKENS tokens with the padding."""
    batch: list[_Window] = []
    for window in sorted(windows, key=lambda window: len(window.ids)):
        if batch and (len(batch) + 1) * len(window.ids) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


_lock = threading.Lock()
_loaded: Network | None = None


def network(threads: int | None = None) -> Network:
    """The process's one network. The first call loads it, for so many threads (None: two at most)."""
    global _loaded
    if _loaded is None:
        with loading(), _lock:
            if _loaded is None:
                began = time.perf_counter()
                _loaded = Network(threads=threads)
                seconds = time.perf_counter() - began
                _LOG.debug("garble model %s loaded in %.2f s", _loaded.calibration.get("version"), seconds)
    return _loaded
