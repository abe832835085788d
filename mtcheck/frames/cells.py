"""Values of cells, whatever their types."""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd

# Half a character: a Python string may hold one, Arrow may not.
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_null(value: Any) -> bool:
    """Whether a value is None, NaN, NaT or pandas' NA."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    try:
        return bool(math.isnan(value))
    except (TypeError, ValueError, OverflowError):
        return False


def replace_surrogates(text: str) -> str:
    """The text with U+FFFD for halves of characters, which no encoding can write."""
    return _SURROGATE.sub("\ufffd", text)


def describe_type(value: Any) -> str:
    """What a value that is not text is: “bytes”, “a number”, “a value of type list”."""
    if isinstance(value, bytes | bytearray | memoryview):
        return "bytes"
    is_numpy_scalar = hasattr(value, "dtype") and getattr(value, "ndim", None) == 0
    if is_numpy_scalar or isinstance(value, bool | int | float):
        return "a number"
    return f"a value of type {type(value).__name__}"
