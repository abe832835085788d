"""Where the model's data are, and whether the model can run. Imports neither NumPy nor ONNX Runtime."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

#: The folder of the network, the tokenizer, the calibration and the tables.
DATA = Path(__file__).parent / "data"


def is_installed() -> bool:
    """Whether the weights are there and what runs them can be imported."""
    return (DATA / "garble.onnx").is_file() and all(find_spec(name) for name in ("onnxruntime", "tokenizers"))
