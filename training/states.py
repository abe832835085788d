"""What the frozen lower layers make of every example: computed once, for the teacher and the student read
them several times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from training.examples import Encoded
from training.smollm import Tagger

#: Tokens to a call where nothing is learnt.
TOGETHER = 6000


class States:
    """States in bf16, all examples behind one another: some 1.2 kB a token, 7 GB for the whole set."""

    def __init__(
        self, model: Tagger, data: Sequence[Encoded], device: torch.device, kind: torch.dtype
    ) -> None:
        self.lengths = [len(e.ids) for e in data]
        self.begin = np.concatenate(([0], np.cumsum(self.lengths)))
        self.values = torch.empty((int(self.begin[-1]), model.shape.width), dtype=torch.bfloat16)
        for rows in by_length(self.lengths, range(len(data))):
            longest = max(self.lengths[i] for i in rows)
            ids = np.zeros((len(rows), longest), np.int64)
            for row, i in enumerate(rows):
                ids[row, : self.lengths[i]] = data[i].ids
            # The lower layers are causal: padding behind a text changes nothing in it.
            found = model.lower(torch.from_numpy(ids).to(device), None, kind).to("cpu", torch.bfloat16)
            for row, i in enumerate(rows):
                self.values[self.begin[i] : self.begin[i + 1]] = found[row, : self.lengths[i]]

    def batch(self, rows: Sequence[int]) -> tuple[Tensor, Tensor | None]:
        """States of some examples, [rows, longest, width], and where they are padding (None: nowhere)."""
        longest = max(self.lengths[i] for i in rows)
        states = torch.zeros((len(rows), longest, self.values.shape[1]), dtype=torch.bfloat16)
        padding = torch.ones((len(rows), longest), dtype=torch.bool)
        for row, i in enumerate(rows):
            states[row, : self.lengths[i]] = self.values[self.begin[i] : self.begin[i + 1]]
            padding[row, : self.lengths[i]] = False
        return states, padding if bool(padding.any()) else None


def by_length(lengths: Sequence[int], pool: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of like length."""
    batch: list[int] = []
    for index in sorted(pool, key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > TOGETHER:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
