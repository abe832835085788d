"""The trained tagger as an ONNX graph with 8-bit weights, and its cut vocabulary.

Activations are quantised row by row, a token's vector at a time. So a sentence's result does not depend on
its neighbours in the batch, as it would with the one scale a tensor of ONNX Runtime's dynamic quantisation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from training.smollm import Block, Shape, Tagger

#: Positions that the rotary tables cover.
_LONGEST = 512


class Graph:
    """Collects nodes and weights. What adds a node or a weight returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._count = 0

    def const(self, value: np.ndarray, name: str = "") -> str:
        self._count += 1
        name = name or f"c{self._count}"
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: Any) -> Any:
        self._count += 1
        names = [f"{kind.lower()}{self._count}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names if outputs > 1 else names[0]

    def ints(self, *values: int) -> str:
        return self.const(np.array(values, np.int64))

    def linear(self, x: str, weight: np.ndarray) -> str:
        """x @ weight.T with integers: one scale a row of activations and one a column of weights.

        The row scales are nodes of the graph, so that no row's result depends on another row. The kernel
        knows a single scale for all activations; it is given 1.
        """
        one, middle = self.const(np.float32(1)), self.const(np.uint8(128))
        largest = self.add("ReduceMax", self.add("Abs", x), self.ints(-1), keepdims=1)
        scale = self.add(
            "Mul", self.add("Max", largest, self.const(np.float32(1e-9))), self.const(np.float32(1 / 127))
        )
        rows = self.add("QuantizeLinear", self.add("Div", x, scale), one, middle)
        columns = np.abs(weight).max(1) / 127 + 1e-12
        integers = np.ascontiguousarray(np.rint(weight / columns[:, None]).astype(np.int8).T)
        inputs = [rows, self.const(integers), one, self.const(columns.astype(np.float32)), middle]
        product = self.add("MatMulIntegerToFloat", *inputs, domain="com.microsoft")
        return cast(str, self.add("Mul", product, scale))


class TaggerGraph(Graph):
    """The graph of one tagger.

    Its inputs are `ids` [sentences, tokens], `lengths` [sentences] and `words` [chosen], the positions of the
    words' last tokens in all sentences; its output is `logits` [chosen, outputs].
    """

    def __init__(self, model: Tagger, kept: np.ndarray) -> None:
        """kept: the token ids that stay, in their new order."""
        super().__init__()
        self._shape: Shape = model.shape
        self._tokens = self.add("Shape", "ids", start=1, end=2)
        self._cos, self._sin = self._rotations()
        self._causal, self._two_way = self._masks()
        self._sizes = self._reshapes()
        self._query_scale = self.const(np.float32(self._shape.head_width**-0.5))
        x = self._embedding(_array(model.embedding.weight)[kept])
        for index, block in enumerate(cast("list[Block]", model.blocks)):
            is_causal = index < self._shape.layers - self._shape.two_way
            x = self._block(x, block, self._causal if is_causal else self._two_way)
        self._heads(x, model)

    def _embedding(self, table: np.ndarray) -> str:
        """The tokens' vectors, stored as 8-bit integers with one scale a row."""
        scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
        rows = self.const(np.rint(table / scale).astype(np.int8), "embedding")
        scales = self.const(scale.astype(np.float32), "embedding_scale")
        vectors = self.add("Cast", self.add("Gather", rows, "ids"), to=TensorProto.FLOAT)
        return cast(str, self.add("Mul", vectors, self.add("Gather", scales, "ids")))

    def _rotations(self) -> tuple[str, str]:
        """Cosine and sine of the rotary positions; the sign of the rotation is in the sine."""
        s = self._shape
        turns = 1.0 / s.rope_base ** (np.arange(0, s.head_width, 2) / s.head_width)
        angles = np.outer(np.arange(_LONGEST), turns)
        cosine = np.concatenate((np.cos(angles), np.cos(angles)), 1)[None, :, None].astype(np.float32)
        sine = np.concatenate((-np.sin(angles), np.sin(angles)), 1)[None, :, None].astype(np.float32)
        bounds = (self.ints(0), self._tokens, self.ints(1))
        return self.add("Slice", self.const(cosine), *bounds), self.add("Slice", self.const(sine), *bounds)

    def _masks(self) -> tuple[str, str]:
        """What is added to attention scores: in causal layers, and in those that see both sides."""
        seen, unseen = self.const(np.float32(0)), self.const(np.float32(-1e9))
        first, step = self.const(np.int64(0)), self.const(np.int64(1))
        position = self.add("Range", first, self.add("Squeeze", self._tokens), step)
        row = self.add("Unsqueeze", position, self.ints(0))
        column = self.add("Unsqueeze", position, self.ints(1))
        causal = self.add("Where", self.add("LessOrEqual", row, column), seen, unseen)
        is_token = self.add("Less", row, self.add("Unsqueeze", "lengths", self.ints(1)))
        two_way = self.add("Where", self.add("Unsqueeze", is_token, self.ints(1, 2)), seen, unseen)
        return causal, two_way

    def _reshapes(self) -> dict[str, str]:
        """Sizes that the blocks reshape and split by.

        Queries that share a key head stand below one another: [sentences, key heads, group × tokens, width].
        """
        s = self._shape
        tokens = self._tokens
        return {
            "by head": self.ints(0, 0, -1, s.head_width),
            "query, key, value": self.ints(s.heads, s.key_heads, s.key_heads),
            "halves": self.ints(s.head_width // 2, s.head_width // 2),
            "grouped": self.ints(0, s.key_heads, -1, s.head_width),
            "scores by head": self.add("Concat", self.ints(0, s.heads, -1), tokens, axis=0),
            "scores by group": self.add("Concat", self.ints(0, s.key_heads, -1), tokens, axis=0),
            "all heads": self.add("Concat", self.ints(0, s.heads), tokens, self.ints(s.head_width), axis=0),
            "flat": self.ints(0, 0, s.heads * s.head_width),
            "gate, up": self.ints(s.inner, s.inner),
        }

    def _block(self, x: str, block: Block, mask: str) -> str:
        mixed = self.linear(self._norm(x, block.attention_norm.weight), _array(block.query_key_value.weight))
        attended = self._attention(mixed, mask)
        x = self.add("Add", x, self.linear(attended, _array(block.attention_out.weight)))
        both = self.linear(self._norm(x, block.inner_norm.weight), _array(block.gate_up.weight))
        gate, up = self.add("Split", both, self._sizes["gate, up"], outputs=2, axis=2)
        silu = self.add("QuickGelu", gate, domain="com.microsoft", alpha=1.0)
        return cast(
            str, self.add("Add", x, self.linear(self.add("Mul", silu, up), _array(block.down.weight)))
        )

    def _attention(self, mixed: str, mask: str) -> str:
        """Attention over queries, keys and values that stand side by side in `mixed`."""
        sizes = self._sizes
        by_head = self.add("Reshape", mixed, sizes["by head"])
        query, key, value = self.add("Split", by_head, sizes["query, key, value"], outputs=3, axis=2)
        query = self.add("Mul", self._rotate(query), self._query_scale)
        query = self.add("Reshape", self.add("Transpose", query, perm=[0, 2, 1, 3]), sizes["grouped"])
        key = self.add("Transpose", self._rotate(key), perm=[0, 2, 3, 1])
        value = self.add("Transpose", value, perm=[0, 2, 1, 3])
        scores = self.add("Reshape", self.add("MatMul", query, key), sizes["scores by head"])
        weights = self.add("Softmax", self.add("Add", scores, mask), axis=-1)
        weights = self.add("Reshape", weights, sizes["scores by group"])
        attended = self.add("Reshape", self.add("MatMul", weights, value), sizes["all heads"])
        return cast(
            str, self.add("Reshape", self.add("Transpose", attended, perm=[0, 2, 1, 3]), sizes["flat"])
        )

    def _norm(self, x: str, weight: torch.Tensor) -> str:
        options = {"axis": -1, "epsilon": self._shape.epsilon, "stash_type": 1}
        return cast(str, self.add("SimplifiedLayerNormalization", x, self.const(_array(weight)), **options))

    def _rotate(self, x: str) -> str:
        first, second = self.add("Split", x, self._sizes["halves"], outputs=2, axis=3)
        swapped = self.add("Concat", second, first, axis=3)
        return cast(str, self.add("Add", self.add("Mul", x, self._cos), self.add("Mul", swapped, self._sin)))

    def _heads(self, x: str, model: Tagger) -> None:
        chosen = self.add("Gather", self.add("Reshape", x, self.ints(-1, self._shape.width)), "words")
        norm = (self.const(_array(model.final_norm.weight)), self.const(_array(model.final_norm.bias)))
        final = self.add("LayerNormalization", chosen, *norm, axis=-1, epsilon=model.final_norm.eps)
        head = (self.const(_array(model.head.weight)), self.const(_array(model.head.bias)))
        logits = self.add("Gemm", final, *head, transB=1)
        self.nodes.append(helper.make_node("Identity", [logits], ["logits"]))

    def model_proto(self) -> onnx.ModelProto:
        """The graph as a file."""
        axes = {"ids": ["sentences", "tokens"], "lengths": ["sentences"], "words": ["chosen"]}
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, names) for name, names in axes.items()
        ]
        output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["chosen", self._shape.outputs])
        proto = helper.make_model(
            helper.make_graph(self.nodes, "garble", inputs, [output], self.weights),
            opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)],
            producer_name="mtcheck.training",
        )
        proto.ir_version = 9
        return proto


