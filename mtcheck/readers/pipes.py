"""Reads a named pipe without waiting for ever for somebody who writes into it."""

from __future__ import annotations

import os
import time
from pathlib import Path

#: How long, in seconds, a pipe may stand without anybody who writes into it.
PATIENCE = 5.0


def read_pipe(path: Path, max_bytes: int) -> bytes:
    """What is written into the pipe, up to a number of bytes. `<(command)` has a writer from the start.

    Raises TimeoutError where nobody writes into it for PATIENCE seconds, and OSError.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as pipe:
        beginning = _first_bytes(descriptor)
        os.set_blocking(descriptor, True)
        return beginning + pipe.read(max_bytes - len(beginning))


def _first_bytes(descriptor: int) -> bytes:
    """What lies in the pipe already; empty where its writer has not begun."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if beginning := os.read(descriptor, 65_536):
                return beginning
        except BlockingIOError:
            return b""
        if time.monotonic() > end:
            raise TimeoutError("nobody writes into this named pipe")
        time.sleep(0.02)
