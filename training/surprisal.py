"""SmolLM2's own surprisal, word by word: the baseline that needs no training (needs torch)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader
from torch.nn import functional

from mtcheck.garble.folding import fold
from mtcheck.text.document import Document
from training.smollm import BEGIN, Shape, load_base, read_tokenizer


def bits_of_words(path: Path) -> Callable[[Document], np.ndarray]:
    """A function from a document to bits a word, each sentence read by itself by all 30 layers."""
    model = load_base(path, Shape(layers=30, two_way=0, trained=0)).eval()
    last = next(t for t in GGUFReader(path).tensors if t.name == "output_norm.weight")
    norm = torch.from_numpy(np.array(last.data, np.float32))
    tokenizer = read_tokenizer(path)

    def bits(document: Document) -> np.ndarray:
        found = []
        for sentence in document.sentences:
            encoding = tokenizer.encode(fold(document.prose[sentence.start : sentence.end]))
            ids = torch.tensor([[BEGIN, *encoding.ids]])
            with torch.no_grad():
                hidden = functional.rms_norm(
                    model.trunk(ids), (model.shape.width,), norm, model.shape.epsilon
                )
                losses = functional.cross_entropy(
                    (hidden @ model.embedding.weight.T)[0, :-1], ids[0, 1:], reduction="none"
                ).numpy() / np.log(2)
            starts = np.array([o[0] for o in encoding.offsets])
            for word in sentence.words:
                a = np.searchsorted(starts, word.start - sentence.start, side="right") - 1
                b = np.searchsorted(starts, word.end - sentence.start, side="left")
                found.append(float(losses[max(0, a) : b].sum()))
        return np.array(found, np.float32)

    return bits
