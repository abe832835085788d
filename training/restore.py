"""The shipped network as a checkpoint to go on training from, for a machine that has no checkpoints:

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


def restore(base: Path, path: Path, shape: Shape) -> Tagger:
    """The tagger that the graph at `path` was exported from. shape: the one it was trained in."""
    model = load_base(base, shape)
    graph = onnx.load(str(path)).graph
    weights = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    first_trained = shape.layers - shape.trained
    with torch.no_grad():
        for index, block in enumerate(cast("list[Block]", model.blocks)):
            if index >= first_trained:
                _restore_block(block, index, graph, weights)
        norm = next(node for node in graph.node if node.op_type == "LayerNormalization")
        head = next(node for node in graph.node if node.op_type == "Gemm")
        _fill(model.final_norm.weight, weights[norm.input[1]])
        _fill(model.final_norm.bias, weights[norm.input[2]])
        _fill(model.head.weight, weights[head.input[1]])
        _fill(model.head.bias, weights[head.input[2]])
    return model


def _restore_block(block: Block, index: int, graph: onnx.GraphProto, weights: dict[str, np.ndarray]) -> None:
    """Fill the block that is the graph's block `index`, each of which has four products and two norms."""
    products = [node for node in graph.node if node.op_type == "MatMulIntegerToFloat"]
    norms = [node for node in graph.node if node.op_type == "SimplifiedLayerNormalization"]
    layers = (block.query_key_value, block.attention_out, block.gate_up, block.down)
    for layer, node in zip(layers, products[4 * index : 4 * index + 4], strict=True):
        integers, columns = weights[node.input[1]], weights[node.input[3]]
        _fill(layer.weight, integers.astype(np.float32).T * columns.reshape(-1, 1))
    _fill(block.attention_norm.weight, weights[norms[2 * index].input[1]])
    _fill(block.inner_norm.weight, weights[norms[2 * index + 1].input[1]])


def _fill(parameter: torch.Tensor, value: np.ndarray) -> None:
    parameter.copy_(torch.from_numpy(np.ascontiguousarray(value, np.float32)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--base", type=Path, required=True, help="SmolLM2-135M-Instruct.Q4_1.gguf")
    parser.add_argument("--to", type=Path, required=True, help="the checkpoint to write")
    choice = parser.parse_args()
    save(restore(choice.base, DATA / "garble.onnx", Shape()), choice.to)


if __name__ == "__main__":
    main()