def _array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().float().numpy()


def cut_vocabulary(tokenizer: Tokenizer, counts: Mapping[int, int], least: int) -> tuple[str, np.ndarray]:
    """A tokenizer with only the tokens seen `least` times, single bytes and what merges into them.

    Also returns their old ids. A word with a dropped token falls into smaller kept pieces, as any unknown
    word does.
    """
    data = json.loads(tokenizer.to_str())
    vocabulary: dict[str, int] = data["model"]["vocab"]
    merges = [
        tuple(merge) if isinstance(merge, list) else tuple(merge.split(" "))
        for merge in data["model"]["merges"]
    ]
    parts_of = {left + right: (left, right) for left, right in reversed(merges)}
    wanted = {
        token
        for token, number in vocabulary.items()
        if len(token) == 1 or number < 3 or counts.get(number, 0) >= least
    }
    waiting = list(wanted)
    while waiting:
        for part in parts_of.get(waiting.pop(), ()):
            if part not in wanted:
                wanted.add(part)
                waiting.append(part)
    order = sorted(wanted, key=vocabulary.__getitem__)
    data["model"]["vocab"] = {token: number for number, token in enumerate(order)}
    data["model"]["merges"] = [
        [left, right] for left, right in merges if {left, right, left + right} <= wanted
    ]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text, np.array([vocabulary[token] for token in order])


def write(model: Tagger, tokenizer: Tokenizer, counts: Mapping[int, int], folder: Path, least: int) -> None:
    """Write `garble.onnx` and `tokenizer.json` into `folder`.

    counts: how often each token is in the training set. least: tokens with fewer sightings are dropped.
    """
    text, kept = cut_vocabulary(tokenizer, counts, least)
    (folder / "tokenizer.json").write_text(text, encoding="utf-8")
    onnx.save(TaggerGraph(model, kept).model_proto(), str(folder / "garble.onnx"))
