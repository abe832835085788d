"""The trained tagger as an ONNX graph with weight-only quantisation, and its cut vocabulary.

Activations are quantised row by row, a token's vector at a time, so nothing a sentence gets depends on its
neighbours in the batch, as it would with the per-tensor scales of ONNX Runtime's dynamic quantisation.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from training.smollm import Block, Shape, Tagger


class Graph:
    """Collects nodes and weights; every `add` returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0

    def const(self, value: np.ndarray, name: str = "") -> str:
        self.count += 1
        name = name or f"c{self.count}"
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: Any) -> Any:
        self.count += 1
        names = [f"{kind.lower()}{self.count}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names if outputs > 1 else names[0]

    def ints(self, *values: int) -> str:
        return self.const(np.array(values, np.int64))

    def linear(self, x: str, weight: np.ndarray, bits: int) -> str:
        """x @ weight.T, the weight in blocks of `bits`-bit integers (32 bits: as it is)."""
        rows, columns = weight.shape
        if bits == 32:
            return cast(str, self.add("MatMul", x, self.const(np.ascontiguousarray(weight.T))))
        if bits == 7:
            return self.whole_rows(x, weight)
        block = 32 if bits == 4 else 64
        packed, scales, zeros = quantise(weight, bits, block)
        inputs = [x, self.const(packed), self.const(scales)] + ([] if zeros is None else [self.const(zeros)])
        return cast(str, self.add(
            "MatMulNBits", *inputs, domain="com.microsoft", K=columns, N=rows, bits=bits, block_size=block, accuracy_level=4
        ))  # fmt: skip

    def whole_rows(self, x: str, weight: np.ndarray) -> str:
        """Integer product with one scale a row of activations and one a column of weights.

        The row scales are nodes of the graph, so that a row's result is its own affair; the kernel itself,
        which knows a single scale for all activations, is given 1.
        """
        one, middle = self.const(np.float32(1)), self.const(np.uint8(128))
        scale = self.add(
            "Max",
            self.add("ReduceMax", self.add("Abs", x), self.ints(-1), keepdims=1),
            self.const(np.float32(1e-9)),
        )
        scale = self.add("Mul", scale, self.const(np.float32(1 / 127)))
        rows = self.add("QuantizeLinear", self.add("Div", x, scale), one, middle)
        columns = np.abs(weight).max(1) / 127 + 1e-12
        whole = np.ascontiguousarray(np.rint(weight / columns[:, None]).astype(np.int8).T)
        product = self.add(
            "MatMulIntegerToFloat", rows, self.const(whole), one, self.const(columns.astype(np.float32)), middle,
            domain="com.microsoft",
        )  # fmt: skip
        return cast(str, self.add("Mul", product, scale))


def quantise(weight: np.ndarray, bits: int, block: int) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Blocks along the input: 8 bits symmetric about 128; 4 bits with a zero point, the scale searched for
    least error.
    """
    rows, columns = weight.shape
    parts = weight.reshape(rows, columns // block, block).astype(np.float32)
    if bits == 8:
        scale = np.abs(parts).max(-1, keepdims=True) / 127 + 1e-12
        whole = np.clip(np.rint(parts / scale) + 128, 0, 255).astype(np.uint8)
        return whole, scale.reshape(-1).astype(np.float32), None
    low, high = np.minimum(parts.min(-1, keepdims=True), 0), np.maximum(parts.max(-1, keepdims=True), 0)
    best = np.full(low.shape, np.inf, np.float32)
    kept = (np.zeros_like(parts), np.zeros_like(low), np.zeros_like(low))
    for shrink in np.linspace(0.7, 1.0, 13):
        scale = (high - low) * shrink / 15 + 1e-12
        zero = np.clip(np.rint(-low * shrink / scale), 0, 15)
        whole = np.clip(np.rint(parts / scale) + zero, 0, 15)
        error = (((whole - zero) * scale - parts) ** 2).sum(-1, keepdims=True)
        better = error < best
        best = np.where(better, error, best)
        kept = cast(
            Any,
            tuple(np.where(better, new, old) for new, old in zip((whole, scale, zero), kept, strict=True)),
        )
    whole, scale, zero = (np.asarray(k) for k in kept)
    integers = whole.astype(np.uint8)
    packed = integers[..., 0::2] | (integers[..., 1::2] << 4)
    z = zero.reshape(rows, -1).astype(np.uint8)
    if z.shape[1] % 2:
        z = np.concatenate((z, np.full((rows, 1), 8, np.uint8)), axis=1)
    zeros = (z[:, 0::2] | (z[:, 1::2] << 4)).reshape(-1)
    return packed, scale.reshape(-1).astype(np.float32), zeros


def _array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().float().numpy()


def build(model: Tagger, kept: np.ndarray, bits: list[int], longest: int = 512) -> onnx.ModelProto:
    """The graph. `kept`: the token ids that stay, in their new order; `bits`: of each layer's weights."""
    s: Shape = model.shape
    g = Graph()
    half = s.head_width // 2
    table = _array(model.embedding.weight)[kept]
    scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
    rows = g.const(np.rint(table / scale).astype(np.int8), "embedding")
    scales = g.const(scale.astype(np.float32), "embedding_scale")
    x = g.add(
        "Mul",
        g.add("Cast", g.add("Gather", rows, "ids"), to=TensorProto.FLOAT),
        g.add("Gather", scales, "ids"),
    )

    turns = 1.0 / s.rope_base ** (np.arange(0, s.head_width, 2) / s.head_width)
    angles = np.outer(np.arange(longest), turns)
    cosine = np.concatenate((np.cos(angles), np.cos(angles)), 1)[None, :, None].astype(np.float32)
    sine = np.concatenate((-np.sin(angles), np.sin(angles)), 1)[None, :, None].astype(np.float32)
    tokens = g.add("Shape", "ids", start=1, end=2)
    upto = (g.ints(0), tokens, g.ints(1))
    cos, sin = g.add("Slice", g.const(cosine), *upto), g.add("Slice", g.const(sine), *upto)
    none, bar = g.const(np.float32(0)), g.const(np.float32(-1e9))
    place = g.add("Range", g.const(np.int64(0)), g.add("Squeeze", tokens), g.const(np.int64(1)))
    before = g.add("LessOrEqual", g.add("Unsqueeze", place, g.ints(0)), g.add("Unsqueeze", place, g.ints(1)))
    causal = g.add("Where", before, none, bar)
    real = g.add("Less", g.add("Unsqueeze", place, g.ints(0)), g.add("Unsqueeze", "lengths", g.ints(1)))
    two_way = g.add("Where", g.add("Unsqueeze", real, g.ints(1, 2)), none, bar)

    heads, key_heads = s.heads, s.key_heads
    by_head = g.ints(0, 0, -1, s.head_width)
    sizes = g.ints(heads, key_heads, key_heads)
    halves = g.ints(half, half)
    flat = g.ints(0, 0, heads * s.head_width)
    shrink = g.const(np.float32(s.head_width**-0.5))
    # queries that share a key head stand below one another: [B, key heads, group x T, width]
    grouped = g.ints(0, key_heads, -1, s.head_width)
    per_head = g.add("Concat", g.ints(0, heads, -1), tokens, axis=0)
    per_group = g.add("Concat", g.ints(0, key_heads, -1), tokens, axis=0)
    all_heads = g.add("Concat", g.ints(0, heads), tokens, g.ints(s.head_width), axis=0)

    def normed(x: str, weight: torch.Tensor) -> str:
        return cast(str, g.add(
            "SimplifiedLayerNormalization", x, g.const(_array(weight)), axis=-1, epsilon=s.epsilon, stash_type=1
        ))  # fmt: skip

    def turned(x: str) -> str:
        first, second = g.add("Split", x, halves, outputs=2, axis=3)
        return cast(
            str, g.add("Add", g.add("Mul", x, cos), g.add("Mul", g.add("Concat", second, first, axis=3), sin))
        )

    for index, block in enumerate(cast("list[Block]", model.blocks)):
        b = bits[index]
        mixed = g.add(
            "Reshape",
            g.linear(normed(x, block.attention_norm.weight), _array(block.query_key_value.weight), b),
            by_head,
        )
        query, key, value = g.add("Split", mixed, sizes, outputs=3, axis=2)
        q = g.add(
            "Reshape", g.add("Transpose", g.add("Mul", turned(query), shrink), perm=[0, 2, 1, 3]), grouped
        )
        k = g.add("Transpose", turned(key), perm=[0, 2, 3, 1])
        v = g.add("Transpose", value, perm=[0, 2, 1, 3])
        scores = g.add("Reshape", g.add("MatMul", q, k), per_head)
        seen = g.add(
            "Softmax", g.add("Add", scores, causal if index < s.layers - s.two_way else two_way), axis=-1
        )
        mixed = g.add("Reshape", g.add("MatMul", g.add("Reshape", seen, per_group), v), all_heads)
        mixed = g.add("Reshape", g.add("Transpose", mixed, perm=[0, 2, 1, 3]), flat)
        x = g.add("Add", x, g.linear(mixed, _array(block.attention_out.weight), b))
        both = g.linear(normed(x, block.inner_norm.weight), _array(block.gate_up.weight), b)
        gate, up = g.add("Split", both, g.ints(s.inner, s.inner), outputs=2, axis=2)
        inner = g.add("Mul", g.add("QuickGelu", gate, domain="com.microsoft", alpha=1.0), up)
        x = g.add("Add", x, g.linear(inner, _array(block.down.weight), b))
    chosen = g.add("Gather", g.add("Reshape", x, g.ints(-1, s.width)), "words")
    final = g.add(
        "LayerNormalization", chosen, g.const(_array(model.final_norm.weight)), g.const(_array(model.final_norm.bias)),
        axis=-1, epsilon=model.final_norm.eps,
    )  # fmt: skip
    logits = g.add(
        "Gemm", final, g.const(_array(model.head.weight)), g.const(_array(model.head.bias)), transB=1
    )
    g.nodes.append(helper.make_node("Identity", [logits], ["logits"]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, d) for n, d in
              (("ids", ["sentences", "tokens"]), ("lengths", ["sentences"]), ("words", ["chosen"]))]  # fmt: skip
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["chosen", s.outputs])
    graph = helper.make_graph(g.nodes, "garble", inputs, [output], g.weights)
    made = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)],
        producer_name="mtcheck.training",
    )
    made.ir_version = 9
    return made


