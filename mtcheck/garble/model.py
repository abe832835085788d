"""The embedded network: the words of a sentence → what is wrong with each.

A truncated SmolLM2-135M (Apache-2.0) whose upper layers see both sides, with linear heads on the last token
of each word; how it was made is told in MODEL_CARD.md and `training/`. It runs in ONNX Runtime on the CPU; it
is loaded once a process, at the first call, and may be used from several threads.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mtcheck.garble.exactness import sums_exactly
from mtcheck.garble.text import plain

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]

DATA = Path(__file__).parent / "data"
#: Every sequence opens with `<|endoftext|>`.
BEGIN = 0
#: Tokens a sentence may have before it is cut into pieces that are read one by one.
LONGEST = 240
#: Tokens to a call: enough for the matrix kernels, little for the memory.
TOGETHER = 128
#: Columns of the network's output, all logits but the last: a rate whose softplus is in MQM points a word.
MQM_ANY, MQM_MAJOR, GARBLE, STRICT, RATE = range(5)


class Passage(NamedTuple):
    """Text to judge and the spans of its words (offsets into `text`, ascending)."""

    text: str
    words: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class _Piece:
    """Part of a passage that fits the network: token ids, the position of each word's last token, index of
    the first word.
    """

    passage: int
    first: int
    ids: list[int]
    at: list[int]


class Network:
    """Tokenizer, network and calibration, as one value."""

    def __init__(self, folder: Path = DATA, threads: int | None = None) -> None:
        from tokenizers import Tokenizer

        onnxruntime: Any = import_module("onnxruntime")  # it has no type information
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or min(2, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        # Threads that wait sleep: spinning, they burn as much again, and on a busy machine stand in each
        # other's way.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        if not sums_exactly():
            options.add_session_config_entry("session.x64quantprecision", "1")
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "garble.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        path = folder / "calibration.json"
        self.calibration: dict[str, Any] = (
            json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        )

    def logits(self, passages: Sequence[Passage]) -> list[Floats]:
        """For each passage an array of one row a word and one column a head.

        A passage's result does not depend on the others: attention sees its own tokens only, and activations
        are quantised token by token.
        """
        pieces = [piece for index, passage in enumerate(passages) for piece in self._cut(index, passage)]
        results = [np.zeros((len(passage.words), 5), np.float32) for passage in passages]
        batch: list[_Piece] = []
        for piece in sorted(pieces, key=lambda p: len(p.ids)):
            if batch and (len(batch) + 1) * len(piece.ids) > TOGETHER:
                self._run(batch, results)
                batch = []
            batch.append(piece)
        if batch:
            self._run(batch, results)
        return results

    def _cut(self, index: int, passage: Passage) -> list[_Piece]:
        encoding = self._tokenizer.encode(plain(passage.text))
        if not passage.words:
            return []
        starts = [start for start, _ in encoding.offsets]
        last = np.searchsorted(starts, [end for _, end in passage.words], side="left") - 1
        pieces: list[_Piece] = []
        first = 0
        while first < len(last):
            begin = 0 if first == 0 else int(last[first - 1]) + 1
            stop = int(np.searchsorted(last, begin + LONGEST, side="right"))
            stop = min(len(last), max(stop, first + 1))
            end = len(encoding.ids) if stop == len(last) else int(last[stop - 1]) + 1
            ids = [BEGIN, *encoding.ids[begin:end][-2 * LONGEST + 2 :]]
            shift = begin + max(0, end - begin - (2 * LONGEST - 2)) - 1
            pieces.append(_Piece(index, first, ids, [max(0, int(p) - shift) for p in last[first:stop]]))
            first = stop
        return pieces

    def _run(self, batch: list[_Piece], results: list[Floats]) -> None:
        longest = max(len(piece.ids) for piece in batch)
        ids = np.zeros((len(batch), longest), np.int64)
        for row, piece in enumerate(batch):
            ids[row, : len(piece.ids)] = piece.ids
        words = np.array([row * longest + at for row, piece in enumerate(batch) for at in piece.at], np.int64)
        lengths = np.array([len(piece.ids) for piece in batch], np.int64)
        output = np.asarray(
            self._session.run(None, {"ids": ids, "lengths": lengths, "words": words})[0], np.float32
        )
        done = 0
        for piece in batch:
            results[piece.passage][piece.first : piece.first + len(piece.at)] = output[
                done : done + len(piece.at)
            ]
            done += len(piece.at)


_lock = threading.Lock()
_loaded: Network | None = None


def network(threads: int | None = None) -> Network:
    """The process's one network, loaded at the first call, which may say how many threads it gets (None:
    two at most).
    """
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = Network(threads=threads)
    return _loaded


def is_installed() -> bool:
    """Whether the weights are there and what runs them can be imported."""
    from importlib.util import find_spec

    return (DATA / "garble.onnx").exists() and all(find_spec(name) for name in ("onnxruntime", "tokenizers"))
