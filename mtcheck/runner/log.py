"""The log, which `--debug` shows on stderr: what was read, how long each step took, why something failed.

Each module has a logger of its name, below `mtcheck`, and logs at the level DEBUG alone: without a handler
nothing is shown. A program that uses mtcheck as a library sets up its own handlers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_ROOT = logging.getLogger("mtcheck")
#: All processes of a run write to one stderr; their numbers tell them apart.
_FORMAT, _TIME = "%(asctime)s.%(msecs)03d [%(process)d] %(name)s: %(message)s", "%H:%M:%S"


@contextmanager
def log_to_stderr() -> Iterator[None]:
    """Show the log on stderr in this block, and in worker processes that start in it."""
    handler = start_log()
    try:
        yield
    finally:
        _ROOT.removeHandler(handler)
        _ROOT.setLevel(logging.NOTSET)


def start_log() -> logging.Handler:
    """Show the log on stderr from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORMAT, _TIME))
    _ROOT.addHandler(handler)
    _ROOT.setLevel(logging.DEBUG)
    return handler


def is_shown() -> bool:
    """Whether the log is shown in this process."""
    return _ROOT.isEnabledFor(logging.DEBUG)
