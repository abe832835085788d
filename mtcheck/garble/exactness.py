"""Whether this processor sums 8-bit products exactly, or has to be told to.

The network's weights are whole numbers of 8 bits. ONNX Runtime's product of them and unsigned activations
adds two terms at a time; without VNNI (x64 processors up to about 2018) that sum has 16 bits, saturates, and
a score would depend on the machine. `session.x64quantprecision` avoids it, at three times the time and 50 MB
more; ONNX Runtime takes it for needed on processors with AMX, too, where it is not. So we look: one small
product whose sums are as large as they can be.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

PROBE = Path(__file__).parent / "data" / "exactness.onnx"
#: The probe's product: rows of DEPTH activations, WIDTH columns of weights that are all LARGEST.
DEPTH, WIDTH, LARGEST = 64, 16, 127
#: One row and several go different ways through the kernels.
_ROWS = (1, 2, 33)
_TOP = 255


def sums_exactly(path: Path = PROBE) -> bool:
    """Whether products come out exact without being told to; False, the safe answer, where it cannot be
    found out.
    """
    onnxruntime: Any = import_module("onnxruntime")
    if not path.is_file():
        return False
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    inputs = (np.full((rows, DEPTH), _TOP, np.uint8) for rows in _ROWS)
    return all(bool(np.all(session.run(None, {"x": x})[0] == _TOP * LARGEST * DEPTH)) for x in inputs)
