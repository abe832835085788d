"""What the frozen lower layers make of every example: computed once, read several times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from training.examples import Encoded
from training.smollm import Tagger

#: Tokens in a call where nothing is learnt.
BATCH_TOKENS = 6000


class States:
    """The states of all examples, one after another, in bf16: 1.2 kB a token, 7 GB for the whole set."""

    def __init__(
        self, model: Tagger, data: Sequence[Encoded], device: torch.device, dtype: torch.dtype
    ) -> None:
        self.lengths = [len(example.ids) for example in data]
        self._starts = np.concatenate(([0], np.cumsum(self.lengths)))
        self._values = torch.empty((int(self._starts[-1]), model.shape.width), dtype=torch.bfloat16)
        for batch in by_length(self.lengths, range(len(data))):
            longest = max(self.lengths[index] for index in batch)
            ids = np.zeros((len(batch), longest), np.int64)
            for row, index in enumerate(batch):
                ids[row, : self.lengths[index]] = data[index].ids
            # The lower layers are causal: padding after a text changes nothing in it.
            states = model.lower(torch.from_numpy(ids).to(device), None, dtype).to("cpu", torch.bfloat16)
            for row, index in enumerate(batch):
                self._values[self._rows(index)] = states[row, : self.lengths[index]]

    def batch(self, indices: Sequence[int]) -> tuple[Tensor, Tensor | None]:
        """States of some examples, [examples, longest, width], and where they are padding (None: nowhere)."""
        longest = max(self.lengths[index] for index in indices)
        states = torch.zeros((len(indices), longest, self._values.shape[1]), dtype=torch.bfloat16)
        padding = torch.ones((len(indices), longest), dtype=torch.bool)
        for row, index in enumerate(indices):
            states[row, : self.lengths[index]] = self._values[self._rows(index)]
            padding[row, : self.lengths[index]] = False
        return states, padding if bool(padding.any()) else None

    def _rows(self, index: int) -> slice:
        return slice(self._starts[index], self._starts[index + 1])


def by_length(lengths: Sequence[int], pool: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of like length."""
    batch: list[int] = []
    for index in sorted(pool, key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