def count_tokens(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """How often each token occurs."""
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(tokenizer.encode(text).ids)
    return counts


def cut_vocabulary(tokenizer: Tokenizer, counts: Mapping[int, int], least: int) -> tuple[str, np.ndarray]:
    """A tokenizer with only the tokens seen `least` times, single bytes and what merges into them; and their
    old ids.

    A word with a dropped token falls into smaller kept pieces, as any unknown word does.
    """
    whole = json.loads(tokenizer.to_str())
    vocabulary: dict[str, int] = whole["model"]["vocab"]
    merges = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in whole["model"]["merges"]]
    made_from = {a + b: (a, b) for a, b in reversed(merges)}
    wanted = {t for t, i in vocabulary.items() if len(t) == 1 or i < 3 or counts.get(i, 0) >= least}
    waiting = list(wanted)
    while waiting:
        parts = made_from.get(waiting.pop())
        for part in parts or ():
            if part not in wanted:
                wanted.add(part)
                waiting.append(part)
    order = sorted(wanted, key=vocabulary.__getitem__)
    whole["model"]["vocab"] = {t: i for i, t in enumerate(order)}
    whole["model"]["merges"] = [
        list(m) for m in merges if m[0] + m[1] in wanted and m[0] in wanted and m[1] in wanted
    ]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")), np.array(
        [vocabulary[t] for t in order]
    )


def write(
    model: Tagger,
    tokenizer: Tokenizer,
    counts: Mapping[int, int],
    folder: Path,
    bits: list[int],
    least: int = 3,
) -> None:
    """`garble.onnx` and `tokenizer.json` into `folder`."""
    text, kept = cut_vocabulary(tokenizer, counts, least)
    (folder / "tokenizer.json").write_text(text, encoding="utf-8")
    onnx.save(build(model, kept, bits), str(folder / "garble.onnx"))
