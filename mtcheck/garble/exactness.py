"""Whether this processor sums 8-bit products exactly, or must be told to.

The network's weights are 8-bit integers. ONNX Runtime multiplies them with unsigned activations and adds two
products at a time. Without VNNI (x64 processors up to about 2018) that sum has 16 bits and saturates, so that
scores would depend on the machine. `session.x64quantprecision` avoids it, and costs three times the time and
50 MB. ONNX Runtime's own choice would set it on processors with AMX too, which do not need it. So one small
product, whose sums are as large as they can be, is computed and looked at.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mtcheck.garble.onnx import load_onnxruntime

PROBE = Path(__file__).parent / "data" / "exactness.onnx"
#: The probe's product: rows of DEPTH activations, WIDTH columns of weights that are all LARGEST.
DEPTH, WIDTH, LARGEST = 64, 16, 127
#: One row and several rows take different ways through the kernels.
_ROWS = (1, 2, 33)
_TOP = 255


def sums_exactly(path: Path = PROBE) -> bool:
    """Whether products are exact without that option. False, the safe answer, where there is no probe."""
    onnxruntime = load_onnxruntime()
    if not path.is_file():
        return False
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    inputs = (np.full((rows, DEPTH), _TOP, np.uint8) for rows in _ROWS)
    return all(bool(np.all(session.run(None, {"x": x})[0] == _TOP * LARGEST * DEPTH)) for x in inputs)
