"""Frames in, frames out: many articles as rows of a table, here with pandas, in `spark` and `dask` on their
engines.

    >>> from mtcheck.frames import check_frame
    >>> articles, findings = check_frame(frame, text="body", id="url")

Needs pandas alone; the engines are extras: `pip install "mtcheck[spark]"`, `pip install "mtcheck[dask]"`.
`archive` is what `mtcheck archive` does: a whole archive from files to files.
"""

from __future__ import annotations

from mtcheck.frames.columns import ColumnError
from mtcheck.frames.frame import check_frame
from mtcheck.frames.schema import ARTICLES, FINDINGS

__all__ = ["ARTICLES", "FINDINGS", "ColumnError", "check_frame"]
