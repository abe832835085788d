"""ONNX Runtime without its telemetry.

From 1.29 on, ONNX Runtime counts its use and sends the counts to Microsoft, and keeps an identifier of the
machine below the user's cache folder. Both begin when it is imported, so it is imported here alone.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any


def load_onnxruntime() -> Any:
    """The module `onnxruntime`, which has no type information, with telemetry switched off.

    A program that has imported it before decides itself about the telemetry of its process up to here.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # it is read once, during the import
    onnxruntime = import_module("onnxruntime")
    onnxruntime.disable_telemetry_events()  # the switch of versions before 1.29, on Windows
    return onnxruntime
