"""The shipped network as a checkpoint to go on training from: what a machine that lost its checkpoints starts
with.

    python -m training.restore --base SmolLM2-135M-Instruct.Q4_1.gguf --to start.pt

The trained blocks are read back from their 8-bit weights (rounding costs under .003 word AUC, MODEL_CARD.md),
norms and heads as they are; embedding and lower blocks come from the base.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import cast

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from mtcheck.garble.weights import DATA
from training.smollm import Block, Shape, Tagger, load_base
from training.train import save


def restore(base: Path, graph: Path, shape: Shape) -> Tagger:
    """The tagger that `graph` was exported from. `shape` must be the one it was trained in."""
    model = load_base(base, shape)
    network = onnx.load(str(graph)).graph
    weights = {w.name: numpy_helper.to_array(w) for w in network.initializer}
    products = [n for n in network.node if n.op_type == "MatMulIntegerToFloat"]
    norms = [n for n in network.node if n.op_type == "SimplifiedLayerNormalization"]
    last = next(n for n in network.node if n.op_type == "LayerNormalization")
    head = next(n for n in network.node if n.op_type == "Gemm")

    def fill(place: torch.nn.Parameter, value: np.ndarray) -> None:
        place.copy_(torch.from_numpy(np.ascontiguousarray(value, np.float32)))

    with torch.no_grad():
        for index, block in enumerate(cast("list[Block]", model.blocks)):
            if index < shape.layers - shape.trained:
                continue
            layers = (block.query_key_value, block.attention_out, block.gate_up, block.down)
            for layer, node in zip(layers, products[4 * index :], strict=False):
                fill(
                    layer.weight,
                    weights[node.input[1]].astype(np.float32).T * weights[node.input[3]].reshape(-1, 1),
                )
            fill(block.attention_norm.weight, weights[norms[2 * index].input[1]])
            fill(block.inner_norm.weight, weights[norms[2 * index + 1].input[1]])
        fill(model.final_norm.weight, weights[last.input[1]])
        fill(cast(torch.nn.Parameter, model.final_norm.bias), weights[last.input[2]])
        fill(model.head.weight, weights[head.input[1]])
        fill(model.head.bias, weights[head.input[2]])
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--base", type=Path, required=True, help="SmolLM2-135M-Instruct.Q4_1.gguf")
    parser.add_argument("--to", type=Path, required=True, help="the checkpoint to write")
    choice = parser.parse_args()
    save(restore(choice.base, DATA / "garble.onnx", Shape()), choice.to)


if __name__ == "__main__":
    main()
