"""The probe of `mtcheck/garble/exactness.py`: `python -m training.exactness` writes it.

It is one 8-bit product of the kind that the network is made of, with sums as large as they can be.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from mtcheck.garble.exactness import DEPTH, LARGEST, PROBE, WIDTH


def probe() -> onnx.ModelProto:
    """The product as a graph: `x` [rows, DEPTH] → `y` [rows, WIDTH]."""
    weights = [
        numpy_helper.from_array(np.full((DEPTH, WIDTH), LARGEST, np.int8), "w"),
        numpy_helper.from_array(np.float32(1), "a"),
        numpy_helper.from_array(np.ones(WIDTH, np.float32), "b"),
    ]
    node = helper.make_node("MatMulIntegerToFloat", ["x", "w", "a", "b"], ["y"], domain="com.microsoft")
    graph = helper.make_graph(
        [node],
        "probe",
        [helper.make_tensor_value_info("x", TensorProto.UINT8, [None, DEPTH])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, WIDTH])],
        weights,
    )
    return helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)],
        ir_version=8,
    )


if __name__ == "__main__":
    onnx.save(probe(), str(PROBE))
