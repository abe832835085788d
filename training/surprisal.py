"""SmolLM2's own surprisal, word by word: the baseline that needs no training (needs torch)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader
from torch.nn import functional

from mtcheck.garble.folding import fold
from mtcheck.garble.model import BEGIN
from mtcheck.text.document import Document
from training.smollm import Shape, load_base, read_tokenizer


def bits_of_words(path: Path) -> Callable[[Document], np.ndarray]:
    """A function from a document to the bits of its words; all 30 layers read each sentence by itself."""
    model = load_base(path, Shape(layers=30, two_way=0, trained=0)).eval()
    last = next(tensor for tensor in GGUFReader(path).tensors if tensor.name == "output_norm.weight")
    norm = torch.from_numpy(np.array(last.data, np.float32))
    tokenizer = read_tokenizer(path)

    def bits_of_tokens(ids: list[int]) -> np.ndarray:
        tokens = torch.tensor([[BEGIN, *ids]])
        with torch.no_grad():
            states = functional.rms_norm(model.trunk(tokens), (model.shape.width,), norm, model.shape.epsilon)
            logits = (states @ model.embedding.weight.T)[0, :-1]
            losses = functional.cross_entropy(logits, tokens[0, 1:], reduction="none")
        return losses.numpy() / np.log(2)

    def bits(document: Document) -> np.ndarray:
        values: list[float] = []
        for sentence in document.sentences:
            encoding = tokenizer.encode(fold(document.prose[sentence.start : sentence.end]))
            token_bits = bits_of_tokens(encoding.ids)
            starts = np.array([start for start, _ in encoding.offsets])
            for word in sentence.words:
                first = np.searchsorted(starts, word.start - sentence.start, side="right") - 1
                end = np.searchsorted(starts, word.end - sentence.start, side="left")
                values.append(float(token_bits[max(0, first) : end].sum()))
        return np.array(values, np.float32)

    return bits
