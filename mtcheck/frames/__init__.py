"""Many articles as rows of a table: frames in, frames out.

    >>> from mtcheck.frames import check_frame
    >>> articles, findings = check_frame(frame, text="body", id="url")

This needs pandas alone. `mtcheck.frames.spark` and `mtcheck.frames.dask` do the same on these engines, which
are extras: `pip install ".[spark]"`, `pip install ".[dask]"` in a checkout.
"""

from __future__ import annotations

from mtcheck.frames.columns import ColumnError
from mtcheck.frames.frame import check_frame
from mtcheck.frames.schema import ARTICLES, FINDINGS

__all__ = ["ARTICLES", "FINDINGS", "ColumnError", "check_frame"]
