"""The cells of an archive's tables as values of a record."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from mtcheck.frames.cells import is_null, replace_surrogates

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?=$|-\d\d)")


def read_text(value: Any) -> tuple[str | None, str | None]:
    """(the text in a cell, why it is none)."""
    if is_null(value):
        return None, None
    if isinstance(value, str):
        if value.isascii() or replace_surrogates(value) == value:
            return value, None
        return None, "it is not valid UTF-8; convert the file (iconv -f ENCODING -t UTF-8)"
    if isinstance(value, bytes):
        kind = "bytes"
    else:
        kind = "a number" if isinstance(value, int | float) else "a list or an object"
    return None, f"it is {kind}, not text; name a column of strings"


def read_weight(value: Any) -> float | None:
    """A number from 0 on; None for everything else."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 <= number < float("inf") else None


def read_group(value: Any) -> str | None:
    """What a value is summed up under: the month of a date, anything else as it stands."""
    if is_null(value):
        return None
    if isinstance(value, date):  # or a datetime, which is one
        return f"{value:%Y-%m}"
    text = replace_surrogates(str(value))
    month = _DATE.match(text)
    return month.group() if month else text
